/**
 * Reads notes, sections, links, trade-offs, quotes, code, tables, tasks and search results from a program. The records are those of the
 * commands' `--format json`. Lint findings are available only from the command.
 *
 * This is an ECMAScript module. Its types need `dom` in `lib`, or @types/node.
 *
 * Importing it has no side effects. It never writes to notes.
 *
 * @packageDocumentation
 */
import type { Root as MdastRoot } from 'mdast';
import { UserError as ReadingsError } from '../core/errors.ts';
import type { Status } from '../core/exit-codes.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { LinkKind, Note } from '../core/note.ts';
import { linkKinds } from '../core/note.ts';
import { findPassages } from '../core/quotes.ts';
import { selectParts } from '../core/section-spans.ts';
import type { LinkSelection } from '../core/select-links.ts';
import type { TaskState } from '../core/task-states.ts';
import { readTradeOffs } from '../core/tradeoffs/index.ts';
import type { Library, Notice } from '../library/library.ts';
import type { QueryOptions } from '../library/resolve-query.ts';
import { resolveQuery } from '../library/resolve-query.ts';
import { withLibrary } from '../library/with-library.ts';
import { findLinks } from '../markdown/links.ts';
import type { TreeNode } from '../markdown/node.ts';
import { readNote } from '../markdown/note.ts';
import { parse as parseTree } from '../markdown/parse.ts';
import { toMdast as treeToMdast } from '../markdown/to-mdast.ts';
import type {
  CodeRecord,
  ComparisonRecord,
  HitRecord,
  ItemRecord,
  LinkRecord,
  NoteRecord,
  PassageRecord,
  SectionRecord,
  TableRecord,
  TagRecord,
  TaskRecord,
  TopicRecord,
  TradeOffRecord,
} from '../render/records.ts';
import {
  toCodeRecord,
  toComparisonRecord,
  toHitRecord,
  toLinkRecord,
  toNoteRecord,
  toPassageRecord,
  toSectionRecord,
  toShownRecord,
  toTableRecord,
  toTagRecord,
  toTaskRecord,
  toTopicRecord,
  toTradeOffRecord,
} from '../render/records.ts';
import type { AnswerOf, Question, QuestionKind } from './answers.ts';
import { computeAnswer, needsTrees } from './answers.ts';
import type { OpenedLibrary } from './open.ts';
import { openRoots } from './open.ts';
import type { OpenOptions } from './options.ts';

export type {
  CodeRecord,
  ComparisonRecord,
  HitRecord,
  ItemRecord,
  LinkKind,
  LinkRecord,
  NoteRecord,
  Notice,
  OpenOptions,
  PassageRecord,
  SectionRecord,
  Status,
  TableRecord,
  TagRecord,
  TaskRecord,
  TaskState,
  TopicRecord,
  TradeOffRecord,
};
export { linkKinds, ReadingsError };

/** Options of every query. */
export interface AskOptions {
  /** Aborts the query, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options for matching sections. */
export interface FindOptions extends AskOptions, QueryOptions {}

export interface LinkOptions extends AskOptions, LinkSelection {}

export interface CodeOptions extends AskOptions {
  /** Only code in this language, by any of its names. */
  readonly lang?: string;
}

export interface TaskOptions extends AskOptions {
  /** Only tasks in this state. */
  readonly state?: TaskState;
}

export interface RelatedOptions extends AskOptions {
  /** Maximum number of results (default: 10). */
  readonly limit?: number;
}

export interface SearchOptions extends AskOptions {
  /** Maximum number of results (default: 20). */
  readonly limit?: number;
  /** Whether to return every matching section of a note instead of only the best. */
  readonly allSections?: boolean;
}

/**
 * Opens a library of folders and files, in order. Every query checks the files again, so results are never stale. Uses
 * and updates the index that the commands share.
 *
 * @param paths relative to the working folder; a folder's `.readings.toml` applies
 * @throws ReadingsError if a path does not exist or a `.readings.toml` is invalid
 * @example
 * const library = await openLibrary('notes');
 * for await (const link of library.links('serverless')) console.log(link.url);
 */
export async function openLibrary(
  paths: string | readonly string[],
  options: OpenOptions = {},
): Promise<ReadingsLibrary> {
  const list: readonly unknown[] = Array.isArray(paths) ? paths : [paths];
  for (const path of list) checkText('paths', path);
  return new ReadingsLibrary(await openRoots(list as readonly string[], options));
}

/** @throws ReadingsError if a value from a program without types is not a string */
function checkText(name: string, value: unknown): void {
  if (typeof value === 'string') return;
  const given = value === null ? 'null' : typeof value;
  throw new ReadingsError(`"${name}" must be a string, but it is ${given}.`, exitStatus.usageError);
}

/** An open library, returned by `openLibrary`. */
export class ReadingsLibrary {
  readonly #opened: OpenedLibrary;

