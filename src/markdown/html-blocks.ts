/** HTML blocks (CommonMark 0.31.2 §4.6): which of the seven kinds a line starts, and which line ends it. */

import { indexWithin, isLetter, isWhiteSpace, skipSpaces, skipWhiteSpace } from './characters.ts';
import {
  APOSTROPHE,
  BACKTICK,
  COLON,
  DIGIT_0,
  DIGIT_9,
  EQUALS_SIGN,
  EXCLAMATION_MARK,
  FULL_STOP,
  GREATER_THAN,
  HYPHEN,
  LESS_THAN,
  LINE_FEED,
  QUESTION_MARK,
  QUOTATION_MARK,
  SLASH,
  SPACE,
  TAB,
  UNDERSCORE,
} from './codes.ts';

/** The kind of a comment of Obsidian's, which is none of CommonMark's. */
export const HIDDEN_BLOCK = 0;

/** Tags that start a block of kind 6. */
const blockTags = new Set(
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul'.split(
    ' ',
  ),
);
/** Tags that start a block of kind 1: their content is not Markdown. */
const rawTags = new Set(['script', 'pre', 'style', 'textarea']);

/**
 * Returns the kind of HTML block that a line starts: 1 to 7, or 0 if it starts none.
 * @param from the offset of `<`
 */
export function detectHtmlBlockKind(source: string, from: number, end: number): number {
  const next = source.charCodeAt(from + 1);
  if (from + 1 >= end) return 0;
  if (next === EXCLAMATION_MARK) {
    if (source.startsWith('--', from + 2)) return 2;
    if (isLetter(source.charCodeAt(from + 2)) && from + 2 < end) return 4;
    return source.startsWith('[CDATA[', from + 2) ? 5 : 0;
  }
  if (next === QUESTION_MARK) return 3;
  const isClosing = next === SLASH;
  let at = from + (isClosing ? 2 : 1);
  const nameFrom = at;
  while (at < end && isNameCharacter(source.charCodeAt(at))) at++;
  if (at === nameFrom || !isLetter(source.charCodeAt(nameFrom))) return 0;
  const code = at < end ? source.charCodeAt(at) : LINE_FEED;
  if (at - nameFrom <= 10) {
    const name = source.slice(nameFrom, at).toLowerCase();
    const isSpaceOrEnd = code === LINE_FEED || code === SPACE || code === TAB;
    if (!isClosing && rawTags.has(name) && (isSpaceOrEnd || code === GREATER_THAN)) return 1;
    if (
      blockTags.has(name) &&
      (isSpaceOrEnd ||
        code === GREATER_THAN ||
        (code === SLASH && source.charCodeAt(at + 1) === GREATER_THAN && at + 1 < end))
    )
      return 6;
    if (rawTags.has(name) && !isClosing) return 0;
  }
  const tagEnd = isClosing ? findClosingTagEnd(source, at, end) : findOpenTagEnd(source, at, end);
  if (tagEnd < 0) return 0;
  for (let offset = tagEnd; offset < end; offset++) {
    const trailing = source.charCodeAt(offset);
    if (trailing !== 32 && trailing !== 9) return 0;
  }
  return 7;
}

/**
 * Matches a comment of Obsidian's over several lines (an extension): it begins with `%%` and ends with a line that ends
 * with `%%`. Text after the first `%%` makes it end within its paragraph; `%%` alone may hide several blocks.
 * @param from the offset of `%%`
 * @returns the offset after the closing `%%`, or if there is none, the one's complement of where the search ended
 */
export function findHiddenBlockEnd(source: string, from: number, end: number): number {
  if (isWithin(source, '%%', from + 2, end)) return ~end;
  const endings = skipSpaces(source, from + 2, end) === end ? hiddenEnd : hiddenOrBlankEnd;
  endings.lastIndex = end;
  const match = endings.exec(source);
  return match && match[1] !== undefined ? match.index + match[0].length : ~(match?.index ?? source.length);
}

