/** Link destinations, titles and labels (CommonMark 0.31.2 §6.3), and definitions (§4.7). */

import { isEscapable, isWhiteSpace, skipSpaces, skipWhiteSpace } from './characters.ts';
import {
  APOSTROPHE,
  BACKSLASH,
  CARRIAGE_RETURN,
  COLON,
  DELETE_CHARACTER,
  GREATER_THAN,
  LEFT_BRACKET,
  LEFT_PARENTHESIS,
  LESS_THAN,
  LINE_FEED,
  QUOTATION_MARK,
  RIGHT_BRACKET,
  RIGHT_PARENTHESIS,
  SPACE,
} from './codes.ts';
import { joinSegments, toSourceEnd, toSourceOffset } from './content.ts';
import type { Store } from './store.ts';
import { DEFINITION, endOfLineLength } from './store.ts';

/** Returns the form in which equal labels are identical (§6.3): trimmed, with white space and case folded. */
export function normalizeLabel(label: string): string {
  // Lower case, then upper case: some letters have no one-step case folding (`ẞ`, `ϴ`).
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase();
}

/**
 * Finds the end of a link label: at least one character that is not white space, no unescaped bracket, at most 999
 * characters.
 * @param from the offset of `[`
 * @returns the offset of its `]`, or -1 if there is no label
 */
export function findLabelEnd(text: string, from: number, end: number): number {
  const maxEnd = Math.min(end, from + 1001);
  let hasContent = false;
  for (let at = from + 1; at < maxEnd; at++) {
    const code = text.charCodeAt(at);
    if (code === RIGHT_BRACKET) return hasContent ? at : -1;
    if (code === LEFT_BRACKET) return -1;
    if (code === BACKSLASH) {
      const next = text.charCodeAt(at + 1);
      if (next === LEFT_BRACKET || next === BACKSLASH || next === RIGHT_BRACKET) at++;
      hasContent = true;
    } else if (!isWhiteSpace(code)) hasContent = true;
  }
  return -1;
}

export interface Resource {
  readonly urlFrom: number;
  readonly urlTo: number;
  /** Equal offsets when there is no title. */
  readonly titleFrom: number;
  readonly titleTo: number;
  readonly hasTitle: boolean;
  readonly end: number;
}

/** Parses `(destination "title")` at an offset. */
export function parseResource(text: string, from: number, end: number): Resource | undefined {
  let at = skipWhiteSpace(text, from + 1, end);
  const url = parseDestination(text, at, end, maxParenthesesDepth);
  if (!url)
    return text.charCodeAt(at) === RIGHT_PARENTHESIS && at < end
      ? { urlFrom: at, urlTo: at, titleFrom: at, titleTo: at, hasTitle: false, end: at + 1 }
      : undefined;
  at = skipWhiteSpace(text, url.end, end);
  let titleFrom = at;
  let titleTo = at;
  let hasTitle = false;
  if (at > url.end && at < end && isQuote(text.charCodeAt(at))) {
    const close = findTitleEnd(text, at, end);
    if (close < 0) return undefined;
    titleFrom = at + 1;
    titleTo = close;
    hasTitle = titleTo > titleFrom;
    at = skipWhiteSpace(text, close + 1, end);
  }
  if (at >= end || text.charCodeAt(at) !== RIGHT_PARENTHESIS) return undefined;
  return { urlFrom: url.from, urlTo: url.to, titleFrom, titleTo, hasTitle, end: at + 1 };
}

/** Maximum nesting of parentheses in a link's destination. §6.3 requires at least 3; cmark allows 32. */
const maxParenthesesDepth = 32;

function parseDestination(
  text: string,
  from: number,
  end: number,
  maxDepth: number,
): { from: number; to: number; end: number } | undefined {
  if (from >= end) return undefined;
  if (text.charCodeAt(from) === LESS_THAN) {
    for (let at = from + 1; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === GREATER_THAN) return { from: from + 1, to: at, end: at + 1 };
      if (code === LESS_THAN || code === LINE_FEED || code === CARRIAGE_RETURN) return undefined;
      if (code === BACKSLASH && isEscapable(text.charCodeAt(at + 1))) at++;
    }
    return undefined;
  }
  let depth = 0;
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code <= SPACE || code === DELETE_CHARACTER) {
      if (!isWhiteSpace(code)) return undefined;
      break;
    }
    if (code === LEFT_PARENTHESIS) {
      if (++depth > maxDepth) return undefined;
    } else if (code === RIGHT_PARENTHESIS) {
      if (depth === 0) break;
      depth--;
    } else if (code === BACKSLASH && at + 1 < end && isEscapable(text.charCodeAt(at + 1))) at++;
  }
  return at > from && depth === 0 ? { from, to: at, end: at } : undefined;
}

function isQuote(code: number): boolean {
  return code === QUOTATION_MARK || code === APOSTROPHE || code === LEFT_PARENTHESIS;
}

