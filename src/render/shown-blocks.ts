/** The part of a note's tree that a shown section is. */
import type { Block, Inline, List, ListItem, Node, Paragraph, Span, Text } from '../core/tree.ts';
import { childrenBetween } from '../core/tree.ts';
import type { Shown } from './answers.ts';

/** Nesting beyond this is printed as plain text: no one reads deeper, and recursion stays bounded. */
export const deepest = 100;

/** The blocks of a shown section, cut to the lines that are shown. */
export function blocksOf({ note, section, parts }: Shown): readonly Block[] {
  const shownOf = <Child extends Node>(children: readonly Child[]) =>
    parts.flatMap((part) => childrenBetween(children, part.from, Math.max(part.from, part.to - 1)));
  if (!section) return shownOf(note.tree.children);
  const { container, within } = section;
  if (container.type === 'list') return [cutList(container, shownOf(container.children))];
  const blocks = shownOf<Block>(container.children);
  const first = within && parts[0] ? cutParagraph(within, parts[0], note.source) : undefined;
  return first && within ? [first, ...blocks.filter((block) => block.from !== within.from)] : blocks;
}

function cutList({ ordered, start, spread, from, to, children }: List, items: readonly ListItem[]): List {
  const skipped = items[0] ? children.indexOf(items[0]) : 0;
  return {
    type: 'list',
    ordered,
    spread,
    from,
    to,
    children: items,
    start: start === undefined ? undefined : start + skipped,
  };
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
  return { type: 'paragraph', from: Math.max(from, paragraph.from), to: Math.min(to, paragraph.to), children };
}
