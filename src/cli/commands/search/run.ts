import { sanitizeLine } from '../../../core/escape.ts';
import type { kinds } from '../../../core/query/kinds.ts';
import type { Values } from '../../../core/query/parameters.ts';
import type { SearchAnswer } from '../../../library/search/results.ts';
import { addSnippet, searchLibrary } from '../../../library/search/results.ts';
import type { QueryContext } from '../../answering/ask.ts';
import { getLanguage, printAnswer } from '../../answering/ask.ts';
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
  const language = getLanguage(io);
  const isWhole = count === true || files === true;
  const limit = options.limit ?? (isWhole ? Number.MAX_SAFE_INTEGER : defaultLimit);
  const request = {
    query: undefined,
    takes: 'none',
    emptyMessage: `No notes match "${sanitizeLine(words)}".`,
  } as const;
  const find = async ({ library, info }: QueryContext): Promise<SearchAnswer> => {
    const answer = await searchLibrary(library, words, { limit, allSections, language });
    const message = describeRelaxation(answer);
    if (message !== undefined) info(message);
    return answer;
  };
  if (count)
    return printAnswer(io, 'count', options, request, async (context) => {
      const { length } = (await find(context)).results;
      return length > 0 ? [length] : [];
    });
  if (files)
    return printAnswer(io, 'files', options, request, async (context) => [
      ...new Set((await find(context)).results.map(({ note }) => note)),
    ]);
  return printAnswer(io, 'search', options, request, async (context) => {
    const { results, search } = await find(context);
    if (results.length === limit) {
      const total = await context.library.countResults(search, allSections ? 'sections' : 'notes');
      if (total > limit) context.info(`${limit} of ${total} results. Use --limit to print more.`);
    }
    return results.map((result) => addSnippet(result, search));
  });
}

/** Returns a message if the results are for a corrected or shortened query. */
function describeRelaxation({ replaced }: SearchAnswer): string | undefined {
  if (!replaced) return undefined;
  const { missing, corrected } = replaced;
  if (corrected.length > 0)
    return `No section contains the words as typed. Showing the results for "${sanitizeLine(corrected.join(' '))}".`;
  const names = missing.map((word) => `"${sanitizeLine(word)}"`).join(' and ');
  return `No section has all of these words. Showing the results without ${names}.`;
}
