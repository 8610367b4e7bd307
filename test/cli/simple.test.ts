/** A simple command line comes to what commander makes of it, or is left to commander. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Command } from '../../src/cli/command-line/command.ts';
import { globalFlags, queryFlags, searchFlags, showFlags } from '../../src/cli/command-line/global-options.ts';
import { addFlags } from '../../src/cli/command-line/options.ts';
import { readSimply } from '../../src/cli/fast-path.ts';

/** What commander reads: the words of the command, and its options with the global ones. */
function byCommander(name: string, own: typeof showFlags, words: readonly string[]) {
  let read: { words: string[]; options: object } | undefined;
  const silent = { writeErr: () => undefined, writeOut: () => undefined };
  const program = new Command('readings').exitOverride().configureOutput(silent);
  addFlags(program, globalFlags);
  const command = program.command(name).argument('<words...>').exitOverride().configureOutput(silent);
  addFlags(command, own).action((found: string[], _: unknown, called: Command) => {
    read = { words: [name, ...found], options: called.optsWithGlobals() };
  });
  try {
    program.parse([...words], { from: 'user' });
  } catch {
    return undefined;
  }
  return read;
}

const word = fc.constantFrom(
  ...[
    'show',
    'search',
    'trees',
    'cold start',
    '-',
    '--',
    '-L',
    'a',
    '-La',
    '--library',
    '--library=b',
    '-f',
    'json',
    '--format=text',
    '--format',
    'nope',
  ],
  ...[
    '--json',
    '-q',
    '-0',
    '-q0',
    '--all',
    '--first',
    '3',
    '--first=2',
    '--first=x',
    '--exact',
    '--depth',
    '1',
    '--no-children',
    '--children',
    '--no-pager',
  ],
  ...[
    '--width',
    '80',
    '--width=5',
    '--tag',
    '--tag=x',
    '--links',
    'none',
    '--limit=2',
    '--all-sections',
    '--count',
    '--files',
    '--unknown',
    '-x',
    '',
    '--col',
    '--color',
    'always',
  ],
);

describe('readSimply', () => {
  for (const [name, own] of [
    ['show', [...queryFlags, ...showFlags]],
    ['search', searchFlags],
  ] as const)
    it(`reads ${name} as commander does, or not at all`, () => {
      let simple = 0;
      fc.assert(
        fc.property(fc.array(word, { maxLength: 5 }), (rest) => {
          const words = [name, ...rest];
          const read = readSimply(words, [...globalFlags, ...own], 0);
          if (!read || read.words[0] !== name || read.words.length < 2) return;
          simple++;
          expect(read).toEqual(byCommander(name, own, words));
        }),
        { seed: 5, numRuns: 5000 },
      );
      expect(simple).toBeGreaterThan(300);
    });
});
