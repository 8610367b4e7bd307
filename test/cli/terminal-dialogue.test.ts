/** Questions to a person at a terminal: each key is pressed when what it answers is on the screen. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sandbox } from './transcript.ts';

const sandbox = new Sandbox();
afterAll(() => sandbox.close());
const notes = resolve(import.meta.dirname, '../../notes');
const hasScript = spawnSync('script', ['--version']).status === 0;
const hasFzf = spawnSync('fzf', ['--version']).status === 0;
/** A PATH on which there is no fzf. */
const bare = join(sandbox.folder, 'bare');

beforeAll(() => {
  mkdirSync(bare);
  for (const program of ['sh', 'stty', 'env', 'cat'])
    symlinkSync(
      spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).stdout.trim(),
      join(bare, program),
    );
  symlinkSync(join(sandbox.folder, '.bin', 'readings'), join(bare, 'readings'));
});

/**
 * Runs a command line at a terminal of 100 columns (script of util-linux).
 * @param dialogue what is waited for, and what is typed then
 */
async function talk(
  command: string,
  dialogue: readonly (readonly [screen: RegExp, keys: string])[],
  path = sandbox.environment.PATH,
): Promise<{ shown: string; status: number | null }> {
  const line = `stty cols 100 rows 30; PATH='${path}' ${command}`;
  const child = spawn('script', ['-qec', line, '/dev/null'], { cwd: sandbox.folder, env: { ...sandbox.environment } });
  let shown = '';
  let from = 0;
  const rest = [...dialogue];
  child.stdout.on('data', (chunk) => {
    shown += stripVTControlCharacters(String(chunk));
    for (let next = rest[0]; next?.[0].test(shown.slice(from)); next = rest[0]) {
      from = shown.length;
      rest.shift();
      child.stdin.write(next[1]);
    }
  });
  const status = await new Promise<number | null>((done) => child.on('close', done));
  expect(rest, `never seen; shown was:\n${shown}`).toEqual([]);
  return { shown: shown.replaceAll('\r', ''), status };
}

describe.skipIf(!hasScript)(`at a terminal${hasScript ? '' : ' (needs script of util-linux)'}`, () => {
  const ways: readonly (readonly [command: string, how: string, path: string | undefined])[] = [
    ['pick', 'without fzf', bare],
    ['show', 'without fzf', bare],
    ...(hasFzf ? [['pick', 'with fzf', undefined] as const] : []),
  ];
  describe.each(ways)('readings %s %s', (command, how, path) => {
    const prompt = how === 'with fzf' ? />/ : /All headings/;
    const found = /What makes it slow, and what helps ‹ Cold s/;

    it('shows what was picked', async () => {
      const { shown, status } = await talk(
        `readings ${command} -L ${notes} --no-pager`,
        [
          [prompt, 'cold slow'],
          [found, '\r'],
        ],
        path,
      );
      expect(status).toBe(0);
      expect(shown).toMatch(/1\. Size: every dependency is loaded before/);
    });

    it.each([
      ['Escape', '\u001b'],
      ['Ctrl-C', '\u0003'],
    ])('is left by %s', async (_, key) => {
      const { shown, status } = await talk(`readings ${command} -L ${notes} --no-pager`, [[prompt, key]], path);
      expect(status).toBe(130);
      expect(shown).toContain('readings: Nothing was picked.');
    });
  });

  describe('readings open', () => {
    const question = /Open which link, 1 to 9\?/;

    it('opens the one that is named', async () => {
      const { shown, status } = await talk(`BROWSER=echo readings open serverless -L ${notes}`, [[question, '2\r']]);
      expect(shown.trim().split('\n').at(-1)).toBe('https://www.youtube.com/watch?v=vxJobGtqKVM');
      expect(status).toBe(0);
    });

    it.each([
      ['an empty line', '\r', 130],
      ['Ctrl-C', '\u0003', 130],
      ['Ctrl-D', '\u0004', 130],
      ['a number that there is none of', '99\r', 1],
      ['a word', 'two\r', 2],
    ])('opens nothing on %s', async (_, keys, expected) => {
      const { shown, status } = await talk(`BROWSER='echo opened' readings open serverless -L ${notes}`, [
        [question, keys],
      ]);
      expect(status).toBe(expected);
      expect(shown).not.toContain('opened');
    });
  });

  it('add waits for nobody', async () => {
    const { shown, status } = await talk('readings add downsides --pro -L library', []);
    expect(status).toBe(2);
    expect(shown).toContain('readings: The text to add is missing.');
  });
});
