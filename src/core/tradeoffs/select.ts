/** Selects trade-offs by topic, and compares topics. */
import { stemmer } from 'stemmer';
import type { ComparedTopic, Comparison, Item, Section, TradeOff } from '../note.ts';
import type { Span } from '../tree.ts';
import { normalizeName, splitWords } from '../words.ts';
import type { Side } from './lexicon/lexicon.ts';

/** Returns the trade-offs of a topic by name, or else by word stems: `linked list` matches `Linked Lists`. */
export function findTradeOffsByTopic(tradeOffs: readonly TradeOff[], name: string): TradeOff[] {
  const exact = tradeOffs.filter(({ topic }) => normalizeName(topic) === normalizeName(name));
  if (exact.length > 0) return exact;
  const nameStems = stemWords(name);
  return tradeOffs.filter(({ topic }) => stemWords(topic).join(' ') === nameStems.join(' '));
}

export function findTradeOffsByTopicWords(tradeOffs: readonly TradeOff[], name: string): TradeOff[] {
  const nameStems = stemWords(name);
  return nameStems.length === 0
    ? []
    : tradeOffs.filter(({ topic }) => {
        const stems = new Set(stemWords(topic));
        return nameStems.every((stem) => stems.has(stem));
      });
}

function stemWords(name: string): string[] {
  return splitWords(name).map((word) => stemmer(word));
}

/** Returns the trade-offs of a section: those of its topic or, if it has none, those of the only topic in it. */
export function selectSectionTradeOffs(tradeOffs: readonly TradeOff[], section: Section | undefined): TradeOff[] {
  const sectionTradeOffs = tradeOffs.filter(
    (tradeOff) => tradeOff.section === section && tradeOff.topic === section?.heading,
  );
  const topics = new Set(tradeOffs.map(({ topic }) => normalizeName(topic)));
  return sectionTradeOffs.length > 0 || topics.size !== 1 ? sectionTradeOffs : [...tradeOffs];
}

/** @param name used if there are no trade-offs, or if their topics have several names */
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

/** Returns the parts of trade-offs that are in one of the spans, without empty ones. */
export function clipTradeOffs(tradeOffs: readonly TradeOff[], spans: readonly Span[]): TradeOff[] {
  const isInside = (item: Item) => spans.some((span) => span.from <= item.from && item.from <= span.to);
  return tradeOffs
    .map((tradeOff) => ({ ...tradeOff, ...mapSides((side) => tradeOff[side].filter(isInside)) }))
    .filter((tradeOff) => allSides.some((side) => tradeOff[side].length > 0));
}
