import { decodeReferences } from '../../core/character-references.ts';
import type { Note } from '../../core/note.ts';
import { getRequiredWords } from '../../core/query/query-words.ts';
import type { SearchHit, SearchQuery } from '../../core/query/search.ts';
import {
  createSearchQuery,
  getPlainWords,
  makeSnippet,
  markMatches,
  parseSearch,
  removeStopWords,
  stripMarkup,
} from '../../core/query/search.ts';
import type { Library, SearchResult } from '../library.ts';
import { findByName } from '../resolve-query.ts';
import { blankComments, extractSectionText } from '../section-text.ts';
import type { ClosestResult } from './closest.ts';
import { findClosest } from './closest.ts';
import { correctSpelling } from './spelling.ts';
import { preferLanguage } from './translations.ts';

/** The results of a search and the search that produced them. */
export interface SearchAnswer {
  /** Best first; only the best section of each note unless `allSections` is set. */
  readonly results: readonly SearchResult[];
  /** The search that produced these results; differs from the requested one if that had no results. */
  readonly search: SearchQuery;
  /** How the search was relaxed: `missing` are the words left out, `corrected` are the words searched for instead. */
  readonly replaced: { readonly missing: readonly string[]; readonly corrected: readonly string[] } | undefined;
}

export interface SearchScope {
  readonly limit: number;
  readonly allSections: boolean;
  /** The user's language as a two-letter code. Among translations of a note, the one in this language comes first. */
  readonly language?: string;
}

/** Added to the score of results whose name is the query, so that they come first. */
const nameBonus = 10_000;

/**
 * Searches a library. If nothing matches, corrects the spelling; if that fails too, drops words, the most common first.
 * @param query the query as typed; notes and sections with this name come first
 */
export async function searchLibrary(library: Library, query: string, scope: SearchScope): Promise<SearchAnswer> {
  const search = removeStopWords(parseSearch(query));
  const named = findNamed(library, query, search);
  const results = await findResults(library, search, named, scope);
  if (results.length > 0) return { results, search, replaced: undefined };
  const words = getRequiredWords((getPlainWords(search) ?? []).join(' '));
  if (words.length === 0) return { results, search, replaced: undefined };
  for (const corrected of await correctSpelling(words, library)) {
    const correctedSearch = createSearchQuery(corrected);
    const correctedResults = await findResults(library, correctedSearch, [], scope);
    if (correctedResults.length > 0)
      return { results: correctedResults, search: correctedSearch, replaced: { missing: [], corrected } };
  }
  return (await searchClosest(library, words, scope)) ?? { results, search, replaced: undefined };
}

/** The part of a query, weighted by rarity, that a result without all of its words has at least. */
const minInSection = 0.5;
const minInNote = 0.6;

/** Finds the sections that have most of the words, or are in a note that has. */
async function searchClosest(
  library: Library,
  words: readonly string[],
  scope: SearchScope,
): Promise<SearchAnswer | undefined> {
  const rank = ({ inSection, inNote, inHeading }: ClosestResult) => inSection + 0.5 * inNote + 0.25 * inHeading;
  const closest = (await findClosest(words, library))
    .filter(({ inSection, inNote }) => inSection >= minInSection || (inNote >= minInNote && inSection >= 0.3))
    .map((result) => ({ ...result, score: rank(result) }))
    .sort((a, b) => b.score - a.score);
  const [best] = closest;
  if (!best) return undefined;
  return {
    results: selectResults(closest, scope),
    search: createSearchQuery(words),
    replaced: { missing: best.missing, corrected: [] },
  };
}

/** Finds the notes and sections whose path, exact name or initials are the query. */
function findNamed(library: Library, query: string, search: SearchQuery): SearchResult[] {
  if (!getPlainWords(search)) return [];
  const required = search.groups.flat().map(({ text }) => text);
  for (const name of new Set([query.trim(), required.join(' ')])) {
    const matches = findByName(name, library);
    if (matches.length > 0)
      return matches.map((match, index) => ({
        note: match.note,
        section: match.section,
        score: nameBonus + matches.length - index,
      }));
  }
  return [];
}

