/** The sections that have most of the words of a query, where rare words count more than common ones. */
import { stemmer } from 'stemmer';
import { getHeadingPath } from '../../core/note.ts';
import { hasAllWords } from '../../core/query/lookup.ts';
import { splitWords } from '../../core/words.ts';
import type { Library, SearchResult } from '../library.ts';
import { extractSectionText } from '../section-text.ts';

export interface ClosestResult extends SearchResult {
  /** How much of the query, weighted by rarity (0 to 1), the section has in its heading, in its heading or above it, and anywhere. */
  readonly inHeading: number;
  readonly inNames: number;
  readonly inSection: number;
  /** How much the best sections of its note have together. */
  readonly inNote: number;
  /** How many words the heading has. */
  readonly headingWords: number;
  /** The words that the section does not have. */
  readonly missing: readonly string[];
}

/** How many sections are compared. */
const maxCandidates = 80;
/** A note has about this many sections; a word's rarity is its share of them. */
const sectionsPerNote = 10;

/** Returns the sections with the most of some words, in the order of the full-text search. */
export async function findClosest(words: readonly string[], library: Library): Promise<readonly ClosestResult[]> {
  const counts = await library.countFrequencies(words);
  const sectionCount = library.noteCount * sectionsPerNote;
  const weights = new Map(words.map((word) => [word, Math.log(1 + sectionCount / (1 + (counts.get(word) ?? 0)))]));
  const sum = (selected: Iterable<string>) => {
    let total = 0;
    for (const word of selected) total += weights.get(word) ?? 0;
    return total;
  };
  const total = sum(words);
  const known = words.filter((word) => (counts.get(word) ?? 0) > 0);
  const candidates = await library.searchAnyWord(known, { count: maxCandidates, unit: 'sections' });
  const wordsByNote = new Map<SearchResult['note'], Set<string>>();
  const compared = candidates.slice(0, maxCandidates * 2).map(({ note, section, score }) => {
    const find = (texts: readonly string[]) => {
      const textWords = [...new Set(texts.flatMap(splitWords))];
      const stems = new Set(textWords.map(stemmer));
      return new Set(known.filter((word) => stems.has(stemmer(word)) || hasAllWords([word], textWords, ['words'])));
    };
    const own = find([section?.heading ?? note.title]);
    const names = find([note.title, note.path, ...note.tags, ...note.aliases, ...getHeadingPath(section)]);
    const all = new Set([...names, ...find([extractSectionText(note, section)])]);
    const noteWords = wordsByNote.get(note) ?? new Set();
    wordsByNote.set(note, noteWords);
    for (const word of all) noteWords.add(word);
    return { note, section, score, own, names, all };
  });
  return compared.map(({ note, section, score, own, names, all }) => ({
    note,
    section,
    score,
    headingWords: own.size,
    inHeading: sum(own) / total,
    inNames: sum(names) / total,
    inSection: sum(all) / total,
    inNote: sum(wordsByNote.get(note) ?? []) / total,
    missing: words.filter((word) => !all.has(word)),
  }));
}
