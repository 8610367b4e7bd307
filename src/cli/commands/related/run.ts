import { findRelated } from '../../../library/related/find-related.ts';
import { describeTarget, printAnswer } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';

const defaultLimit = 10;

/** Lists sections that are similar to a section. */
export async function relatedSections(
  io: Io,
  query: string,
  options: GlobalOptions & { readonly limit?: number },
): Promise<number> {
  const { limit = defaultLimit } = options;
  const request = {
    query,
    takes: 'best',
    emptyMessage: (target: Parameters<typeof describeTarget>[0]) =>
      `No other section is similar to ${describeTarget(target)}.`,
  } as const;
  return printAnswer(io, 'search', options, request, async ({ library, targets: [target] }) =>
    target ? findRelated(target, library, limit) : [],
  );
}
