/** The output formats, and the default format of each command in a pipe. */

import { UserError } from '../core/errors.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { AnswerKind, Format, Writer } from './answers.ts';
import { markdown } from './markdown.ts';

interface FormatRow {
  readonly description: string;
  /** Whether a record is one line, so that `--null` can end it. */
  readonly hasLines?: true;
  readonly load: (kind: AnswerKind) => Promise<Format>;
}

/** Each writer is loaded on first use. */
export const formats = {
  terminal: {
    description: 'formatted for reading (default at a terminal)',
    load: async (kind) =>
      kind === 'show'
        ? (await import('./terminal/show.ts')).terminalShow
        : (await import('./terminal/format.ts')).terminal,
  },
  markdown: {
    description: 'Markdown as written in the notes',
    load: async () => markdown,
  },
  text: { description: 'plain text without markup', load: async () => (await import('./text-format.ts')).text },
  json: {
    description: 'one array of records; for tables, rows as objects keyed by the header row',
    load: async () => (await import('./json.ts')).json,
  },
  ndjson: { description: 'one JSON record per line', load: async () => (await import('./json.ts')).ndjson },
  tsv: {
    description: 'tab-separated fields; tab, newline and backslash are written as \\t, \\n and \\\\',
    hasLines: true,
    load: async () => (await import('./delimited.ts')).tsv,
  },
  csv: {
    description: 'comma-separated values (RFC 4180); tables only',
    load: async () => (await import('./delimited.ts')).csv,
  },
  html: {
    description: 'an HTML fragment, escaped and without scripts',
    load: async () => (await import('./html/html-format.ts')).html,
  },
  urls: {
    description: 'one address per line; links only',
    hasLines: true,
    load: async () => (await import('./delimited.ts')).urls,
  },
  sarif: { description: 'SARIF 2.1.0; lint only', load: async () => (await import('./sarif.ts')).sarif },
} as const satisfies Readonly<Record<string, FormatRow>>;

export type FormatName = keyof typeof formats;
export const formatNames = Object.keys(formats) as readonly FormatName[];

/** The default format in a pipe. */
export const pipeFormats: Readonly<Record<AnswerKind, FormatName>> = {
  list: 'tsv',
  tree: 'text',
  show: 'markdown',
  links: 'tsv',
  pros: 'text',
  cons: 'text',
  proscons: 'markdown',
  quotes: 'text',
  remarks: 'text',
  compare: 'markdown',
  code: 'text',
  tables: 'tsv',
  tasks: 'markdown',
  search: 'tsv',
  topics: 'tsv',
  tags: 'tsv',
  files: 'text',
  count: 'text',
  config: 'tsv',
  difference: 'text',
  lint: 'text',
};

/** Kinds of answers with one line per record in `text`. */
const lineKinds: readonly AnswerKind[] = ['list', 'files'];

/** Reports whether `--null` can end the records of a kind in a format. */
export function hasLines(kind: AnswerKind, name: FormatName): boolean {
  const row: FormatRow = formats[name];
  return row.hasLines === true || (name === 'text' && lineKinds.includes(kind));
}

/** Loads the writer for a kind of answer in a format. @throws UserError if the kind has no such format */
export async function loadWriter<Kind extends AnswerKind>(name: FormatName, kind: Kind): Promise<Writer<Kind>> {
  const format: Format = await formats[name].load(kind);
  const write = format[kind];
  if (write) return write;
  const available = await listFormats(kind);
  throw new UserError(
    `This command has no format "${name}".`,
    exitStatus.usageError,
    `Available formats: ${available.join(', ')}.`,
  );
}

/** Returns the formats that a kind of answer can be written in. */
export async function listFormats(kind: AnswerKind): Promise<readonly FormatName[]> {
  const available: FormatName[] = [];
  for (const name of formatNames) if (((await formats[name].load(kind)) as Format)[kind]) available.push(name);
  return available;
}
