/** Wording that several formats share. */

import type { ComparedTopic, Comparison, Item } from '../core/note.ts';
import type { Side } from '../core/tradeoffs/lexicon/lexicon.ts';
import { collectItems } from '../core/tradeoffs/select.ts';
import { normalizeName } from '../core/words.ts';

/** The sides of a trade-off in output order, each with its heading. */
export const sideNames: readonly (readonly [Side | 'neutral', string])[] = [
  ['pros', 'Pros'],
  ['cons', 'Cons'],
  ['neutral', 'Neutral'],
  ['useWhen', 'When to use'],
  ['avoidWhen', 'When to avoid'],
];

export function formatSides(pros: number, cons: number): string {
  return `${formatCount(pros, 'pro')}, ${formatCount(cons, 'con')}`;
}

export const untitled = '(untitled)';

export const noItemsText = 'No pros or cons';

/** An item of a comparison, merged from all notes that contain it. */
export interface ComparedItem {
  readonly text: string;
  readonly remarks: Item['remarks'];
  /** The numbers of its sources, from 1; none if the topic has only one source. */
  readonly sources: readonly number[];
}

export interface ComparisonColumn {
  readonly topic: string;
  /** Where its trade-offs are: `path:line`. */
  readonly sources: readonly string[];
}

/** Returns the head of a comparison: the topics with their sources, numbered if there are several. */
export function getComparisonHead(comparison: Comparison): ComparisonColumn[] {
  return comparison.map((topic) => {
    const sources = listSources(topic);
    return {
      topic: topic.topic,
      sources: sources.map((source, index) => (sources.length > 1 ? `[${index + 1}] ${source}` : source)),
    };
  });
}

function listSources({ tradeOffs }: ComparedTopic): string[] {
  return [...new Set(tradeOffs.map(({ note, line }) => `${note.path}:${line}`))];
}

/** Returns the rows of a comparison: one per side, preceded by a notice row if a topic has no items. */
export function getComparisonRows(comparison: Comparison): {
  readonly noItemsCells: readonly string[] | undefined;
  readonly sides: readonly { side: Side | 'neutral'; name: string; cells: readonly (readonly ComparedItem[])[] }[];
} {
  const notices = comparison.map(({ tradeOffs }) => (tradeOffs.length === 0 ? noItemsText : ''));
  const presentSides = sideNames.filter(([side]) => comparison.some((topic) => collectItems(topic, side).length > 0));
  return {
    noItemsCells: notices.some((cell) => cell !== '') ? notices : undefined,
    sides: presentSides.map(([side, name]) => ({
      side,
      name,
      cells: comparison.map((topic) => mergeItems(topic, side)),
    })),
  };
}

/** Merges the items of several notes that have the same words. */
function mergeItems(topic: ComparedTopic, side: Side | 'neutral'): ComparedItem[] {
  const sources = listSources(topic);
  const merged = new Map<string, { text: string; remarks: Item['remarks'][number][]; sources: Set<number> }>();
  for (const { note, line, [side]: items } of topic.tradeOffs) {
    const source = sources.indexOf(`${note.path}:${line}`) + 1;
    for (const { text, remarks } of items) {
      const key = normalizeName(text);
      const item = merged.get(key) ?? { text, remarks: [], sources: new Set() };
      for (const remark of remarks) item.remarks.push(remark);
      item.sources.add(source);
      merged.set(key, item);
    }
  }
  return [...merged.values()].map((item) => ({ ...item, sources: sources.length > 1 ? [...item.sources] : [] }));
}

/** Returns the numbers of an item's sources as they follow its text: ` [1, 3]`. */
export function formatSources({ sources }: ComparedItem): string {
  return sources.length === 0 ? '' : ` [${sources.join(', ')}]`;
}

export function formatCount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
