/** Wording that several formats share. */

import type { Comparison, Item } from '../core/note.ts';
import type { Side } from '../core/tradeoffs/lexicon/lexicon.ts';
import { collectItems } from '../core/tradeoffs/select.ts';

/** The sides of a trade-off in output order, each with its heading. */
export const sideNames: readonly (readonly [Side | 'neutral', string])[] = [
  ['pros', 'Pros'],
  ['cons', 'Cons'],
  ['neutral', 'Neutral'],
  ['useWhen', 'When to use'],
  ['avoidWhen', 'When to avoid'],
];

export const untitled = '(untitled)';

export const noItemsText = 'No pros or cons';

/** Returns the rows of a comparison: first, if any topic has no items, a row that says so; then one row per side. */
export function getComparisonRows(comparison: Comparison): {
  readonly noItemsCells: readonly string[] | undefined;
  readonly sides: readonly { side: Side | 'neutral'; name: string; cells: readonly (readonly Item[])[] }[];
} {
  const notices = comparison.map(({ tradeOffs }) => (tradeOffs.length === 0 ? noItemsText : ''));
  const presentSides = sideNames.filter(([side]) => comparison.some((topic) => collectItems(topic, side).length > 0));
  return {
    noItemsCells: notices.some((cell) => cell !== '') ? notices : undefined,
    sides: presentSides.map(([side, name]) => ({
      side,
      name,
      cells: comparison.map((topic) => collectItems(topic, side)),
    })),
  };
}
