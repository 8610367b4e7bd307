/**
 * Labels: lines that act as headings without being one. A label is a paragraph (or a line of one) that is all bold;
 * `Pros:` alone or before a list; a question before a list; or a list item that only names its children or the items
 * after it. Most lines are ruled out by their first and last characters.
 */

import type { Lines } from '../core/note.ts';
import type { Inline, Span } from '../core/tree.ts';
import { getPlainText } from '../core/tree.ts';
import {
  COLON,
  COMMA,
  EXCLAMATION_MARK,
  FULL_STOP,
  LEFT_BRACKET,
  MAX_ASCII,
  QUESTION_MARK,
  SEMICOLON,
  SPACE,
} from './codes.ts';
import { hasMarkup } from './inlines.ts';
import { fold, isWhollyBold, readParsedWords } from './leaf-text.ts';
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

/** A label without its section. `limit` is the last offset where that section can end. */
export interface Label extends Span {
  readonly text: string;
  readonly rank: number;
  readonly limit: number;
  /** The paragraph that the label is a line of, if it has other lines; else 0. */
  readonly within: number;
}

type Shape = 'bold' | 'colon' | 'question' | 'plain';
interface Line extends Span {
  readonly text: string;
  readonly shape: Shape;
}

/** A text that ends in one of these words only introduces the next block, so it is not a label. */
const connective =
  /\b(?:that|to|are|is|be|includes?|including|following|follows|below|as|by|with|of|for|from|can|when|if|like|and|or|the|a|an|in|on|this|these|those|you|we|it|was|were|have|has)$/i;

const maxLines = 60;

/**
 * Returns the labels in a paragraph: the whole paragraph, some of its lines, or none.
 * @param end the end of its container
 */
export function findParagraphLabels(store: Store, lines: Lines, paragraph: number, end: number): Label[] {
  const from = store.getFrom(paragraph);
  const to = store.getTo(paragraph);
  const next = store.getNext(paragraph);
  if (isOneLine(store, paragraph)) {
    if (!couldBeName(store.source, from, to)) return noLabels;
    const line = readLine(store, paragraph, from, to);
    return isLabelOfNextBlock(store, line, next, false) ? [createLabel(store, line, next, end, 0)] : noLabels;
  }
  const first = lines.lineAt(from);
  const last = lines.lineAt(Math.max(from, to - 1));
  if (last - first > maxLines) return noLabels;
  const labels: Label[] = [];
  let previousLine: Line | undefined;
  for (let number = first; number <= last; number++) {
    const start = Math.max(from, lines.lineStart(number));
    const stop = Math.min(to, lines.lineEnd(number));
    const isLast = number === last;
    const line: Line | undefined = couldBeName(store.source, start, stop)
      ? readLine(store, paragraph, start, stop)
      : undefined;
    if (
      line &&
      (isLast
        ? isLabelOfNextBlock(store, line, next, true)
        : isLabelOfLinesBelow(store.source, line, previousLine, lines, number, first))
    )
      labels.push(createLabel(store, line, isLast ? next : 0, end, paragraph));
    previousLine = line;
  }
  return labels;
}

const noLabels: Label[] = [];

function isOneLine(store: Store, paragraph: number): boolean {
  return (store.getFlags(paragraph) & MANY_LINES) === 0;
}

function createLabel(store: Store, line: Line, next: number, end: number, within: number): Label {
  const hasList = next !== 0 && store.type[next] === LIST;
  const rank = line.shape === 'bold' && !hasList && !/[:：]$/.test(line.text) ? 1 : 2;
  const limit = hasList && line.shape !== 'bold' ? findListEnd(store, next) : end;
  return { from: line.from, to: line.to, text: stripColon(line.text), rank, limit, within };
}

function isBoldLeaf(store: Store, leaf: number): boolean {
  let hasBold = false;
  for (let node = store.getChild(leaf); node !== 0; node = store.getNext(node)) {
    const type = store.type[node];
    const onlyChild = store.getChild(node);
    if (type === STRONG || (type === EMPHASIS && store.type[onlyChild] === STRONG && store.next[onlyChild] === 0))
      hasBold = true;
    else if (type !== TEXT || !/^[\s:：?？]*$/.test(store.source.slice(store.from[node], store.to[node]))) return false;
  }
  return hasBold;
}

/**
 * Returns the label that a list item forms. It covers the item's children or, without children, the items after it.
 * @param first the first item of its list
 */
