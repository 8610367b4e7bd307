/** Help, manual and README tell the same, for they come from the same definitions. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { manPages } from '../../src/cli/help/man.ts';
import { withReference } from '../../src/cli/help/reference.ts';
import { topicText } from '../../src/cli/help/render-help.ts';
import { titles } from '../../src/cli/help/topic-titles.ts';
import { helpTopics } from '../../src/cli/help/topics.ts';
import { describedProgram } from '../../src/cli/program.ts';

const project = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'readings-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const pages = manPages(describedProgram(), '0.1.0', '2026-01-31');

it('the README is not stale', () => {
  const file = join(project, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const made = withReference(readme, describedProgram());
  if (process.env.UPDATE === '1') writeFileSync(file, made);
  else expect(readme).toBe(made);
  expect(made).toContain('<!-- reference commands -->');
});

it('the package names the pages that are made, and they are there', () => {
  const { man } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { man: string[] };
  expect(man).toEqual([...pages.keys()].map((name) => `./man/${name}`).sort());
  expect(readdirSync(join(project, 'man')).sort()).toEqual([...pages.keys()].sort());
});

it('every command has a page, with its options and examples, and every topic', () => {
  const words = (page: string) =>
    page
      .replace(/\\-/g, '-')
      .replace(/\\&/g, '')
      .replace(/\\\(dq/g, '"')
      .replace(/\s+/g, ' ');
  for (const command of describedProgram().commands) {
    const page = words(pages.get(`readings-${command.name()}.1`) ?? '');
    for (const { flags } of command.options) expect(page).toContain(flags);
    expect(page).toContain(
      command.name() === 'pick'
        ? 'readings pick'
        : `$ ${command.name() === 'edit' ? 'EDITOR' : command.name() === 'open' ? 'BROWSER' : 'readings'}`,
    );
  }
  expect(helpTopics.map(({ name }) => name)).toEqual(Object.keys(titles));
  for (const name of Object.keys(titles)) expect(pages.has(`readings-${name}.7`)).toBe(true);
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

  it.skipIf(isMissing)(`has not a word to say of the manual${isMissing ? ` (needs ${name})` : ''}`, () => {
    for (const [page, text] of pages) {
      const file = join(folder, page);
      writeFileSync(file, text);
      const { stdout, stderr } = check(file);
      expect({ page, said: name === 'mandoc' ? stdout + stderr : stderr }).toEqual({ page, said: '' });
    }
  });
});

it.each(helpTopics.map((topic) => [topic.name, topic] as const))('help %s is no wider than it may be', (_, topic) => {
  // Examples are as they are.
  const isCode = (line: string) =>
    topic.parts.some((part) => typeof part !== 'string' && 'code' in part && part.code.includes(line.trim()));
  for (const width of [40, 80, 100])
    for (const line of topicText(topic, width).split('\n'))
      if (!isCode(line)) expect(line.length, line).toBeLessThanOrEqual(Math.max(width, 44));
});
