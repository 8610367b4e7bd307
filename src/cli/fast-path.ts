/**
 * Command lines that are read without commander, which takes as long to load as `show` takes to answer: `show` and `search` with words
 * and options as they are most often written. Whatever is anything else is left to commander, errors and help among it.
 */

import type { Flag } from './command-line/global-options.ts';
import { globalFlags, InvalidValue, queryFlags, searchFlags, showFlags } from './command-line/global-options.ts';
import type { Io } from './io.ts';
import { report } from './report-error.ts';
import { Session } from './session.ts';
import type { Called } from './settings.ts';

/** The commands that are read so, with their own flags, and what they do. */
const simple: Readonly<
  Record<
    string,
    readonly [
      readonly Flag[],
      () => Promise<(session: Session, words: readonly string[], called: Called) => Promise<void>>,
    ]
  >
> = {
  show: [[...queryFlags, ...showFlags], async () => (await import('./commands/show/run.ts')).show],
  search: [searchFlags, async () => (await import('./commands/search/run.ts')).search],
};

/** Answers a simple command line. @returns nothing for one that is not simple */
export async function runSimply(io: Io): Promise<number | undefined> {
  const name = io.arguments.find((word) => Object.hasOwn(simple, word));
  const [flags, load] = simple[name ?? ''] ?? [];
  if (!flags || !load) return undefined;
  const read = readSimply(io.arguments, [...globalFlags, ...flags], io.now);
  if (!read || read.words[0] !== name || read.words.length < 2) return undefined;
  const session = new Session(io);
  try {
    const run = await load();
    await run(session, read.words.slice(1), { optsWithGlobals: () => read.options });
    return session.status;
  } catch (error) {
    return report(error, io);
  }
}

/**
 * @returns words, and options by their names as commander gives them; nothing when something is not known, lacks its value, is
 *   not allowed, or may be read in another way
 */
export function readSimply(
  words: readonly string[],
  flags: readonly Flag[],
  now: number,
): { readonly words: readonly string[]; readonly options: Readonly<Record<string, unknown>> } | undefined {
  const known = new Map<string, Flag>();
  const options: Record<string, unknown> = {};
  for (const flag of flags) {
    for (const name of namesOf(flag)) known.set(name, flag);
    if (isNegative(flag)) options[keyOf(flag)] = true;
    else if (flag.default !== undefined) options[keyOf(flag)] = flag.default;
  }
  const found: string[] = [];
  const given = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') {
      found.push(word);
      continue;
    }
    const [, name = word, joined] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
    const flag = known.get(name);
    if (!flag) return undefined;
    given.add(keyOf(flag));
    if (!takesValue(flag)) {
      if (joined !== undefined) return undefined;
      options[keyOf(flag)] = !isNegative(flag);
      continue;
    }
    const value = joined ?? words[++at];
    if (value === undefined || (joined === undefined && value.startsWith('-') && value !== '-')) return undefined;
    if (flag.choices && !flag.choices.includes(value)) return undefined;
    try {
      const read = flag.parse ? flag.parse(value, now) : value;
      const before = options[keyOf(flag)] as readonly unknown[] | undefined;
      options[keyOf(flag)] = flag.isRepeatable ? [...(before ?? []), read] : read;
    } catch (error) {
      if (error instanceof InvalidValue) return undefined;
      throw error;
    }
  }
  const hasConflict = flags.some(
    (flag) => flag.conflicts !== undefined && given.has(keyOf(flag)) && given.has(flag.conflicts),
  );
  return hasConflict ? undefined : { words: found, options };
}

/** The first word that is no option of every command, nor the value of one. */
export function commandIn(words: readonly string[]): string | undefined {
  const known = new Map(globalFlags.flatMap((flag) => namesOf(flag).map((name) => [name, flag] as const)));
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-') || word === '-') return word;
    const flag = known.get(word);
    if (flag && takesValue(flag)) at++;
  }
  return undefined;
}

function namesOf({ flags }: Flag): string[] {
  return flags.replace(/ <.*$/, '').split(', ');
}

function takesValue({ flags }: Flag): boolean {
  return flags.includes('<');
}

function isNegative({ flags }: Flag): boolean {
  return flags.includes('--no-');
}

/** The long name without `--` and `no-`, as commander has it: `allSections`. */
function keyOf({ flags }: Flag): string {
  const name = /--(?:no-)?([a-z-]+)/.exec(flags)?.[1] ?? '';
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
