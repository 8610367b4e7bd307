/**
 * Labels: lines that act as headings without being one. A paragraph (or a line of one) that is only bold; `Pros:` alone or
 * before a list; a question before a list; a list item that only names what its children, or the items after it, are.
 */
import type { Lines } from '../core/note.ts';
import type { Block, Inline, List, ListItem, Paragraph, Span } from '../core/tree.ts';
import { plainText } from '../core/tree.ts';

/** A label, without the section that it heads; `limit` is where that section ends at the latest. */
export interface Label extends Span {
  readonly text: string;
  readonly rank: number;
  readonly limit: number;
  readonly within: Paragraph | undefined;
}

type Shape = 'bold' | 'colon' | 'question' | 'plain';
interface Line extends Span {
  readonly text: string;
  readonly shape: Shape;
}

/** A clause that ends in one of these introduces what follows; it does not name it. */
const connective =
  /\b(?:that|to|are|is|be|includes?|including|following|follows|below|as|by|with|of|for|from|can|when|if|like|and|or|the|a|an|in|on|this|these|those|you|we|it|was|were|have|has)$/i;

/**
 * The labels that a paragraph makes where it stands: none, itself, or some of its lines.
 * @param siblings the blocks of its container
 * @param end the end of its container
 */
export function paragraphLabels(
  paragraph: Paragraph,
  siblings: readonly Block[],
  index: number,
  end: number,
  source: string,
  lines: Lines,
): Label[] {
  const parts = linesOf(paragraph, source, lines);
  const next = siblings[index + 1];
  const labels: Label[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (!part) continue;
    const last = at === parts.length - 1;
    if (!(last ? namesNext(part, next, parts.length > 1) : namesRest(part, parts[at - 1]))) continue;
    const ownsList = last && next?.type === 'list';
    labels.push({
      from: part.from,
      to: part.to,
      text: nameOf(part.text),
      rank: part.shape === 'bold' && !ownsList && !/[:：]$/.test(part.text) ? 1 : 2,
      limit: limitOf(siblings, index + 1, end, ownsList && part.shape !== 'bold'),
      within: parts.length > 1 ? paragraph : undefined,
    });
  }
  return labels;
}

/** The label that a list item makes, of what is beneath it or, with nothing beneath it, of the items after it. */
export function itemLabel(list: List, index: number, source: string, lines: Lines): Label | undefined {
  const item = list.children[index];
  const line = item && nameLine(item, source, lines);
  if (!item || !line) return undefined;
  const label = { from: item.from, to: line.to, text: nameOf(line.text), rank: 2, within: undefined };
  const below = item.children[1];
  if (below) {
    const names = line.shape === 'plain' ? isShort(line.text) && below.type === 'list' : below.type !== 'code';
    return names ? { ...label, limit: item.to } : undefined;
  }
  if (
    line.shape !== 'colon' &&
    !(line.shape === 'bold' && (/[:：]$/.test(line.text) || isBoldName(list.children[0], source, lines)))
  )
    return undefined;
  let last = index;
  while (last + 1 < list.children.length && !isName(list.children[last + 1], source, lines)) last++;
  return last > index ? { ...label, limit: list.children[last]?.to ?? item.to } : undefined;
}

function isName(item: ListItem | undefined, source: string, lines: Lines): boolean {
  const line = item && nameLine(item, source, lines);
  return line !== undefined && (line.shape === 'bold' || line.shape === 'colon');
}

function isBoldName(item: ListItem | undefined, source: string, lines: Lines): boolean {
  return item !== undefined && item.children.length === 1 && nameLine(item, source, lines)?.shape === 'bold';
}

/** The one line of an item's first paragraph, when it could be a name. */
function nameLine(item: ListItem, source: string, lines: Lines): Line | undefined {
  const first = item.children[0];
  if (first?.type !== 'paragraph' || isContentsEntry(first)) return undefined;
  const parts = linesOf(first, source, lines);
  return parts.length === 1 ? parts[0] : undefined;
}

/** `[Pros](#pros)`: an entry of a table of contents names a heading elsewhere. */
function isContentsEntry(paragraph: Paragraph): boolean {
  const only = paragraph.children[0];
  return (
    paragraph.children.length === 1 &&
    (only?.type === 'link' || only?.type === 'linkReference') &&
    only.url.startsWith('#')
  );
}

function namesNext(line: Line, next: Block | undefined, hasOthers: boolean): boolean {
  if (line.shape === 'bold') return !hasOthers || (next !== undefined && next.type !== 'heading');
  if (!next || next.type === 'heading' || next.type === 'thematicBreak' || next.type === 'code') return false;
  if (line.shape === 'question') return next.type === 'list';
  if (line.shape !== 'colon') return false;
  return next.type === 'list' || (!hasOthers && words(line.text) <= 6);
}