async function findResults(
  library: Library,
  search: SearchQuery,
  named: readonly SearchResult[],
  { limit, allSections, language }: SearchScope,
): Promise<readonly SearchResult[]> {
  const signs = search.groups.flat().flatMap(({ text }) => (hasSymbols(text) ? [text.toLowerCase()] : []));
  const count = signs.length > 0 ? Math.max(limit, maxSymbolCandidates) : limit;
  const found = await library.search(search, { count, unit: allSections ? 'sections' : 'notes' });
  const ranked = signs.length > 0 ? rankBySymbols(found, signs) : found;
  // A note and the heading of its title are one result.
  const isNamed = ({ note, section }: SearchResult) =>
    named.some(
      (result) =>
        result.note === note &&
        (result.section === section || (!result.section && !section?.parent && section?.heading === note.title)),
    );
  const results = named.length > 0 ? [...named, ...ranked.filter((result) => !isNamed(result))] : ranked;
  return selectResults(results, { limit, allSections, ...(language === undefined ? {} : { language }) });
}

function selectResults(
  results: readonly SearchResult[],
  { limit, allSections, language }: SearchScope,
): readonly SearchResult[] {
  const unique = allSections ? results : keepBestPerNote(results);
  return (language === undefined ? unique : preferLanguage(unique, language)).slice(0, limit);
}

/** How many results are checked for symbols, as in `C++`. */
const maxSymbolCandidates = 100;

/** Reports whether a word contains symbols that the full-text index drops. */
function hasSymbols(text: string): boolean {
  return /[\p{L}\p{N}](?:\+\+|#)|(?:^|[\p{L}\p{N}])\.[\p{L}\p{N}]/u.test(text);
}

/** Moves results that contain the words with their symbols to the front. */
function rankBySymbols(results: readonly SearchResult[], words: readonly string[]): SearchResult[] {
  const hasWords = ({ note, section }: SearchResult) => {
    const text = `${note.title}\n${section?.heading ?? ''}\n${extractSectionText(note, section)}`.toLowerCase();
    return words.every((word) => hasWord(text, word));
  };
  const having = new Set(results.filter(hasWords));
  const highest = results[0]?.score ?? 0;
  return [
    ...[...having].map(({ note, section, score }) => ({ note, section, score: score + highest })),
    ...results.filter((result) => !having.has(result)),
  ];
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/[\p{L}\p{N}]/u.test(`${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`)) return true;
  return false;
}

/** Keeps the best result of each note, so that one note does not crowd out the others. */
export function keepBestPerNote<Result extends SearchResult>(results: readonly Result[]): Result[] {
  const seenNotes = new Set<Note>();
  return results.filter(({ note }) => !seenNotes.has(note) && seenNotes.add(note));
}

export function addSnippet({ note, section, score }: SearchResult, search: SearchQuery): SearchHit {
  const sectionText = extractSectionText(note, section);
  // Without text of its own, use that of its subsections; for a note, of its first section.
  const text = sectionText.trim() !== '' ? sectionText : extractTextBelow(note, section);
  const snippet = makeSnippet(decodeReferences(stripMarkup(text)), search);
  return {
    ...{ note, section, snippet, score },
    // Only some formats show these.
    get heading() {
      return markMatches(section?.heading || note.title, search);
    },
    get title() {
      const title = section && section.heading !== note.title ? markMatches(note.title, search) : undefined;
      return title && title.marks.length > 0 ? title : undefined;
    },
    get tags() {
      return note.tags.map((tag) => markMatches(tag, search)).filter(({ marks }) => marks.length > 0);
    },
    // For a whole note without text of its own, use line 1; its snippet comes from a subsection.
    line: section || sectionText.trim() !== '' ? findMatchLine(note, section, text, search) : 1,
  };
}

/** Returns the text of the first subsection that has any; of a note, of its first section. */
function extractTextBelow(note: Note, section: SearchResult['section']): string {
  for (const below of section?.children ?? note.sections) {
    const text = extractSectionText(note, below);
    if (text.trim() !== '') return text;
  }
  return '';
}

/** Returns the line of the first match, or of the heading. */
function findMatchLine(note: Note, section: SearchResult['section'], text: string, search: SearchQuery): number {
  const source = blankComments(note);
  const { offset: at, marks } = makeSnippet(text, search);
  const start = section?.bodyFrom ?? 0;
  const offset = marks.length === 0 ? -1 : source.indexOf(text.slice(at, at + 80), start);
  if (offset < 0) return section?.line ?? 1;
  const from = section?.from ?? 0;
  return (section?.line ?? 1) + (source.slice(from, offset).match(/\r\n|\n|\r/g)?.length ?? 0);
}
