/** The results of each command, and the interface of an output format. */
import type { Finding } from '../core/lint-finding.ts';
import type { CodeBlock, Comparison, Link, Note, Passage, Section, TableBlock, Task, TradeOff } from '../core/note.ts';
import type { TreeLine } from '../core/outline-lines.ts';
import type { SearchHit } from '../core/query/search.ts';
import type { Span } from '../core/tree.ts';
import type { Colors } from './terminal/themes.ts';

export interface ListedNote {
  readonly note: Note;
  readonly endLine: number;
  readonly headings: number;
  readonly links: number;
  readonly words: number;
}

/** A section, or a whole note if `section` is undefined, with the spans of it to show. */
export interface ShownSection {
  readonly note: Note;
  readonly section: Section | undefined;
  readonly score: number;
  readonly parts: readonly Span[];
}

export interface TagCount {
  readonly tag: string;
  readonly notes: number;
}

/** A topic with its number of pros and cons, and their location. */
export interface TopicCount {
  readonly topic: string;
  readonly pros: number;
  readonly cons: number;
  readonly note: Note;
  readonly line: number;
}

export interface Setting {
  readonly key: string;
  readonly value: string;
  /** Where the value comes from: a file, an option, an environment variable, or `default`. */
  readonly from: string;
}

/** A change to a note, made or proposed, as a unified diff (POSIX `diff -u`). */
export interface Difference {
  readonly note: Note;
  readonly patch: string;
}

/** The result type of each kind of answer. A command returns a list of these. */
export interface Answers {
  readonly list: ListedNote;
  readonly tree: TreeLine;
  readonly show: ShownSection;
  readonly links: Link;
  readonly pros: TradeOff;
  readonly cons: TradeOff;
  readonly proscons: TradeOff;
  readonly quotes: Passage;
  readonly remarks: Passage;
  readonly compare: Comparison;
  readonly code: CodeBlock;
  readonly tables: TableBlock;
  readonly tasks: Task;
  readonly search: SearchHit;
  readonly topics: TopicCount;
  readonly tags: TagCount;
  readonly files: Pick<Note, 'library' | 'path' | 'file'>;
  readonly count: number;
  readonly config: Setting;
  readonly difference: Difference;
  readonly lint: Finding;
}

export type AnswerKind = keyof Answers;

/** Columns that pros and cons side by side need. */
export const minSideBySideWidth = 80;

export const linkModes = ['hyperlink', 'inline', 'numbered', 'none'] as const;
export type LinkMode = (typeof linkModes)[number];

export interface RenderContext {
  /** Width in columns. */
  readonly width: number;
  /** As in chalk: 0 for no colors, 1 for 16, 2 for 256, 3 for true color. */
  readonly colorLevel: 0 | 1 | 2 | 3;
  readonly theme: Colors;
  /** How to show links: as terminal hyperlinks, followed by the address, numbered, or as plain text. */
  readonly links: LinkMode;
  readonly ascii: boolean;
  readonly isCodeCut: boolean;
  /** Runs a function for at most this many milliseconds. @returns undefined if it takes longer or fails */
  readonly runWithTimeLimit: <Result>(milliseconds: number, run: () => Result) => Result | undefined;
  /** Resolves a link or wiki-link target inside the library to a `file:` URL. */
  readonly resolveFileUrl: (note: Note, url: string, isWiki: boolean) => string | undefined;
  /** Formats a note's path so that it works from the working directory. */
  readonly formatPath: (note: Pick<Note, 'file'>) => string;
  /** Returns the same path as a URI reference, relative where possible (RFC 3986 §4.2). */
  readonly formatUri: (note: Pick<Note, 'file'>) => string;
  readonly isSideBySide: boolean;
  /** Whether remarks are printed with the quotes that they refer to. */
  readonly hasContext: boolean;
  /** Ends each line of `tsv` and `urls`: a line feed or NUL. */
  readonly lineEnd: string;
}

/** Text to print, or a promise to await before asking for the next chunk. */
export type Chunk = string | Promise<unknown>;

/** Writes results of one kind. Each chunk consists of whole records or lines. */
export type Writer<Kind extends AnswerKind> = (
  answers: readonly Answers[Kind][],
  context: RenderContext,
) => Iterable<Chunk>;

/** The writers of one format by kind of answer. The format does not support kinds without a writer. */
export type Format = { readonly [Kind in AnswerKind]?: Writer<Kind> };
