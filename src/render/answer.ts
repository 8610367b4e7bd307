/** What a command answers, and how a format writes it. */
import type { Link, Note, Passage, Section, TradeOff } from '../core/note.ts';
import type { Span } from '../core/tree.ts';
import type { TreeLine } from '../core/tree-lines.ts';

export interface ListedNote {
  readonly note: Note;
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

/** What each command answers. */
interface Answers {
  readonly list: { readonly notes: readonly ListedNote[] };
  readonly tree: { readonly lines: readonly TreeLine[] };
  readonly show: { readonly shown: readonly Shown[] };
  readonly links: { readonly links: readonly Link[] };
  readonly pros: { readonly tradeOffs: readonly TradeOff[] };
  readonly cons: { readonly tradeOffs: readonly TradeOff[] };
  readonly proscons: { readonly tradeOffs: readonly TradeOff[] };
  readonly quotes: { readonly passages: readonly Passage[] };
  readonly remarks: { readonly passages: readonly Passage[] };
}

export type AnswerKind = keyof Answers;
export type AnswerOf<Kind extends AnswerKind> = Answers[Kind] & { readonly kind: Kind };
export type Answer = { [Kind in AnswerKind]: AnswerOf<Kind> }[AnswerKind];

/** Where an answer is written to. */
export interface Context {
  /** Columns. */
  readonly width: number;
  /** 0 none, 1 of 16 colours, 2 of 256, 3 true colour, as chalk has it. */
  readonly colorLevel: 0 | 1 | 2 | 3;
  /** Whether bars, bullets and arrows have to be ASCII. */
  readonly ascii: boolean;
  /** A note's file as an editor started in the working folder can open it. */
  readonly pathOf: (note: Note) => string;
  /** What ends a line of `tsv` and `urls`: a line feed or NUL. */
  readonly lineEnd: string;
}

/**
 * Writers of one format by the kind of answer; a kind without one has no meaning in the format. Each yields whole records
 * or lines, so that a reader never gets half of one.
 */
export type Format = {
  readonly [Kind in AnswerKind]?: (answer: AnswerOf<Kind>, context: Context) => Iterable<string>;
};
