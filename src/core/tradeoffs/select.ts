/** Trade-offs by the names of their topics, and topics side by side. */
import { stemmer } from 'stemmer';
import type { ComparedTopic, Comparison, Item, Section, TradeOff } from '../note.ts';
import type { Span } from '../tree.ts';
import { nameOf, wordsOf } from '../words.ts';
import type { Side } from './lexicon/index.ts';

/** @returns the trade-offs whose topic is called so, whatever it is that names it; `linked list` and `Linked Lists` are one */
export function tradeOffsCalled(tradeOffs: readonly TradeOff[], name: string): TradeOff[] {
  const exact = tradeOffs.filter(({ topic }) => nameOf(topic) === nameOf(name));
  if (exact.length > 0) return exact;
  const wanted = stemsOf(name);
  return tradeOffs.filter(({ topic }) => stemsOf(topic).join(' ') === wanted.join(' '));
}

/** @returns those whose topic has all the words of a name, and others */
export function tradeOffsNaming(tradeOffs: readonly TradeOff[], name: string): TradeOff[] {
  const wanted = stemsOf(name);
  return wanted.length === 0
    ? []
    : tradeOffs.filter(({ topic }) => {
        const stems = new Set(stemsOf(topic));
        return wanted.every((stem) => stems.has(stem));
      });
}

function stemsOf(name: string): string[] {
  return wordsOf(name).map((word) => stemmer(word));
}

/** What is said of a section itself: of its own topic, or of the only one in it. */
export function tradeOffsAbout(tradeOffs: readonly TradeOff[], section: Section | undefined): TradeOff[] {
  const own = tradeOffs.filter((tradeOff) => tradeOff.section === section && tradeOff.topic === section?.heading);
  const topics = new Set(tradeOffs.map(({ topic }) => nameOf(topic)));
  return own.length > 0 || topics.size !== 1 ? own : [...tradeOffs];
}

/** @param name what the topic was asked for by: it is called so where nothing is said of it, or it has several names */
export function comparedTopic(name: string, tradeOffs: readonly TradeOff[]): ComparedTopic {
  const names = new Set(tradeOffs.map(({ topic }) => topic));
  const [only = name] = names;
  return { topic: names.size > 1 ? name : only, tradeOffs };
}

/** The sides of a trade-off, with what decision records call neutral, in the order in which they are told. */
export const allSides = ['pros', 'cons', 'neutral', 'useWhen', 'avoidWhen'] as const;

/** Each side's entries. */
export function bySide(items: (side: (typeof allSides)[number]) => Item[]): Record<(typeof allSides)[number], Item[]> {
  return {
    pros: items('pros'),
    cons: items('cons'),
    neutral: items('neutral'),
    useWhen: items('useWhen'),
    avoidWhen: items('avoidWhen'),
  };
}

/** What is said of a topic on one side. */
export function itemsOn({ tradeOffs }: ComparedTopic, side: Side | 'neutral'): Item[] {
  return tradeOffs.flatMap((tradeOff) => tradeOff[side]);
}

/** Whether anything is said of any of the topics. */
export function saysAnything(comparison: Comparison): boolean {
  return comparison.some(({ tradeOffs }) => tradeOffs.length > 0);
}

/** The parts of trade-offs that lie in some spans; those with nothing in them are left out. */
export function tradeOffsWithin(tradeOffs: readonly TradeOff[], spans: readonly Span[]): TradeOff[] {
  const isInside = (item: Item) => spans.some((span) => span.from <= item.from && item.from <= span.to);
  return tradeOffs
    .map((tradeOff) => ({ ...tradeOff, ...bySide((side) => tradeOff[side].filter(isInside)) }))
    .filter((tradeOff) => allSides.some((side) => tradeOff[side].length > 0));
}
