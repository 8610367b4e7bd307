/** From the headings and labels of a note to its tree of sections. */
import type { Lines, Section } from './note.ts';
import type { Container, List, Paragraph, Span } from './tree.ts';

/** A heading or label where it stands; its span is its own, without what stands under it. */
export interface Mark extends Span {
  readonly heading: string;
  readonly slug: string;
  /** 1 to 6 for a heading, 0 for a label. */
  readonly depth: number;
  /** A label ends those of its rank or weaker before it: 1 acts as a heading, 2 names what follows it. */
  readonly rank: number;
  /** Where its section ends at the latest, whatever follows. */
  readonly limit: number;
  readonly container: Container | List;
  readonly within: Paragraph | undefined;
}

type Draft = { -readonly [Key in keyof Section]: Section[Key] } & { children: Section[]; mark: Mark };

/**
 * Nests sections by the rules of headings (CommonMark has no sections; this is the outline that readers see):
 * a heading ends sections of its depth or deeper, and labels, of its own container; a container ends those inside it.
 * @param marks in document order
 * @returns all sections in document order
 */
export function outline(marks: readonly Mark[], lines: Lines): Section[] {
  const sections: Draft[] = [];
  const open: Draft[] = [];
  const close = (section: Draft, before: number) => {
    const end = Math.min(section.mark.limit, before);
    section.endLine = lastLine(section, end, lines);
    section.to = lines.end(section.endLine);
  };
  for (const mark of marks) {
    const line = lines.at(mark.from);
    const from = lines.start(line);
    for (let top = open.at(-1); top && isEndedBy(top.mark, mark, from); top = open.at(-1)) {
      close(top, from);
      open.pop();
    }
    const parent = open.at(-1);
    const section: Draft = {
      mark,
      heading: mark.heading,
      slug: mark.slug,
      depth: mark.depth || (parent?.depth ?? 0) + 1,
      label: mark.depth === 0,
      parent,
      children: [],
      from,
      to: mark.to,
      line,
      endLine: line,
      bodyFrom: mark.to,
      container: mark.container,
      within: mark.within,
    };
    parent?.children.push(section);
    sections.push(section);
    open.push(section);
  }
  for (const section of open) close(section, Number.POSITIVE_INFINITY);
  return sections;
}

function isEndedBy(open: Mark, next: Mark, nextLine: number): boolean {
  if (open.limit <= nextLine) return true;
  if (open.container !== next.container) return false;
  if (open.depth > 0) return next.depth > 0 && open.depth >= next.depth;
  return next.depth > 0 || open.rank >= next.rank;
}

/** The last line with anything on it; inside a quote, a line of quote markers alone has nothing on it. */
function lastLine(section: Draft, end: number, lines: Lines): number {
  const least = lines.at(Math.max(section.mark.from, section.mark.to - 1));
  return lines.lastNotBlank(end, least, section.container.type !== 'root');
}
