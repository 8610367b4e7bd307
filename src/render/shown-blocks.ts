/** Selects the blocks of a note to show for a section. */
import type { Block, Inline, List, ListItem, Node, Paragraph, Span, Text } from '../core/tree.ts';
import { getChildrenStartingIn } from '../core/tree.ts';
import type { ShownSection } from './answers.ts';

/** Blocks nested deeper than this are printed as plain text, to limit recursion. */
export const maxDepth = 100;

/** Returns the blocks of a shown section, cut to the lines that are shown. */
export function selectShownBlocks({ note, section, parts }: ShownSection): readonly Block[] {
  const selectChildren = <Child extends Node>(children: readonly Child[]) =>
    parts.flatMap((part) => getChildrenStartingIn(children, part.from, Math.max(part.from, part.to - 1)));
  if (!section) return selectChildren(note.tree.children);
  const { container, within } = section;
  if (container.type === 'list') return [cutList(container, selectChildren(container.children))];
  const blocks = selectChildren<Block>(container.children);
  const labelParagraph = within && parts[0] ? cutParagraph(within, parts[0], note.source) : undefined;
  return labelParagraph && within ? [labelParagraph, ...blocks.filter((block) => block.from !== within.from)] : blocks;
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

/** Returns a paragraph cut to a span, from the line of a label in it to the end of the shown part. */
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
