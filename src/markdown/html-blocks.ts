/** HTML blocks (CommonMark 0.31.2 §4.6): which of the seven kinds a line starts, and which line ends one. */
import { indexWithin, isLetter, isWhite, skipWhite } from './characters.ts';

/** Kind 6: tags of blocks. */
const blockTags = new Set(
  'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul'.split(
    ' ',
  ),
);
/** Kind 1: tags whose contents are no Markdown. */
const rawTags = new Set(['script', 'pre', 'style', 'textarea']);

/**
 * @param from where `<` is
 * @returns 1 to 7, or 0 for a line that starts no block
 */
export function htmlBlockKind(source: string, from: number, end: number): number {
  const next = source.charCodeAt(from + 1);
  if (from + 1 >= end) return 0;
  if (next === 33) {
    if (source.startsWith('--', from + 2)) return 2;
    if (isLetter(source.charCodeAt(from + 2)) && from + 2 < end) return 4;
    return source.startsWith('[CDATA[', from + 2) ? 5 : 0;
  }
  if (next === 63) return 3;
  const isClosing = next === 47;
  let at = from + (isClosing ? 2 : 1);
  const nameFrom = at;
  while (at < end && isNameCharacter(source.charCodeAt(at))) at++;
  if (at === nameFrom || !isLetter(source.charCodeAt(nameFrom))) return 0;
  const code = at < end ? source.charCodeAt(at) : 10;
  if (at - nameFrom <= 10) {
    const name = source.slice(nameFrom, at).toLowerCase();
    const isSpaceOrEnd = code === 10 || code === 32 || code === 9;
    if (!isClosing && rawTags.has(name) && (isSpaceOrEnd || code === 62)) return 1;
    if (
      blockTags.has(name) &&
      (isSpaceOrEnd || code === 62 || (code === 47 && source.charCodeAt(at + 1) === 62 && at + 1 < end))
    )
      return 6;
    if (rawTags.has(name) && !isClosing) return 0;
  }
  const tagEnd = isClosing ? closingTagEnd(source, at, end) : openTagEnd(source, at, end);
  if (tagEnd < 0) return 0;
  for (let rest = tagEnd; rest < end; rest++) {
    const white = source.charCodeAt(rest);
    if (white !== 32 && white !== 9) return 0;
  }
  return 7;
}

/** Whether a block of kind 1 to 5 ends on a line; kinds 6 and 7 end at a blank line. */
export function htmlBlockEnds(kind: number, source: string, from: number, end: number): boolean {
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
    default:
      return false;
  }
}

function isWithin(source: string, text: string, from: number, end: number): boolean {
  return source.slice(from, end).includes(text);
}

/** After a closing tag's name: white space and `>`. @returns the offset after it, -1 for none */
export function closingTagEnd(text: string, from: number, end: number): number {
  const at = skipWhite(text, from, end);
  return at < end && text.charCodeAt(at) === 62 ? at + 1 : -1;
}

/** After an opening tag's name: attributes, perhaps `/`, and `>` (§6.6). @returns the offset after it, -1 for none */
export function openTagEnd(text: string, from: number, end: number): number {
  let at = from;
  for (;;) {
    const next = skipWhite(text, at, end);
    if (next >= end) return -1;
    const code = text.charCodeAt(next);
    if (code === 62) return next + 1;
    if (code === 47) return text.charCodeAt(next + 1) === 62 && next + 1 < end ? next + 2 : -1;
    if (next === at || !isAttributeStart(code)) return -1;
    at = next + 1;
    while (at < end && isAttributeCharacter(text.charCodeAt(at))) at++;
    const equals = skipWhite(text, at, end);
    if (equals < end && text.charCodeAt(equals) === 61) {
      at = valueEnd(text, skipWhite(text, equals + 1, end), end);
      if (at < 0) return -1;
    }
  }
}

function valueEnd(text: string, from: number, end: number): number {
  const quote = text.charCodeAt(from);
  if (from >= end) return -1;
  if (quote === 34 || quote === 39) {
    const close = indexWithin(text, quote === 34 ? '"' : "'", from + 1, end);
    return close < 0 ? -1 : close + 1;
  }
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    // Anything but white space, quotes, `=`, `<`, `>` and backticks.
    if (
      code <= 32
        ? isWhite(code)
        : code === 34 || code === 39 || code === 61 || code === 60 || code === 62 || code === 96
    )
      break;
    at++;
  }
  return at === from ? -1 : at;
}

function isNameCharacter(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 45;
}

function isAttributeStart(code: number): boolean {
  return isLetter(code) || code === 95 || code === 58;
}

function isAttributeCharacter(code: number): boolean {
  return isNameCharacter(code) || code === 95 || code === 58 || code === 46;
}

/** `<name` or `</name` at an offset. @returns the offset after the name, -1 for none */
export function tagNameEnd(text: string, from: number, end: number): number {
  let at = text.charCodeAt(from + 1) === 47 ? from + 2 : from + 1;
  if (at >= end || !isLetter(text.charCodeAt(at))) return -1;
  while (at < end && isNameCharacter(text.charCodeAt(at))) at++;
  return at;
}
