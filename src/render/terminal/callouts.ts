/**
 * Quotes that are none: GitHub's alerts and Obsidian's callouts, which begin with `[!TYPE]`, a sign that they are folded or
 * not, and a title. https://help.obsidian.md/callouts
 */
import type { Block, Blockquote, Inline, Paragraph, Text } from '../../core/tree.ts';
import type { Element } from './themes.ts';

export interface Callout {
  /** What it is called where it has no title. */
  readonly name: string;
  readonly element: Element;
  readonly title: readonly Inline[];
  /** What stands in it. */
  readonly children: readonly Block[];
}

const types: readonly (readonly [Element, string])[] = [
  ['note', 'note info todo abstract summary tldr'],
  ['tip', 'tip hint success check done example'],
  ['important', 'important question help faq'],
  ['warning', 'warning attention'],
  ['caution', 'caution danger error bug failure fail missing'],
];
const elementOf = new Map(
  types.flatMap(([element, names]) => names.split(' ').map((name) => [name, element] as const)),
);

const mark = /^\[!([\w-]+)\][+-]?[ \t]*/;

/** @returns nothing for a quote of somebody's words, `[!quote]` among them */
export function calloutOf({ children }: Blockquote): Callout | undefined {
  const [first, ...rest] = children;
  if (first?.type !== 'paragraph') return undefined;
  const [head] = first.children;
  const found = head?.type === 'text' ? mark.exec(head.value) : null;
  if (!found || head?.type !== 'text') return undefined;
  const name = (found[1] ?? '').toLowerCase();
  if (name === 'quote' || name === 'cite') return undefined;
  const { title, body } = firstLine(first, { ...textOf(head), value: head.value.slice(found[0].length) });
  return {
    name: name.charAt(0).toUpperCase() + name.slice(1),
    element: elementOf.get(name) ?? 'note',
    title,
    children: body ? [body, ...rest] : rest,
  };
}

function textOf({ type, from, to, value }: Text): Text {
  return { type, from, to, value };
}

/** The first line of a paragraph whose first text is another, and a paragraph of the rest. */
function firstLine(paragraph: Paragraph, head: Text): { title: Inline[]; body: Paragraph | undefined } {
  const title: Inline[] = [];
  const inlines = [head, ...paragraph.children.slice(1)];
  for (const [index, inline] of inlines.entries()) {
    const end = inline.type === 'text' ? inline.value.search(/[\r\n]/) : inline.type === 'break' ? 0 : -1;
    if (end < 0) title.push(inline);
    else {
      const rest = inlines.slice(index + 1);
      if (inline.type === 'text') {
        if (end > 0) title.push({ ...textOf(inline), value: inline.value.slice(0, end) });
        rest.unshift({ ...textOf(inline), value: inline.value.slice(end).trimStart() });
      }
      const { type, from, to } = paragraph;
      return { title: withoutEmpty(title), body: { type, from, to, children: rest } };
    }
  }
  return { title: withoutEmpty(title), body: undefined };
}

function withoutEmpty(title: readonly Inline[]): Inline[] {
  return title.filter((inline) => inline.type !== 'text' || inline.value.trim() !== '');
}
