/**
 * The library that programs import: notes, sections, links, trade-offs, quotes and search as the commands answer them, as records,
 * without a command line. What else the commands print (code, tables, tasks, tags, findings) is in their own `--format json`.
 *
 * It is a module of ECMAScript; types need `dom` in `lib`, or @types/node.
 *
 * Importing it does nothing: no file is read, and nothing is set. Notes are never written to.
 *
 * @packageDocumentation
 */
import type { Root as MdastRoot } from 'mdast';
import type { Status } from '../core/errors.ts';
import { UserError as ReadingsError, status } from '../core/errors.ts';
import type { LinkKind, Note } from '../core/note.ts';
import { linkKinds } from '../core/note.ts';
import { parseSearch } from '../core/query/search.ts';
import { passagesOf } from '../core/quotes.ts';
import { partsOf } from '../core/section-spans.ts';
import type { LinkSelection } from '../core/select-links.ts';
import { selectLinks } from '../core/select-links.ts';
import { tradeOffsOf } from '../core/tradeoffs/index.ts';
import { tradeOffsWithin } from '../core/tradeoffs/select.ts';
import type { Library, Notice } from '../library/library.ts';
import type { QueryOptions } from '../library/resolve-query.ts';
import { notesOf, targetsOf, within } from '../library/resolve-query.ts';
import { hitsIn } from '../library/search-results.ts';
import { settled } from '../library/with-library.ts';
import { linksOf } from '../markdown/links.ts';
import type { TreeNode } from '../markdown/node.ts';
import { readNote } from '../markdown/note.ts';
import { parse as parseTree } from '../markdown/parse.ts';
import { toMdast as treeToMdast } from '../markdown/to-mdast.ts';
import type {
  HitRecord,
  ItemRecord,
  LinkRecord,
  NoteRecord,
  PassageRecord,
  SectionRecord,
  TradeOffRecord,
} from '../render/records.ts';
import {
  hitRecord,
  linkRecord,
  noteRecord,
  passageRecord,
  sectionRecord,
  shownRecord,
  tradeOffRecord,
} from '../render/records.ts';
import type { Opened } from './open.ts';
import { open } from './open.ts';
import type { OpenOptions } from './options.ts';

export type {
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
  TradeOffRecord,
};
export { linkKinds, ReadingsError };

/** What may be said with every question. */
export interface AskOptions {
  /** Ends it: what is awaited throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** How a query is taken. */
export interface FindOptions extends AskOptions, QueryOptions {}

export interface LinkOptions extends AskOptions, LinkSelection {}

export interface SearchOptions extends AskOptions {
  /** At most so many: 20 where nothing is said. */
  readonly limit?: number;
  /** Every section of a note, not only its best. */
  readonly allSections?: boolean;
}

/**
 * Opens a library: folders and files, in order. What they hold is looked at anew with every question, so that an answer is
 * never stale; the index that the commands keep is used and kept.
 *
 * @param paths relative to the working folder; a folder's `.readings.toml` is heeded
 * @throws ReadingsError when a path does not exist, or a `.readings.toml` says something that means nothing
 * @example
 * const library = await openLibrary('notes');
 * for await (const link of library.links('serverless')) console.log(link.url);
 */
export async function openLibrary(
  paths: string | readonly string[],
  options: OpenOptions = {},
): Promise<ReadingsLibrary> {
  return new ReadingsLibrary(await open(typeof paths === 'string' ? [paths] : paths, options));
}

/** A library that was opened: `openLibrary` makes one. */
export class ReadingsLibrary {
  readonly #opened: Opened;

  /** @internal */
  constructor(opened: Opened) {
    this.#opened = opened;
  }

  /** What there is to say of files: those that could not be read, and warnings. */
  async notices(options: AskOptions = {}): Promise<readonly Notice[]> {
    return this.#ask(options, async (library) => library.notices);
  }

