import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import type { kinds } from '../../../core/query/kinds.ts';
import type { Values } from '../../../core/query/parameters.ts';
import type { SearchAnswer } from '../../../library/search/results.ts';
import { addSnippet, searchLibrary } from '../../../library/search/results.ts';
import { formatCount } from '../../../render/wording.ts';
import type { QueryContext } from '../../answering/ask.ts';
import { getLanguage, printAnswer, withQuery } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { setUp } from '../../setup.ts';

type SearchOptions = Values<typeof kinds.search.parameters> & { readonly open?: number };

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
  if (options.open !== undefined) return showResult(io, words, options.open, options);
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
    if (io.output.isTTY && results.length > 1)
      context.info(`${results.length} results. To look through them: readings pick --search ${quoteWords(words)}`);
    return results.map((result) => addSnippet(result, search));
  });
}

/** Shows the nth result. @throws UserError if there are fewer */
async function showResult(io: Io, words: string, n: number, options: GlobalOptions & SearchOptions): Promise<number> {
  const setup = await setUp(io, options);
  const request = { query: undefined, takes: 'none' } as const;
  const { answer } = await withQuery(io, options, setup, request, false, async ({ library }) => {
    const { allSections = false } = options;
    const { results } = await searchLibrary(library, words, { limit: n, allSections, language: getLanguage(io) });
    return results.map(({ note, section }) => (section ? `${note.file}#${section.slug}` : note.file));
  });
  const address = answer[n - 1];
  if (address !== undefined)
    return (await import('../show/run.ts')).showSection(io, [address], { ...options, children: true });
  throw new UserError(
    `Cannot show result ${n}: there ${answer.length === 1 ? 'is' : 'are'} ${formatCount(answer.length, 'result')}.`,
    exitStatus.noMatch,
  );
}

/** Returns words as one would type them in a shell. */
function quoteWords(words: string): string {
  return /^[\w .:-]+$/.test(words) ? words : `'${sanitizeLine(words).replaceAll("'", `'\\''`)}'`;
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
