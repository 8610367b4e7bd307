/** The options that every command takes, and what they come to. */
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LinkMode, ThemeName } from '../render/answer.ts';
import { linkModes, themeNames } from '../render/answer.ts';
import { status, UserError } from './user-error.ts';

export const formatNames = ['terminal', 'markdown', 'text', 'json', 'ndjson', 'tsv', 'csv', 'html', 'urls'] as const;
export type FormatName = (typeof formatNames)[number];

export interface GlobalOptions {
  readonly library?: readonly string[];
  readonly format?: FormatName;
  readonly json?: boolean;
  readonly color: 'auto' | 'always' | 'never';
  readonly theme: 'auto' | ThemeName;
  readonly links: 'auto' | LinkMode;
  readonly width?: number;
  readonly pager: boolean;
  readonly index: boolean;
  readonly quiet?: boolean;
  readonly null?: boolean;
  readonly tag?: readonly string[];
  readonly path?: string;
  readonly since?: number;
}

const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** Defines the global options. @param now milliseconds since 1970, for `--since 30d` */
export function addGlobalOptions(program: Command, parseSince: (value: string) => number | undefined): Command {
  return program
    .addOption(
      new Option(
        '-L, --library <path>',
        'where the notes are: a folder or a file, - for standard input (repeatable)',
      ).argParser(collect),
    )
    .addOption(new Option('-f, --format <name>', 'how to print').choices(formatNames))
    .option('--json', 'short for --format json')
    .addOption(new Option('--color <when>', 'colours and styles').choices(['auto', 'always', 'never']).default('auto'))
    .addOption(
      new Option('--theme <name>', 'colours for what is behind them').choices(['auto', ...themeNames]).default('auto'),
    )
    .addOption(
      new Option('--links <how>', 'links at a terminal: followed, with address, numbered, or text alone')
        .choices(['auto', ...linkModes])
        .default('auto'),
    )
    .addOption(new Option('--width <columns>', 'columns to fill: 10 to 10000').argParser(wholeNumber(10, 10_000)))
    .option('--no-pager', 'never start a pager')
    .option('--no-index', 'read the notes, and keep no index of them')
    .option('-q, --quiet', 'no hints and warnings')
    .option('-0, --null', 'end lines of tsv, urls and list with NUL')
    .addOption(new Option('--tag <tag>', 'only notes with this tag (repeatable: with all of them)').argParser(collect))
    .option('--path <glob>', 'only notes whose path fits, as in .gitignore')
    .addOption(
      new Option('--since <date>', 'only notes of this date or later: 2024-01-31, 30d, 2w, 6m, 1y').argParser(
        (value) => {
          const since = parseSince(value);
          if (since === undefined)
            throw new InvalidArgumentError('Allowed: a date such as 2024-01-31, or a span such as 30d, 2w, 6m, 1y.');
          return since;
        },
      ),
    );
}

/** Reads an option's value that has to be a whole number. */
export function wholeNumber(least: number, most: number): (value: string) => number {
  return (value) => {
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= least && number <= most))
      throw new InvalidArgumentError(`Allowed: a whole number from ${least} to ${most}.`);
    return number;
  };
}

/** @returns the format that the options name, if they do */
export function formatOf({ format, json }: GlobalOptions): FormatName | undefined {
  if (json && format !== undefined && format !== 'json')
    throw new UserError(
      `--json and --format ${format} contradict each other`,
      status.wrongCommandLine,
      'Leave one of them out.',
    );
  return json ? 'json' : format;
}
