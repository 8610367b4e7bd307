/** Fallbacks for a query that matches no name: text matches and corrected spelling. */
import { sanitizeLine } from '../../core/escape.ts';
import type { Note } from '../../core/note.ts';
import { findBlockAddress, listPlaces } from '../../core/query/address.ts';
import type { Match } from '../../core/query/lookup.ts';
import { findMatches, isBelow, isNamedKind, isWholeWordKind, splitPath } from '../../core/query/lookup.ts';
import { getRequiredWords, isAbbreviation, spellsOut } from '../../core/query/query-words.ts';
import { createSearchQuery } from '../../core/query/search.ts';
import { splitWords } from '../../core/words.ts';
import type { Library, SearchResult } from '../library.ts';
import { extractSectionText } from '../section-text.ts';
import type { ClosestResult } from './closest.ts';
import { findClosest } from './closest.ts';
import { correctSpelling } from './spelling.ts';

/** Finds names with words that are spelled similarly to those that the library does not contain. */
export async function findBySpelling(
  query: string,
  library: Library,
  getPaths: (note: Note) => readonly string[],
): Promise<readonly Match[]> {
  const words = getRequiredWords(query);
  const correctedQueries = (await correctSpelling(words, library)).map((corrected) => corrected.join(' '));
  const named = correctedQueries
    .map((correctedQuery) => {
      const candidates = library.findCandidates(correctedQuery, [], true);
      return findMatches(correctedQuery, candidates, getPaths).matches.filter(({ kind }) => isWholeWordKind(kind));
    })
    .filter((matches) => matches.length > 0);
  // Words in one heading are more likely than words spread over several.
  const best = named.find(([match]) => isNamedKind(match?.kind)) ?? named[0];
  if (best) return best.map((match) => ({ ...match, kind: 'spelling' }));
  for (const correctedQuery of correctedQueries) {
    const found = await findByText(correctedQuery, library, getPaths);
    if (found.length > 0) return found.map((match) => ({ ...match, kind: 'spelling' }));
  }
  const counts = await library.countFrequencies(words);
  if (words.every((word) => (counts.get(word) ?? 0) > 0)) return [];
  return findMatches(query, library.findByGuess(query, 'spelling'), getPaths, 'spelling').matches;
}

/**
 * The parts of a query, weighted by rarity, that a section must have in its names, and in its names and text. In a query
 * of three or more words, one of them may make up for the other.
 */
const minInNames = 0.4;
const minInSection = 0.7;
const minTogether = 0.95;

function isClose(result: ClosestResult, wordCount: number): boolean {
  const { headingWords, inNames, inSection, inNote } = result;
  if (inNames >= minInNames && inSection >= minInSection) return true;
  if (wordCount > 2 && inNames > 0 && 0.5 * inNames + inSection + 0.25 * inNote >= minTogether) return true;
  // A whole sentence has words that no note needs to have: two of the others in one heading are enough.
  return wordCount > 3 && headingWords > 1 && rankMatch(result) >= minTogether;
}

function rankMatch({ inHeading, inNames, inSection }: ClosestResult): number {
  return inHeading + 0.5 * inNames + inSection;
}

/**
 * Finds sections that have most of a query in their names (headings, title, path, tags) and text. For `note > words`, finds
 * the sections of the note that contain the words.
 */
export async function findByText(
  query: string,
  library: Library,
  getPaths: (note: Note) => readonly string[],
): Promise<Match[]> {
  const parts = splitPath(query);
  const words = getRequiredWords(parts.pop() ?? '');
  if (words.length === 0) return [];
  if (parts.length > 0)
    return toTextMatches(
      (await library.search(createSearchQuery(words), { count: Number.MAX_SAFE_INTEGER, unit: 'sections' })).filter(
        ({ note, section }) => isBelow(note, section, parts, getPaths),
      ),
    );
  const [word = ''] = words;
  if (words.length === 1 && word.length > 2 && isAbbreviation(word)) return findExpansions(word, library);
  return toTextMatches(
    (await findClosest(words, library))
      .filter((result) => isClose(result, words.length))
      .map((result) => ({ result, rank: rankMatch(result) }))
      .sort((a, b) => b.rank - a.rank)
      .map(({ result }) => result),
  );
}

/** How many sections that have an abbreviation are searched for what it stands for. */
const maxExpansionCandidates = 100;

/** Finds the sections whose text has an abbreviation and spells it out: `FLoC` and `Federated Learning of Cohorts`. */
async function findExpansions(word: string, library: Library): Promise<Match[]> {
  const found = await library.search(createSearchQuery([word]), { count: maxExpansionCandidates, unit: 'sections' });
  const expanding = found
    .slice(0, maxExpansionCandidates)
    .filter(({ note, section }) => spellsOut(splitWords(extractSectionText(note, section)), word));
  return toTextMatches(expanding).map((match) => ({ ...match, kind: 'initials' }));
}

/** @param results the best first */
function toTextMatches(results: readonly SearchResult[]): Match[] {
  return results.map(({ note, section }, index) => ({ note, section, kind: 'text', score: 0.1 / (index + 1) }));
}

/** Creates the message for a query without matches, with the number of sections that contain its words. */
export async function describeNoMatch(query: string, library: Library, isPath: boolean): Promise<string> {
  if (query.trim() === '') return 'The query is empty. Run `readings tree` to list all headings.';
  const name = sanitizeLine(query.length > 100 ? `${query.slice(0, 100)}…` : query);
  const [place] = listPlaces(query).filter(({ line }) => line !== undefined);
  const [note] = isPath && place ? library.findCandidates(place.path, [], false) : [];
  if (note && place?.line !== undefined && place.line > note.lines.count)
    return `${sanitizeLine(note.path)} has only ${note.lines.findLastNonBlank(note.source.length, 1)} lines.`;
  const block = findBlockAddress(query);
  if (block) return `No block of "${sanitizeLine(block.note)}" has the identifier ^${block.id}.`;
  if (isPath)
    return query.includes('#')
      ? `No section has the address ${name}. Run \`readings tree\` to list all headings.`
      : `${name} is neither in the library nor on disk. Run \`readings list\` to list all notes.`;
  const mentions = await library.countResults(createSearchQuery(getRequiredWords(query)), 'sections');
  const missing = `No section is called "${name}"`;
  const counts = mentions === 0 ? await library.countFrequencies(getRequiredWords(query)) : new Map<string, number>();
  if ([...counts.values()].some((count) => count > 0) && counts.size > 1)
    return `${missing}, and none contains all of its words. Try fewer words, or run \`readings search ${name}\`.`;
  if (mentions === 0)
    return `${missing}, and no note mentions it. Try other words, or run \`readings tree\` to list all headings.`;
  const words = getRequiredWords(query).length === 1 ? 'the word' : 'the words';
  const count = mentions === 1 ? `1 section contains ${words}` : `${mentions} sections contain ${words}`;
  return `${missing}. ${count}. Run \`readings search ${name}\`.`;
}
