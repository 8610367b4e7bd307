/** Answers a command: opens the library, resolves the query, and prints the result. */

import { sanitizeLine, sanitizeText } from '../../core/escape.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import type { Link, Passage, TradeOff } from '../../core/note.ts';
import { type Kind, kinds } from '../../core/query/kinds.ts';
import { isWholeWordKind } from '../../core/query/lookup.ts';
import { keyOf } from '../../core/query/parameters.ts';
import type { CommandKind, ExtractParameters } from '../../library/extract-answers.ts';
import { contentOf, extract, extractors, findTopicsFor } from '../../library/extract-answers.ts';
import { createFilter } from '../../library/files/filter.ts';
import type { LibraryRoot } from '../../library/files/library-roots.ts';
import { readPathOperands } from '../../library/files/path-operands.ts';
import type { Library, Notice } from '../../library/library.ts';
import type { Query, QueryOptions, QueryTarget } from '../../library/resolve-query.ts';
import { resolveQuery } from '../../library/resolve-query.ts';
import { withLibrary } from '../../library/with-library.ts';
import type { AnswerKind, Answers } from '../../render/answers.ts';
import type { GlobalOptions } from '../command-line/global-options.ts';
import type { Io } from '../io.ts';
import { readStandardInput } from '../io.ts';
import type { Setup } from '../setup.ts';
import { createIndexSettings, setUp } from '../setup.ts';
import { createHintWriter } from './hints.ts';
import { createPrinter } from './print.ts';

/** What a command computes its answer from. */
export interface QueryContext {
  readonly library: Library;
  /** The query; undefined for all notes. A path outside the library is not a query: it becomes the library. */
  readonly query: string | undefined;
  /** The matches of the query, best first; without a query, every note. */
  readonly targets: readonly QueryTarget[];
  /** Finds all matches of another query, best first, without messages. */
  readonly find: (query: string) => Promise<readonly QueryTarget[]>;
  readonly setup: Setup;
  /** Adds a message to print after the answer, unless `--quiet` is given. */
  readonly info: (message: string) => void;
}

export interface QueryRequest extends Query {
  /** The options that leave out part of the answer, as they were written. */
  readonly narrowedBy?: readonly string[];
  /** The message for an empty answer, if the general one does not fit. */
  readonly emptyMessage?: string | ((target: QueryTarget) => string);
  /** The operands that the query was made of: they may be paths outside the library. */
  readonly operands?: readonly string[];
  /** The message to print, instead of an answer, if no section name contains the words of the query. */
  readonly noNameMatchMessage?: string;
  /** Reports whether the query names something other than a section, so that a missing section is not an error. */
  readonly matchesOtherName?: (library: Library, query: string | undefined) => Promise<boolean>;
}

interface QueryResult<Answer> {
  readonly answer: Answer;
  readonly library: Library;
  readonly targets: readonly QueryTarget[];
  readonly query: string | undefined;
  /** Whether part of the library could not be read. */
  readonly isPartial: boolean;
  readonly info: (message: string) => void;
  /** Prints the messages about the answer, once it is printed. */
  readonly tell: () => void;
}

/** Joins the operands into one query; undefined if there are none. */
export function joinOperands(operands: readonly string[]): string | undefined {
  return operands.length > 0 ? operands.join(' ') : undefined;
}

/** Computes and prints an answer. @returns the exit status */
export async function printAnswer<Kind extends AnswerKind>(
  io: Io,
  kind: Kind,
  options: GlobalOptions & QueryOptions,
  request: QueryRequest,
  compute: (context: QueryContext) => readonly Answers[Kind][] | Promise<readonly Answers[Kind][]>,
): Promise<number> {
  const setup = await setUp(io, options);
  const printer = await createPrinter(io, kind, options, setup);
  const result = await withQuery(io, options, setup, request, printer.needsTrees, async (context) => {
    const answer = await compute(context);
    // Detect changed notes now, while the answer can still be recomputed.
    if (kind === 'show') for (const { note } of context.targets) void (printer.needsTrees ? note.tree : note.source);
    return answer;
  });
  const hasPrinted = await printer.print(result.answer, result.library);
  if (hasPrinted && printer.notice !== undefined) result.info(printer.notice);
  result.tell();
  if (!hasPrinted) await reportEmptyAnswer(kind, request, result);
  if (result.isPartial) return exitStatus.partialFailure;
  return hasPrinted ? exitStatus.success : exitStatus.noMatch;
}

