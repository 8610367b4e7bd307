/** Measures text in terminal columns. */
import { eastAsianWidth } from 'get-east-asian-width';

export const ascii = /^[\x20-\x7e]*$/;

/**
 * Characters that combine several code points into one, or have no width: marks, joiners, controls, emoji, jamo,
 * fillers. Without them, each code point has its East Asian Width (Unicode UAX #11).
 */
const clustered = /[\p{M}\p{C}\p{Emoji_Presentation}\u1100-\u11ff\u3164\ua960-\ua97f\ud7b0-\ud7ff\uff9e-\uffa0]/u;

/** Matches the escape sequences that this program writes. All others have already been removed from the text. */
export const escapeSequences = /\u001b(?:\[[\d;]*m|\]8;;[^\u001b]*\u001b\\)/g;

/**
 * Characters that always take one column (Latin, dashes, quotation marks, arrows, box drawing). Tested first, because
 * the Unicode classes take 2 ms to initialize.
 */
const narrow = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u203a\u2190-\u2193\u2500-\u257f]*$/;

let measure: ((text: string) => number) | undefined;

/** Returns the columns that a terminal uses for a text. Escape sequences for styles and links do not count. */
export function measureWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  const plain = text.includes('\u001b') ? text.replace(escapeSequences, '') : text;
  if (ascii.test(plain)) return plain.length;
  if (narrow.test(plain)) return plain.length;
  if (clustered.test(plain)) {
    // Loaded on demand: loading its emoji tables takes as long as a whole short command.
    measure ??= (require('string-width') as typeof import('string-width')).default;
    return measure(plain);
  }
  let width = 0;
  for (const char of plain) width += eastAsianWidth(char.codePointAt(0) ?? 0);
  return width;
}

/** Returns the width of the widest text. */
export function measureWidest(texts: readonly string[]): number {
  return texts.reduce((max, text) => Math.max(max, measureWidth(text)), 0);
}

export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - measureWidth(text)));
}
