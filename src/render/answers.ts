/** What a command answers, and how a format writes it. */
import type { Finding } from '../core/lint-finding.ts';
import type {
  CodePiece,
  Comparison,
  Link,
  Note,
  Passage,
  Section,
  TablePiece,
  TaskPiece,
  TradeOff,
} from '../core/note.ts';
import type { TreeLine } from '../core/outline-lines.ts';
import type { Hit } from '../core/query/search.ts';
import type { Span } from '../core/tree.ts';
import type { Colors } from './terminal/themes.ts';

export interface ListedNote {
  readonly note: Note;
  readonly endLine: number;
  readonly headings: number;
  readonly links: number;
  readonly words: number;
}

/** A section, or with none a whole note, and the parts of it that are shown. */
export interface Shown {
  readonly note: Note;
  readonly section: Section | undefined;
  readonly score: number;
  readonly parts: readonly Span[];
}

export interface TagCount {
  readonly tag: string;
  readonly notes: number;
}

/** A value of the configuration as it holds. */
export interface Setting {
  readonly key: string;
  readonly value: string;
  /** A file, an option, an environment variable, or `default`. */
  readonly from: string;
}

/** How a note was changed, or would be, as a unified difference (POSIX `diff -u`). */
export interface Difference {
  readonly note: Note;
  readonly patch: string;
}

/** What each command answers with: a list of such things. */
export interface Answers {
  readonly list: ListedNote;
  readonly tree: TreeLine;
  readonly show: Shown;
  readonly links: Link;
  readonly pros: TradeOff;
  readonly cons: TradeOff;
  readonly proscons: TradeOff;
  readonly quotes: Passage;
  readonly remarks: Passage;
  readonly compare: Comparison;
  readonly code: CodePiece;
  readonly tables: TablePiece;
  readonly tasks: TaskPiece;
  readonly search: Hit;
  readonly tags: TagCount;
  /** Notes by their files alone. */
  readonly files: Pick<Note, 'library' | 'path' | 'file'>;
  /** How much there is. */
  readonly count: number;
  readonly config: Setting;
  readonly difference: Difference;
  readonly lint: Finding;
}

export type AnswerKind = keyof Answers;

export const themeNames = ['dark', 'light', 'mono'] as const;
export type ThemeName = (typeof themeNames)[number];

export const linkModes = ['hyperlink', 'inline', 'numbered', 'none'] as const;
export type LinkMode = (typeof linkModes)[number];

/** Where an answer is written to. */
export interface Context {
  /** Columns. */
  readonly width: number;
  /** 0 none, 1 of 16 colours, 2 of 256, 3 true colour, as chalk has it. */
  readonly colorLevel: 0 | 1 | 2 | 3;
  readonly theme: Colors;
  /** How links look: hyperlinks that the terminal follows, addresses in the text, numbers, or nothing but their text. */
  readonly links: LinkMode;
  /** Whether bars, bullets and arrows have to be ASCII. */
  readonly ascii: boolean;
  /** Whether a line of code ends at the edge. */
  readonly isCut: boolean;
  /** Runs something for no longer than so many milliseconds. @returns nothing when it takes longer, or fails */
  readonly limited: <Result>(milliseconds: number, run: () => Result) => Result | undefined;
  /** The `file:` address of what a link of a note leads to inside the library, or a wiki link by its target. */
  readonly fileUrlOf: (note: Note, url: string, isWiki: boolean) => string | undefined;
  /** A note's file as an editor started in the working folder can open it. */
  readonly pathOf: (note: Pick<Note, 'file'>) => string;
  /** The same as a URI, relative where it can be (RFC 3986 §4.2). */
  readonly uriOf: (note: Pick<Note, 'file'>) => string;
  /** Whether pros and cons stand side by side where there is room. */
  readonly isBeside: boolean;
  /** Whether remarks are printed with the quotes that they are about. */
  readonly hasContext: boolean;
  /** What ends a line of `tsv` and `urls`: a line feed or NUL. */
  readonly lineEnd: string;
}

/** Text to print, or something to wait for before more is asked for. */
export type Piece = string | Promise<unknown>;

/** Writes answers of one kind in a format, in whole records or lines, so that a reader never gets half of one. */
export type Writer<Kind extends AnswerKind> = (answers: readonly Answers[Kind][], context: Context) => Iterable<Piece>;

/** Writers of one format by the kind of answer; a kind without one has no meaning in the format. */
export type Format = { readonly [Kind in AnswerKind]?: Writer<Kind> };