export function findItemLabel(store: Store, item: number, first: number): Label | undefined {
  const name = store.getChild(item);
  if (store.type[name] !== PARAGRAPH) return undefined;
  const below = store.getNext(name);
  const from = store.getFrom(name);
  const to = store.getTo(name);
  const isCandidate = couldBeName(store.source, from, to);
  if (!isCandidate && (below === 0 || store.type[below] !== LIST || !isShortEnough(from, to))) return undefined;
  const line = readNameLine(store, item);
  if (!line) return undefined;
  const label = { from: store.getFrom(item), to: line.to, text: stripColon(line.text), rank: 2, within: 0 };
  if (below !== 0) {
    const namesChildren =
      line.shape === 'plain' ? isShort(line.text) && store.type[below] === LIST : store.type[below] !== CODE;
    return namesChildren ? { ...label, limit: store.getTo(item) } : undefined;
  }
  const namesItemsAfter =
    line.shape === 'colon' || (line.shape === 'bold' && (/[:：]$/.test(line.text) || isBoldNameItem(store, first)));
  if (!namesItemsAfter) return undefined;
  let last = item;
  for (let next = store.getNext(last); next !== 0 && !isNameItem(store, next); next = store.getNext(last)) last = next;
  return last === item ? undefined : { ...label, limit: store.getTo(last) };
}

function isNameItem(store: Store, item: number): boolean {
  const name = store.getChild(item);
  if (store.type[name] !== PARAGRAPH || !couldBeName(store.source, store.getFrom(name), store.getTo(name)))
    return false;
  const shape = readNameLine(store, item)?.shape;
  return shape === 'bold' || shape === 'colon';
}

function isBoldNameItem(store: Store, item: number): boolean {
  const name = store.getChild(item);
  return name !== 0 && store.getNext(name) === 0 && readNameLine(store, item)?.shape === 'bold';
}

function readNameLine(store: Store, item: number): Line | undefined {
  const name = store.getChild(item);
  if (store.type[name] !== PARAGRAPH) return undefined;
  const from = store.getFrom(name);
  const to = store.getTo(name);
  if (!isShortEnough(from, to) || !isOneLine(store, name)) return undefined;
  return isContentsEntry(store, name) ? undefined : readLine(store, name, from, to);
}

/** Detects an entry of a table of contents, such as `[Pros](#pros)`, which names a heading elsewhere. */
function isContentsEntry(store: Store, paragraph: number): boolean {
  if (store.source.charCodeAt(store.getFrom(paragraph)) !== LEFT_BRACKET) return false;
  const inlines = new TreeNode(store, paragraph).children;
  const onlyInline = inlines[0];
  return (
    inlines.length === 1 &&
    (onlyInline?.type === 'link' || onlyInline?.type === 'linkReference') &&
    onlyInline.url.startsWith('#')
  );
}

function isLabelOfNextBlock(store: Store, line: Line, next: number, hasOtherLines: boolean): boolean {
  const type = next === 0 ? ROOT : (store.type[next] ?? ROOT);
  if (line.shape === 'bold') return !hasOtherLines || (type !== ROOT && type !== HEADING);
  if (type === ROOT || type === HEADING || type === THEMATIC_BREAK || type === CODE) return false;
  if (line.shape === 'question') return type === LIST;
  if (line.shape !== 'colon') return false;
  return type === LIST || (!hasOtherLines && countWords(line.text) <= 6);
}

/** Reports whether a line in a paragraph is a label of the lines below it, and not hard-wrapped prose. */
function isLabelOfLinesBelow(
  source: string,
  line: Line,
  previousLine: Line | undefined,
  lines: Lines,
  number: number,
  first: number,
): boolean {
  if (number > first && !previousLine) {
    const text = source.slice(lines.lineStart(number - 1), lines.lineEnd(number - 1)).trim();
    if (text.length > 60 && !/[.!?:;)\]"”]$/.test(text)) return false;
  }
  return line.shape === 'bold' || (line.shape === 'colon' && countWords(line.text) <= 4);
}

/**
 * Returns the end of a list, including its continuation when code, a table or HTML at the margin interrupts a numbered
 * one.
 */
function findListEnd(store: Store, list: number): number {
  const isOrdered = (node: number) => store.type[node] === LIST && (store.getFlags(node) & ORDERED) !== 0;
  let end = store.getTo(list);
  if (!isOrdered(list)) return end;
  for (let block = store.getNext(list); block !== 0; block = store.getNext(block)) {
    const type = store.type[block];
    if (isOrdered(block) && store.getData(block) > 1) end = store.getTo(block);
    else if (type !== CODE && type !== TABLE && type !== HTML) break;
  }
  return end;
}

