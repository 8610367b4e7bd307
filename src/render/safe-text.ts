/** Text that a terminal prints and never obeys. */

/**
 * Everything that could act on a terminal or reorder a line: C0 but tab and newline, DEL, C1, marks and isolates of
 * direction, line and paragraph separators, tag characters.
 */
const acting = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/gu;

/**
 * @returns the text with such characters shown: C0 and DEL as their pictures (U+2400 to U+2421), others as `<U+202E>`;
 *   line ends become line feeds
 */
export function safeText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(acting, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** The same on one line. */
export function safeLine(text: string): string {
  return safeText(text.replace(/\s+/g, ' ').trim());
}

/** An address with its control characters, and spaces where they would end it, percent-encoded. */
export function encodeControls(url: string, spaces = false): string {
  return url.replace(spaces ? /[\0-\x20\x7f-\x9f\u2028\u2029]/g : /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, (char) =>
    encodeURIComponent(char),
  );
}
