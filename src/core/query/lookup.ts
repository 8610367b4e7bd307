/** Finds the notes and sections that a query refers to, best match first. */
import { findSectionByFragment } from '../link-targets.ts';
import type { Note, Section } from '../note.ts';
import { getFileStem } from '../note.ts';
import { foldWord, normalizeName, splitWords, toNameKey } from '../words.ts';
import { isFileName, listPlaces, looksLikePath } from './address.ts';
import type { WordMatchKind } from './query-words.ts';
import {
  abbreviate,
  compareWords,
  getRequiredWords,
  hasName,
  isMisspellingOf,
  isStopWord,
  matchesInitials,
  wordMatchKinds,
} from './query-words.ts';

export interface Match {
  readonly note: Note;
  /** `undefined` if the match is the whole note. */
  readonly section: Section | undefined;
  /** How the query matched. Matches of the same kind are equally good. */
  readonly kind: MatchKind;
  /** 0 to 1; higher is better. */
  readonly score: number;
}

/**
 * From most to least certain. `words`: all words are in the heading or title. `context`: the rest are in the parent
 * headings, title, tags or path. `text`: the rest are in the section's text.
 */
const matchKinds = [
  'address',
  'file',
  'note',
  'heading',
  'path',
  'words',
  'context',
  'initials',
  'start',
  'stem',
  'text',
  'spelling',
] as const;
export type MatchKind = (typeof matchKinds)[number];

/** The result of a lookup. A path matches exactly or not at all. */
export interface LookupResult {
  readonly matches: readonly Match[];
  readonly isPath: boolean;
}

/** Reports whether a kind names a note or section exactly. */
export function isExactKind(kind: MatchKind | undefined): boolean {
  return isAtLeast(kind, 'path');
}

/** Reports whether the name of a note or section equals the query or contains all of its words. */
export function isNamedKind(kind: MatchKind | undefined): boolean {
  return isAtLeast(kind, 'words');
}

/** Reports whether a note or section has all words of the query in its name and its context. */
export function isWholeWordKind(kind: MatchKind | undefined): boolean {
  return isAtLeast(kind, 'context');
}

/** Reports whether a match kind is at least as certain as `least`. Returns false for undefined. */
function isAtLeast(kind: MatchKind | undefined, least: MatchKind): boolean {
  return kind !== undefined && matchKinds.indexOf(kind) <= matchKinds.indexOf(least);
}

/** The loosest kind of word match that a lookup may use. */
export type Guess = 'none' | 'words' | 'initials' | 'spelling';

/**
 * Finds the notes and sections that match a query.
 * @param getPaths returns a note's other names on the command line: its absolute path and its path from the working
 * folder
 * @param guess `none` searches by words only if no name matches exactly; `words` always does
 */
export function findMatches(
  query: string,
  notes: readonly Note[],
  getPaths: (note: Note) => readonly string[],
  guess: Guess = 'words',
): LookupResult {
  const placeMatches = matchPlace(query, notes, getPaths);
  if (placeMatches.length > 0 || isFileName(query)) return { matches: rank(placeMatches), isPath: true };
  const exactMatches = [...matchNames(query, notes), ...matchPath(query, notes, getPaths)];
  if (guess === 'none' && exactMatches.some(({ kind }) => isExactKind(kind)))
    return { matches: dropTitleHeadings(rank(exactMatches)), isPath: false };
  return {
    matches: dropTitleHeadings(rank([...exactMatches, ...matchWords(query, notes, guess)])),
    isPath: false,
  };
}

/** Drops a note's title heading if the note itself matches: they usually share a name and mean the same. */
function dropTitleHeadings(matches: readonly Match[]): Match[] {
  const notes = new Set(matches.filter((match) => !match.section).map((match) => match.note));
  return matches.filter(
    ({ note, section }) => !(section && notes.has(note) && section === findTitleHeading(note) && !section.label),
  );
}

/** Returns the heading that gives a note its title, if it is not one of several headings of level 1. */
function findTitleHeading({ title, sections }: Note): Section | undefined {
  const headings = sections.filter(({ parent, label }) => !parent && !label);
  const [first] = headings;
  return first?.heading === title && headings.filter(({ depth }) => depth === 1).length < 2 ? first : undefined;
}

/**
 * Returns the names of a note: its file name without extension, its title and its aliases. Omits the title if several
 * top-level headings exist; it then belongs to its section.
 */
