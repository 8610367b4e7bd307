/** Splits and normalizes words and names for comparison. */
import type { Note } from './note.ts';
import { walk } from './tree.ts';

/** Folds a text to lower case, without accents or compatibility forms (Unicode NFKD without U+0300 to U+036F). */
export function foldCase(text: string): string {
  return (isAscii(text) ? text : text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')).toLowerCase();
}

export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** Returns the folded words of a text: runs of letters and digits, with a final `++` or `#` (`c++`, `c#`). */
export function splitWords(text: string): string[] {
  // ASCII has its own pattern, because compiling one with Unicode properties takes 1 ms.
  if (isAscii(text)) return text.toLowerCase().match(/[a-z0-9]+(?:'[a-z]+)?(?:\+\+|#(?![a-z0-9]))?/g) ?? [];
  return foldCase(text).match(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]+)?(?:\+\+|#(?![\p{L}\p{N}]))?/gu) ?? [];
}

/** Normalizes a text for comparison as a name: its words, or the folded text if it has none. */
export function normalizeName(text: string): string {
  return splitWords(text).join(' ') || foldCase(text).trim();
}

const numberWords: ReadonlyMap<string, string> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, number) => [word, String(number)]),
);

/** Returns the other spelling of a number up to twelve: `5` for `five`, `five` for `5`. */
export function spellNumber(word: string): string[] {
  const digits = numberWords.get(word);
  return digits !== undefined
    ? [digits]
    : [...numberWords].filter(([, number]) => number === word).map(([name]) => name);
}

/** Normalizes a word from `splitWords`: number words up to twelve become digits, English plurals become singular. */
export function foldWord(word: string): string {
  const number = numberWords.get(word);
  if (number !== undefined) return number;
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|'s)$/.test(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(?:s|x|z|ch|sh)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

/** Returns a comparison key for a name. Ignores case, plurals, number words, hyphens and spaces. */
export function toNameKey(text: string): string {
  return splitWords(text).map(foldWord).join('') || foldCase(text).trim();
}

/** Reports whether a text has a letter or a digit. */
export function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Counts the words of a note, including code but not markup or front matter. */
export function countWords(note: Note): number {
  let count = 0;
  walk(note.tree, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code')
      count += node.value.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu)?.length ?? 0;
  });
  return count;
}
