/** Fallbacks for a query that matches no name: text matches and corrected spelling. */
import { sanitizeLine } from '../../core/escape.ts';
import type { Note } from '../../core/note.ts';
import { getHeadingPath } from '../../core/note.ts';
import type { Match } from '../../core/query/lookup.ts';
import { findMatches, hasAllWords, isBelow, isWholeWordKind, splitPath } from '../../core/query/lookup.ts';
import { getRequiredWords } from '../../core/query/query-words.ts';
import { createSearchQuery } from '../../core/query/search.ts';
import { splitWords } from '../../core/words.ts';
import type { Library, SearchResult } from '../library.ts';
import { correctSpelling } from './spelling.ts';
import { listSubsets, sortByRarity } from './subsets.ts';

/** Finds names with words that are spelled similarly to those that the library does not contain. */
export async function findBySpelling(
  query: string,
  library: Library,
  getPaths: (note: Note) => readonly string[],
): Promise<readonly Match[]> {
  const words = getRequiredWords(query);
  for (const corrected of await correctSpelling(words, library)) {
    const correctedQuery = corrected.join(' ');
    const candidates = library.findCandidates(correctedQuery, [], true);
    const { matches } = findMatches(correctedQuery, candidates, getPaths);
    const named = matches.filter(({ kind }) => isWholeWordKind(kind));
    if (named.length > 0) return named.map((match) => ({ ...match, kind: 'spelling' }));
  }
  if ((await sortByRarity(words, library)).length === words.length) return [];
  return findMatches(query, library.findByGuess(query, 'spelling'), getPaths, 'spelling').matches;
}

/** Maximum number of search results to consider per subset of the words. */
const maxTextMatches = 60;

/**
 * Finds sections that have the rarest word of a query in their headings and the others in their text. A query of three
 * or more words may match without one of them. A word that no note contains may be dropped only if three others remain.
 * For `note > words`, finds the sections of the note that contain the words.
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
  const byRarity = await sortByRarity(words, library);
  const unknownCount = words.length - byRarity.length;
  if (unknownCount > 1 || (unknownCount > 0 && byRarity.length < 3)) return [];
  const minSize = unknownCount > 0 || words.length < 3 ? byRarity.length : words.length - 1;
  for (let size = byRarity.length; size > 1 && size >= minSize; size--) {
    for (const subset of listSubsets(byRarity, size)) {
      // The rarest word is the most specific, so every subset must contain it.
      if (subset[0] !== byRarity[0]) continue;
      const results = await library.search(createSearchQuery(subset), { count: maxTextMatches, unit: 'sections' });
      const inHeadings = results.filter(({ note, section }) =>
        hasAllWords(subset.slice(0, 1), [note.title, ...getHeadingPath(section)].flatMap(splitWords), [
          'words',
          'stem',
        ]),
      );
      if (inHeadings.length > 0) return toTextMatches(inHeadings, subset);
    }
  }
  return [];
}

/** @param words matches are ranked by how many of these words their headings contain */
function toTextMatches(results: readonly SearchResult[], words: readonly string[] = []): Match[] {
  const countIn = (texts: readonly string[]) => {
    const names = texts.flatMap(splitWords);
    return words.filter((word) => hasAllWords([word], names, ['words', 'stem'])).length;
  };
  const ranked = results
    .map(({ note, section, score }) => ({
      match: { note, section, kind: 'text' as const },
      score,
      inHeading: countIn([section?.heading ?? note.title]) + countIn(getHeadingPath(section)) / 10,
    }))
    .sort((a, b) => b.inHeading - a.inHeading || b.score - a.score);
  return ranked.map(({ match }, index) => ({ ...match, score: 0.1 / (index + 1) }));
}

/** Creates the message for a query without matches, with the number of sections that contain its words. */
export async function describeNoMatch(query: string, library: Library, isPath: boolean): Promise<string> {
  if (query.trim() === '') return 'The query is empty. Run `readings tree` to list all headings.';
  const name = sanitizeLine(query.length > 100 ? `${query.slice(0, 100)}…` : query);
  if (isPath)
    return query.includes('#')
      ? `No section has the address ${name}. Run \`readings tree\` to list all headings.`
      : `${name} is neither in the library nor on disk. Run \`readings list\` to list all notes.`;
  const mentions = await library.countResults(createSearchQuery(getRequiredWords(query)), 'sections');
  const missing = `No section is called "${name}"`;
  if (mentions === 0)
    return `${missing}, and no note mentions it. Try other words, or run \`readings tree\` to list all headings.`;
  const words = getRequiredWords(query).length === 1 ? 'the word' : 'the words';
  const count = mentions === 1 ? `1 section contains ${words}` : `${mentions} sections contain ${words}`;
  return `${missing}. ${count}. Run \`readings search ${name}\`.`;
}
