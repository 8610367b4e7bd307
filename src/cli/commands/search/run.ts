/** What `search` does. */
import { sanitizeLine } from '../../../core/escape.ts';
import type { SearchQuery } from '../../../core/query/search.ts';
import { parseSearch } from '../../../core/query/search.ts';
import type { Library, SearchResult } from '../../../library/library.ts';
import { searchLibrary, searchWithSnippets } from '../../../library/search-results.ts';
import { ask } from '../../answering/ask.ts';
import type { Session } from '../../session.ts';
import type { Called } from '../../settings.ts';

interface SearchOptions {
  readonly limit?: number;
  readonly allSections?: boolean;
  readonly count?: boolean;
  readonly files?: boolean;
}

const all = Number.MAX_SAFE_INTEGER;

export async function search(session: Session, words: readonly string[], called: Called): Promise<void> {
  const query = words.join(' ');
  const { limit, allSections = false, count, files } = called.optsWithGlobals() as SearchOptions;
  const wanted = parseSearch(query);
  const most = limit ?? (count || files ? all : 20);
  const find = (library: Library) => searchLibrary(library, wanted, most, allSections);
  const question = { query: undefined, takes: 'none' as const, nothing: `nothing has ${sanitizeLine(query)}` };
  if (count) return ask(session, called, 'count', question, async ({ library }) => numberOf(await find(library)));
  if (files)
    return ask(session, called, 'files', question, async ({ library }) => [
      ...new Set((await find(library)).map(({ note }) => note)),
    ]);
  return ask(session, called, 'search', question, async ({ library, hint }) => {
    const hits = await searchWithSnippets(library, wanted, most, allSections);
    if (hits.length === 0) for (const offer of await offers(wanted, library)) hint(offer);
    return hits;
  });
}

function numberOf(found: readonly SearchResult[]): number[] {
  return found.length > 0 ? [found.length] : [];
}

/** Words of the library in the place of those that it has not. */
async function offers(wanted: SearchQuery, library: Library): Promise<string[]> {
  // Of a start or a field nothing is said: that a word is there does not mean that it is there.
  const plain = wanted.groups.flat().filter(({ isPrefix: isStart, field }) => !isStart && field === undefined);
  const words = plain.flatMap(({ text }) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
  const counts = await library.countFrequencies(words);
  const missing = words.filter((word) => counts.get(word) === 0);
  const said: string[] = [];
  for (const word of new Set(missing)) {
    const near = (await library.suggestSpellings(word)).slice(0, 3);
    if (near.length > 0)
      said.push(`no note has "${sanitizeLine(word)}"; there is ${near.map((one) => `"${one}"`).join(', ')}.`);
  }
  return said;
}
