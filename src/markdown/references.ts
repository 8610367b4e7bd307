/** Link destinations, titles and labels (CommonMark 0.31.2 §6.3), and definitions (§4.7). */
import { isEscapable, isWhite, skipSpaces, skipWhite } from './characters.ts';
import { join, sourceEnd, sourceOffset } from './content.ts';
import type { Store } from './store.ts';
import { DEFINITION, endOfLineLength } from './store.ts';

/** What two equal labels have in common (§6.3): trimmed, white space folded, case folded. */
export function normalizeLabel(label: string): string {
  // Lower case and then upper: some letters have no case fold of one step (`ẞ`, `ϴ`).
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase();
}

/**
 * The end of a link label: at least one character that is no white space, no unescaped bracket, at most 999 characters.
 * @param from where `[` is
 * @returns the offset of its `]`, -1 for none
 */
export function labelEnd(text: string, from: number, end: number): number {
  const most = Math.min(end, from + 1001);
  let hasWord = false;
  for (let at = from + 1; at < most; at++) {
    const code = text.charCodeAt(at);
    if (code === 93) return hasWord ? at : -1;
    if (code === 91) return -1;
    if (code === 92) {
      const next = text.charCodeAt(at + 1);
      if (next === 91 || next === 92 || next === 93) at++;
      hasWord = true;
    } else if (!isWhite(code)) hasWord = true;
  }
  return -1;
}

/** The parts of a link's destination, as offsets of a text. */
export interface Resource {
  readonly urlFrom: number;
  readonly urlTo: number;
  /** Equal offsets when there is no title. */
  readonly titleFrom: number;
  readonly titleTo: number;
  readonly hasTitle: boolean;
  /** After all of it. */
  readonly end: number;
}

/** `(destination "title")` at an offset. */
export function resourceAt(text: string, from: number, end: number): Resource | undefined {
  let at = skipWhite(text, from + 1, end);
  const url = destination(text, at, end, deepestParentheses);
  if (!url)
    return text.charCodeAt(at) === 41 && at < end
      ? { urlFrom: at, urlTo: at, titleFrom: at, titleTo: at, hasTitle: false, end: at + 1 }
      : undefined;
  at = skipWhite(text, url.end, end);
  let titleFrom = at;
  let titleTo = at;
  let hasTitle = false;
  if (at > url.end && at < end && isQuote(text.charCodeAt(at))) {
    const close = titleEnd(text, at, end);
    if (close < 0) return undefined;
    titleFrom = at + 1;
    titleTo = close;
    hasTitle = titleTo > titleFrom;
    at = skipWhite(text, close + 1, end);
  }
  if (at >= end || text.charCodeAt(at) !== 41) return undefined;
  return { urlFrom: url.from, urlTo: url.to, titleFrom, titleTo, hasTitle, end: at + 1 };
}

/** How deep parentheses may nest in the destination of a link: §6.3 leaves it open, from three on; cmark takes 32. */
const deepestParentheses = 32;

function destination(
  text: string,
  from: number,
  end: number,
  deepest: number,
): { from: number; to: number; end: number } | undefined {
  if (from >= end) return undefined;
  if (text.charCodeAt(from) === 60) {
    for (let at = from + 1; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === 62) return { from: from + 1, to: at, end: at + 1 };
      if (code === 60 || code === 10 || code === 13) return undefined;
      if (code === 92 && isEscapable(text.charCodeAt(at + 1))) at++;
    }
    return undefined;
  }
  let depth = 0;
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 127) {
      if (!isWhite(code)) return undefined;
      break;
    }
    if (code === 40) {
      if (++depth > deepest) return undefined;
    } else if (code === 41) {
      if (depth === 0) break;
      depth--;
    } else if (code === 92 && at + 1 < end && isEscapable(text.charCodeAt(at + 1))) at++;
  }
  return at > from && depth === 0 ? { from, to: at, end: at } : undefined;
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 40;
}

/** @param from where the title's quote is @returns the offset of the quote that ends it, -1 for none */
function titleEnd(text: string, from: number, end: number): number {
  const open = text.charCodeAt(from);
  const close = open === 40 ? 41 : open;
  for (let at = from + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === close) return at;
    if (code === 40 && open === 40) return -1;
    if (code === 92 && isEscapable(text.charCodeAt(at + 1))) at++;
  }
  return -1;
}

/**
 * Adds the definitions at the head of a paragraph.
 * @param segments of the paragraph: start and end in turn
 * @returns the offset in the source of what is left, -1 for nothing
 */
export function addDefinitions(
  store: Store,
  segments: readonly number[],
  append: (definition: number) => void,
): number {
  const { source } = store;
  const isJoined = segments.length > 2;
  const joined = isJoined ? join(source, segments) : undefined;
  const text = joined?.text ?? source;
  const places = joined?.places ?? [];
  const end = isJoined ? text.length : (segments[1] ?? 0);
  let at = isJoined ? 0 : (segments[0] ?? 0);
  let pooled = 0;
  while (at < end && text.charCodeAt(at) === 91) {
    const found = definitionAt(text, at, end);
    if (!found) break;
    const definition = store.add(DEFINITION, sourceOffset(places, at), sourceEnd(places, found.lineEnd));
    if (isJoined && pooled === 0) {
      pooled = store.put(segments.length >> 1);
      for (const offset of segments) store.put(offset);
    }
    store.data[definition] = putResource(store, places, found, pooled);
    store.put(sourceOffset(places, found.labelFrom));
    store.put(sourceEnd(places, found.labelTo));
    store.definitions.push(definition);
    append(definition);
    at = skipSpaces(text, found.lineEnd + endOfLineLength(text, found.lineEnd), end);
  }
  return at >= end ? -1 : sourceOffset(places, at);
}

/** Puts a destination and title into the pool: url, title (it begins at -1 for none), segments. @returns where */
export function putResource(store: Store, places: readonly number[], resource: Resource, segments: number): number {
  const at = store.put(sourceOffset(places, resource.urlFrom));
  store.put(
    resource.urlTo > resource.urlFrom ? sourceEnd(places, resource.urlTo) : sourceOffset(places, resource.urlFrom),
  );
  store.put(resource.hasTitle ? sourceOffset(places, resource.titleFrom) : -1);
  store.put(
    resource.titleTo > resource.titleFrom
      ? sourceEnd(places, resource.titleTo)
      : sourceOffset(places, resource.titleFrom),
  );
  store.put(segments);
  return at;
}

interface Definition extends Resource {
  readonly labelFrom: number;
  readonly labelTo: number;
  /** The end of its last line, white space after it included. */
  readonly lineEnd: number;
}

function definitionAt(text: string, from: number, end: number): Definition | undefined {
  const close = labelEnd(text, from, end);
  if (close < 0 || text.charCodeAt(close + 1) !== 58 || close + 1 >= end) return undefined;
  const url = destination(text, skipWhite(text, close + 2, end), end, Number.POSITIVE_INFINITY);
  if (!url) return undefined;
  const base = { labelFrom: from + 1, labelTo: close, urlFrom: url.from, urlTo: url.to };
  const afterUrl = skipSpaces(text, url.end, end);
  const isAlone = isLineEnd(text, afterUrl, end);
  const titleFrom = skipWhite(text, url.end, end);
  if (titleFrom > url.end && titleFrom < end && isQuote(text.charCodeAt(titleFrom))) {
    const titleTo = titleEnd(text, titleFrom, end);
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