/** Prints the items of one kind in the sections that match a query. @returns the exit status */
export async function printExtract<Kind extends CommandKind>(
  io: Io,
  kind: Kind,
  operands: readonly string[],
  options: GlobalOptions & QueryOptions,
): Promise<number> {
  const query = joinOperands(operands);
  const parameters = options as object as ExtractParameters<Kind>;
  let topics: readonly TradeOff[] = [];
  const request = {
    query,
    operands,
    takes: 'every',
    content: contentOf[kind],
    narrowedBy: narrowingOptions(kinds[kind], options),
    matchesOtherName: async (library: Library, usedQuery: string | undefined) => {
      topics = await findTopicsFor(kind, library, usedQuery);
      return topics.length > 0;
    },
  } as const;
  return printAnswer(io, kind, options, request, async ({ library, targets, query: usedQuery, info }) => {
    const source = { library, targets, topics };
    const { items, isGuess } = await extract(kind, source, usedQuery, options, parameters);
    const [first] = items;
    if (isGuess && first && usedQuery !== undefined)
      info(
        `No section called "${sanitizeLine(usedQuery)}" has ${kinds[kind].noun}. Showing those of ${describeTarget(first)}.`,
      );
    return items as readonly Answers[Kind][];
  });
}

/** Returns the options that narrow the answer, as written on a command line. */
export function narrowingOptions({ parameters }: Kind, options: object): string[] {
  return parameters.flatMap((parameter) => {
    const value = (options as Readonly<Record<string, unknown>>)[keyOf(parameter)];
    if (!parameter.narrows || value === undefined || value === false) return [];
    return [value === true ? `--${parameter.name}` : `--${parameter.name} ${value}`];
  });
}

/** Prints why an answer is empty, unless a message already says so. */
export async function reportEmptyAnswer<Answer>(
  kind: AnswerKind,
  { takes, emptyMessage, narrowedBy = [] }: QueryRequest,
  { targets, library, query, info }: QueryResult<Answer>,
): Promise<void> {
  const [target] = targets;
  // Without a match, or without notes, the reason has been given already.
  if (library.isEmpty || (query !== undefined && takes !== 'none' && !target)) return;
  if (typeof emptyMessage === 'string') info(emptyMessage);
  else if (emptyMessage && target) info(emptyMessage(target));
  else {
    const where = query === undefined || !target ? 'in the library' : `under ${describeTarget(target)}`;
    const narrowed = narrowedBy.length > 0 ? ` that match ${narrowedBy.join(' ')}` : '';
    const others = query === undefined ? 0 : await countSections(kind, library);
    const elsewhere =
      others === 0 ? '' : others === 1 ? ' 1 other section has some.' : ` ${others} other sections have some.`;
    info(`No ${kinds[kind].noun} ${where}${narrowed}.${elsewhere}`);
  }
}

/** Names a section by its path and heading: `trees.md › Costs`. */
export function describeTarget({ note, section }: Pick<QueryTarget, 'note' | 'section'>): string {
  const path = sanitizeLine(note.path);
  return section ? `${path} › ${sanitizeLine(section.heading)}` : path;
}

/** Counts the sections of the library that have items of a kind; 0 for kinds that an index does not store. */
async function countSections(kind: AnswerKind, library: Library): Promise<number> {
  const content = contentOf[kind];
  if (content === undefined) return 0;
  const targets = library.notesWith(content).map((note) => ({ note, section: undefined, score: 1 }));
  const source = { library, targets, topics: [] };
  const items: readonly (Link | TradeOff | Passage)[] = await extractors[kind as CountedKind](source, {});
  return new Set(items.map(({ note, section }) => section ?? note)).size;
}