  /** The notes, in the order of their paths. */
  async *list({ signal }: AskOptions = {}): AsyncIterable<NoteRecord> {
    yield* this.#each({ signal }, async (library) => {
      const countsOf = await library.counts();
      return library.notes().map((note) => noteRecord({ note, ...countsOf(note) }));
    });
  }

  /**
   * The sections that a query means, the best first; of a note as a whole `slug` is empty.
   * @throws ReadingsError with `exact`, when there is not just one
   */
  async find(query: string, options: FindOptions = {}): Promise<readonly SectionRecord[]> {
    return this.#ask(options, async (library) =>
      this.#targets(library, query, { all: options.first === undefined, ...options }).map(
        ({ note, section, score }) => ({
          ...sectionRecord(note, section),
          score,
        }),
      ),
    );
  }

  /**
   * The section that a query means best, with its Markdown as it stands in the file.
   * @returns nothing when it means none
   * @throws ReadingsError with `exact`, when there is not just one
   */
  async section(query: string, options: FindOptions = {}): Promise<SectionRecord | undefined> {
    return this.#ask(options, async (library) => {
      const [best] = this.#targets(library, query, options);
      return best && shownRecord({ ...best, parts: partsOf(best.note, best.section, undefined) });
    });
  }

  /** The links of what a query means, or of all notes. */
  async *links(query?: string, options: LinkOptions = {}): AsyncIterable<LinkRecord> {
    yield* this.#each(options, async (library) => {
      const targets = this.#targets(library, query, {}, 'equals');
      return selectLinks(within(targets, await library.links()), options).map(linkRecord);
    });
  }

  /** What speaks for and against things in what a query means, or in all notes: one record a topic. */
  async *tradeoffs(query?: string, options: AskOptions = {}): AsyncIterable<TradeOffRecord> {
    yield* this.#each(
      options,
      async (library) => {
        const tradeOffsIn = await library.tradeOffs();
        const notes = notesOf(this.#targets(library, query, {}, 'equals'));
        return notes.flatMap(([note, spans]) => tradeOffsWithin(tradeOffsIn(note), spans)).map(tradeOffRecord);
      },
      true,
    );
  }

  /** What was quoted, and what a reader says of it. */
  async *quotes(query?: string, options: AskOptions = {}): AsyncIterable<PassageRecord> {
    yield* this.#each(options, async (library) => {
      const targets = this.#targets(library, query, {}, 'equals');
      return within(targets, await library.passages()).map((passage) => passageRecord(passage, { hasContext: false }));
    });
  }

  /** Sections in which words are found, the best first; the words as `readings help search-syntax` has them. */
  async *search(
    words: string,
    { limit = 20, allSections = false, signal }: SearchOptions = {},
  ): AsyncIterable<HitRecord> {
    yield* this.#each({ signal }, async (library) => {
      return (await hitsIn(library, parseSearch(words), limit, allSections)).map(hitRecord);
    });
  }

  #targets(library: Library, query: string | undefined, options: QueryOptions, takes: 'best' | 'equals' = 'best') {
    if (options.first !== undefined) checkCount('first', options.first);
    return targetsOf({ query, takes }, library, options, this.#opened.workingFolder, () => undefined);
  }

  async #ask<Answer>(
    { signal }: { readonly signal?: AbortSignal | undefined },
    answer: (library: Library) => Promise<Answer>,
    needsTrees = false,
  ): Promise<Answer> {
    signal?.throwIfAborted();
    const asking = { ...this.#opened, standardInput: async () => new Uint8Array(), needsTrees };
    const answered = await settled(asking, async (library) => {
      try {
        signal?.throwIfAborted();
        return await answer(library);
      } finally {
        library.close();
      }
    });
    signal?.throwIfAborted();
    return answered;
  }

  async *#each<Answer>(
    options: { readonly signal?: AbortSignal | undefined },
    answer: (library: Library) => Promise<readonly Answer[]>,
    needsTrees = false,
  ): AsyncIterable<Answer> {
    for (const one of await this.#ask(options, answer, needsTrees)) {
      options.signal?.throwIfAborted();
      yield one;
    }
  }
}

/** @throws ReadingsError when it is no number of things */
function checkCount(name: string, value: number): void {
  if (Number.isInteger(value) && value > 0) return;
  throw new ReadingsError(`${name} is ${value}`, status.wrongCommandLine, 'It is a whole number from 1 on.');
}

/** What a piece of Markdown says, as a note would. */
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
 * Reads Markdown that is in no file; any text has a structure.
 * @param source without a byte order mark
 * @param path what records call it
 * @example
 * const { sections } = await parse('# Trees\n\n## Costs\n');
 */
export async function parse(source: string, path = '-'): Promise<ParsedNote> {
  const file = { library: '-', path, file: path, modified: 0, byteOrderMark: false };
  const note: Note = await readNote(source, file, () => undefined);
  const { title, aliases, tags } = note;
  return {
    ...{ title, aliases, tags },
    sections: note.sections.map((section) => sectionRecord(note, section)),
    links: linksOf(note).map(linkRecord),
    tradeoffs: tradeOffsOf(note).map(tradeOffRecord),
    quotes: passagesOf(note).map((passage) => passageRecord(passage, { hasContext: false })),
  };
}

/**
 * The tree of a piece of Markdown as mdast (https://github.com/syntax-tree/mdast), for the plugins of unified. CommonMark
 * 0.31.2 with GFM; front matter is not looked for.
 * @param source without a byte order mark
 */
export function toMdast(source: string): MdastRoot {
  const { tree, lines } = parseTree(source);
  return treeToMdast(tree as unknown as TreeNode, lines);
}
