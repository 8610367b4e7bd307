/** Offers search results to choose from if no section has the name of a query. */
import { sanitizeLine } from '../../../core/escape.ts';
import { formatAddress } from '../../../core/note.ts';
import { searchLibrary } from '../../../library/search/results.ts';
import { withQuery } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { setUp } from '../../setup.ts';
import { askLine } from '../../terminal/prompt.ts';

const maxResults = 5;

/** @returns the address of the chosen section; nothing if there are no results, or the user chooses none */
export async function chooseResult(io: Io, query: string, options: GlobalOptions): Promise<string | undefined> {
  const setup = await setUp(io, options);
  const request = { query: undefined, takes: 'none' } as const;
  const quiet = { ...options, quiet: true };
  const { answer } = await withQuery(io, quiet, setup, request, false, async ({ library }) => {
    const { results } = await searchLibrary(library, query, { limit: maxResults, allSections: false });
    return results.map(({ note, section }) => ({
      address: section ? `${note.file}#${section.slug}` : note.file,
      name: `${sanitizeLine(section?.heading ?? note.title)}  ${sanitizeLine(formatAddress(note, section))}`,
    }));
  });
  if (answer.length === 0) return undefined;
  io.output.write(answer.map(({ name }, index) => `${index + 1}  ${name}\n`).join(''));
  const line = (await askLine(io, `Show which one, 1 to ${answer.length}? `)).trim();
  return /^[1-9]$/.test(line) ? answer[Number(line) - 1]?.address : undefined;
}
