/**
 * Identifiers of blocks, as in Obsidian: ` ^quote-of-the-day` at the end of a paragraph, heading or item, or alone in a
 * paragraph after a block. `note#^id` is the address of the block.
 *
 * An identifier has letters, digits and hyphens. `2 ^10` and `n ^k` stay text: an identifier has at least two
 * characters, and a letter or at least six characters.
 */
import { isAlphanumeric, isWhiteSpace } from './characters.ts';
import { CARET, HYPHEN } from './codes.ts';

/** Returns the offset where an identifier at the end of a text begins, with the white space before it, or -1. */
export function findBlockId(text: string, from: number, to: number): number {
  let at = to;
  let hasLetter = false;
  for (; at > from; at--) {
    const code = text.charCodeAt(at - 1);
    if (!isAlphanumeric(code) && code !== HYPHEN) break;
    hasLetter ||= code > 57;
  }
  const length = to - at;
  if (at === from || text.charCodeAt(at - 1) !== CARET || length < (hasLetter ? 2 : 6)) return -1;
  at--;
  if (at === from) return from;
  if (!isWhiteSpace(text.charCodeAt(at - 1))) return -1;
  while (at > from && isWhiteSpace(text.charCodeAt(at - 1))) at--;
  return at;
}
