/** Text that is taken for text: by a terminal, which never obeys it, and by Markdown. */

/**
 * Everything that could act on a terminal or reorder a line: C0 but tab and newline, DEL, C1, marks and isolates of
 * direction, line and paragraph separators, tag characters, halves of surrogate pairs.
 */
const acting =
  /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|[\u{e0000}-\u{e007f}]/u;
/** What has none of these has none of those either: told faster, since every character is one of UTF-16's. */
const mayAct = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]/;
const allActing = new RegExp(acting, 'gu');

/** The flags of England, Scotland and Wales are the only sequences of tag characters that Unicode recommends (UTS #51). */
const flags =
  /\u{1f3f4}\u{e0067}\u{e0062}(?:\u{e0065}\u{e006e}\u{e0067}|\u{e0073}\u{e0063}\u{e0074}|\u{e0077}\u{e006c}\u{e0073})\u{e007f}/gu;

/**
 * @returns the text with such characters shown: C0 and DEL as their pictures (U+2400 to U+2421), others as `<U+202E>`;
 *   line ends become line feeds
 */
export function safeText(text: string): string {
  if (!mayAct.test(text)) return text;
  const lines = text.replace(/\r\n?/g, '\n');
  let shown = '';
  let at = 0;
  for (const flag of lines.matchAll(flags)) {
    shown += shownAll(lines.slice(at, flag.index)) + flag[0];
    at = flag.index + flag[0].length;
  }
  return shown + shownAll(lines.slice(at));
}

function shownAll(text: string): string {
  return text.replace(allActing, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    if (code >= 0xd800 && code < 0xe000) return '\ufffd';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** Whether there are control characters, other than tabs and line feeds. */
export function hasControls(text: string): boolean {
  return /[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(text);
}

/** The same on one line. */
export function safeLine(text: string): string {
  return safeText(text.replace(/\s+/g, ' ').trim());
}

/**
 * An address with what could act on a terminal percent-encoded.
 * @param spaces whether white space is too, where it would end the address
 */
export function encodeControls(url: string, spaces = false): string {
  const encoded = url.replace(allActing, (char) => encodeURIComponent(char.toWellFormed()));
  return spaces ? encoded.replace(/\s/g, (char) => encodeURIComponent(char)) : encoded;
}

/** Text that Markdown would read as markup, escaped (CommonMark 0.31.2 §2.4); white space folded. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>~|]/g, '\\$&')
    .replace(/&(?=[a-z#])/gi, '\\&')
    .replace(/^(#{1,6}|[-+]|\d{1,9}(?=[.)]))(?=[\s.)]|$)/, (mark) => (/\d/.test(mark) ? mark : `\\${mark}`))
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** The same for a heading, where number signs at the end would be none of its words (§4.2). */
export function escapeHeading(text: string): string {
  return escapeMarkdown(text).replace(/#+$/, '\\$&');
}
