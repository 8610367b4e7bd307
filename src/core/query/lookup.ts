import { distance } from 'fastest-levenshtein';
import { stemmer } from 'stemmer';
import type { Note, Section } from '../note.ts';
import { getFileStem, isMarkdownAddress } from '../note.ts';
import { isUnspaced } from '../scripts.ts';
import { normalizeName, splitWords } from '../words.ts';

export interface Match {
  readonly note: Note;
  /** `undefined` if the match is the whole note. */
  readonly section: Section | undefined;
  /** How the query matched. Matches of the same kind are equally good. */
  readonly kind: MatchKind;
  /** 0 to 1; higher is better. */
  readonly score: number;
}

/** From most to least certain. */
const matchKinds = ['address', 'note', 'heading', 'path', 'words', 'context', 'start', 'stem', 'spelling'] as const;
export type MatchKind = (typeof matchKinds)[number];

/** The result of a query. An `address` is never guessed: it matches exactly or not at all. */
export interface LookupResult {
  readonly matches: readonly Match[];
  readonly isAddress: boolean;
}

/** Reports whether a kind names a note or section exactly; the other kinds are guesses. */
export function isExactKind(kind: MatchKind): boolean {
  return matchKinds.indexOf(kind) <= matchKinds.indexOf('path');
}

/**
 * Finds the notes and sections that match a query.
 * @param getPaths returns a note's other names on the command line: its absolute path and its path from the working folder
 * @param includeGuesses whether to return guesses even if there is an exact match
 */
export function findMatches(
  query: string,
  notes: readonly Note[],
  getPaths: (note: Note) => readonly string[],
  includeGuesses = true,
): LookupResult {
  const addressMatches = matchAddress(query, notes, getPaths);
  if (addressMatches) return { matches: rank(addressMatches), isAddress: true };
  const exactMatches = [...matchNames(query, notes), ...matchPath(query, notes, getPaths)];
  if (!includeGuesses && exactMatches.some(({ kind }) => isExactKind(kind)))
    return { matches: dropTitleHeadings(rank(exactMatches)), isAddress: false };
  const matches = dropTitleHeadings(rank([...exactMatches, ...matchWords(splitWords(query), notes)]));
  // Similar spellings count only if nothing else matches.
  return {
    matches: matches[0]?.kind === 'spelling' ? matches : matches.filter((match) => match.kind !== 'spelling'),
    isAddress: false,
  };
}

/** Drops a note's title heading if the note itself matches: they usually share a name and mean the same. */
function dropTitleHeadings(matches: readonly Match[]): Match[] {
  const notes = new Set(matches.filter((match) => !match.section).map((match) => match.note));
  return matches.filter(
    ({ note, section }) =>
      !(section && notes.has(note) && section.heading === note.title && !section.parent && !section.label),
  );
}

export function selectBestMatches(matches: readonly Match[]): Match[] {
  return matches.filter((match) => match.kind === matches[0]?.kind);
}

/** Returns the headings and titles most similar to a query without matches. */
export function suggestNames(query: string, notes: readonly Note[], maxCount: number): string[] {
  const queryName = normalizeName(query);
  const scores = new Map<string, number>();
  const addSuggestion = (text: string) => {
    const name = normalizeName(text);
    if (name === '') return;
    const words = [name, ...name.split(' ')];
    const score = Math.max(...words.map((word, index) => similarity(queryName, word) - (index > 0 ? 0.05 : 0)));
    if (score >= 0.5) scores.set(text, Math.max(scores.get(text) ?? 0, score));
  };
  for (const note of notes) {
    addSuggestion(note.title);
    addSuggestion(getFileStem(note.path));
    for (const section of note.sections) addSuggestion(section.heading);
  }
  const suggestions = [...scores].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length).map(([text]) => text);
  const seenNames = new Set<string>();
  return suggestions
    .filter((text) => !seenNames.has(normalizeName(text)) && seenNames.add(normalizeName(text)))
    .slice(0, maxCount);
}

