/** Compares topics by their pros and cons. */
import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import { isExactKind } from '../../../core/query/lookup.ts';
import {
  clipTradeOffs,
  createComparedTopic,
  findTradeOffsByTopic,
  findTradeOffsByTopicWords,
  hasTradeOffs,
  selectSectionTradeOffs,
} from '../../../core/tradeoffs/select.ts';
import type { QueryOptions } from '../../../library/resolve-query.ts';
import { groupByNote, wholeNote } from '../../../library/resolve-query.ts';
import { printAnswer } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';

export async function compareTopics(
  io: Io,
  operands: readonly string[],
  options: GlobalOptions & QueryOptions,
): Promise<number> {
  // `compare venv vs conda`
  const topics = operands.filter((word) => !/^(?:vs\.?|versus)$/i.test(word));
  if (topics.length < 2)
    throw new UserError(
      'compare needs at least two topics.',
      exitStatus.usageError,
      `For a single topic, use: readings proscons ${topics.join(' ')}`,
    );
  const names = topics.map((topic) => `"${sanitizeLine(topic)}"`).join(' or ');
  const request = { query: undefined, takes: 'equals', emptyMessage: `No pros or cons about ${names}.` } as const;
  return printAnswer(io, 'compare', options, request, async ({ library, targets, find, info }) => {
    const tradeOffsOf = await library.loadTradeOffExtractor();
    const all = groupByNote(targets).flatMap(([note]) => tradeOffsOf(note));
    const comparison = topics.map((topic) => {
      const named = findTradeOffsByTopic(all, topic);
      if (named.length > 0) return createComparedTopic(topic, named);
      // A guess may be a section about something else: only exact names are used.
      const matches = find(topic).filter(({ kind }) => kind !== undefined && isExactKind(kind));
      const about = matches.flatMap(({ note, section }) =>
        selectSectionTradeOffs(clipTradeOffs(tradeOffsOf(note), [section ?? wholeNote]), section),
      );
      const [best] = matches;
      if (about.length > 0) return { topic: best?.section?.heading ?? best?.note.title ?? topic, tradeOffs: about };
      return createComparedTopic(topic, findTradeOffsByTopicWords(all, topic));
    });
    if (!hasTradeOffs(comparison)) return [];
    for (const { topic, tradeOffs } of comparison)
      if (tradeOffs.length === 0) info(`No pros or cons about "${sanitizeLine(topic)}".`);
    return [comparison];
  });
}
