/** The words of a query, and how they match the words of a name. */
import { distance } from 'fastest-levenshtein';
import { stemmer } from 'stemmer';
import { isUnspaced } from '../scripts.ts';
import { foldWord, splitWords, toNameKey } from '../words.ts';

/** Stop words: ignored if the query has other words. */
const stopWords = new Set(
  `a about am an and are as at be been between by can can't cannot could couldn't didn't doesn't don't won't difference differences do does did doing explain for from get gets getting got had has
  have how i i'd i'll i'm i've if im in into is isn't it it's its mean means me my of on or our shall should so something stuff tell than that
  that's the their them then there these they thing things this those to us use using versus vs was we were what what's whats when where which
  while who whom whose why will with without work working works would you your`.split(/\s+/),
);

/** Limits the work for text that was pasted by accident. */
const maxWords = 24;

/** Returns the words of a query without stop words, or all words if it has only stop words. */
export function getRequiredWords(query: string): string[] {
  const words = [...new Set(splitWords(query.replace(/\bhow (?:many|much|long|often)\b/gi, 'how')))].slice(0, maxWords);
  const remaining = words.filter((word) => !isStopWord(word));
  return remaining.length > 0 ? remaining : words;
}

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/** How a word matches, from most to least certain. `initials`: as the initials of consecutive words. */
export const wordMatchKinds = ['words', 'initials', 'start', 'stem', 'spelling'] as const;
export type WordMatchKind = (typeof wordMatchKinds)[number];

/** Compares a word of a query with a word of a name, without initials and spelling. */
export function compareWords(queryWord: string, nameWord: string): 'words' | 'start' | 'stem' | undefined {
  if (queryWord === nameWord || foldWord(queryWord) === foldWord(nameWord)) return 'words';
  if (nameWord.startsWith(queryWord)) return 'start';
  if (isUnspaced(queryWord) && nameWord.includes(queryWord)) return 'start';
  return queryWord.length > 2 && stemmer(queryWord) === stemmer(nameWord) ? 'stem' : undefined;
}

/** Returns how many letters of a word may be wrong: none up to 3 letters, 1 up to 5, then 2. */
function getMaxTypos(word: string): number {
  return word.length < 4 || /\d/.test(word) ? 0 : word.length < 6 ? 1 : 2;
}

/** Reports whether a word may be a misspelling of another, or of its singular. */
export function isMisspellingOf(word: string, correct: string): boolean {
  return isCloseTo(word, correct) || isCloseTo(word, foldWord(correct));
}

/** The first letter must match, unless it is swapped with the second. */
function isCloseTo(word: string, correct: string): boolean {
  const maxTypos = getMaxTypos(word);
  if (maxTypos === 0 || correct.length < 3 || Math.abs(word.length - correct.length) > maxTypos) return false;
  if (word[0] !== correct[0] && !(word[0] === correct[1] && word[1] === correct[0])) return false;
  if (isTransposition(word, correct)) return true;
  const edits = distance(word, correct);
  // A short word with two wrong letters, one of them the last, is usually a different word.
  return edits === 1 || (edits <= maxTypos && (word.length > 7 || word.at(-1) === correct.at(-1)));
}

/** Reports whether two words differ only by swapping two adjacent letters. Counts as one typo. */
function isTransposition(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}

/**
 * Reports whether 2 to 6 letters are the initials of consecutive words in a name. 2 letters must cover the whole name;
 * 3 must cover its start or end. Stop words may be skipped.
 */
export function matchesInitials(word: string, nameWords: readonly string[]): boolean {
  if (!isAbbreviation(word) || nameWords.length > 30) return false;
  const contentWords = trimStopWords(nameWords);
  return [contentWords, contentWords.filter((candidate) => !isStopWord(candidate))].some((words) => {
    const initials = words.map((candidate) => candidate[0]).join('');
    return [word, foldWord(word)].some((letters) => {
      if (letters.length < 2 || (letters !== word && word.length < 4)) return false;
      if (letters.length === 2) return initials === letters;
      return letters.length === 3
        ? initials.startsWith(letters) || initials.endsWith(letters)
        : initials.includes(letters);
    });
  });
}

/** Reports whether consecutive words have the letters of a word as initials, with or without their stop words. */
export function spellsOut(words: readonly string[], abbreviation: string): boolean {
  return [words, words.filter((word) => !isStopWord(word))].some((sequence) => {
    const initials = sequence.map((word) => word[0]).join('');
    return sequence.length === initials.length && initials.includes(abbreviation);
  });
}

export function isAbbreviation(word: string): boolean {
  return /^[a-z]{2,6}$/.test(word);
}

function trimStopWords(words: readonly string[]): readonly string[] {
  let [from, to] = [0, words.length];
  while (from < to && isStopWord(words[from] ?? '')) from++;
  while (to > from && isStopWord(words[to - 1] ?? '')) to--;
  return words.slice(from, to);
}

/** Returns the initials of a query of at least three words: `mvc` for `model view controller`. */
export function abbreviate(query: string): string | undefined {
  const words = splitWords(query).filter((word) => !isStopWord(word));
  const initials = words.map((word) => word[0]).join('');
  return words.length > 2 && isAbbreviation(initials) ? initials : undefined;
}

/**
 * Returns the names in a heading or title: its full text, without a number before it (`2349-pin`, `3.1) Trees`), and, if it
 * defines an abbreviation, the abbreviation and its expansion (`Regular Expressions (regex)`, `REST: Representational State Transfer`).
 */
export function listNames(text: string): string[] {
  const name = removeOrdinal(text);
  return name === text ? listDefinedNames(text) : [text, ...listDefinedNames(name)];
}

/** Removes a number before a name: of a chapter, a decision, a note in a series. */
export function removeOrdinal(text: string): string {
  const first = text.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return text;
  return text.replace(/^(?:\d+(?:[.,]\d+)*(?:[.):_-]+\s*|\s+-\s+)|0\d*\s+)(?=[^\s\d])/, '');
}

function listDefinedNames(text: string): string[] {
  const [, outside = '', inside = ''] = /^(.{2,80}?)\s*\(([^()]{2,80})\)$/.exec(text) ?? [];
  if (outside !== '') {
    const [long, short] = outside.length >= inside.length ? [outside, inside] : [inside, outside];
    if (isAbbreviationOf(short, long)) return [text, outside, inside];
  }
  const [, before = '', after = ''] = /^([A-Za-z0-9]{2,8})\s*(?::|–|—|\s-)\s+(.{4,80})$/.exec(text) ?? [];
  if (before !== '' && isAbbreviationOf(before, after)) return [text, before, after];
  return [text];
}

/** Reports whether a heading or title contains a name with this key (see `toNameKey`). */
export function hasName(text: string, key: string): boolean {
  return listNames(text).some((name) => toNameKey(name) === key);
}

/** Reports whether a word is made of the beginnings of words: `regex` of `Regular Expressions`, `MVC` of `Model View Controller`. */
function isAbbreviationOf(short: string, long: string): boolean {
  const letters = short.toLowerCase();
  if (!/^[a-z][a-z0-9]{1,9}$/.test(letters)) return false;
  const words = splitWords(long);
  const match = (at: number, wordIndex: number): boolean => {
    if (at === letters.length) return true;
    for (let index = wordIndex; index < words.length; index++) {
      const word = words[index] ?? '';
      for (let length = 1; length <= word.length && word[length - 1] === letters[at + length - 1]; length++)
        if (match(at + length, index + 1)) return true;
    }
    return false;
  };
  return words.length > 1 && words.length <= 12 && match(0, 0);
}
