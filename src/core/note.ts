import type { TaskState } from './task-states.ts';
import type { Container, List, Paragraph, Root, Span, Table } from './tree.ts';

/** A note's decoded text and its structure. */
export interface Document {
  readonly source: string;
  readonly tree: Root;
  readonly lines: Lines;
}

export interface Note extends Document {
  /** The absolute folder that `path` is relative to, or `-` for standard input. */
  readonly library: string;
  /** Relative to `library`, separated by `/` on every system. */
  readonly path: string;
  /** The absolute path of the file; `-` for standard input. */
  readonly file: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  /** The date in the front matter, else the time of the last change; in milliseconds since 1970. */
  readonly date: number;
  readonly modified: number;
  /** In document order. */
  readonly sections: readonly Section[];
  /** Whether the file began with a byte order mark, which `source` leaves out. */
  readonly byteOrderMark: boolean;
}

/** A heading or label and everything below it. The span covers whole lines, without the last line ending. */
export interface Section extends Span {
  /** The text of the heading or label, without markup. */
  readonly heading: string;
  /** Unique within its note: the part of an address after `#`. */
  readonly slug: string;
  /** 1 to 6 for a heading; for a label, one more than its parent section. */
  readonly depth: number;
  readonly label: boolean;
  readonly parent: Section | undefined;
  readonly children: readonly Section[];
  /** Counted from 1. */
  readonly line: number;
  readonly endLine: number;
  /** Where the heading ends and the content below it begins. */
  readonly bodyFrom: number;
  /** The parent of the section's blocks. For a label: its list, or the parent of the paragraph it is in. */
  readonly container: Container | List;
  /** The paragraph that contains the label, if it has other lines too. */
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
  /** The section whose heading or text contains the link. */
  readonly section: Section | undefined;
  readonly url: string;
  readonly text: string;
  readonly title: string;
  readonly kind: LinkKind;
  readonly image: boolean;
  readonly line: number;
  /** How many links have this address; set only on request. */
  readonly count?: number;
  /** The address of the linked section; set only on request. */
  readonly target?: string;
}

export interface Passage extends Span {
  readonly type: 'quote' | 'remark';
  readonly note: Note;
  readonly section: Section | undefined;
  readonly text: string;
  readonly line: number;
  /** The quote that a remark is about. */
  readonly about: Passage | undefined;
  readonly remarks: readonly Remark[];
}

interface NoteBlock extends Span {
  readonly note: Note;
  readonly section: Section | undefined;
  readonly line: number;
}

export interface CodeBlock extends NoteBlock {
  readonly endLine: number;
  /** The first word of the info string; `info` is all of it (CommonMark 0.31.2 §4.5). */
  readonly language: string;
  readonly info: string;
  readonly text: string;
}

/** A table, as the text of its cells. Every row has as many cells as the head. */
export interface TableBlock extends NoteBlock {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly align: Table['align'];
}

/** A task (GFM §5.3, and further marks). */
export interface Task extends NoteBlock {
  readonly text: string;
  /** The block that contains the task's text, if it has any. */
  readonly textSpan: Span | undefined;
  /** The character between its brackets. */
  readonly mark: string;
  readonly state: TaskState;
  /** `YYYY-MM-DD` */
  readonly due: string | undefined;
}

export interface Remark {
  readonly text: string;
  readonly line: number;
}

/** One pro, con or use case. */
export interface Item extends Span {
  readonly text: string;
  readonly line: number;
  readonly quote: boolean;
  readonly remarks: readonly Remark[];
}

export interface TradeOff {
  readonly note: Note;
  readonly topic: string;
  /** The section whose heading names the topic, if any. */
  readonly section: Section | undefined;
  /** Whether the topic is that of the section's heading, or of the note if there is no section. */
  readonly isSectionTopic: boolean;
  readonly line: number;
  readonly pros: readonly Item[];
  readonly cons: readonly Item[];
  readonly neutral: readonly Item[];
  readonly useWhen: readonly Item[];
  readonly avoidWhen: readonly Item[];
}

/** The trade-offs of one topic across notes; may be empty. */
export interface ComparedTopic {
  readonly topic: string;
  readonly tradeOffs: readonly TradeOff[];
}

export type Comparison = readonly ComparedTopic[];

/** Converts between offsets and line numbers. Lines end at LF, CRLF or CR (CommonMark 0.31.2 §2.1). */
export class Lines {
  readonly #source: string;
  readonly #starts: Int32Array;
  readonly count: number;

  /** @param starts the offset of each line; may be longer than `count` */
  constructor(source: string, starts: Int32Array, count: number) {
    this.#source = source;
    this.#starts = starts;
    this.count = count;
  }

  /** Returns the line of an offset, counted from 1. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** Returns the offset where a line starts; past the last line, the end of the source. */
  lineStart(line: number): number {
    return line <= this.count ? (this.#starts[line - 1] ?? 0) : this.#source.length;
  }

  /** Returns the offset where a line ends, without its line ending. */
  lineEnd(line: number): number {
    let end = this.lineStart(line + 1);
    if (line >= this.count) return end;
    if (this.#source.charCodeAt(end - 1) === 10) end--;
    if (this.#source.charCodeAt(end - 1) === 13) end--;
    return end;
  }

  /**
   * Returns the last non-blank line that begins before an offset, or `minLine` if that is later.
   * @param ignoreQuoteMarks whether a line of only `>` counts as blank
   */
  findLastNonBlank(before: number, minLine: number, ignoreQuoteMarks = false): number {
    let line = this.lineAt(Math.min(Math.max(0, before - 1), this.#source.length));
    while (line > minLine && this.#isBlank(line, ignoreQuoteMarks)) line--;
    return line;
  }

  #isBlank(line: number, ignoreQuoteMarks: boolean): boolean {
    const end = this.lineEnd(line);
    for (let at = this.lineStart(line); at < end; at++) {
      const code = this.#source.charCodeAt(at);
      if (code !== 32 && code !== 9 && !(ignoreQuoteMarks && code === 62)) return false;
    }
    return true;
  }
}

/** Returns the headings above a section and its own, outermost first. */
export function getHeadingPath(section: Section | undefined): string[] {
  const headings: string[] = [];
  for (let at = section; at; at = at.parent) headings.unshift(at.heading);
  return headings;
}

/** Returns the title heading of a note, if all its other headings are below it. */
export function findTitleSection(note: Note): Section | undefined {
  const headings = note.sections.filter((section) => !section.parent && !section.label);
  return headings.length === 1 ? headings[0] : undefined;
}

export function formatAddress(note: Note, section: Section | undefined): string {
  return section ? `${note.path}#${section.slug}` : note.path;
}

/** Returns the innermost section at an offset, given all sections of a note in document order. */
export function findSectionAt(sections: readonly Section[], offset: number): Section | undefined {
  let low = 0;
  let high = sections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sections[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  let section = sections[low - 1];
  while (section && section.to < offset) section = section.parent;
  return section;
}

/** The extensions of notes. */
export const markdownExtensions = ['md', 'markdown', 'mdown', 'mkd'] as const;
const markdownFile = new RegExp(`\\.(?:${markdownExtensions.join('|')})$`, 'i');

/** Reports whether a file name has a Markdown extension. */
export function isMarkdown(file: string): boolean {
  return markdownFile.test(file);
}

export function getFileStem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(markdownFile, '');
}

/** Returns the source text of a span, with NUL replaced by U+FFFD (CommonMark 0.31.2 §2.3). */
export function getSourceText(document: Document, span: Span): string {
  return document.source.slice(span.from, span.to).replaceAll('\0', '\uFFFD');
}
