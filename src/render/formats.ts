/** Which module writes a format, loaded when it is asked for, and what a pipe gets when none is. */

import { exitStatus, UserError } from '../core/errors.ts';
import type { AnswerKind, Format, Writer } from './answers.ts';
import type { FormatName } from './format-names.ts';
import { formatNames } from './format-names.ts';

/** The format of an answer in a pipe. */
export const pipeDefaults: Readonly<Record<AnswerKind, FormatName>> = {
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
  tags: 'tsv',
  files: 'text',
  count: 'text',
  config: 'tsv',
  difference: 'text',
  lint: 'text',
};

const loaders: Readonly<Record<FormatName, (kind: AnswerKind) => Promise<Format>>> = {
  terminal: async (kind) =>
    kind === 'show'
      ? (await import('./terminal/show.ts')).terminalShow
      : (await import('./terminal/format.ts')).terminal,
  markdown: async () => (await import('./markdown.ts')).markdown,
  text: async () => (await import('./text-format.ts')).text,
  json: async () => (await import('./json.ts')).json,
  ndjson: async () => (await import('./ndjson.ts')).ndjson,
  tsv: async () => (await import('./delimited.ts')).tsv,
  csv: async () => (await import('./csv.ts')).csv,
  html: async () => (await import('./html.ts')).html,
  sarif: async () => (await import('./sarif.ts')).sarif,
  urls: async () => (await import('./urls.ts')).urls,
};

/** @throws UserError when the format has no meaning for that kind of answer; it names those that have */
export async function writerFor<Kind extends AnswerKind>(name: FormatName, kind: Kind): Promise<Writer<Kind>> {
  const format = await loaders[name](kind);
  const write = format[kind];
  if (write) return write;
  const able = await formatsFor(kind);
  throw new UserError(
    `${kind} has no format ${name}`,
    exitStatus.usageError,
    `Formats of ${kind}: ${able.join(', ')}.`,
  );
}

/** The formats that have a meaning for a kind of answer. */
export async function formatsFor(kind: AnswerKind): Promise<readonly FormatName[]> {
  const able: FormatName[] = [];
  for (const name of formatNames) if ((await loaders[name](kind))[kind]) able.push(name);
  return able;
}
