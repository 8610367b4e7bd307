/** Searches the index of a site; runs in the browser. */
import MiniSearch, { type SearchResult } from 'minisearch';
import { isStopWord } from '../../core/query/query-words.ts';
import { listQueryTerms, listTerms } from '../search-terms.ts';

/** How much a word counts in each field, as in the index of a library. */
const boost = { heading: 8, ancestors: 2, title: 5, tags: 3, path: 1.5, body: 1 };

/** Returns the part of an index that has a term. All terms that do not begin with a Latin letter or digit share one. */
export function letterOf(term: string): string {
  return /^[a-z\d]/.exec(term)?.[0] ?? 'other';
}

/** The options with which an index is written and loaded: they must be the same. */
export const indexOptions = {
  fields: Object.keys(boost),
  tokenize: listTerms,
  processTerm: (term: string): string | false => term,
};

/** A stem has no stem of its own: `deployment` becomes `deploy`, and `deploy` `deploi`. */
const keepTerm = (term: string): string[] => [term];

/** Loads a part of an index. @param part as `JSON.parse` returns it */
export function loadIndex(part: object): MiniSearch {
  return MiniSearch.loadJS(part as never, indexOptions);
}

/**
 * Returns the numbers of the sections that have every word of a query, best first.
 * @param loadPart returns the index with the terms that begin with a letter, or with all terms
 */
export async function searchSite(
  query: string,
  loadPart: (letter: string) => Promise<MiniSearch | undefined>,
): Promise<number[]> {
  const words = query.split(/\s+/).filter((word) => word !== '');
  const decisive = words.filter((word) => !isStopWord(word.toLowerCase()));
  const terms = [...new Set(listQueryTerms((decisive.length > 0 ? decisive : words).join(' ')))];
  let scores: ReadonlyMap<number, number> | undefined;
  for (const term of terms) {
    const index = await loadPart(letterOf(term));
    const found: readonly SearchResult[] = index?.search(term, { boost, tokenize: keepTerm }) ?? [];
    const before = scores;
    scores = new Map(
      found
        .filter(({ id }) => before === undefined || before.has(id))
        .map(({ id, score }) => [id as number, score + (before?.get(id) ?? 0)]),
    );
  }
  return [...(scores ?? [])].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([id]) => id);
}