/** Two `%%` that end a line, and are not part of `100%%`. */
const hiddenEnd = /(?<![\d%])(%%)[ \t]*$/gm;
const hiddenOrBlankEnd = /(?<![\d%])(%%)[ \t]*$|^[ \t>]*$/gm;

/** Reports whether a block of kind 1 to 5 ends on a line. Kinds 6 and 7 end at a blank line. */
export function isHtmlBlockEnd(kind: number, source: string, from: number, end: number): boolean {
  switch (kind) {
    case 1:
      return /<\/(?:script|pre|style|textarea)>/i.test(source.slice(from, end));
    case 2:
      return isWithin(source, '-->', from, end);
    case 3:
      return isWithin(source, '?>', from, end);
    case 4:
      return isWithin(source, '>', from, end);
    case 5:
      return isWithin(source, ']]>', from, end);
    case HIDDEN_BLOCK:
      return /(?<![\d%])%%[ \t]*$/.test(source.slice(from, end));
    default:
      return false;
  }
}

function isWithin(source: string, text: string, from: number, end: number): boolean {
  return source.slice(from, end).includes(text);
}

/**
 * Matches the rest of a closing tag after its name: white space and `>`.
 * @returns the offset after `>`, or -1 if the tag does not match
 */
export function findClosingTagEnd(text: string, from: number, end: number): number {
  const at = skipWhiteSpace(text, from, end);
  return at < end && text.charCodeAt(at) === GREATER_THAN ? at + 1 : -1;
}

/**
 * Matches the rest of an opening tag after its name: attributes, an optional `/`, and `>` (§6.6).
 * @returns the offset after `>`, or -1 if the tag does not match
 */
export function findOpenTagEnd(text: string, from: number, end: number): number {
  let at = from;
  for (;;) {
    const next = skipWhiteSpace(text, at, end);
    if (next >= end) return -1;
    const code = text.charCodeAt(next);
    if (code === GREATER_THAN) return next + 1;
    if (code === SLASH) return text.charCodeAt(next + 1) === GREATER_THAN && next + 1 < end ? next + 2 : -1;
    if (next === at || !isAttributeStart(code)) return -1;
    at = next + 1;
    while (at < end && isAttributeCharacter(text.charCodeAt(at))) at++;
    const equals = skipWhiteSpace(text, at, end);
    if (equals < end && text.charCodeAt(equals) === EQUALS_SIGN) {
      at = findValueEnd(text, skipWhiteSpace(text, equals + 1, end), end);
      if (at < 0) return -1;
    }
  }
}

function findValueEnd(text: string, from: number, end: number): number {
  const quote = text.charCodeAt(from);
  if (from >= end) return -1;
  if (quote === QUOTATION_MARK || quote === APOSTROPHE) {
    const close = indexWithin(text, quote === QUOTATION_MARK ? '"' : "'", from + 1, end);
    return close < 0 ? -1 : close + 1;
  }
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    // An unquoted value has no white space, quotes, `=`, `<`, `>` or backticks.
    if (
      code <= SPACE
        ? isWhiteSpace(code)
        : code === QUOTATION_MARK ||
          code === APOSTROPHE ||
          code === EQUALS_SIGN ||
          code === LESS_THAN ||
          code === GREATER_THAN ||
          code === BACKTICK
    )
      break;
    at++;
  }
  return at === from ? -1 : at;
}

function isNameCharacter(code: number): boolean {
  return isLetter(code) || (code >= DIGIT_0 && code <= DIGIT_9) || code === HYPHEN;
}

function isAttributeStart(code: number): boolean {
  return isLetter(code) || code === UNDERSCORE || code === COLON;
}

function isAttributeCharacter(code: number): boolean {
  return isNameCharacter(code) || code === UNDERSCORE || code === COLON || code === FULL_STOP;
}

/** Matches `<name` or `</name`. @returns the offset after the name, or -1 if there is none */
export function findTagNameEnd(text: string, from: number, end: number): number {
  let at = text.charCodeAt(from + 1) === SLASH ? from + 2 : from + 1;
  if (at >= end || !isLetter(text.charCodeAt(at))) return -1;
  while (at < end && isNameCharacter(text.charCodeAt(at))) at++;
  return at;
}
