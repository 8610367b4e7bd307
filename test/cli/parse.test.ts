/** The parser reads a command line as commander does, or leaves it to commander. */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, Invocation } from '../../src/cli/command-line/command.ts';
import { commandName, parse, separateExclusions } from '../../src/cli/command-line/parse.ts';
import { commands, findCommand } from '../../src/cli/commands/index.ts';
import type { Io } from '../../src/cli/io.ts';
import { createProgram } from '../../src/cli/program.ts';

const io = {
  arguments: [],
  environment: {},
  now: 0,
  output: { write: () => undefined },
  errors: { write: () => undefined },
} as unknown as Io;

/** Returns what commander reads; nothing if it reports an error or prints help. */
async function parseWithCommander(words: readonly string[]): Promise<Invocation | undefined> {
  let read: Invocation | undefined;
  const recording = commands.map(
    (command): Command => ({
      ...command,
      run: async (_, invocation) => {
        read = invocation;
        return 0;
      },
    }),
  );
  try {
    await createProgram(io, { status: 0 }, recording).parseAsync([...words], { from: 'user' });
  } catch {
    return undefined;
  }
  return read;
}

const word = fc.constantFrom(
  ...['trees', 'cold start', '-', '--', '-L', 'a', '-La', '--library', '--library=b', '-f', 'json', '--format=text'],
  ...['--format', 'nope', '--json', '-q', '-0', '-q0', '--all', '--first', '3', '--first=2', '--first=x', '--exact'],
  ...['--depth', '1', '--no-children', '--children', '--no-pager', '--width', '80', '--width=5', '--tag', '--tag=x'],
  ...['--links', 'none', '--limit=2', '--all-sections', '--count', '--files', '--unknown', '-x', '', '--col'],
  ...['--color', 'always', '-n', '2', '--nth', '--n=1', '--labels', '--no-labels', '--kind', 'video', '--open'],
);

describe.each(['show', 'search', 'list', 'tree', 'links', 'code', 'tasks', 'compare', 'open', 'help'])('%s', (name) => {
  it('is read as by commander', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 5 }), async (rest) => {
        const words = [name, ...rest];
        const parsed = parse(words, findCommand, 0);
        if (!parsed) return;
        count++;
        const { operands, options } = parsed.invocation;
        const expected = await parseWithCommander(separateExclusions(words, { name }));
        expect({ operands, options: withFormerNames(options) }).toEqual(
          expected && { operands: expected.operands, options: withFormerNames(expected.options) },
        );
      }),
      { seed: 5, numRuns: 1500 },
    );
    expect(count).toBeGreaterThan(100);
  });
});

/** commander keeps `--n` under its own name. */
function withFormerNames(options: object): object {
  const { n, ...others } = options as Readonly<Record<string, unknown>>;
  return n === undefined ? others : { ...others, nth: n };
}

describe('commandName', () => {
  it.each([
    [['show', 'x'], 'show'],
    [['-L', 'notes', '--json', 'tree'], 'tree'],
    [['--library=notes', 'tree'], 'tree'],
    [['-'], '-'],
    [['--json'], undefined],
  ])('of %o is %s', (words, expected) => {
    expect(commandName(words)).toBe(expected);
  });
});
