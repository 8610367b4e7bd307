/** What a note is: the types that everything else speaks. */
import type { Container, List, Paragraph, Root, Span, Table } from './tree.ts';

/** A note's text, decoded, with its structure. */
export interface Document {
  readonly source: string;
  readonly tree: Root;
  readonly lines: Lines;
}

/** One Markdown file. */
export interface Note extends Document {
  /** The absolute folder that `path` is relative to, or `-` for standard input. */
  readonly library: string;
  /** Relative to `library`, separated by `/` on every system. */
  readonly path: string;
  /** Where the file is, absolute; `-` for standard input. */
  readonly file: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** When it was written, by its front matter, else when it was last modified; milliseconds since 1970. */
  readonly date: number;
  readonly modified: number;
  /** All sections in document order. */
  readonly sections: readonly Section[];
  /** Whether the file began with a byte order mark, which is no part of `source`. */
  readonly byteOrderMark: boolean;
}

/** A heading or a label, with all that stands under it. Its span is in whole lines, without the last line's end. */
export interface Section extends Span {
  /** The text of the heading or label, without markup. */
  readonly heading: string;
  /** Unique in its note: what follows `#` in an address. */
  readonly slug: string;
  /** 1 to 6 for a heading; a label stands one deeper than the section that holds it. */
  readonly depth: number;
  readonly label: boolean;
  readonly parent: Section | undefined;
  readonly children: readonly Section[];
  /** Counted from 1. */
  readonly line: number;
  readonly endLine: number;
  /** Where the heading itself ends and what stands under it begins. */
  readonly bodyFrom: number;
  /** What the section's blocks are children of, for a label: its list or, within a paragraph, that paragraph's parent. */
  readonly container: Container | List;
  /** The paragraph that the label is a line of, when it has other lines too. */
  readonly within: Paragraph | undefined;
}

export const linkKinds = [
  'video',
  'docs',
  'article',
  'code',
  'course',
  'book',
  'image',
  'file',
  'anchor',
  'mail',
  'other',
] as const;
export type LinkKind = (typeof linkKinds)[number];

export interface Link extends Span {
  readonly note: Note;
  /** The section that it stands in, or that it heads. */
  readonly section: Section | undefined;
  readonly url: string;
  readonly text: string;
  readonly title: string;
  readonly kind: LinkKind;
  readonly image: boolean;
  readonly line: number;
  /** How often the same link was found, where asked for. */
  readonly count?: number;
  /** The address of what it leads to, where that was asked for. */
  readonly target?: string;
}

/** The source's words, or the reader's own. */
export interface Passage extends Span {
  readonly type: 'quote' | 'remark';
  readonly note: Note;
  readonly section: Section | undefined;
  readonly text: string;
  readonly line: number;
  /** The quote that a remark is about. */
  readonly about: Passage | undefined;
  /** The remarks on a quote. */
  readonly remarks: readonly Remark[];
}

/** Something that stands in a note. */
interface Piece extends Span {
  readonly note: Note;
  readonly section: Section | undefined;
  readonly line: number;
}

/** A code block. */
export interface CodePiece extends Piece {
  readonly endLine: number;
  /** The first word of the info string, and all of it (CommonMark 0.31.2 §4.5). */
  readonly language: string;
  readonly info: string;
  readonly text: string;
}

/** A table: the words of its cells. Every row has as many cells as the head. */
export interface TablePiece extends Piece {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly align: Table['align'];
}

/** A task (GFM §5.3). */
export interface TaskPiece extends Piece {
  readonly text: string;
  /** Where its words stand, if it has any. */
  readonly words: Span | undefined;
  readonly done: boolean;
}

export interface Remark {
  readonly text: string;
  readonly line: number;
}

/** One pro, con, or occasion. */
export interface Item extends Span {
  readonly text: string;
  readonly line: number;
  readonly quote: boolean;
  readonly remarks: readonly Remark[];
}

/** What speaks for and against one topic. */
export interface TradeOff {
  readonly note: Note;
  readonly topic: string;
  /** The section that the topic is, if any. */
  readonly section: Section | undefined;
  readonly line: number;
  readonly pros: readonly Item[];
  readonly cons: readonly Item[];
  readonly neutral: readonly Item[];
  readonly useWhen: readonly Item[];
  readonly avoidWhen: readonly Item[];
}

/** What is said of one topic, in no note, one or several. */
export interface ComparedTopic {
  readonly topic: string;
  readonly tradeOffs: readonly TradeOff[];
}

/** Topics side by side. */
export type Comparison = readonly ComparedTopic[];

/** Tells the line of an offset and the offset of a line. Lines end at LF, CRLF or CR, as CommonMark 0.31.2 §2.1 has it. */
export class Lines {
  readonly #source: string;
  readonly #starts: Int32Array;
  readonly count: number;

  /** @param starts the offset of each line, at least `count` of them */
  constructor(source: string, starts: Int32Array, count: number) {
    this.#source = source;
    this.#starts = starts;
    this.count = count;
  }

  /** The line of an offset, from 1. */
  at(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The offset at which a line starts; the end of the source for a line past the last. */
  start(line: number): number {
    return line <= this.count ? (this.#starts[line - 1] ?? 0) : this.#source.length;
  }

  /** The offset of a line's end, its line ending left out. */
  end(line: number): number {
    let end = this.start(line + 1);
    if (line >= this.count) return end;
    if (this.#source.charCodeAt(end - 1) === 10) end--;
    if (this.#source.charCodeAt(end - 1) === 13) end--;
    return end;
  }

  /**
   * The last line that is not blank among those that begin before an offset, at least `first`.
   * @param quoted whether a line of `>` alone counts as blank too
   */
  lastNotBlank(before: number, first: number, quoted = false): number {
    let line = this.at(Math.min(Math.max(0, before - 1), this.#source.length));
    while (line > first && this.#isBlank(line, quoted)) line--;
    return line;
  }

  #isBlank(line: number, quoted: boolean): boolean {
    const end = this.end(line);
    for (let at = this.start(line); at < end; at++) {
      const code = this.#source.charCodeAt(at);
      if (code !== 32 && code !== 9 && !(quoted && code === 62)) return false;
    }
    return true;
  }
}

/** The headings above and including a section, outermost first. */
export function headingsTo(section: Section | undefined): string[] {
  const headings: string[] = [];
  for (let at = section; at; at = at.parent) headings.unshift(at.heading);
  return headings;
}

/** A note's title, when all its other headings stand under it: it is no sub-heading. */
export function onlyHeading(note: Note): Section | undefined {
  const headings = note.sections.filter((section) => !section.parent && !section.label);
  return headings.length === 1 ? headings[0] : undefined;
}

/** The address of a section or of a whole note. */
export function addressOf(note: Note, section: Section | undefined): string {
  return section ? `${note.path}#${section.slug}` : note.path;
}

/**
 * The innermost section that holds an offset.
 * @param sections all sections of a note, in document order
 */
export function sectionAt(sections: readonly Section[], offset: number): Section | undefined {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sections[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  let found = sections[low - 1];
  while (found && found.to < offset) found = found.parent;
  return found;
}

/** A note's file name without its extension. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.(md|markdown|mdown|mkd)$/i, '');
}

/** A piece of a note as records carry it: the source's own characters, with NUL as U+FFFD (CommonMark 0.31.2 §2.3). */
export function sliceOf(document: Document, span: Span): string {
  return document.source.slice(span.from, span.to).replaceAll('\0', '\uFFFD');
}
