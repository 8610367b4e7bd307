/** Selects trade-offs by topic, and compares topics. */
import type { ComparedTopic, Comparison, Item, Section, TradeOff } from '../note.ts';
import { hasAllWords } from '../query/lookup.ts';
import { getRequiredWords, hasName } from '../query/query-words.ts';
import type { Span } from '../tree.ts';
import { normalizeName, splitWords, toNameKey } from '../words.ts';
import type { Side } from './lexicon/lexicon.ts';

/** Returns the trade-offs whose topic contains all words of a name, exact names first. */
export function findTradeOffsByTopicWords(tradeOffs: readonly TradeOff[], name: string): TradeOff[] {
  const key = toNameKey(name);
  const words = getRequiredWords(name);
  const isNamed = ({ topic }: TradeOff) => hasName(topic, key);
  const hasWords = ({ topic }: TradeOff) => hasAllWords(words, splitWords(topic), ['words']);
  const matches = tradeOffs.filter((tradeOff) => isNamed(tradeOff) || hasWords(tradeOff));
  return [...matches.filter(isNamed), ...matches.filter((tradeOff) => !isNamed(tradeOff))];
}

/** Returns the trade-offs of a section: those of its topic or, if it has none, those of the only topic in it. */
export function selectSectionTradeOffs(tradeOffs: readonly TradeOff[], section: Section | undefined): TradeOff[] {
  const sectionTradeOffs = tradeOffs.filter((tradeOff) => tradeOff.section === section && tradeOff.isSectionTopic);
  const topics = new Set(tradeOffs.map(({ topic }) => normalizeName(topic)));
  return sectionTradeOffs.length > 0 || topics.size !== 1 ? sectionTradeOffs : [...tradeOffs];
}

/** Groups trade-offs under one topic. @param name the topic's name if `tradeOffs` is empty or has several topics */
export function createComparedTopic(name: string, tradeOffs: readonly TradeOff[]): ComparedTopic {
  const names = new Set(tradeOffs.map(({ topic }) => topic));
  const [firstName = name] = names;
  return { topic: names.size > 1 ? name : firstName, tradeOffs };
}

/** All sides in the order of output, including the neutral points of decision records. */
export const allSides = ['pros', 'cons', 'neutral', 'useWhen', 'avoidWhen'] as const;

export function mapSides(
  items: (side: (typeof allSides)[number]) => Item[],
): Record<(typeof allSides)[number], Item[]> {
  return {
    pros: items('pros'),
    cons: items('cons'),
    neutral: items('neutral'),
    useWhen: items('useWhen'),
    avoidWhen: items('avoidWhen'),
  };
}

export function collectItems({ tradeOffs }: ComparedTopic, side: Side | 'neutral'): Item[] {
  return tradeOffs.flatMap((tradeOff) => tradeOff[side]);
}

export function hasTradeOffs(comparison: Comparison): boolean {
  return comparison.some(({ tradeOffs }) => tradeOffs.length > 0);
}

/** Keeps the items inside any of the spans, and drops trade-offs that become empty. */
export function clipTradeOffs(tradeOffs: readonly TradeOff[], spans: readonly Span[]): TradeOff[] {
  const isInside = (item: Item) => spans.some((span) => span.from <= item.from && item.from <= span.to);
  return tradeOffs.flatMap((tradeOff) => filterItems(tradeOff, isInside));
}

/** Keeps only the first copy of each repeated item, and drops trade-offs that become empty. */
export function removeDuplicateItems(tradeOffs: readonly TradeOff[]): TradeOff[] {
  const seen = new Set<string>();
  return tradeOffs.flatMap((tradeOff) =>
    filterItems(tradeOff, ({ from }) => {
      const key = `${from} ${tradeOff.note.file}`;
      return !seen.has(key) && seen.add(key) !== undefined;
    }),
  );
}

/** Returns a trade-off with some of its items; nothing if it has none of them. */
function filterItems(tradeOff: TradeOff, accepts: (item: Item) => boolean): TradeOff[] {
  const sides = mapSides((side) => tradeOff[side].filter(accepts));
  return allSides.some((side) => sides[side].length > 0) ? [{ ...tradeOff, ...sides }] : [];
}
