/** Patterns of `.gitignore`: as git matches them, and in linear time. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { IgnorePatterns } from '../../src/library/files/ignore-patterns.ts';

const folder = mkdtempSync(join(tmpdir(), 'readings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const hasGit = spawnSync('git', ['init', '-q', folder]).status === 0;

/** The paths that git ignores. */
function askGit(patterns: string, paths: readonly string[]): string[] {
  writeFileSync(join(folder, '.gitignore'), patterns);
  const { stdout } = spawnSync('git', ['check-ignore', '--no-index', '--stdin', '-z'], {
    cwd: folder,
    input: paths.join('\0'),
    encoding: 'utf8',
  });
  return stdout.split('\0').filter((path) => path !== '');
}

function ask(patterns: string, paths: readonly string[], isCaseSensitive = true): string[] {
  const rules = new IgnorePatterns(isCaseSensitive);
  rules.add(patterns);
  return paths.filter((path) => rules.ignores(path));
}

const name = fc.stringMatching(/^[abX.-]{1,3}$/).filter((text) => !/^\.{1,2}$/.test(text));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const segment = fc.oneof(
  name,
  fc.stringMatching(/^[abX*?.-]{1,4}$/),
  fc.constantFrom('**', '*', '[ab]', '[!a]*', '[a-b]b', '[[:upper:]]', 'a[', '\\a', '\\*', '[]a]', '[^]', '[a\\]]'),
);
const line = fc
  .tuple(
    fc.constantFrom('', '', '', '!', '/', '!/'),
    fc.array(segment, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '', '/', ' '),
  )
  .map(([start, segments, end]) => start + segments.join('/') + end);

describe('patterns', () => {
  it.skipIf(!hasGit)(
    `are matched as git does${hasGit ? '' : ' (needs git)'}`,
    () => {
      fc.assert(
        fc.property(
          fc.array(line, { minLength: 1, maxLength: 4 }),
          fc.uniqueArray(path, { minLength: 20, maxLength: 40 }),
          (lines, paths) => {
            const patterns = `${lines.join('\n')}\n`;
            expect([patterns, ask(patterns, paths)]).toEqual([patterns, askGit(patterns, paths)]);
          },
        ),
        { numRuns: Number(process.env.IGNORE_RUNS ?? 150), seed: 19 },
      );
    },
    600_000,
  );

  it.each([
    [
      'a comment, a blank line, spaces at the end',
      '# a\n\nb.md   \nc\\ \n',
      ['# a', 'b.md', 'c ', 'c'],
      ['b.md', 'c '],
    ],
    ['lines that end with CR and LF', 'a\r\nb/\r\n', ['a', 'b', 'b/x'], ['a', 'b/x']],
    ['a folder, and what is taken back', 'x/*\n!x/keep.md\n', ['x/a.md', 'x/keep.md'], ['x/a.md']],
    ['nothing below an ignored folder is taken back', 'x/\n!x/keep.md\n', ['x/keep.md'], ['x/keep.md']],
  ])('%s', (_, patterns, paths, expected) => {
    expect(ask(patterns, paths)).toEqual(expected);
  });

  it('may ignore case', () => {
    expect(ask('Drafts/\n*.TMP', ['drafts/a', 'b.tmp', 'c'], false)).toEqual(['drafts/a', 'b.tmp']);
  });

  it('that would make a search backtrack, or are longer than any path, take no time', () => {
    const deep = `${'x/'.repeat(60)}n.md`;
    expect(ask(`${'**/x/'.repeat(10)}b`, [deep])).toEqual([]);
    expect(ask(`${'*a'.repeat(60)}b`, ['a'.repeat(200)])).toEqual([]);
    expect(ask('a'.repeat(4_000_000), ['a'])).toEqual([]);
    expect(
      ask(`${Array.from({ length: 100_000 }, (_, number) => `name-${number}`).join('\n')}`, ['name-99999', 'n']),
    ).toEqual(['name-99999']);
  });
});
