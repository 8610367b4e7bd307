/**
 * Labels: lines that act as headings without being one. A paragraph (or a line of one) that is only bold; `Pros:` alone or
 * before a list; a question before a list; a list item that only names what its children, or the items after it, are.
 * Whatever its first and last characters rule out is not looked at further: most lines are no labels.
 */
import type { Lines } from '../core/note.ts';
import type { Inline, Span } from '../core/tree.ts';
import { plainText } from '../core/tree.ts';
import { hasMarkup } from './inlines.ts';
import { fold, isWhollyBold, parsedWords } from './leaf-text.ts';
import { couldBeName, isNameEnd, isShortEnough, isWordCharacter } from './names.ts';
import { TreeNode } from './node.ts';
import type { Store } from './store.ts';
import {
  CODE,
  EMPHASIS,
  HEADING,
  HTML,
  LIST,
  MANY_LINES,
  ORDERED,
  PARAGRAPH,
  ROOT,
  STRONG,
  TABLE,
  TEXT,
  THEMATIC_BREAK,
} from './store.ts';

/** A label, without the section that it heads; `limit` is where that section ends at the latest. */
export interface Label extends Span {
  readonly text: string;
  readonly rank: number;
  readonly limit: number;
  /** The paragraph that it is a line of, when that has others; else 0. */
  readonly within: number;
}

type Shape = 'bold' | 'colon' | 'question' | 'plain';
interface Line extends Span {
  readonly text: string;
  readonly shape: Shape;
}

/** A clause that ends in one of these introduces what follows; it does not name it. */
const connective =
  /\b(?:that|to|are|is|be|includes?|including|following|follows|below|as|by|with|of|for|from|can|when|if|like|and|or|the|a|an|in|on|this|these|those|you|we|it|was|were|have|has)$/i;

/** Paragraphs with more lines than this are running text. */
const mostLines = 60;

/**
 * The labels that a paragraph makes where it stands: none, itself, or some of its lines.
 * @param end the end of its container
 */
export function paragraphLabels(store: Store, lines: Lines, paragraph: number, end: number): Label[] {
  const from = store.from[paragraph] ?? 0;
  const to = store.to[paragraph] ?? 0;
  const next = store.next[paragraph] ?? 0;
  if (isOneLine(store, paragraph)) {
    if (!couldBeName(store.source, from, to)) return none;
    const line = lineIn(store, paragraph, from, to);
    return namesNext(store, line, next, false) ? [labelOf(store, line, next, end, 0)] : none;
  }
  const first = lines.at(from);
  const last = lines.at(Math.max(from, to - 1));
  if (last - first > mostLines) return none;
  const labels: Label[] = [];
  let before: Line | undefined;
  for (let number = first; number <= last; number++) {
    const start = Math.max(from, lines.start(number));
    const stop = Math.min(to, lines.end(number));
    const isLast = number === last;
    const line: Line | undefined = couldBeName(store.source, start, stop)
      ? lineIn(store, paragraph, start, stop)
      : undefined;
    if (
      line &&
      (isLast ? namesNext(store, line, next, true) : namesRest(store.source, line, before, lines, number, first))
    )
      labels.push(labelOf(store, line, isLast ? next : 0, end, paragraph));
    before = line;
  }
  return labels;
}

const none: Label[] = [];

function isOneLine(store: Store, paragraph: number): boolean {
  return ((store.flags[paragraph] ?? 0) & MANY_LINES) === 0;
}

function labelOf(store: Store, line: Line, next: number, end: number, within: number): Label {
  const ownsList = next !== 0 && store.type[next] === LIST;
  const rank = line.shape === 'bold' && !ownsList && !/[:：]$/.test(line.text) ? 1 : 2;
  const limit = ownsList && line.shape !== 'bold' ? endOfList(store, next) : end;
  return { from: line.from, to: line.to, text: nameOf(line.text), rank, limit, within };
}