  /** @internal */
  constructor(opened: OpenedLibrary) {
    this.#opened = opened;
  }

  /** Returns warnings, and errors about files that could not be read. */
  async notices(options: AskOptions = {}): Promise<readonly Notice[]> {
    return this.#withLibrary(options, async (library) => library.notices);
  }

  /** Lists the notes, ordered by path. */
  async *list(options: AskOptions = {}): AsyncIterable<NoteRecord> {
    yield* this.#ask('list', options, { parameters: { sort: 'path' } }, toNoteRecord);
  }

  /**
   * Finds the sections that match a query, best first. For a whole note, `slug` is empty.
   * @throws ReadingsError with `exact`, unless there is exactly one match
   */
  async find(query: string, options: FindOptions = {}): Promise<readonly SectionRecord[]> {
    return this.#withLibrary(options, async (library) => {
      const targets = await this.#findTargets(library, query, { all: options.first === undefined, ...options });
      return targets.map(({ note, section, score }) => ({ ...toSectionRecord(note, section), score }));
    });
  }

  /**
   * Returns the section that best matches a query, with its Markdown as in the file.
   * @returns `undefined` if nothing matches
   * @throws ReadingsError with `exact`, unless there is exactly one match
   */
  async section(query: string, options: FindOptions = {}): Promise<SectionRecord | undefined> {
    return this.#withLibrary(options, async (library) => {
      const [best] = await this.#findTargets(library, query, options);
      return best && toShownRecord({ ...best, parts: selectParts(best.note, best.section, undefined) });
    });
  }

  /** Lists the links in the sections that match a query, or in all notes. */
  async *links(query?: string, options: LinkOptions = {}): AsyncIterable<LinkRecord> {
    yield* this.#ask('links', options, { query, parameters: options }, toLinkRecord);
  }

  /** Lists the pros and cons in the sections that match a query, or in all notes: one record per topic. */
  async *tradeoffs(query?: string, options: AskOptions = {}): AsyncIterable<TradeOffRecord> {
    yield* this.#ask('proscons', options, { query, parameters: {} }, toTradeOffRecord);
  }

  /** Lists quotes and remarks in the sections that match a query, or in all notes. */
  async *quotes(query?: string, options: AskOptions = {}): AsyncIterable<PassageRecord> {
    yield* this.#ask('passages', options, { query, parameters: {} }, (passage) =>
      toPassageRecord(passage, { hasContext: false }),
    );
  }

  /** Lists the code blocks in the sections that match a query, or in all notes. */
  async *code(query?: string, options: CodeOptions = {}): AsyncIterable<CodeRecord> {
    yield* this.#ask('code', options, { query, parameters: options }, toCodeRecord);
  }

  /** Lists the tables in the sections that match a query, or in all notes. */
  async *tables(query?: string, options: AskOptions = {}): AsyncIterable<TableRecord> {
    yield* this.#ask('tables', options, { query, parameters: {} }, toTableRecord);
  }

  /** Lists the tasks in the sections that match a query, or in all notes. */
  async *tasks(query?: string, options: TaskOptions = {}): AsyncIterable<TaskRecord> {
    yield* this.#ask('tasks', options, { query, parameters: options }, toTaskRecord);
  }

  /**
   * Compares topics by their pros and cons.
   * @param topics at least two
   * @returns `undefined` if no topic has any
   */
  async compare(topics: readonly string[], options: AskOptions = {}): Promise<ComparisonRecord | undefined> {
    for (const topic of topics) checkText('topics', topic);
    if (topics.length < 2)
      throw new ReadingsError(
        'Comparing needs at least two topics.',
        exitStatus.usageError,
        'Use tradeoffs() for a single topic.',
      );
    for await (const comparison of this.#ask('compare', options, { topics, parameters: {} }, toComparisonRecord))
      return comparison;
    return undefined;
  }

  /** Lists the topics that have pros or cons, in alphabetical order. */
  async *topics(options: AskOptions = {}): AsyncIterable<TopicRecord> {
    yield* this.#ask('topics', options, { parameters: {} }, toTopicRecord);
  }

  /** Lists the tags and how many notes have each, the most common first. */
  async *tags(options: AskOptions = {}): AsyncIterable<TagRecord> {
    yield* this.#ask('tags', options, { parameters: {} }, toTagRecord);
  }

  /** Lists the links from other notes to the note or section that best matches a query. */
  async *backlinks(query: string, options: AskOptions = {}): AsyncIterable<LinkRecord> {
    checkText('query', query);
    yield* this.#ask('backlinks', options, { query, parameters: {} }, toLinkRecord);
  }

  /** Lists sections that are similar to the section that best matches a query, best first. */
  async *related(query: string, { limit = 10, ...options }: RelatedOptions = {}): AsyncIterable<HitRecord> {
    checkText('query', query);
    yield* this.#ask('related', options, { query, parameters: { limit } }, toHitRecord);
  }

  /**
   * Searches the text of all notes and lists matching sections, best first.
   * @param words a query as described in `readings help search-syntax`
   */
  async *search(
    words: string,
    { limit = 20, allSections = false, ...options }: SearchOptions = {},
  ): AsyncIterable<HitRecord> {
    checkText('words', words);
    yield* this.#ask('search', options, { query: words, parameters: { limit, allSections } }, toHitRecord);
  }

  async *#ask<Kind extends QuestionKind, Result>(
    kind: Kind,
    options: AskOptions,
    question: Question<Kind>,
    toRecord: (answer: AnswerOf<Kind>) => Result,
  ): AsyncIterable<Result> {
    if (question.query !== undefined) checkText('query', question.query);
    const { workingFolder } = this.#opened;
    yield* this.#streamRecords(
      options,
      async (library) => (await computeAnswer(kind, { library, workingFolder }, question)).map(toRecord),
      needsTrees(kind, 'json'),
    );
  }

  #findTargets(library: Library, query: string | undefined, options: QueryOptions, takes: 'best' | 'every' = 'best') {
    if (query !== undefined) checkText('query', query);
    if (options.first !== undefined) checkCount('first', options.first);
    return resolveQuery({ query, takes }, library, options, this.#opened.workingFolder, () => undefined);
  }

  async #withLibrary<Result>(
    { signal }: { readonly signal?: AbortSignal | undefined },
    query: (library: Library) => Promise<Result>,
    needsTrees = false,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const context = { ...this.#opened, standardInput: async () => new Uint8Array(), needsTrees };
    const result = await withLibrary(context, async (library) => {
      try {
        signal?.throwIfAborted();
        return await query(library);
      } finally {
        library.close();
      }
    });
    signal?.throwIfAborted();
    return result;
  }

  async *#streamRecords<Result>(
    options: { readonly signal?: AbortSignal | undefined },
    query: (library: Library) => Promise<readonly Result[]>,
    needsTrees = false,
  ): AsyncIterable<Result> {
    for (const record of await this.#withLibrary(options, query, needsTrees)) {
      options.signal?.throwIfAborted();
      yield record;
    }
  }
}

