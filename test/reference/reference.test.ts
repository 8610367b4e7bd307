/** Help, the manual and the reference agree, because they are made from the same definitions. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeOption } from '../../src/cli/command-line/options.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { createManPages } from '../../src/cli/help/man.ts';
import { updateReference } from '../../src/cli/help/reference.ts';
import { renderTopic } from '../../src/cli/help/render-help.ts';
import { topicTitles } from '../../src/cli/help/topic-titles.ts';
import { helpTopics } from '../../src/cli/help/topics.ts';
import { programDescription } from '../../src/cli/program.ts';

const project = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'readings-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pages = createManPages(commands, programDescription, '0.1.0', '2026-01-31');

it.each(['README.md', 'docs/reference.md'])('the reference in %s is up to date', (name) => {
  const file = join(project, name);
  const page = readFileSync(file, 'utf8');
  const updated = updateReference(page, commands);
  if (process.env.UPDATE === '1') writeFileSync(file, updated);
  else expect(page).toBe(updated);
  expect(updated).toMatch(/<!-- reference command/);
});

it('the package lists the manual pages that the build makes', () => {
  const file = join(project, 'package.json');
  const description = JSON.parse(readFileSync(file, 'utf8')) as { man: string[] };
  const names = [...pages.keys()].map((name) => `./man/${name}`).sort();
  if (process.env.UPDATE === '1') writeFileSync(file, `${JSON.stringify({ ...description, man: names }, null, 2)}\n`);
  else expect(description.man).toEqual(names);
  expect(readdirSync(join(project, 'man')).sort()).toEqual([...pages.keys()].sort());
});

it('every command has a page with its options and examples, and so has every topic', () => {
  const plainText = (page: string) =>
    page
      .replace(/\\-/g, '-')
      .replace(/\\&/g, '')
      .replace(/\\\(dq/g, '"')
      .replace(/\s+/g, ' ');
  for (const { name, options, examples } of commands) {
    const page = plainText(pages.get(`readings-${name}.1`) ?? '');
    for (const option of options) expect(page).toContain(describeOption(option)[0]);
    for (const example of examples) expect(page).toContain(`$ readings ${example.split(' ')[0]}`);
  }
  for (const name of Object.keys(topicTitles)) expect(pages.has(`readings-${name}.7`)).toBe(true);
});

const checkers = [
  ['mandoc', (file: string) => spawnSync('mandoc', ['-Tlint', file], { encoding: 'utf8' })],
  [
    'man',
    (file: string) =>
      spawnSync('man', ['--warnings', '-E', 'UTF-8', '-l', '-Tutf8', '-Z', file], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      }),
  ],
] as const;

describe.each(checkers)('%s', (name, check) => {
  const isMissing = spawnSync(name, ['--help']).error !== undefined;

  it.skipIf(isMissing)(`finds no fault with the manual${isMissing ? ` (needs ${name})` : ''}`, () => {
    for (const [page, text] of pages) {
      const file = join(folder, page);
      writeFileSync(file, text);
      const { stdout, stderr } = check(file);
      expect({ page, said: name === 'mandoc' ? stdout + stderr : stderr }).toEqual({ page, said: '' });
    }
  });
});

it.each(helpTopics.map((topic) => [topic.name, topic] as const))('help %s fits the width', (_, topic) => {
  // Examples are as they are.
  const isCode = (line: string) =>
    topic.parts.some((part) => typeof part !== 'string' && 'code' in part && part.code.includes(line.trim()));
  for (const width of [40, 80, 100])
    for (const line of renderTopic(topic, width).split('\n'))
      if (!isCode(line)) expect(line.length, line).toBeLessThanOrEqual(Math.max(width, 44));
});
