/** What a person searches for, and where in a text it stands. */
import { stemmer } from 'stemmer';
import type { Note, Section } from '../note.ts';
import { foldCase } from '../words.ts';

export const searchFields = ['tag', 'path', 'title', 'heading', 'in'] as const;
export type SearchField = (typeof searchFields)[number];

/** A word, a word's start, or a phrase. */
export interface Term {
  readonly text: string;
  readonly field: SearchField | undefined;
  readonly isStart: boolean;
}

export interface Search {
  /** All of them have to be found; of each, one of its alternatives. */
  readonly groups: readonly (readonly Term[])[];
  /** None of these. */
  readonly without: readonly Term[];
}

const token = /(-)?(?:(tag|path|title|heading|in):)?(?:"([^"]*)"|(\S+))/gy;

/**
 * Reads `words "a phrase" wor* -not a OR b title:word`. Whatever is none of these is words: a quote that is not closed, a sign
 * without a word, an `OR` at an end.
 */
export function parseSearch(query: string): Search {
  const groups: Term[][] = [];
  const without: Term[] = [];
  let isAlternative = false;
  token.lastIndex = 0;
  for (let at = 0; at < query.length; ) {
    token.lastIndex = at;
    const found = token.exec(query);
    if (!found) {
      at++;
      continue;
    }
    at = token.lastIndex;
    const [whole, minus, field, phrase, word = ''] = found;
    if (whole === 'OR' && groups.length > 0 && /\S/.test(query.slice(at))) {
      isAlternative = true;
      continue;
    }
    const text = phrase ?? word.replace(/\*+$/, '');
    const term: Term = {
      text,
      field: field as SearchField | undefined,
      isStart: phrase === undefined && word.endsWith('*'),
    };
    if (!hasWord(text)) {
      // `title:` or `-` with nothing to look for stand for themselves.
      if (hasWord(whole)) add({ text: whole, field: undefined, isStart: false });
    } else if (minus && !isAlternative && !text.startsWith('-')) without.push(term);
    else add(term);
    isAlternative = false;
  }
  // Nothing but what is not wanted: then it is what is wanted.
  return groups.length === 0 ? { groups: without.map((term) => [term]), without: [] } : { groups, without };

  function add(term: Term): void {
    if (isAlternative) groups.at(-1)?.push(term);
    else groups.push([term]);
  }
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** A section in which something was found, or the text of a note before its first heading. */
export interface Hit {
  readonly note: Note;
  readonly section: Section | undefined;
  readonly snippet: Snippet;
  /** Where the snippet stands, from 1. */
  readonly line: number;
  readonly score: number;
}

/** Part of a text, and what of it was looked for. */
export interface Snippet {
  readonly text: string;
  /** Pairs of offsets in `text`. */
  readonly marks: readonly (readonly [number, number])[];
  /** Where in the whole text it begins, or the first mark where there is one. */
  readonly at: number;
}

/** Characters of a snippet. */
const snippetLength = 160;
const before = 40;

/** @returns the part of a text that has most of what was looked for */
export function snippetOf(text: string, { groups }: Search): Snippet {
  const terms = groups.flat();
  const found = marksIn(text, terms);
  let best = { from: 0, value: 0 };
  for (const [index, mark] of found.entries()) {
    const inside = found.slice(index).filter(({ to }) => to <= mark.from + snippetLength - before);
    const value = new Set(inside.map(({ term }) => term)).size * 100 + Math.min(inside.length, 20);
    if (value > best.value) best = { from: mark.from, value };
  }
  const from = best.value === 0 ? 0 : startOfWord(text, Math.max(0, best.from - before));
  const to = endOfWord(text, Math.min(text.length, from + snippetLength));
  return trimmed(text, from, to, found, best.value === 0 ? from : best.from);
}

interface Mark {
  readonly from: number;
  readonly to: number;
  readonly term: Term;
}

/** Latin text, with punctuation, arrows and signs: all that is a letter, number or mark in it is in `latinWord`. */
const isLatin = /^[\0-\u02af\u2000-\u206f\u20a0-\u20bf\u2190-\u23ff\u2500-\u26ff]*$/;
const latinWord =
  /[A-Za-z0-9\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af]+/g;

/** What words of a text are; a pattern with Unicode's properties takes three milliseconds to be made ready. */
export function wordPattern(text: string): RegExp {
  return isLatin.test(text) ? latinWord : /[\p{L}\p{N}\p{M}]+/gu;
}

/** As many words of a long text are looked at. */
const mostWords = 20_000;

function marksIn(text: string, terms: readonly Term[]): Mark[] {
  const wanted = terms.flatMap((term) =>
    (term.text.match(wordPattern(term.text)) ?? []).map((one) => ({
      term,
      folded: foldCase(one),
      stem: stemmer(foldCase(one)),
    })),
  );
  const stems = new Map<string, string>();
  const stemOf = (one: string): string => {
    const known = stems.get(one) ?? stemmer(one);
    stems.set(one, known);
    return known;
  };
  const marks: Mark[] = [];
  let count = 0;
  for (const { 0: one, index } of text.matchAll(wordPattern(text))) {
    if (++count > mostWords) break;
    const folded = foldCase(one);
    for (const { term, folded: own, stem: ownStem } of wanted) {
      // Folding may make a text shorter: places are told in the text as it is.
      const place = isUnspaced(own) ? one.indexOf(own) : -1;
      if (place >= 0) marks.push({ from: index + place, to: index + place + own.length, term });
      else if (folded === own || (term.isStart && folded.startsWith(own)) || stemOf(folded) === ownStem)
        marks.push({ from: index, to: index + one.length, term });
      else continue;
      break;
    }
  }
  return marks;
}

/** Scripts without spaces: a word of theirs may be part of a run. */
function isUnspaced(text: string): boolean {
  return /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffdc]/.test(text);
}

