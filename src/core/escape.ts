/**
 * Characters that could act on a terminal or reorder a line: C0 except tab and newline, DEL, C1, directional marks and
 * isolates, line and paragraph separators, tag characters, and unpaired surrogates.
 */
import { trimEndWhile } from './trim-end.ts';

const unsafeCharacter =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|[\u{e0000}-\u{e007f}]/u;
/** Matches any text that `unsafeCharacter` matches, and is faster because it tests UTF-16 code units. */
const maybeUnsafe = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/;
const unsafeCharacters = new RegExp(unsafeCharacter, 'gu');

/** The flags of England, Scotland and Wales: the only sequences of tag characters that Unicode recommends (UTS #51). */
const flagSequence =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu;

/**
 * Replaces unsafe characters by visible ones: C0 and DEL by their pictures (U+2400 to U+2421), unpaired surrogates by
 * U+FFFD, others by a form such as `<U+202E>`. Line endings become line feeds.
 */
export function sanitizeText(text: string): string {
  if (!maybeUnsafe.test(text)) return text;
  const lines = text.replace(/\r\n?/g, '\n');
  let sanitized = '';
  let at = 0;
  for (const flag of lines.matchAll(flagSequence)) {
    sanitized += replaceUnsafe(lines.slice(at, flag.index)) + flag[0];
    at = flag.index + flag[0].length;
  }
  return sanitized + replaceUnsafe(lines.slice(at));
}

function replaceUnsafe(text: string): string {
  return text.replace(unsafeCharacters, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    if (code >= 0xd800 && code < 0xe000) return '\ufffd';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

export function hasControlCharacters(text: string): boolean {
  return /[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(text);
}

export function sanitizeLine(text: string): string {
  return sanitizeText(text.replace(/\s+/g, ' ').trim());
}

/**
 * Percent-encodes the characters of an address that could act on a terminal.
 * @param encodeSpaces whether to encode white space too, where it would end the address
 */
export function encodeControls(url: string, encodeSpaces = false): string {
  const encoded = url.replace(unsafeCharacters, (char) => encodeURIComponent(char.toWellFormed()));
  return encodeSpaces ? encoded.replace(/\s/g, (char) => encodeURIComponent(char)) : encoded;
}

/** Escapes what Markdown would read as markup (CommonMark 0.31.2 §2.4) and folds white space. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/&(?=[a-z#])/gi, '\\&')
    .replace(/^(#{1,6}|[-+]|\d{1,9}(?=[.)]))(?=[\s.)]|$)/, (mark) => (/\d/.test(mark) ? mark : `\\${mark}`))
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** Escapes Markdown in a heading, including number signs at its end, which would close it (§4.2). */
export function escapeHeading(text: string): string {
  const escaped = escapeMarkdown(text);
  const start = trimEndWhile(escaped, /#/);
  return start === escaped ? escaped : `${start}\\${escaped.slice(start.length)}`;
}
