/** How many columns a text takes. */
import { eastAsianWidth } from 'get-east-asian-width';

/** Printable ASCII: a column each. */
export const ascii = /^[\x20-\x7e]*$/;

/**
 * What makes one character of several code points, or none at all: marks, joiners, controls, emoji, jamo, fillers. Without
 * them each code point is as wide as its East Asian Width says (Unicode UAX #11).
 */
const clustered = /[\p{M}\p{C}\p{Emoji_Presentation}\u1100-\u11ff\u3164\ua960-\ua97f\ud7b0-\ud7ff\uff9e-\uffa0]/u;

/** Escapes for styles and links, as this program writes them: no others get as far as this. */
const escapes = /\u001b(?:\[[\d;]*m|\]8;;[^\u001b]*\u001b\\)/g;

/**
 * Latin, dashes and quotation marks, arrows, and what boxes are drawn with: a column each, no marks among them. Told before the
 * classes of Unicode, which take 2 ms to be made ready.
 */
const narrow = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u203a\u2190-\u2193\u2500-\u257f]*$/;

let measure: ((text: string) => number) | undefined;

/** @returns the columns that a terminal uses for a text, escapes for styles and links left out */
export function textWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  const plain = text.includes('\u001b') ? text.replace(escapes, '') : text;
  if (ascii.test(plain)) return plain.length;
  if (narrow.test(plain)) return plain.length;
  if (clustered.test(plain)) {
    // Loaded where it is needed: its tables of emoji take as long as all of a short answer.
    measure ??= (require('string-width') as typeof import('string-width')).default;
    return measure(plain);
  }
  let width = 0;
  for (const char of plain) width += eastAsianWidth(char.codePointAt(0) ?? 0);
  return width;
}
