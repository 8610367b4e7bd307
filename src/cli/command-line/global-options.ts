/**
 * The options of the command line as data. commander's options are made of them, and so is the reader of simple command lines
 * (`simple.ts`), which answers without commander.
 */
import { linkModes, themeNames } from '../../render/answers.ts';
import { formatNames } from '../../render/format-names.ts';

export interface Flag {
  /** As commander writes it: `-L, --library <path>`, `--no-pager`. */
  readonly flags: string;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** Each value counts, not the last alone. */
  readonly isRepeatable?: boolean;
  /** @throws InvalidValue when the value means nothing */
  readonly parse?: (value: string, now: number) => unknown;
  /** The name of an option that it cannot be used with. */
  readonly conflicts?: string;
}

/** Says what would be allowed. */
export class InvalidValue extends Error {}

/** Reads an option's value that has to be a whole number. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most))
      throw new InvalidValue(`Allowed: a whole number from ${least} to ${most}.`);
    return number;
  };
}

export const globalFlags: readonly Flag[] = [
  {
    flags: '-L, --library <path>',
    description: 'where the notes are: a folder or a file, - for standard input (repeatable)',
    isRepeatable: true,
  },
  { flags: '-f, --format <name>', description: 'how to print', choices: formatNames },
  { flags: '--json', description: 'short for --format json' },
  { flags: '--color <when>', description: 'colours and styles', choices: ['auto', 'always', 'never'], default: 'auto' },
  {
    flags: '--theme <name>',
    description: `colours for a dark or light background: auto, ${themeNames.join(', ')}, or one of your own`,
  },
  {
    flags: '--links <how>',
    description:
      'links at a terminal: hyperlink (it follows them), inline (addresses in the text), numbered (a list at the end), none',
    choices: ['auto', ...linkModes],
  },
  { flags: '--width <columns>', description: 'columns to fill: 10 to 10000', parse: wholeNumber(10, 10_000) },
  { flags: '--no-pager', description: 'never start a pager' },
  { flags: '--no-index', description: 'read the notes, and keep no index of them' },
  { flags: '-q, --quiet', description: 'no hints and warnings' },
  { flags: '-0, --null', description: 'end lines of tsv, urls and list with NUL' },
  {
    flags: '--tag <tag>',
    description: 'only notes with this tag (repeatable: with all of them)',
    isRepeatable: true,
  },
  { flags: '--path <glob>', description: 'only notes whose path fits, as in .gitignore' },
  {
    flags: '--since <date>',
    description: 'only notes of this date or later: 2024-01-31, 30d, 2w, 6m, 1y',
    parse: (value, now) => {
      const since = parseSince(value, now);
      if (since === undefined)
        throw new InvalidValue('Allowed: a date such as 2024-01-31, or a span such as 30d, 2w, 6m, 1y.');
      return since;
    },
  },
];

export const exactFlag: Flag = {
  flags: '--exact',
  description: 'refuse to guess: exactly one heading, label or note has to be called so',
};

/** Those of the commands that take a QUERY. */
export const queryFlags: readonly Flag[] = [
  { flags: '--all', description: 'every match, not only the best', conflicts: 'first' },
  { flags: '--first <n>', description: 'the best n matches', parse: wholeNumber(1, 1_000_000) },
  exactFlag,
];

export const showFlags: readonly Flag[] = [
  { flags: '--no-children', description: 'only what stands before the first sub-heading' },
  { flags: '--depth <n>', description: 'sub-headings down to so many levels', parse: wholeNumber(0, 1000) },
];

export const searchFlags: readonly Flag[] = [
  { flags: '--limit <n>', description: 'at most so many (default: 20)', parse: wholeNumber(1, 1_000_000) },
  { flags: '--all-sections', description: 'every section of a note, not only its best' },
  { flags: '--count', description: 'how many there are', conflicts: 'files' },
  { flags: '--files', description: 'the files of the notes alone' },
];

/**
 * Reads the value of `--since`: a date, or a number of days, weeks, months or years before now (`30d 2w 6m 1y`).
 * @returns milliseconds since 1970, or nothing when it is neither
 */
function parseSince(value: string, now: number): number | undefined {
  const span = /^(\d{1,5})([dwmy])$/.exec(value);
  if (span) {
    const days = { d: 1, w: 7, m: 30, y: 365 }[span[2] as 'd' | 'w' | 'm' | 'y'];
    return now - Number(span[1]) * days * 86_400_000;
  }
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}