/** A line inside a paragraph that the lines after it stand under. */
function namesRest(line: Line, before: Line | undefined): boolean {
  const isWrapped = before?.shape === 'plain' && before.text.length > 60 && !/[.!?:;)\]"”]$/.test(before.text);
  if (isWrapped) return false;
  return line.shape === 'bold' || (line.shape === 'colon' && words(line.text) <= 4);
}

/** Up to a thematic break or heading; a list's label that is not bold, up to the end of that list. */
function limitOf(siblings: readonly Block[], from: number, end: number, listOnly: boolean): number {
  if (listOnly) return endOfList(siblings, from);
  const stop = siblings.slice(from).find((block) => block.type === 'thematicBreak' || block.type === 'heading');
  return stop?.from ?? end;
}

/** The end of a list, and of its continuation when code, a table or HTML at the margin interrupts a numbered one. */
function endOfList(siblings: readonly Block[], from: number): number {
  const list = siblings[from];
  let end = list?.to ?? 0;
  if (list?.type !== 'list' || !list.ordered) return end;
  for (const block of siblings.slice(from + 1)) {
    if (block.type === 'list' && block.ordered && (block.start ?? 1) > 1) end = block.to;
    else if (block.type !== 'code' && block.type !== 'table' && block.type !== 'html') break;
  }
  return end;
}

/** The lines of a paragraph, each with its shape. A paragraph that could hold no label gives no lines. */
function linesOf(paragraph: Paragraph, source: string, lines: Lines): Line[] {
  const first = lines.at(paragraph.from);
  const last = lines.at(Math.max(paragraph.from, paragraph.to - 1));
  if (last - first > 60) return [];
  const parts: Line[] = [];
  for (let number = first; number <= last; number++) {
    const from = Math.max(paragraph.from, lines.start(number));
    const to = Math.min(paragraph.to, lines.end(number));
    parts.push(to - from > 400 ? { from, to, text: '', shape: 'plain' } : lineOf(paragraph.children, from, to, source));
  }
  return parts;
}

function lineOf(inlines: readonly Inline[], from: number, to: number, source: string): Line {
  const over = inlines.filter((inline) => inline.to > from && inline.from < to && inline.type !== 'break');
  let text = '';
  let bold = false;
  let plain = false;
  let depth = 0; // inside <b> or <strong>
  for (const inline of over) {
    const whole = inline.from >= from && inline.to <= to;
    const own = whole
      ? plainText(inline)
      : inline.type === 'text'
        ? source.slice(Math.max(from, inline.from), Math.min(to, inline.to))
        : undefined;
    if (own === undefined) return { from, to, text: '', shape: 'plain' };
    text += inline.type === 'text' ? (whole ? inline.value : own) : own;
    if (inline.type === 'html')
      depth += /^<(?:b|strong)\b/i.test(inline.value) ? 1 : /^<\/(?:b|strong)\b/i.test(inline.value) ? -1 : 0;
    else if (depth > 0 || isBold(inline)) bold ||= own !== '';
    else if (!/^[\s:：?？]*$/.test(own)) plain = true;
  }
  text = text.replace(/\s+/g, ' ').trim();
  return { from, to, text, shape: shapeOf(text, bold && !plain) };
}

function isBold(inline: Inline): boolean {
  if (inline.type === 'strong') return true;
  const inner = inline.type === 'emphasis' ? inline.children : [];
  return inner.length === 1 && inner[0]?.type === 'strong';
}

function shapeOf(text: string, bold: boolean): Shape {
  if (text.length > 160 || !/[\p{L}\p{N}]/u.test(text)) return 'plain';
  const count = words(text);
  if (bold) return count <= 16 && !/[.,;!…]$/.test(text) ? 'bold' : 'plain';
  if (/[?？]$/.test(text)) return count <= 24 && !/[.;] /.test(text) ? 'question' : 'plain';
  if (!/[:：]$/.test(text)) return 'plain';
  return count <= 10 && !/[.;!?] /.test(text) && !isClause(nameOf(text), count) ? 'colon' : 'plain';
}

/** `It has these parts` introduces what follows; `Best for` names it. */
function isClause(text: string, count: number): boolean {
  return count > 3 && (connective.test(text) || /\b(?:is|are|was|were|has|have)\b/i.test(text));
}

function isShort(text: string): boolean {
  return text.length <= 60 && words(text) <= 6 && !/[.,;!]$/.test(text) && /[\p{L}\p{N}]/u.test(text);
}

function words(text: string): number {
  return text.split(' ').length;
}

function nameOf(text: string): string {
  return text.replace(/[\s:：]+$/, '');
}