function getNoteNames(note: Note): string[] {
  const { title, sections, aliases, path } = note;
  const isOneOfSeveral =
    sections.some(({ heading, label, parent }) => heading === title && !label && !parent) && !findTitleHeading(note);
  return [getFileStem(path), ...(isOneOfSeveral ? [] : [title]), ...aliases];
}

export function selectBestMatches(matches: readonly Match[]): Match[] {
  return matches.filter((match) => match.kind === matches[0]?.kind);
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

/** Matches a note's path, or the end of it, with or without its extension, `#slug` or `:line`. */
function matchPlace(query: string, notes: readonly Note[], getPaths: (note: Note) => readonly string[]): Candidate[] {
  const whole: Candidate[] = [];
  const ends: Candidate[] = [];
  for (const { path, fragment, line } of listPlaces(query)) {
    const isPath = looksLikePath(path);
    const end = path.replaceAll('\\', '/');
    for (const note of notes) {
      const isWhole = path === note.path || getPaths(note).includes(path);
      const isEnd = isPath && [note.path, removeExtension(note.path)].some((name) => `/${name}`.endsWith(`/${end}`));
      if (!isWhole && !isEnd) continue;
      // The place does not exist.
      if (line !== undefined && line > note.lines.count) continue;
      const section =
        fragment !== undefined
          ? findSectionByFragment(note, fragment)
          : line !== undefined
            ? findSectionAtLine(note, line)
            : undefined;
      if (fragment !== undefined && !section) continue;
      if (isWhole) whole.push({ note, section, kind: 'address', fit: 1 });
      else ends.push({ note, section, kind: 'file', fit: 1 / note.path.split('/').length });
    }
  }
  return whole.length > 0 ? whole : ends;
}

function removeExtension(path: string): string {
  return path.replace(/\.[^./]*$/, '');
}

/** Returns the innermost section at a line, counted from 1. A blank line after a section belongs to it. */
function findSectionAtLine({ sections, source, lines }: Note, line: number): Section | undefined {
  const last = sections.findLast((section) => section.line <= line);
  if (last && last.endLine < line && source.slice(lines.lineEnd(last.endLine), lines.lineEnd(line)).trim() === '')
    return last;
  return sections.findLast((section) => section.line <= line && line <= section.endLine);
}

function matchNames(query: string, notes: readonly Note[]): Candidate[] {
  const key = toNameKey(query);
  const candidates: Candidate[] = [];
  if (key === '') return candidates;
  const isNamed = (text: string) => hasName(text, key);
  for (const note of notes) {
    if (getNoteNames(note).some(isNamed))
      candidates.push({ note, section: undefined, kind: 'note', fit: computeFit(note, undefined, query) });
    for (const section of note.sections)
      if (isNamed(section.heading))
        candidates.push({ note, section, kind: 'heading', fit: computeFit(note, section, query) });
  }
  return candidates;
}

/**
 * Scores ties between matches of one kind (0 to 1). Prefers exact text, then equal words, headings over labels, shallow
 * over deep, early over late.
 */
function computeFit(note: Note, section: Section | undefined, query: string): number {
  const text = section?.heading ?? note.title;
  const spelling = text === query ? 0.35 : normalizeName(text) === normalizeName(query) ? 0.25 : 0;
  return 0.4 + spelling + (section?.label ? 0 : 0.15) - computeDistance(section);
}

/** How far a section is from the top of its note: 0 to 0.1. */
function computeDistance(section: Section | undefined): number {
  return section ? Math.min(section.depth, 9) / 100 + Math.min(section.line, 9_999) / 1_000_000 : 0;
}

/** Matches `note > heading > heading`, `note#slug`, `note#Heading` and `note#^id`. Each part is nested under the part before it. */
function matchPath(query: string, notes: readonly Note[], getPaths: (note: Note) => readonly string[]): Candidate[] {
  const hash = query.lastIndexOf('#');
  if (hash > 0 && hash < query.length - 1) {
    const key = toNameKey(query.slice(0, hash));
    const fragment = query.slice(hash + 1);
    return notes
      .filter((note) => getNoteNames(note).some((name) => toNameKey(name) === key))
      .flatMap((note) => {
        const section = findSectionByFragment(note, fragment);
        return section ? [{ note, section, kind: 'path' as const, fit: 1 }] : [];
      });
  }
  const parts = splitPath(query);
  const last = parts.pop();
  if (last === undefined || parts.length === 0) return [];
  const key = toNameKey(last);
  const lastWords = getRequiredWords(last);
  return notes.flatMap((note) =>
    note.sections.flatMap((section): Candidate[] => {
      const headingWords = splitWords(section.heading);
      const isNamed = hasName(section.heading, key);
      if (!isNamed && !hasAllWords(lastWords, headingWords)) return [];
      if (!isBelow(note, section, parts, getPaths)) return [];
      const fit = isNamed
        ? computeFit(note, section, last)
        : 0.7 + (0.2 * lastWords.length) / Math.max(lastWords.length, headingWords.length) - computeDistance(section);
      return [{ note, section, kind: isNamed ? 'path' : 'words', fit }];
    }),
  );
}

const maxParts = 12;

/** Splits `note > heading` into its parts. */
export function splitPath(query: string): string[] {
  const parts = query
    .split(/[>›]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  // No heading is that deep.
  return parts.length > maxParts ? [] : parts;
}

/** Reports whether a section (or the note itself) is under the note and headings named by a path, in that order. */
export function isBelow(
  note: Note,
  section: Section | undefined,
  parts: readonly string[],
  getPaths: (note: Note) => readonly string[],
): boolean {
  const ancestorNames = getAncestorNames(note, section, getPaths(note));
  let at = 0;
  for (const part of parts) {
    const key = toNameKey(part);
    const isMatch = (text: string) =>
      text === part || toNameKey(text) === key || hasAllWords(getRequiredWords(part), splitWords(text));
    while (at < ancestorNames.length && !ancestorNames[at]?.some(isMatch)) at++;
    if (at === ancestorNames.length) return false;
    // A note's title is often also its first heading, so level 0, the note's names, may match several parts. A heading
    // matches only one.
    if (at > 0) at++;
  }
  return true;
}

/** Returns the names of the note, then the headings above a section, outermost first. */
function getAncestorNames(note: Note, section: Section | undefined, paths: readonly string[]): string[][] {
  const headings: string[][] = [];
  for (let at = section?.parent; at; at = at.parent) headings.unshift([at.heading]);
  return [[note.path, ...paths, getFileStem(note.path), note.title, ...note.aliases], ...headings];
}

/** Reports whether a name contains all words, each matched in one of the allowed ways. */
export function hasAllWords(
  words: readonly string[],
  nameWords: readonly string[],
  ways: readonly WordMatchKind[] = ['words', 'start', 'stem'],
): boolean {
  const isWord = (word: string) => (candidate: string) => {
    const way = compareWords(word, candidate);
    return way !== undefined && ways.includes(way);
  };
  return words.length > 0 && words.every((word) => nameWords.some(isWord(word)) || matchesJoinedWords(word, nameWords));
}

/** Reports whether a word equals two adjacent words of a name: `heapsort` matches `heap sort`. */
function matchesJoinedWords(word: string, nameWords: readonly string[]): boolean {
  for (let index = 1; index < nameWords.length; index++) {
    const [left = '', right = ''] = [nameWords[index - 1], nameWords[index]];
    if (word.length < left.length + right.length - 2 || !word.startsWith(left)) continue;
    if (foldWord(word) === foldWord(left + right)) return true;
  }
  return false;
}

interface WordMatch {
  readonly kind: WordMatchKind;
  /** 1 for the heading; lower for parent headings, title, tags and path. */
  readonly proximity: number;
}

/**
 * Matches sections that contain every word, at least one of them in their own heading; ancestors may contain the others. A word
 * matches whole, as a prefix or by its stem, and if the guess allows it, as initials, or in the heading by a similar spelling.
 */
function matchWords(query: string, notes: readonly Note[], guess: Guess): Candidate[] {
  const requiredWords = getRequiredWords(query);
  if (requiredWords.length === 0) return [];
  const optionalWords = splitWords(query)
    .filter((word) => isStopWord(word) && !requiredWords.includes(word))
    .slice(0, requiredWords.length + 12);
  const abbreviation = guess === 'initials' ? abbreviate(query) : undefined;
  const candidates: Candidate[] = [];
  const cache = new Map<string, WordMatchKind | undefined>();
  const split = memoize(splitWords);
  const compare = (word: string, candidate: string) => {
    const key = `${word} ${candidate}`;
    let kind = cache.get(key);
    if (kind === undefined && !cache.has(key)) {
      kind = compareWords(word, candidate);
      cache.set(key, kind);
    }
    return kind;
  };
  /** The best match of a word in some fields; among equals, the one nearest to the heading. */
  const findWord = (word: string, fields: readonly Field[]): WordMatch | undefined => {
    let best: WordMatch | undefined;
    const consider = (kind: WordMatchKind, proximity: number) => {
      if (!best || wordMatchKinds.indexOf(kind) < wordMatchKinds.indexOf(best.kind)) best = { kind, proximity };
    };
    for (const { words, proximity } of fields) {
      for (const candidate of words) {
        const kind = compare(word, candidate);
        if (kind) consider(kind, proximity);
      }
      if (best?.kind === 'words') return best;
      if (matchesJoinedWords(word, words)) consider('words', proximity);
      else if (guess === 'initials' && proximity === 1 && matchesInitials(word, words)) consider('initials', proximity);
      else if (guess === 'spelling' && proximity === 1 && isMisspellingOfAny(word, words))
        consider('spelling', proximity);
    }
    return best;
  };
  const matchFields = (fields: readonly Field[]): WordMatch[] | undefined => {
    const wordMatches: WordMatch[] = [];
    for (let index = 0; index < requiredWords.length; index++) {
      const word = requiredWords[index] ?? '';
      // Two words of the query may be written as one in the name.
      const joined = word + (requiredWords[index + 1] ?? '');
      const joinedField =
        joined === word
          ? undefined
          : fields.find(({ words }) => words.some((candidate) => foldWord(candidate) === foldWord(joined)));
      if (joinedField) {
        wordMatches.push({ kind: 'words', proximity: joinedField.proximity });
        index++;
        continue;
      }
      const wordMatch = findWord(word, fields);
      if (!wordMatch) return undefined;
      wordMatches.push(wordMatch);
    }
    return wordMatches;
  };
  const matchAbbreviation = (words: readonly string[]): WordMatch[] | undefined =>
    abbreviation !== undefined && words.includes(abbreviation) ? [{ kind: 'initials', proximity: 1 }] : undefined;
  for (const note of notes) {
    const noteNames = getNoteNames(note);
    const names = [...new Set(noteNames.flatMap(split))];
    const tags = [...new Set(note.tags.flatMap(split))];
    const folders = split(note.path.slice(0, note.path.lastIndexOf('/') + 1));
    const noteMatches =
      guess === 'spelling'
        ? firstDefined(noteNames, (name) => matchFields([{ words: split(name), proximity: 1 }]))
        : (matchFields([
            { words: names, proximity: 1 },
            { words: tags, proximity: tagProximity },
            { words: folders, proximity: 0.4 },
          ]) ?? matchAbbreviation(names));
    if (noteMatches) addCandidate(note, undefined, noteMatches, split(note.title));
    const noteFields: Field[] = [
      { words: names, proximity: 0.6 },
      { words: tags, proximity: 0.6 },
      { words: folders, proximity: 0.4 },
    ];
    for (const section of note.sections) {
      const heading = split(section.heading);
      const fields = guess === 'spelling' ? [] : [...getAncestorFields(section, split), ...noteFields];
      const wordMatches = matchFields([{ words: heading, proximity: 1 }, ...fields]) ?? matchAbbreviation(heading);
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
    const isCounted = (word: string) => !isStopWord(word) || requiredWords.includes(word);
    const length = heading.reduce((sum, word) => sum + (isCounted(word) ? 1 : stopWordWeight), 0);
    const coverage = Math.min(1, wordMatches.length / Math.max(1, length));
    const optionalShare =
      optionalWords.filter((word) => heading.includes(word)).length / Math.max(1, optionalWords.length);
    candidates.push({
      note,
      section,
      kind: weakestKind === 'words' && proximity < 1 ? 'context' : weakestKind,
      fit:
        0.3 * proximity + 0.3 * coverage + 0.15 * optionalShare + (section?.label ? 0 : 0.2) - computeDistance(section),
    });
  }
}

/** Reports whether a word is a misspelling of a word in a name, or of two adjacent words joined. */
export function isMisspellingOfAny(word: string, nameWords: readonly string[]): boolean {
  return nameWords.some(
    (candidate, index) =>
      isMisspellingOf(word, candidate) ||
      (index > 0 && isMisspellingOf(word, (nameWords[index - 1] ?? '') + candidate)),
  );
}

function firstDefined<Item, Result>(
  items: readonly Item[],
  get: (item: Item) => Result | undefined,
): Result | undefined {
  for (const item of items) {
    const result = get(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** The weight of a stop word in the length of a heading. */
const stopWordWeight = 0.15;

/** Slightly below 1, so that a note's name outranks its tags. */
const tagProximity = 0.95;

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
