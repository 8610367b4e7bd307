/** From the headings and labels of a note to its tree of sections. */
import type { Lines, Section } from './note.ts';
import type { Container, List, Paragraph, Span } from './tree.ts';

/** A heading or label where it stands; its span is its own, without what stands under it. */
export interface Mark extends Span {
  /** Its words, without markup; those of a heading are found when they are asked for. */
  readonly heading: string;
  readonly slug: string;
  /** Marks of one scope are children of the same container. */
  readonly scope: number;
  /** 1 to 6 for a heading, 0 for a label. */
  readonly depth: number;
  /** A label ends those of its rank or weaker before it: 1 acts as a heading, 2 names what follows it. */
  readonly rank: number;
  /** Where its section ends at the latest, whatever follows. */
  readonly limit: number;
  readonly container: Container | List;
  readonly within: Paragraph | undefined;
}

/**
 * Nests sections by the rules of headings (CommonMark has no sections; this is the outline that readers see):
 * a heading ends sections of its depth or deeper, and labels, of its own container; a container ends those inside it.
 * @param marks in document order
 * @returns all sections in document order
 */
export function outline(marks: readonly Mark[], lines: Lines): Section[] {
  const sections: Draft[] = [];
  const open: Draft[] = [];
  for (const mark of marks) {
    const line = lines.at(mark.from);
    const from = lines.start(line);
    for (let top = open.at(-1); top && isEndedBy(top.mark, mark, from); top = open.at(-1)) {
      top.close(from, lines);
      open.pop();
    }
    const section = new Draft(mark, open.at(-1), from, line);
    sections.push(section);
    open.push(section);
  }
  for (const section of open) section.close(Number.POSITIVE_INFINITY, lines);
  return sections;
}

class Draft implements Section {
  readonly mark: Mark;
  readonly depth: number;
  readonly label: boolean;
  readonly parent: Draft | undefined;
  readonly children: Draft[] = [];
  readonly from: number;
  readonly line: number;
  readonly bodyFrom: number;
  to: number;
  endLine: number;

  constructor(mark: Mark, parent: Draft | undefined, from: number, line: number) {
    this.mark = mark;
    this.depth = mark.depth || (parent?.depth ?? 0) + 1;
    this.label = mark.depth === 0;
    this.parent = parent;
    this.from = from;
    this.line = line;
    this.bodyFrom = mark.to;
    this.to = mark.to;
    this.endLine = line;
    parent?.children.push(this);
  }

  get heading(): string {
    return this.mark.heading;
  }

  get slug(): string {
    return this.mark.slug;
  }

  get container(): Mark['container'] {
    return this.mark.container;
  }

  get within(): Mark['within'] {
    return this.mark.within;
  }

  /** Ends the section before an offset: at its last line with anything on it. In a quote, markers alone are nothing. */
  close(before: number, lines: Lines): void {
    const isOneLine = this.mark.to <= lines.start(this.line + 1);
    const least = isOneLine ? this.line : lines.at(Math.max(this.mark.from, this.mark.to - 1));
    this.endLine = lines.lastNotBlank(Math.min(this.mark.limit, before), least, this.mark.scope !== 0);
    this.to = lines.end(this.endLine);
  }
}

function isEndedBy(open: Mark, next: Mark, nextLine: number): boolean {
  if (open.limit <= nextLine) return true;
  if (open.scope !== next.scope) return false;
  if (open.depth > 0) return next.depth > 0 && open.depth >= next.depth;
  return next.depth > 0 || open.rank >= next.rank;
}
