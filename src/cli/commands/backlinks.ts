import { queryParameters } from '../../core/query/kinds.ts';
import type { QueryTarget } from '../../library/resolve-query.ts';
import { defineCommand, requiredQuery } from '../command-line/command.ts';

export const backlinks = defineCommand({
  name: 'backlinks',
  group: 'Find',
  summary: 'List the links from other notes to a note or one of its sections.',
  operands: requiredQuery,
  options: queryParameters,
  examples: ['backlinks {linked}', 'backlinks {linked} --json'],
  answer: 'links',
  run: async (io, { operands, options }) => {
    const { describeTarget, printAnswer } = await import('../answering/ask.ts');
    const { findLinksTo } = await import('../../library/backlinks.ts');
    const request = {
      query: operands.join(' '),
      takes: 'best',
      emptyMessage: (target: QueryTarget) => `No other note links to ${describeTarget(target)}.`,
    } as const;
    return printAnswer(io, 'links', options, request, async ({ library, targets }) => {
      const getLinks = await library.loadLinkExtractor();
      return targets.flatMap((target) => findLinksTo(target, library, getLinks));
    });
  },
});
