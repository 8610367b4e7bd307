/** The part of a note's tree that a shown section is. */
import type { Block, Inline, List, ListItem, Node, Paragraph, Span, Text } from '../core/tree.ts';
import type { Shown } from './answer.ts';

/** Nesting beyond this is printed as plain text: no one reads deeper, and recursion stays bounded. */
export const deepest = 100;

/** The blocks of a shown section, cut to the lines that are shown. */
export function blocksOf({ note, section, parts }: Shown): readonly Block[] {
  const isShown = (node: Node) =>
    parts.some((part) => part.from <= node.from && node.from < Math.max(part.to, part.from + 1));
  if (!section) return note.tree.children.filter(isShown);
  const { container, within } = section;
  if (container.type === 'list') return [cutList(container, isShown)];
  const blocks = container.children.filter(isShown);
  const first = within && parts[0] ? cutParagraph(within, parts[0], note.source) : undefined;
  return first && within ? [first, ...blocks.filter((block) => block.from !== within.from)] : blocks;
}

function cutList(list: List, isShown: (node: Node) => boolean): List {
  const items: ListItem[] = list.children.filter(isShown);
  const skipped = items[0] ? list.children.indexOf(items[0]) : 0;
  return { ...list, children: items, start: list.start === undefined ? undefined : list.start + skipped };
}

/** A paragraph from the line of a label in it, up to the end of what is shown. */
function cutParagraph(paragraph: Paragraph, { from, to }: Span, source: string): Paragraph {
  const children = paragraph.children.flatMap((inline): Inline[] => {
    if (inline.to <= from || inline.from >= to) return [];
    if (inline.type !== 'text' || (inline.from >= from && inline.to <= to)) return [inline];
    const span = { from: Math.max(from, inline.from), to: Math.min(to, inline.to) };
    const text: Text = { type: 'text', ...span, value: source.slice(span.from, span.to) };
    return [text];
  });
  return { ...paragraph, from: Math.max(from, paragraph.from), to: Math.min(to, paragraph.to), children };
}