/**
 * Finds the end of a title.
 * @param from the offset of the opening quote
 * @returns the offset of the closing quote, or -1 if there is none
 */
function findTitleEnd(text: string, from: number, end: number): number {
  const open = text.charCodeAt(from);
  const close = open === LEFT_PARENTHESIS ? RIGHT_PARENTHESIS : open;
  for (let at = from + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === close) return at;
    if (code === LEFT_PARENTHESIS && open === LEFT_PARENTHESIS) return -1;
    if (code === BACKSLASH && isEscapable(text.charCodeAt(at + 1))) at++;
  }
  return -1;
}

/**
 * Adds the definitions at the head of a paragraph.
 * @param segments of the paragraph: start and end alternate
 * @returns the source offset of the remaining text, or -1 if none remains
 */
export function addDefinitions(
  store: Store,
  segments: readonly number[],
  append: (definition: number) => void,
): number {
  const { source } = store;
  const matchesJoinedWords = segments.length > 2;
  const joined = matchesJoinedWords ? joinSegments(source, segments) : undefined;
  const text = joined?.text ?? source;
  const offsetMap = joined?.offsetMap ?? [];
  const end = matchesJoinedWords ? text.length : (segments[1] ?? 0);
  let at = matchesJoinedWords ? 0 : (segments[0] ?? 0);
  let segmentsIndex = 0;
  while (at < end && text.charCodeAt(at) === LEFT_BRACKET) {
    const parsed = parseDefinition(text, at, end);
    if (!parsed) break;
    const definition = store.add(DEFINITION, toSourceOffset(offsetMap, at), toSourceEnd(offsetMap, parsed.lineEnd));
    if (matchesJoinedWords && segmentsIndex === 0) {
      segmentsIndex = store.put(segments.length >> 1);
      for (const offset of segments) store.put(offset);
    }
    store.data[definition] = putResource(store, offsetMap, parsed, segmentsIndex);
    store.put(toSourceOffset(offsetMap, parsed.labelFrom));
    store.put(toSourceEnd(offsetMap, parsed.labelTo));
    store.definitions.push(definition);
    append(definition);
    at = skipSpaces(text, parsed.lineEnd + endOfLineLength(text, parsed.lineEnd), end);
  }
  return at >= end ? -1 : toSourceOffset(offsetMap, at);
}

/**
 * Puts a destination and title into the pool: URL, title (which starts at -1 if there is none), segments.
 * @returns the pool index
 */
export function putResource(store: Store, offsetMap: readonly number[], resource: Resource, segments: number): number {
  const at = store.put(toSourceOffset(offsetMap, resource.urlFrom));
  store.put(
    resource.urlTo > resource.urlFrom
      ? toSourceEnd(offsetMap, resource.urlTo)
      : toSourceOffset(offsetMap, resource.urlFrom),
  );
  store.put(resource.hasTitle ? toSourceOffset(offsetMap, resource.titleFrom) : -1);
  store.put(
    resource.titleTo > resource.titleFrom
      ? toSourceEnd(offsetMap, resource.titleTo)
      : toSourceOffset(offsetMap, resource.titleFrom),
  );
  store.put(segments);
  return at;
}

interface Definition extends Resource {
  readonly labelFrom: number;
  readonly labelTo: number;
  /** The end of its last line, including white space at the end. */
  readonly lineEnd: number;
}

function parseDefinition(text: string, from: number, end: number): Definition | undefined {
  const close = findLabelEnd(text, from, end);
  if (close < 0 || text.charCodeAt(close + 1) !== COLON || close + 1 >= end) return undefined;
  const url = parseDestination(text, skipWhiteSpace(text, close + 2, end), end, Number.POSITIVE_INFINITY);
  if (!url) return undefined;
  const base = { labelFrom: from + 1, labelTo: close, urlFrom: url.from, urlTo: url.to };
  const afterUrl = skipSpaces(text, url.end, end);
  const isAlone = isLineEnd(text, afterUrl, end);
  const titleFrom = skipWhiteSpace(text, url.end, end);
  if (titleFrom > url.end && titleFrom < end && isQuote(text.charCodeAt(titleFrom))) {
    const titleTo = findTitleEnd(text, titleFrom, end);
    if (titleTo >= 0) {
      const lineEnd = skipSpaces(text, titleTo + 1, end);
      if (isLineEnd(text, lineEnd, end))
        return { ...base, titleFrom: titleFrom + 1, titleTo, hasTitle: titleTo > titleFrom + 1, end: lineEnd, lineEnd };
    }
  }
  return isAlone
    ? { ...base, titleFrom: afterUrl, titleTo: afterUrl, hasTitle: false, end: afterUrl, lineEnd: afterUrl }
    : undefined;
}

function isLineEnd(text: string, at: number, end: number): boolean {
  return at >= end || endOfLineLength(text, at) > 0;
}