/** @throws ReadingsError if a value is not a positive integer */
function checkCount(name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new ReadingsError(`Invalid ${name}: ${value}.`, exitStatus.usageError, 'Use a positive integer.');
}

/** What `parse` extracts from Markdown. */
export interface ParsedNote {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly sections: readonly SectionRecord[];
  readonly links: readonly LinkRecord[];
  readonly tradeoffs: readonly TradeOffRecord[];
  readonly quotes: readonly PassageRecord[];
}

/**
 * Parses Markdown that is not in a file. Any text is valid Markdown.
 * @param source without a byte order mark
 * @param path the path to use in records
 * @example
 * const { sections } = await parse('# Trees\n\n## Costs\n');
 */
export async function parse(source: string, path = '-'): Promise<ParsedNote> {
  checkText('source', source);
  const file = { library: '-', path, file: path, modified: 0, byteOrderMark: false };
  const note: Note = await readNote(source, file, () => undefined);
  const { title, aliases, tags } = note;
  return {
    ...{ title, aliases, tags },
    sections: note.sections.map((section) => toSectionRecord(note, section)),
    links: findLinks(note).map(toLinkRecord),
    tradeoffs: readTradeOffs(note).map(toTradeOffRecord),
    quotes: findPassages(note).map((passage) => toPassageRecord(passage, { hasContext: false })),
  };
}

/**
 * Parses Markdown into an mdast tree (https://github.com/syntax-tree/mdast), for plugins of unified. Supports
 * CommonMark 0.31.2 with GFM, but not front matter.
 * @param source without a byte order mark
 */
export function toMdast(source: string): MdastRoot {
  checkText('source', source);
  const { tree, lines } = parseTree(source);
  return treeToMdast(tree as unknown as TreeNode, lines);
}
