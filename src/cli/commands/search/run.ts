import { sanitizeLine } from '../../../core/escape.ts';
import type { kinds } from '../../../core/query/kinds.ts';
import type { Values } from '../../../core/query/parameters.ts';
import type { SearchQuery } from '../../../core/query/search.ts';
import { parseSearch } from '../../../core/query/search.ts';
import type { Library } from '../../../library/library.ts';
import { searchLibrary, searchWithSnippets } from '../../../library/search-results.ts';
import { printAnswer } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';

type SearchOptions = Values<typeof kinds.search.parameters>;

const defaultLimit = 20;

/** Searches the text of the notes; with `--count` or `--files`, prints only the number or the notes of the results. */
export async function searchNotes(
  io: Io,
  operands: readonly string[],
  options: GlobalOptions & SearchOptions,
): Promise<number> {
  const words = operands.join(' ');
  const { allSections = false, count, files } = options;
  const search = parseSearch(words);
  const limit = options.limit ?? (count || files ? Number.MAX_SAFE_INTEGER : defaultLimit);
  const findResults = (library: Library) => searchLibrary(library, search, limit, allSections);
  const request = {
    query: undefined,
    takes: 'none',
    emptyMessage: `No notes match "${sanitizeLine(words)}".`,
  } as const;
  if (count)
    return printAnswer(io, 'count', options, request, async ({ library }) => {
      const { length } = await findResults(library);
      return length > 0 ? [length] : [];
    });
  if (files)
    return printAnswer(io, 'files', options, request, async ({ library }) => [
      ...new Set((await findResults(library)).map(({ note }) => note)),
    ]);
  return printAnswer(io, 'search', options, request, async ({ library, info }) => {
    const hits = await searchWithSnippets(library, search, limit, allSections);
    if (hits.length === 0) for (const message of await suggestWords(search, library)) info(message);
    return hits;
  });
}

/** Suggests words of the library for those that it does not have. */
async function suggestWords({ groups }: SearchQuery, library: Library): Promise<string[]> {
  // A prefix, or a word in a field, may be missing there although the library has the word.
  const terms = groups.flat().filter(({ isPrefix, field }) => !isPrefix && field === undefined);
  const words = terms.flatMap(({ text }) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
  const counts = await library.countFrequencies(words);
  const messages: string[] = [];
  for (const word of new Set(words.filter((candidate) => counts.get(candidate) === 0))) {
    const suggestions = (await library.suggestSpellings(word)).slice(0, 3);
    if (suggestions.length > 0) {
      const names = suggestions.map((suggestion) => `"${suggestion}"`).join(' or ');
      messages.push(`No note contains "${sanitizeLine(word)}". Did you mean ${names}?`);
    }
  }
  return messages;
}
