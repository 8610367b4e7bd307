import { stemmer } from 'stemmer';
import type { Note, Section } from '../note.ts';
import { isUnspaced } from '../scripts.ts';
import { trimEndWhile } from '../trim-end.ts';
import { foldCase, hasWord } from '../words.ts';
import { isStopWord } from './query-words.ts';

export const searchFields = ['tag', 'path', 'title', 'heading', 'in'] as const;
export type SearchField = (typeof searchFields)[number];

export interface Term {
  readonly text: string;
  readonly field: SearchField | undefined;
  readonly isPrefix: boolean;
}

export interface SearchQuery {
  /** Every group must match; a group matches if any of its terms does. */
  readonly groups: readonly (readonly Term[])[];
  /** None of these terms may match. */
  readonly excluded: readonly Term[];
}

/** Terms beyond this limit are ignored. */
const maxTerms = 64;

const token = /(-)?(?:(tag|path|title|heading|in):)?(?:"([^"]*)"|(\S+))/gy;

/**
 * Parses a query such as `words "a phrase" wor* -not a OR b title:word`. Anything that is not valid syntax is searched
 * for literally: an unclosed quote, an operator without a word, an `OR` at either end. `AND` is the default, so writing
 * it has no effect.
 */
export function parseSearch(query: string): SearchQuery {
  const groups: Term[][] = [];
  const excluded: Term[] = [];
  let isAlternative = false;
  token.lastIndex = 0;
  for (let at = 0; at < query.length && groups.flat().length < maxTerms; ) {
    token.lastIndex = at;
    const match = token.exec(query);
    if (!match) {
      at++;
      continue;
    }
    at = token.lastIndex;
    const [whole, minus, field, phrase, word = ''] = match;
    if ((whole === 'OR' || whole === 'AND') && groups.length > 0 && /\S/.test(query.slice(at))) {
      isAlternative = whole === 'OR';
      continue;
    }
    const text = phrase ?? trimEndWhile(word, /\*/);
    const term: Term = {
      text,
      field: field as SearchField | undefined,
      isPrefix: phrase === undefined && word.endsWith('*'),
    };
    if (!hasWord(text)) {
      // `title:` or `-` without a word is searched for literally.
      if (hasWord(whole)) addTerm({ text: whole, field: undefined, isPrefix: false });
    } else if (minus && !isAlternative && !text.startsWith('-')) excluded.push(term);
    else addTerm(term);
    isAlternative = false;
  }
  // A query with only excluded terms searches for those terms.
  return groups.length === 0
    ? { groups: excluded.map((term) => [term]), excluded: [] }
    : { groups, excluded: excluded };

  function addTerm(term: Term): void {
    if (isAlternative) groups.at(-1)?.push(term);
    else groups.push([term]);
  }
}

/** Returns the words of a query if it has only plain words, otherwise undefined. */
export function getPlainWords({ groups, excluded }: SearchQuery): string[] | undefined {
  const terms = groups.flat();
  const isPlain = ({ text, field, isPrefix }: Term) => field === undefined && !isPrefix && !/\s/.test(text);
  const isOneEach = excluded.length === 0 && groups.length === terms.length;
  return isOneEach && terms.every(isPlain) ? terms.map(({ text }) => text) : undefined;
}

/** Creates a query that requires every word. */
export function createSearchQuery(words: readonly string[]): SearchQuery {
  return { groups: words.map((text) => [{ text, field: undefined, isPrefix: false }]), excluded: [] };
}

/** Returns a query without its stop words, or unchanged if it has no other words. */
export function removeStopWords(search: SearchQuery): SearchQuery {
  const isDecisive = (terms: readonly Term[]) =>
    !terms.every(({ text, field, isPrefix }) => field === undefined && !isPrefix && isStopWord(text.toLowerCase()));
  const groups = search.groups.filter(isDecisive);
  return groups.length > 0 ? { ...search, groups } : search;
}

/** A matching section, or the matching text of a note before its first heading. */
export interface SearchHit {
  readonly note: Note;
  readonly section: Section | undefined;
  readonly snippet: Snippet;
  /**
   * Split it: heading: "The section's heading, or the note's title, with matches marked." title: "The note's title, if
   * it matches and differs from `heading`." tags: "The matching tags."
   */
  readonly heading: Snippet;
  readonly title: Snippet | undefined;
  readonly tags: readonly Snippet[];
  /** The line where the snippet begins, counted from 1. */
  readonly line: number;
  readonly score: number;
}

export interface Snippet {
  readonly text: string;
  /** Start and end offsets of the matches in `text`. */
  readonly marks: readonly (readonly [number, number])[];
  /** The offset of the first match in the whole text, or of the snippet if nothing matches. */
  readonly offset: number;
}

/** Returns a whole text with its matches marked. */
export function markMatches(text: string, { groups }: SearchQuery): Snippet {
  const matches = findTermMatches(text, groups.flat());
  return { text, marks: matches.map(({ from, to }) => [from, to] as const), offset: 0 };
}

/** Length of a snippet, and of the context before its first match, in UTF-16 code units. */
const snippetLength = 160;
const contextLength = 40;

/** Returns the part of a text that contains the most terms of a query. */
export function makeSnippet(text: string, { groups }: SearchQuery): Snippet {
  const terms = groups.flat();
  const matches = findTermMatches(text, terms);
  let best = { from: 0, value: 0 };
  for (const [index, match] of matches.entries()) {
    const inside = matches.slice(index).filter(({ to }) => to <= match.from + snippetLength - contextLength);
    const value = new Set(inside.map(({ term }) => term)).size * 100 + Math.min(inside.length, 20);
    if (value > best.value) best = { from: match.from, value };
  }
  const from = best.value === 0 ? 0 : findWordStart(text, Math.max(0, best.from - contextLength));
  const to = findWordEnd(text, Math.min(text.length, from + snippetLength));
  return cutSnippet(text, from, to, matches, best.value === 0 ? from : best.from);
}

