/** Compares topics by their pros and cons. */
import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import type { ComparedTopic } from '../../../core/note.ts';
import { hasAllWords, isExactKind, isMisspellingOfAny } from '../../../core/query/lookup.ts';
import { getRequiredWords } from '../../../core/query/query-words.ts';
import { createComparedTopic, hasTradeOffs } from '../../../core/tradeoffs/select.ts';
import { splitWords } from '../../../core/words.ts';
import { findTradeOffsAbout } from '../../../library/answers/compare.ts';
import type { Library } from '../../../library/library.ts';
import type { QueryOptions, QueryTarget } from '../../../library/resolve-query.ts';
import { describeTarget, printAnswer } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';

export async function compareTopics(
  io: Io,
  operands: readonly string[],
  options: GlobalOptions & QueryOptions,
): Promise<number> {
  const topics = splitTopics(operands);
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
      const tradeOffs = await findTradeOffsAbout(library, topic, matches);
      comparison.push(createComparedTopic(topic, tradeOffs));
      if (tradeOffs.length === 0) info(await describeMissing(library, topic, matches));
    }
    return hasTradeOffs(comparison) ? [comparison] : [];
  });
}

/** Splits operands into topics: `venv conda`, `push cdn vs pull cdn`, `tcp and udp`, `"sql vs nosql"`, `tcp/udp`. */
function splitTopics(operands: readonly string[]): string[] {
  const [only = ''] = operands;
  if (operands.length === 1)
    return only
      .replace(/\s+/g, ' ')
      .split(/ (?:vs\.?|versus|and|or) | ?[,/] ?/i)
      .filter((topic) => topic !== '');
  const isSeparator = (word: string) => /^(?:vs\.?|versus|and|or)$/i.test(word);
  if (!operands.some(isSeparator)) return operands.map((word) => word.replace(/,$/, ''));
  const topics: string[][] = [[]];
  for (const word of operands) {
    if (isSeparator(word)) topics.push([]);
    else topics.at(-1)?.push(word);
  }
  return topics.map((words) => words.join(' ')).filter((topic) => topic !== '');
}

/** Creates the message for a topic without trade-offs. Names the matching section, or else suggests similar topics. */
async function describeMissing(library: Library, topic: string, matches: readonly QueryTarget[]): Promise<string> {
  const name = sanitizeLine(topic);
  const [exact] = matches.filter(({ kind }) => isExactKind(kind));
  if (exact) return `No pros or cons about "${name}" (${describeTarget(exact)}).`;
  const topics = library.notesWith('tradeoffs').flatMap(await library.loadTradeOffExtractor());
  const words = getRequiredWords(topic);
  const isSimilar = (candidate: string) => {
    const candidateWords = splitWords(candidate);
    return words.every((word) => hasAllWords([word], candidateWords) || isMisspellingOfAny(word, candidateWords));
  };
  const names = [...new Set(topics.map((tradeOff) => tradeOff.topic).filter(isSimilar))].slice(0, 3);
  const similar = names.map((candidate) => `"${sanitizeLine(candidate)}"`).join(' or ');
  const hint = similar === '' ? 'Run `readings topics` to list all topics.' : `Did you mean ${similar}?`;
  return `No pros or cons about "${name}". ${hint}`;
}