/** Whether all words of a leaf are bold; a colon or question mark may stand outside. */
function isBoldLeaf(store: Store, leaf: number): boolean {
  let hasBold = false;
  for (let node = store.child[leaf] ?? 0; node !== 0; node = store.next[node] ?? 0) {
    const type = store.type[node];
    const only = store.child[node] ?? 0;
    if (type === STRONG || (type === EMPHASIS && store.type[only] === STRONG && store.next[only] === 0)) hasBold = true;
    else if (type !== TEXT || !/^[\s:：?？]*$/.test(store.source.slice(store.from[node], store.to[node]))) return false;
  }
  return hasBold;
}

/**
 * The label that a list item makes, of what is beneath it or, with nothing beneath it, of the items after it.
 * @param first the first item of its list
 */
export function itemLabel(store: Store, item: number, first: number): Label | undefined {
  const name = store.child[item] ?? 0;
  if (store.type[name] !== PARAGRAPH) return undefined;
  const below = store.next[name] ?? 0;
  const from = store.from[name] ?? 0;
  const to = store.to[name] ?? 0;
  const couldBe = couldBeName(store.source, from, to);
  if (!couldBe && (below === 0 || store.type[below] !== LIST || !isShortEnough(from, to))) return undefined;
  const line = nameLine(store, item);
  if (!line) return undefined;
  const label = { from: store.from[item] ?? 0, to: line.to, text: nameOf(line.text), rank: 2, within: 0 };
  if (below !== 0) {
    const names =
      line.shape === 'plain' ? isShort(line.text) && store.type[below] === LIST : store.type[below] !== CODE;
    return names ? { ...label, limit: store.to[item] ?? 0 } : undefined;
  }
  const isNaming =
    line.shape === 'colon' || (line.shape === 'bold' && (/[:：]$/.test(line.text) || isBoldName(store, first)));
  if (!isNaming) return undefined;
  let last = item;
  for (let next = store.next[last] ?? 0; next !== 0 && !isName(store, next); next = store.next[last] ?? 0) last = next;
  return last === item ? undefined : { ...label, limit: store.to[last] ?? 0 };
}

function isName(store: Store, item: number): boolean {
  const name = store.child[item] ?? 0;
  if (store.type[name] !== PARAGRAPH || !couldBeName(store.source, store.from[name] ?? 0, store.to[name] ?? 0))
    return false;
  const shape = nameLine(store, item)?.shape;
  return shape === 'bold' || shape === 'colon';
}

function isBoldName(store: Store, item: number): boolean {
  const name = store.child[item] ?? 0;
  return name !== 0 && (store.next[name] ?? 0) === 0 && nameLine(store, item)?.shape === 'bold';
}

/** The one line of an item's first paragraph, when it could be a name. */
function nameLine(store: Store, item: number): Line | undefined {
  const name = store.child[item] ?? 0;
  if (store.type[name] !== PARAGRAPH) return undefined;
  const from = store.from[name] ?? 0;
  const to = store.to[name] ?? 0;
  if (!isShortEnough(from, to) || !isOneLine(store, name)) return undefined;
  return isContentsEntry(store, name) ? undefined : lineIn(store, name, from, to);
}

/** `[Pros](#pros)`: an entry of a table of contents names a heading elsewhere. */
function isContentsEntry(store: Store, paragraph: number): boolean {
  if (store.source.charCodeAt(store.from[paragraph] ?? 0) !== 91) return false;
  const inlines = new TreeNode(store, paragraph).children;
  const only = inlines[0];
  return inlines.length === 1 && (only?.type === 'link' || only?.type === 'linkReference') && only.url.startsWith('#');
}

function namesNext(store: Store, line: Line, next: number, hasOthers: boolean): boolean {
  const type = next === 0 ? ROOT : (store.type[next] ?? ROOT);
  if (line.shape === 'bold') return !hasOthers || (type !== ROOT && type !== HEADING);
  if (type === ROOT || type === HEADING || type === THEMATIC_BREAK || type === CODE) return false;
  if (line.shape === 'question') return type === LIST;
  if (line.shape !== 'colon') return false;
  return type === LIST || (!hasOthers && words(line.text) <= 6);
}