interface TermMatch {
  readonly from: number;
  readonly to: number;
  readonly term: Term;
}

/** Latin text with punctuation, arrows and symbols. `latinWord` matches every letter, number and mark in it. */
const isLatin = /^[\0-\u02af\u2000-\u206f\u20a0-\u20bf\u2190-\u23ff\u2500-\u26ff]*$/;
const latinWord =
  /[A-Za-z0-9\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af]+/g;

/** Returns a pattern for words. One with Unicode properties takes 3 ms to compile, so Latin text has its own. */
export function getWordPattern(text: string): RegExp {
  return isLatin.test(text) ? latinWord : /[\p{L}\p{N}\p{M}]+/gu;
}

/** The maximum number of words of a text to search. */
const maxWords = 20_000;

function findTermMatches(text: string, terms: readonly Term[]): TermMatch[] {
  const termWords = terms.flatMap((term) =>
    (term.text.match(getWordPattern(term.text)) ?? []).map((word) => ({
      term,
      folded: foldCase(word),
      stem: stemmer(foldCase(word)),
    })),
  );
  const stems = new Map<string, string>();
  const getStem = (word: string): string => {
    const stem = stems.get(word) ?? stemmer(word);
    stems.set(word, stem);
    return stem;
  };
  const matches: TermMatch[] = [];
  let count = 0;
  for (const { 0: word, index } of text.matchAll(getWordPattern(text))) {
    if (++count > maxWords) break;
    const folded = foldCase(word);
    for (const { term, folded: termFolded, stem: termStem } of termWords) {
      // Case folding can change a text's length, so offsets refer to the original text.
      const start = isUnspaced(termFolded) ? word.indexOf(termFolded) : -1;
      if (start >= 0) matches.push({ from: index + start, to: index + start + termFolded.length, term });
      else if (
        folded === termFolded ||
        (term.isPrefix && folded.startsWith(termFolded)) ||
        getStem(folded) === termStem
      )
        matches.push({ from: index, to: index + word.length, term });
      else continue;
      break;
    }
  }
  return matches;
}

function findWordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + contextLength).search(/\s/);
  return space < 0 ? at : at + space + 1;
}

function findWordEnd(text: string, at: number): number {
  if (at === text.length) return at;
  const space = text.lastIndexOf(' ', at);
  return space > at - contextLength ? space : at;
}

/** Cuts a snippet out of a text and puts it on one line, with an ellipsis where text is left out. */
function cutSnippet(text: string, from: number, to: number, matches: readonly TermMatch[], offset: number): Snippet {
  let snippetText = from > 0 ? '…' : '';
  const marks: [number, number][] = [];
  const append = (part: string) => {
    const line = part.replace(/\s+/g, (space) => (space.includes(blockEnd) ? ' · ' : ' '));
    snippetText += /(?:^|[\s…])$/.test(snippetText)
      ? line.replace(snippetText === '' || snippetText === '…' ? /^[\s·]+/ : /^\s+/, '')
      : line;
  };
  let next = from;
  for (const match of matches) {
    if (match.from < next || match.to > to) continue;
    append(text.slice(next, match.from));
    const start = snippetText.length;
    append(text.slice(match.from, match.to));
    marks.push([start, snippetText.length]);
    next = match.to;
  }
  append(text.slice(next, to));
  const trimmedText = trimEndWhile(snippetText, /[\s·]/);
  return { text: to < text.trimEnd().length ? `${trimmedText}…` : trimmedText, marks, offset: offset };
}

/** Stands between blocks: paragraphs, items and lines of code. */
const blockEnd = '\u2029';

/**
 * Strips Markdown markup line by line, and puts U+2029 between blocks. It is approximate, because a snippet may begin and end
 * anywhere.
 */
export function stripMarkup(text: string): string {
  return text
    .replace(/^[ \t]*(```|~~~)[^\n]*\n([\s\S]*?)^[ \t]*\1[^\n]*$/gm, (_, _fence: string, code: string) =>
      code.replace(/\n/g, `${blockEnd}\n`),
    )
    .replace(/^[ \t]*(?:```|~~~).*$/gm, '')
    .replace(/\n[ \t]*(?=\n|[-*+][ \t]|\d{1,9}[.)][ \t])/g, `${blockEnd}\n`)
    .replace(/^[ \t:|-]+$/gm, (line) => (line.includes('--') ? '' : line))
    .replace(/^(?:[ \t]*(?:[-*+]|\d{1,9}[.)]|>|#{1,6})(?=[ \t]))+[ \t]*(?:\[[ xX/>?!-]\][ \t])?/gm, '')
    .replace(/!?\[([^\][]*)\](?:\([^()\s]*(?:[ \t]+"[^"]*")?\)|\[[^\][]*\])/g, '$1')
    .replace(/(?:^|[ \t])\^[\da-z-]{2,}$/gim, '')
    .replace(/(\*\*|__|~~|==|`+)(?=\S)([^\n]{0,500}?\S)\1/g, '$2')
    .replace(/(?<![ \t])[ \t]*\|[ \t]*/g, blockEnd)
    .replace(/<\/?[a-z][^<>]*>/gi, ' ');
}
