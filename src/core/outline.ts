import type { Lines, Section } from './note.ts';
import type { Container, List, Paragraph, Span } from './tree.ts';

/** A heading or label; its span leaves out the content below it. */
export interface SectionStart extends Span {
  /** The text without markup. Computed on first access for a heading. */
  readonly heading: string;
  readonly slug: string;
  /** Out of date ("marks"): Section starts with the same scope are children of the same container. */
  readonly scope: number;
  /** 1 to 6 for a heading, 0 for a label. */
  readonly depth: number;
  /**
   * A label ends earlier labels of equal or weaker rank. Rank 1 acts as a heading; rank 2 only introduces the block
   * after it.
   */
  readonly rank: number;
  /** The maximum end offset of the section. */
  readonly limit: number;
  readonly container: Container | List;
  readonly within: Paragraph | undefined;
}

/**
 * Nests sections by their headings. Builds the section tree. In its container, a heading ends all labels and all
 * sections of the same or greater depth. Sections never extend beyond their container. A container ends the sections
 * inside it.
 * @param starts in document order
 * @returns all sections in document order
 */
export function nestSections(starts: readonly SectionStart[], lines: Lines): Section[] {
  const sections: SectionBuilder[] = [];
  const openSections: SectionBuilder[] = [];
  for (const start of starts) {
    const line = lines.lineAt(start.from);
    const from = lines.lineStart(line);
    for (let top = openSections.at(-1); top && isEndedBy(top.start, start, from); top = openSections.at(-1)) {
      top.close(from, lines);
      openSections.pop();
    }
    const section = new SectionBuilder(start, openSections.at(-1), from, line);
    sections.push(section);
    openSections.push(section);
  }
  for (const section of openSections) section.close(Number.POSITIVE_INFINITY, lines);
  return sections;
}

class SectionBuilder implements Section {
  readonly start: SectionStart;
  readonly depth: number;
  readonly label: boolean;
  readonly parent: SectionBuilder | undefined;
  readonly children: SectionBuilder[] = [];
  readonly from: number;
  readonly line: number;
  readonly bodyFrom: number;
  to: number;
  endLine: number;

  constructor(start: SectionStart, parent: SectionBuilder | undefined, from: number, line: number) {
    this.start = start;
    this.depth = start.depth || (parent?.depth ?? 0) + 1;
    this.label = start.depth === 0;
    this.parent = parent;
    this.from = from;
    this.line = line;
    this.bodyFrom = start.to;
    this.to = start.to;
    this.endLine = line;
    parent?.children.push(this);
  }

  get heading(): string {
    return this.start.heading;
  }

  get slug(): string {
    return this.start.slug;
  }

  get container(): SectionStart['container'] {
    return this.start.container;
  }

  get within(): SectionStart['within'] {
    return this.start.within;
  }

  /** Ends the section before an offset, at its last non-blank line. In a quote, lines of only `>` are blank. */
  close(before: number, lines: Lines): void {
    const isOneLine = this.start.to <= lines.lineStart(this.line + 1);
    const minLine = isOneLine ? this.line : lines.lineAt(Math.max(this.start.from, this.start.to - 1));
    this.endLine = lines.findLastNonBlank(Math.min(this.start.limit, before), minLine, this.start.scope !== 0);
    this.to = lines.lineEnd(this.endLine);
  }
}

function isEndedBy(open: SectionStart, next: SectionStart, nextLine: number): boolean {
  if (open.limit <= nextLine) return true;
  if (open.scope !== next.scope) return false;
  if (open.depth > 0) return next.depth > 0 && open.depth >= next.depth;
  return next.depth > 0 || open.rank >= next.rank;
}
