/** How callouts look: an element of the theme for each type. */
import { isQuoteCallout, parseCalloutMark } from '../../core/callouts.ts';
import type { Block, Blockquote, Inline, Paragraph, Text } from '../../core/tree.ts';
import type { Element } from './themes.ts';

export interface Callout {
  /** Shown before the title. */
  readonly name: string;
  readonly element: Element;
  readonly title: readonly Inline[];
  readonly children: readonly Block[];
}

const namesByElement: readonly (readonly [Element, string])[] = [
  ['note', 'note info todo abstract summary tldr'],
  ['tip', 'tip hint success check done example'],
  ['important', 'important question help faq'],
  ['warning', 'warning attention'],
  ['caution', 'caution danger error bug failure fail missing'],
];
const elementByName = new Map(
  namesByElement.flatMap(([element, names]) => names.split(' ').map((name) => [name, element] as const)),
);

/** Parses a block quote as a callout. Returns undefined for a real quotation, including `[!quote]`. */
export function parseCallout({ children }: Blockquote): Callout | undefined {
  const [first, ...remainingBlocks] = children;
  if (first?.type !== 'paragraph') return undefined;
  const [head] = first.children;
  const mark = head?.type === 'text' ? parseCalloutMark(head.value) : undefined;
  if (!mark || head?.type !== 'text' || isQuoteCallout(mark.type)) return undefined;
  const { title, body } = splitFirstLine(first, { ...copyText(head), value: head.value.slice(mark.length) });
  return {
    name: mark.type.charAt(0).toUpperCase() + mark.type.slice(1),
    element: elementByName.get(mark.type) ?? 'note',
    title,
    children: body ? [body, ...remainingBlocks] : remainingBlocks,
  };
}

function copyText({ type, from, to, value }: Text): Text {
  return { type, from, to, value };
}

/**
 * Splits a paragraph, with its first text replaced by `head`, into its first line and a paragraph of the remaining
 * ones.
 */
function splitFirstLine(paragraph: Paragraph, head: Text): { title: Inline[]; body: Paragraph | undefined } {
  const title: Inline[] = [];
  const inlines = [head, ...paragraph.children.slice(1)];
  for (const [index, inline] of inlines.entries()) {
    const end = inline.type === 'text' ? inline.value.search(/[\r\n]/) : inline.type === 'break' ? 0 : -1;
    if (end < 0) title.push(inline);
    else {
      const remainingInlines = inlines.slice(index + 1);
      if (inline.type === 'text') {
        if (end > 0) title.push({ ...copyText(inline), value: inline.value.slice(0, end) });
        remainingInlines.unshift({ ...copyText(inline), value: inline.value.slice(end).trimStart() });
      }
      const { type, from, to } = paragraph;
      return { title: removeEmptyText(title), body: { type, from, to, children: remainingInlines } };
    }
  }
  return { title: removeEmptyText(title), body: undefined };
}

function removeEmptyText(title: readonly Inline[]): Inline[] {
  return title.filter((inline) => inline.type !== 'text' || inline.value.trim() !== '');
}