function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0 || longest > 200 || Math.min(a.length, b.length) * 2 < longest) return 0;
  return 1 - distance(a, b) / longest;
}

type Candidate = Omit<Match, 'score'> & { readonly fit: number };

/** Keeps the best candidate per section and sorts by kind, then fit (0 to 1), then the library's order. */
function rank(candidates: readonly Candidate[]): Match[] {
  const best = new Map<Section | Note, Candidate>();
  const computeScore = (candidate: Candidate) =>
    matchKinds.length - matchKinds.indexOf(candidate.kind) - 1 + candidate.fit;
  for (const candidate of candidates) {
    const key = candidate.section ?? candidate.note;
    const previous = best.get(key);
    if (!previous || computeScore(previous) < computeScore(candidate)) best.set(key, candidate);
  }
  return [...best.values()]
    .map(({ note, section, kind, fit }) => ({
      note,
      section,
      kind,
      score: Math.round((computeScore({ note, section, kind, fit }) / matchKinds.length) * 10_000) / 10_000,
    }))
    .sort((a, b) => b.score - a.score);
}

/**
 * Matches a note's path or `path#slug`.
 * @returns `undefined` if the query is not an address; an empty list if it is the address of nothing
 */
function matchAddress(
  query: string,
  notes: readonly Note[],
  getPaths: (note: Note) => readonly string[],
): Candidate[] | undefined {
  const listNames = (note: Note) => [note.path, ...getPaths(note)];
  const candidates: Candidate[] = [];
  let isAddress = false;
  for (const note of notes) {
    for (const name of new Set(listNames(note))) {
      if (query === name) candidates.push({ note, section: undefined, kind: 'address', fit: 1 });
      else if (!query.startsWith(`${name}#`)) continue;
      isAddress = true;
      const slug = query.slice(name.length + 1);
      const section = query === name ? undefined : note.sections.find((candidate) => candidate.slug === slug);
      if (section) candidates.push({ note, section, kind: 'address', fit: 1 });
    }
  }
  return isAddress || isMarkdownAddress(query) ? candidates : undefined;
}

function getNoteNames(note: Note): Set<string> {
  return new Set([getFileStem(note.path), note.title, ...note.aliases].map(normalizeName));
}

function matchNames(query: string, notes: readonly Note[]): Candidate[] {
  const name = normalizeName(query);
  const candidates: Candidate[] = [];
  if (name === '') return candidates;
  for (const note of notes) {
    if (getNoteNames(note).has(name))
      candidates.push({ note, section: undefined, kind: 'note', fit: computeFit(note, undefined, query) });
    for (const section of note.sections) {
      if (normalizeName(section.heading) === name)
        candidates.push({ note, section, kind: 'heading', fit: computeFit(note, section, query) });
    }
  }
  return candidates;
}

/** Breaks ties: same letter case first, headings before labels, shallow before deep. */
function computeFit(note: Note, section: Section | undefined, query: string): number {
  const text = section?.heading ?? note.title;
  return 0.5 + (text === query ? 0.25 : 0) + (section?.label ? 0 : 0.15) - Math.min(section?.depth ?? 0, 10) / 100;
}

