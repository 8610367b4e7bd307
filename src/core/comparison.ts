/** Topics side by side. */
import type { ComparedTopic, Comparison, Item, TradeOff } from './note.ts';
import type { Side } from './sides.ts';
import { nameOf } from './text.ts';

/** @returns the trade-offs whose topic is called so, whatever it is that names it */
export function tradeOffsCalled(tradeOffs: readonly TradeOff[], name: string): TradeOff[] {
  return tradeOffs.filter(({ topic }) => nameOf(topic) === nameOf(name));
}

/** @param name what the topic was asked for by: it is called so where nothing is said of it, or it has several names */
export function comparedTopic(name: string, tradeOffs: readonly TradeOff[]): ComparedTopic {
  const names = new Set(tradeOffs.map(({ topic }) => topic));
  const [only = name] = names;
  return { topic: names.size > 1 ? name : only, tradeOffs };
}

/** What is said of a topic on one side. */
export function itemsOn({ tradeOffs }: ComparedTopic, side: Side | 'neutral'): Item[] {
  return tradeOffs.flatMap((tradeOff) => tradeOff[side]);
}

/** Whether anything is said of any of the topics. */
export function saysAnything(comparison: Comparison): boolean {
  return comparison.some((compared) =>
    (['pros', 'cons', 'neutral', 'useWhen', 'avoidWhen'] as const).some((side) => itemsOn(compared, side).length > 0),
  );
}