function readLine(store: Store, paragraph: number, from: number, to: number): Line {
  if (!hasMarkup(store.source, from, to)) {
    const text = fold(store.source.slice(from, to));
    return { from, to, text, shape: classifyShape(text, false) };
  }
  if (isWhollyBold(store.source, from, to)) {
    const text = fold(store.source.slice(from + 2, to - 2));
    return { from, to, text, shape: classifyShape(text, true) };
  }
  if (isOneLine(store, paragraph)) {
    const text = readParsedWords(store, paragraph);
    if (text !== undefined) return { from, to, text, shape: classifyShape(text, isBoldLeaf(store, paragraph)) };
  }
  return readLineOfInlines(new TreeNode(store, paragraph).children as unknown as Inline[], from, to, store.source);
}

function readLineOfInlines(inlines: readonly Inline[], from: number, to: number, source: string): Line {
  const overlapping = inlines.filter((inline) => inline.to > from && inline.from < to && inline.type !== 'break');
  let text = '';
  let hasBold = false;
  let hasPlain = false;
  let boldDepth = 0; // inside <b> or <strong>
  for (const inline of overlapping) {
    const isWhole = inline.from >= from && inline.to <= to;
    const inlineText = isWhole
      ? getPlainText(inline)
      : inline.type === 'text'
        ? source.slice(Math.max(from, inline.from), Math.min(to, inline.to))
        : undefined;
    if (inlineText === undefined) return { from, to, text: '', shape: 'plain' };
    text += inline.type === 'text' ? (isWhole ? inline.value : inlineText) : inlineText;
    if (inline.type === 'html')
      boldDepth += /^<(?:b|strong)\b/i.test(inline.value) ? 1 : /^<\/(?:b|strong)\b/i.test(inline.value) ? -1 : 0;
    else if (boldDepth > 0 || isBold(inline)) hasBold ||= inlineText !== '';
    else if (!/^[\s:：?？]*$/.test(inlineText)) hasPlain = true;
  }
  text = fold(text);
  return { from, to, text, shape: classifyShape(text, hasBold && !hasPlain) };
}

function isBold(inline: Inline): boolean {
  if (inline.type === 'strong') return true;
  const inner = inline.type === 'emphasis' ? inline.children : [];
  return inner.length === 1 && inner[0]?.type === 'strong';
}

function classifyShape(text: string, bold: boolean): Shape {
  if (text.length > 160 || !hasLetterOrDigit(text)) return 'plain';
  const last = text.charCodeAt(text.length - 1);
  if (bold)
    return !isStop(last) && last !== EXCLAMATION_MARK && last !== 0x2026 && countWords(text) <= 16 ? 'bold' : 'plain';
  if (last === QUESTION_MARK || last === 0xff1f)
    return countWords(text) <= 24 && !/[.;] /.test(text) ? 'question' : 'plain';
  if (!isNameEnd(last)) return 'plain';
  const count = countWords(text);
  return count <= 10 && !/[.;!?] /.test(text) && !isClause(stripColon(text), count) ? 'colon' : 'plain';
}

/** Reports whether a text is a clause. `It has these parts` is one; `Best for` is not, so it can be a label. */
function isClause(text: string, count: number): boolean {
  return count > 3 && (connective.test(text) || /\b(?:is|are|was|were|has|have)\b/i.test(text));
}

function isShort(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return (
    text.length <= 60 && !isStop(last) && last !== EXCLAMATION_MARK && countWords(text) <= 6 && hasLetterOrDigit(text)
  );
}

function isStop(code: number): boolean {
  return code === FULL_STOP || code === COMMA || code === SEMICOLON;
}

function hasLetterOrDigit(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > MAX_ASCII) return /[\p{L}\p{N}]/u.test(text);
    if (isWordCharacter(code)) return true;
  }
  return false;
}

/** Counts the words of a folded text. */
function countWords(text: string): number {
  let count = 1;
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++;
  return count;
}

function stripColon(text: string): string {
  let end = text.length;
  while (
    end > 0 &&
    (text.charCodeAt(end - 1) <= SPACE || text.charCodeAt(end - 1) === COLON || text.charCodeAt(end - 1) === 0xff1a)
  )
    end--;
  return end === text.length ? text : text.slice(0, end);
}