/** Matches `note > heading > heading` and `note#slug`: each part is below the one before it. */
function matchPath(query: string, notes: readonly Note[], getPaths: (note: Note) => readonly string[]): Candidate[] {
  const hash = query.lastIndexOf('#');
  if (hash > 0 && hash < query.length - 1) {
    const name = normalizeName(query.slice(0, hash));
    const slug = query.slice(hash + 1);
    return notes
      .filter((note) => getNoteNames(note).has(name))
      .flatMap((note) =>
        note.sections
          .filter((section) => section.slug === slug)
          .map((section) => ({ note, section, kind: 'path' as const, fit: 1 })),
      );
  }
  const parts = query.split(/\s*[>›]\s*/).filter((part) => part.trim() !== '');
  const last = parts.pop();
  if (last === undefined || parts.length === 0) return [];
  const name = normalizeName(last);
  const lastWords = splitWords(last);
  return notes.flatMap((note) =>
    note.sections.flatMap((section): Candidate[] => {
      const isNamed = normalizeName(section.heading) === name;
      if (!isNamed && !hasAllPrefixes(lastWords, splitWords(section.heading))) return [];
      const ancestorNames = getAncestorNames(note, section, getPaths(note));
      let at = 0;
      for (const part of parts) {
        const partName = normalizeName(part);
        while (
          at < ancestorNames.length &&
          !ancestorNames[at]?.some(
            (text) =>
              text === part || normalizeName(text) === partName || hasAllPrefixes(splitWords(part), splitWords(text)),
          )
        )
          at++;
        if (at === ancestorNames.length) return [];
        // A note's title is often also its first heading, so level 0, the note's names, may match several parts. A
        // heading matches only one.
        if (at > 0) at++;
      }
      return [{ note, section, kind: isNamed ? 'path' : 'words', fit: computeFit(note, section, last) }];
    }),
  );
}

/** Returns the names of the note, then the headings above a section, outermost first. */
function getAncestorNames(note: Note, section: Section, paths: readonly string[]): string[][] {
  const headings: string[][] = [];
  for (let at = section.parent; at; at = at.parent) headings.unshift([at.heading]);
  return [[note.path, ...paths, getFileStem(note.path), note.title, ...note.aliases], ...headings];
}

function hasAllPrefixes(prefixes: readonly string[], words: readonly string[]): boolean {
  return prefixes.length > 0 && prefixes.every((word) => words.some((candidate) => candidate.startsWith(word)));
}

const stopWords = new Set(
  'a an and are as at be by can do does for from how i in is it its of on or our should that the their these this to use was we what when where which who why will with you your'.split(
    ' ',
  ),
);

function removeStopWords(words: readonly string[]): string[] {
  const remaining = words.filter((word) => !stopWords.has(word));
  return remaining.length > 0 ? remaining : [...words];
}

export function getRequiredWords(query: string): string[] {
  return removeStopWords(splitWords(query));
}

interface WordMatch {
  readonly kind: 'words' | 'start' | 'stem' | 'spelling';
  /** 1 in the heading; less in the headings above it, the title and tags, and the path. */
  readonly proximity: number;
}

/**
 * Matches sections that contain every word, at least one of them in their own heading; ancestors may contain the
 * others. A word matches whole, as a prefix, by its stem or by a similar spelling.
 */
