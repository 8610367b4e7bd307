/** The words of a leaf, straight from the store: what `plainText` of its node says, without making nodes. */

import { isAlphanumeric } from './characters.ts';
import { contentOf } from './content.ts';
import { hasMarkup, parseInlines } from './inlines.ts';
import type { Store } from './store.ts';
import {
  BREAK,
  DELETE,
  EMPHASIS,
  INLINE_CODE,
  LINK,
  LINK_REFERENCE,
  rawText,
  STRONG,
  TEXT,
  UNPARSED,
  VERBATIM,
  WIKI_LINK,
} from './store.ts';
import { decodeText } from './text-tokens.ts';

/** @returns nothing where there is something beside text, emphasis and links: ask the node then */
export function wordsIn(store: Store, leaf: number): string | undefined {
  const { text, from, to } = contentOf(store, leaf);
  if (!hasMarkup(text, from, to)) return fold(text.slice(from, to));
  if (isWhollyBold(text, from, to)) return fold(text.slice(from + 2, to - 2));
  return parsedWords(store, leaf);
}

/** The same of a leaf that has markup. */
export function parsedWords(store: Store, leaf: number): string | undefined {
  if ((store.flags[leaf] ?? 0) & UNPARSED) parseInlines(store, leaf);
  let words = '';
  const rest = [store.child[leaf] ?? 0];
  while (rest.length > 0) {
    const node = rest[rest.length - 1] ?? 0;
    if (node === 0) {
      rest.pop();
      continue;
    }
    rest[rest.length - 1] = store.next[node] ?? 0;
    switch (store.type[node]) {
      case TEXT: {
        const raw = rawText(store, store.from[node] ?? 0, store.to[node] ?? 0, store.data[node] ?? 0);
        words += (store.flags[node] ?? 0) & VERBATIM ? raw : decodeText(raw);
        break;
      }
      case INLINE_CODE: {
        const code = store.source.slice(store.from[node], store.to[node]);
        // One backtick a side and no space to take off: the usual case.
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
      case LINK:
      case LINK_REFERENCE:
      case WIKI_LINK:
        rest.push(store.child[node] ?? 0);
        break;
      default:
        return undefined;
    }
  }
  return fold(words);
}

/** `**words**`, and nothing else: what most labels are. */
export function isWhollyBold(text: string, from: number, to: number): boolean {
  if (to - from < 5 || text.charCodeAt(from) !== 42 || text.charCodeAt(from + 1) !== 42) return false;
  if (text.charCodeAt(to - 1) !== 42 || text.charCodeAt(to - 2) !== 42 || hasMarkup(text, from + 2, to - 2))
    return false;
  return isAlphanumeric(text.charCodeAt(from + 2)) && text.charCodeAt(to - 3) > 32;
}

/** White space folded, NUL as the replacement character (CommonMark 0.31.2 §2.3). */
export function fold(text: string): string {
  const trimmed = text.trim();
  return isFolded(trimmed) ? trimmed : trimmed.replace(/\s+/g, ' ').replaceAll('\0', '\uFFFD');
}

function isFolded(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 || code > 127 || (code === 32 && text.charCodeAt(at + 1) === 32)) return false;
  }
  return true;
}
