/**
 * Reads the text of a leaf from the store. Gives the same result as `getPlainText`,
 * without creating nodes.
 */

import { joinLines } from '../core/scripts.ts';
import { findBlockId } from './block-ids.ts';
import { isAlphanumeric } from './characters.ts';
import { ASTERISK, MAX_ASCII, SPACE } from './codes.ts';
import { readLeafContent } from './content.ts';
import { hasMarkup, parseInlines } from './inlines.ts';
import type { Store } from './store.ts';
import {
  BREAK,
  DELETE,
  EMPHASIS,
  INLINE_CODE,
  LINK,
  LINK_REFERENCE,
  MARK,
  readRawText,
  STRONG,
  TEXT,
  UNPARSED,
  VERBATIM,
  WIKI_LINK,
} from './store.ts';
import { decodeText } from './text-tokens.ts';

/**
 * Returns the words of a leaf. Returns undefined if it contains more than text, emphasis, links and simple code; use
 * `plainText` then.
 */
export function readWords(store: Store, leaf: number): string | undefined {
  const { text, from, to } = readLeafContent(store, leaf);
  if (!hasMarkup(text, from, to) && findBlockId(text, from, to) < 0) return fold(text.slice(from, to));
  if (isWhollyBold(text, from, to)) return fold(text.slice(from + 2, to - 2));
  return readParsedWords(store, leaf);
}

export function readParsedWords(store: Store, leaf: number): string | undefined {
  if (store.getFlags(leaf) & UNPARSED) parseInlines(store, leaf);
  let words = '';
  const pending = [store.getChild(leaf)];
  while (pending.length > 0) {
    const node = pending[pending.length - 1] ?? 0;
    if (node === 0) {
      pending.pop();
      continue;
    }
    pending[pending.length - 1] = store.getNext(node);
    switch (store.type[node]) {
      case TEXT: {
        const raw = readRawText(store, store.getFrom(node), store.getTo(node), store.getData(node));
        words += store.getFlags(node) & VERBATIM ? raw : decodeText(raw);
        break;
      }
      case INLINE_CODE: {
        const code = store.source.slice(store.from[node], store.to[node]);
        // The usual case: one backtick on each side and no space to strip.
        if (!/^`[^`\s][^`]*[^`\s]`$|^`[^`\s]`$/.test(code)) return undefined;
        words += code.slice(1, -1);
        break;
      }
      case BREAK:
        words += ' ';
        break;
      case EMPHASIS:
      case STRONG:
      case DELETE:
      case MARK:
      case LINK:
      case LINK_REFERENCE:
      case WIKI_LINK:
        pending.push(store.getChild(node));
        break;
      default:
        return undefined;
    }
  }
  return fold(words);
}

/** Matches `**words**` and nothing else, the form of most labels. */
export function isWhollyBold(text: string, from: number, to: number): boolean {
  if (to - from < 5 || text.charCodeAt(from) !== ASTERISK || text.charCodeAt(from + 1) !== ASTERISK) return false;
  if (text.charCodeAt(to - 1) !== ASTERISK || text.charCodeAt(to - 2) !== ASTERISK || hasMarkup(text, from + 2, to - 2))
    return false;
  return isAlphanumeric(text.charCodeAt(from + 2)) && text.charCodeAt(to - 3) > SPACE;
}

/** Folds white space, and replaces NUL with the replacement character (CommonMark 0.31.2 §2.3). */
export function fold(text: string): string {
  const trimmed = text.trim();
  return isFolded(trimmed) ? trimmed : joinLines(trimmed).replace(/\s+/g, ' ').replaceAll('\0', '\uFFFD');
}

function isFolded(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < SPACE || code > MAX_ASCII || (code === SPACE && text.charCodeAt(at + 1) === SPACE)) return false;
  }
  return true;
}