function matchWords(query: readonly string[], notes: readonly Note[]): Candidate[] {
  const requiredWords = removeStopWords(query);
  if (requiredWords.length === 0) return [];
  const optionalWords = query.filter((word) => !requiredWords.includes(word));
  const candidates: Candidate[] = [];
  const cache = new Map<string, WordMatch['kind'] | undefined>();
  const split = memoize(splitWords);
  const matchFields = (fields: readonly Field[]): WordMatch[] | undefined => {
    const wordMatches: WordMatch[] = [];
    for (const word of requiredWords) {
      const wordMatch = findWord(word, fields, cache);
      if (!wordMatch) return undefined;
      wordMatches.push(wordMatch);
    }
    return wordMatches;
  };
  for (const note of notes) {
    const names = [...new Set([getFileStem(note.path), note.title, ...note.aliases].flatMap(split))];
    const tags = [...new Set(note.tags.flatMap(split))];
    const folders = split(note.path.slice(0, note.path.lastIndexOf('/') + 1));
    const noteFields: Field[] = [
      { words: names, proximity: 0.6 },
      { words: tags, proximity: 0.6 },
      { words: folders, proximity: 0.4 },
    ];
    const noteMatches = matchFields([
      { words: names, proximity: 1 },
      { words: tags, proximity: tagProximity },
      { words: folders, proximity: 0.4 },
    ]);
    if (noteMatches) addCandidate(note, undefined, noteMatches, split(note.title));
    for (const section of note.sections) {
      const heading = split(section.heading);
      const wordMatches = matchFields([
        { words: heading, proximity: 1 },
        ...getAncestorFields(section, split),
        ...noteFields,
      ]);
      if (wordMatches) addCandidate(note, section, wordMatches, heading);
    }
  }
  return candidates;

  function addCandidate(
    note: Note,
    section: Section | undefined,
    wordMatches: readonly WordMatch[],
    heading: readonly string[],
  ): void {
    if (!wordMatches.some((wordMatch) => wordMatch.proximity >= tagProximity)) return;
    const weakestIndex = Math.max(...wordMatches.map((wordMatch) => wordMatchKinds.indexOf(wordMatch.kind)));
    const weakestKind = wordMatchKinds[weakestIndex] ?? 'spelling';
    const proximity = wordMatches.reduce((sum, wordMatch) => sum + wordMatch.proximity, 0) / wordMatches.length;
    const coverage = Math.min(
      1,
      (requiredWords.length + optionalWords.filter((word) => heading.includes(word)).length) /
        Math.max(1, heading.length),
    );
    const kind = weakestKind === 'words' && proximity < 1 ? 'context' : weakestKind;
    const depth = Math.min(section?.depth ?? 0, 9);
    candidates.push({
      note,
      section,
      kind,
      fit: 0.5 * proximity + 0.3 * coverage + (section?.label ? 0 : 0.1) - depth / 100,
    });
  }
}

/** Slightly below 1, so that a note's name outranks its tags. */
const tagProximity = 0.95;

const wordMatchKinds: readonly WordMatch['kind'][] = ['words', 'start', 'stem', 'spelling'];

interface Field {
  readonly words: readonly string[];
  readonly proximity: number;
}

function getAncestorFields(section: Section, split: (text: string) => string[]): Field[] {
  const fields: Field[] = [];
  for (let at = section.parent, proximity = 0.9; at; at = at.parent, proximity = Math.max(0.65, proximity - 0.05))
    fields.push({ words: split(at.heading), proximity: proximity });
  return fields;
}

/** Returns the most certain match of a word in some fields; among equals, the one nearest to the heading. */
function findWord(
  word: string,
  fields: readonly Field[],
  cache: Map<string, WordMatch['kind'] | undefined>,
): WordMatch | undefined {
  let best: WordMatch | undefined;
  for (const field of fields) {
    for (const candidate of field.words) {
      const key = `${word} ${candidate}`;
      let kind = cache.get(key);
      if (kind === undefined && !cache.has(key)) {
        kind = compareWords(word, candidate);
        cache.set(key, kind);
      }
      if (kind && (!best || wordMatchKinds.indexOf(kind) < wordMatchKinds.indexOf(best.kind)))
        best = { kind: kind, proximity: field.proximity };
    }
  }
  return best;
}

function compareWords(queryWord: string, noteWord: string): WordMatch['kind'] | undefined {
  if (queryWord === noteWord) return 'words';
  if (noteWord.startsWith(queryWord)) return 'start';
  if (isUnspaced(queryWord) && noteWord.includes(queryWord)) return 'start';
  if (queryWord.length > 2 && stemmer(queryWord) === stemmer(noteWord)) return 'stem';
  const maxTypos = getMaxTypos(queryWord);
  if (maxTypos === 0 || Math.abs(queryWord.length - noteWord.length) > maxTypos || noteWord.length < 3)
    return undefined;
  return distance(queryWord, noteWord) <= maxTypos ? 'spelling' : undefined;
}

export function getMaxTypos(word: string): number {
  return word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
}

function memoize<T>(compute: (text: string) => T): (text: string) => T {
  const cache = new Map<string, T>();
  return (text) => {
    const cached = cache.get(text);
    if (cached !== undefined) return cached;
    const value = compute(text);
    cache.set(text, value);
    return value;
  };
}