/** A line inside a paragraph that the lines after it stand under: not one of hard-wrapped prose. */
function namesRest(
  source: string,
  line: Line,
  before: Line | undefined,
  lines: Lines,
  number: number,
  first: number,
): boolean {
  if (number > first && !before) {
    const text = source.slice(lines.start(number - 1), lines.end(number - 1)).trim();
    if (text.length > 60 && !/[.!?:;)\]"”]$/.test(text)) return false;
  }
  return line.shape === 'bold' || (line.shape === 'colon' && words(line.text) <= 4);
}

/** The end of a list, and of its continuation when code, a table or HTML at the margin interrupts a numbered one. */
function endOfList(store: Store, list: number): number {
  const isOrdered = (node: number) => store.type[node] === LIST && ((store.flags[node] ?? 0) & ORDERED) !== 0;
  let end = store.to[list] ?? 0;
  if (!isOrdered(list)) return end;
  for (let block = store.next[list] ?? 0; block !== 0; block = store.next[block] ?? 0) {
    const type = store.type[block];
    if (isOrdered(block) && (store.data[block] ?? 0) > 1) end = store.to[block] ?? 0;
    else if (type !== CODE && type !== TABLE && type !== HTML) break;
  }
  return end;
}

function lineIn(store: Store, paragraph: number, from: number, to: number): Line {
  if (!hasMarkup(store.source, from, to)) {
    const text = fold(store.source.slice(from, to));
    return { from, to, text, shape: shapeOf(text, false) };
  }
  if (isWhollyBold(store.source, from, to)) {
    const text = fold(store.source.slice(from + 2, to - 2));
    return { from, to, text, shape: shapeOf(text, true) };
  }
  if (isOneLine(store, paragraph)) {
    const text = parsedWords(store, paragraph);
    if (text !== undefined) return { from, to, text, shape: shapeOf(text, isBoldLeaf(store, paragraph)) };
  }
  return lineOf(new TreeNode(store, paragraph).children as unknown as Inline[], from, to, store.source);
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
  text = fold(text);
  return { from, to, text, shape: shapeOf(text, bold && !plain) };
}

function isBold(inline: Inline): boolean {
  if (inline.type === 'strong') return true;
  const inner = inline.type === 'emphasis' ? inline.children : [];
  return inner.length === 1 && inner[0]?.type === 'strong';
}

function shapeOf(text: string, bold: boolean): Shape {
  if (text.length > 160 || !hasWord(text)) return 'plain';
  const last = text.charCodeAt(text.length - 1);
  if (bold) return !isStop(last) && last !== 33 && last !== 0x2026 && words(text) <= 16 ? 'bold' : 'plain';
  if (last === 63 || last === 0xff1f) return words(text) <= 24 && !/[.;] /.test(text) ? 'question' : 'plain';
  if (!isNameEnd(last)) return 'plain';
  const count = words(text);
  return count <= 10 && !/[.;!?] /.test(text) && !isClause(nameOf(text), count) ? 'colon' : 'plain';
}

/** `It has these parts` introduces what follows; `Best for` names it. */
function isClause(text: string, count: number): boolean {
  return count > 3 && (connective.test(text) || /\b(?:is|are|was|were|has|have)\b/i.test(text));
}

function isShort(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return text.length <= 60 && !isStop(last) && last !== 33 && words(text) <= 6 && hasWord(text);
}

/** `.`, `,` or `;` */
function isStop(code: number): boolean {
  return code === 46 || code === 44 || code === 59;
}

/** Whether there is a letter or digit. */
function hasWord(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 127) return /[\p{L}\p{N}]/u.test(text);
    if (isWordCharacter(code)) return true;
  }
  return false;
}

/** How many words a folded text has. */
function words(text: string): number {
  let count = 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++;
  return count;
}

/** A label's text without the colon after it. */
function nameOf(text: string): string {
  let end = text.length;
  while (
    end > 0 &&
    (text.charCodeAt(end - 1) <= 32 || text.charCodeAt(end - 1) === 58 || text.charCodeAt(end - 1) === 0xff1a)
  )
    end--;
  return end === text.length ? text : text.slice(0, end);
}