/** The kinds that `contentOf` lists. */
type CountedKind = 'links' | 'pros' | 'cons' | 'proscons' | 'quotes' | 'remarks';

/**
 * Opens the library, resolves the query, and computes an answer. Prints notices and messages on standard error.
 * @param needsTrees whether computing or printing the answer needs the syntax trees of notes
 * @param compute called again if a note changed meanwhile
 */
export async function withQuery<Answer>(
  io: Io,
  options: GlobalOptions & QueryOptions,
  setup: Setup,
  request: QueryRequest,
  needsTrees: boolean,
  compute: (context: QueryContext) => Answer | Promise<Answer>,
): Promise<QueryResult<Answer>> {
  const warn = (message: string) => io.errors.write(`readings: ${sanitizeText(message)}\n`);
  const info = (message: string) => options.quiet || warn(message);
  const filter = await createFilter({ tags: options.tag ?? [], path: options.path, since: options.since });
  const { roots, query } = readPathOperands(request, setup.roots, io.workingFolder, request.takes === 'paths');
  const libraryRequest = {
    roots,
    filter,
    standardInput: () => readStandardInput(io),
    index: options.index ? createIndexSettings(io, info) : undefined,
    needsTrees,
  };
  const { messages, ...result } = await withLibrary(libraryRequest, async (library) => {
    // Collected, because the answer may be computed more than once.
    const messages: string[] = [];
    const addMessage = (message: string) => messages.push(message);
    const matchesOtherName = (await request.matchesOtherName?.(library, query)) ?? false;
    const resolve = (asked: Query, receive: (message: string) => void) =>
      resolveQuery(asked, library, { ...options, language: getLanguage(io) }, io.workingFolder, receive);
    const ignore = () => undefined;
    let targets = await resolve({ ...request, query }, matchesOtherName ? ignore : addMessage);
    if (request.noNameMatchMessage !== undefined && query !== undefined && !isWholeWordKind(targets[0]?.kind)) {
      messages.splice(0, messages.length, request.noNameMatchMessage);
      targets = [];
    }
    const find = (other: string) => resolve({ query: other, takes: 'every' }, ignore);
    const answer = await compute({ library, query, targets, find, setup, info: addMessage });
    return { answer, library, targets, query, messages };
  });
  const { notices, isEmpty } = result.library;
  for (const notice of notices) (notice.severity === 'unreadable' ? warn : info)(describeNotice(notice));
  const isPartial = notices.some(({ severity }) => severity === 'unreadable');
  if (isEmpty && !isPartial) info(describeEmptyLibrary(roots, options));
  const hint = options.quiet ? () => undefined : createHintWriter(io, options);
  const tell = () => {
    for (const message of messages) hint(message);
    if (roots.some(({ isBundled }) => isBundled) && io.output.isTTY) hint(bundledNotesHint);
  };
  return { ...result, isPartial, info: hint, tell };
}

/** Returns the user's language as a two-letter code; empty if the locale names none. */
export function getLanguage({ environment: { LC_ALL, LC_MESSAGES, LANG } }: Pick<Io, 'environment'>): string {
  return (LC_ALL || LC_MESSAGES || LANG || '').slice(0, 2);
}

const bundledNotesHint =
  'These are the notes that come with readings. To read your own, run readings in their folder, or name it with --library or READINGS_LIBRARY.';

function describeNotice({ severity, file, line, message }: Notice): string {
  const location = line === undefined ? file : `${file}:${line}`;
  return severity === 'unreadable' ? `Cannot read ${location}: ${message}.` : `${location}: ${message}`;
}

function describeEmptyLibrary(roots: readonly LibraryRoot[], { tag, path, since }: GlobalOptions): string {
  const where = roots.map((root) => root.name).join(', ');
  const filters = [
    ...(tag ? ['--tag'] : []),
    ...(path === undefined ? [] : ['--path']),
    ...(since === undefined ? [] : ['--since']),
  ];
  return filters.length > 0
    ? `No notes in ${where} match ${filters.join(' and ')}.`
    : `No notes in ${where}: no file ends in .md, .markdown, .mdown or .mkd.`;
}