function startOfWord(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + before).search(/\s/);
  return space < 0 ? at : at + space + 1;
}

function endOfWord(text: string, at: number): number {
  if (at === text.length) return at;
  const space = text.lastIndexOf(' ', at);
  return space > at - before ? space : at;
}

/** On one line, with an ellipsis where something is left out. */
function trimmed(text: string, from: number, to: number, found: readonly Mark[], at: number): Snippet {
  let shown = from > 0 ? '…' : '';
  const marks: [number, number][] = [];
  const add = (part: string) => {
    const line = part.replace(/\s+/g, ' ');
    shown += shown === '' || /\s$/.test(shown) ? line.trimStart() : line;
  };
  let next = from;
  for (const mark of found) {
    if (mark.from < next || mark.to > to) continue;
    add(text.slice(next, mark.from));
    const start = shown.length;
    add(text.slice(mark.from, mark.to));
    marks.push([start, shown.length]);
    next = mark.to;
  }
  add(text.slice(next, to));
  const whole = shown.trimEnd();
  return { text: to < text.trimEnd().length ? `${whole}…` : whole, marks, at };
}

/** Text without the marks of Markdown, as good as it goes line by line: for snippets, which may begin and end anywhere. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/^[ \t]*(?:```|~~~).*$/gm, '')
    .replace(/^[ \t]*\|?[ \t:|-]*-{2,}[ \t:|-]*$/gm, '')
    .replace(/^(?:[ \t]*(?:[-*+]|\d{1,9}[.)]|>|#{1,6})(?=[ \t]))+[ \t]*(?:\[[ xX]\][ \t])?/gm, '')
    .replace(/!?\[([^\][]*)\](?:\([^()\s]*(?:[ \t]+"[^"]*")?\)|\[[^\][]*\])/g, '$1')
    .replace(/(\*\*|__|~~|`+)(?=\S)([^\n]*?\S)\1/g, '$2')
    .replace(/[ \t]*\|[ \t]*/g, '  ')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ');
}
