/** Compares topics by their pros and cons. */
import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import type { ComparedTopic, TradeOff } from '../../../core/note.ts';
import { isExactKind, isNamedKind } from '../../../core/query/lookup.ts';
import {
  clipTradeOffs,
  createComparedTopic,
  hasTradeOffs,
  removeRepeated,
  selectSectionTradeOffs,
} from '../../../core/tradeoffs/select.ts';
import { findTopics } from '../../../library/extract-answers.ts';
import type { Library } from '../../../library/library.ts';
import type { QueryOptions, QueryTarget } from '../../../library/resolve-query.ts';
import { wholeNote } from '../../../library/resolve-query.ts';
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
  const request = { query: undefined, takes: 'none', emptyMessage: `No pros or cons about ${names}.` } as const;
  return printAnswer(io, 'compare', options, request, async ({ library, find, info }) => {
    const comparison: ComparedTopic[] = [];
    for (const topic of topics) {
      const matches = await find(topic);
      const tradeOffs = await findAbout(library, topic, matches);
      comparison.push(createComparedTopic(topic, tradeOffs));
      if (tradeOffs.length === 0) info(describeMissing(topic, matches));
    }
    return hasTradeOffs(comparison) ? [comparison] : [];
  });
}

/** Finds the trade-offs about a topic: those of sections with its name and of topics with its words; else of headings with its words. */
async function findAbout(library: Library, topic: string, matches: readonly QueryTarget[]): Promise<TradeOff[]> {
  const getTradeOffs = await library.loadTradeOffExtractor();
  const listAbout = (targets: readonly QueryTarget[]) =>
    targets.flatMap(({ note, section }) =>
      selectSectionTradeOffs(clipTradeOffs(getTradeOffs(note), [section ?? wholeNote]), section),
    );
  const exact = matches.filter(({ kind }) => kind !== undefined && isExactKind(kind));
  const about = removeRepeated([...listAbout(exact), ...(await findTopics(library, topic))]);
  return about.length > 0
    ? about
    : removeRepeated(listAbout(matches.filter(({ kind }) => kind !== undefined && isNamedKind(kind))));
}

function describeMissing(topic: string, matches: readonly QueryTarget[]): string {
  const names = new Set(matches.map(({ note, section }) => sanitizeLine(section?.heading ?? note.title)));
  const suggestions = [...names].slice(0, 3).map((name) => `"${name}"`);
  const near = suggestions.length > 0 ? ` Near names: ${suggestions.join(', ')}.` : '';
  return `No pros or cons about "${sanitizeLine(topic)}".${near} Run \`readings topics\` to list all topics.`;
}
