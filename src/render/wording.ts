/** Words that several formats print. */

import type { Comparison, Item } from '../core/note.ts';
import type { Side } from '../core/tradeoffs/lexicon/index.ts';
import { itemsOn } from '../core/tradeoffs/select.ts';

/** The sides of a trade-off in the order in which they are printed, with the heading that each gets. */
export const sideNames: readonly (readonly [Side | 'neutral', string])[] = [
  ['pros', 'Pros'],
  ['cons', 'Cons'],
  ['neutral', 'Neutral'],
  ['useWhen', 'When to use'],
  ['avoidWhen', 'When to avoid'],
];

/** What a heading without text is called. */
export const untitled = '(untitled)';

/** What stands in the place of the sides of a topic that has none. */
export const nothingSaid = 'nothing for or against it';

/** The rows of a comparison: first, where there are such, which topics nothing is said of; then the sides, with what each topic has. */
export function comparedSides(comparison: Comparison): {
  readonly nothing: readonly string[] | undefined;
  readonly sides: readonly { side: Side | 'neutral'; name: string; cells: readonly (readonly Item[])[] }[];
} {
  const nothing = comparison.map(({ tradeOffs }) => (tradeOffs.length === 0 ? nothingSaid : ''));
  const said = sideNames.filter(([side]) => comparison.some((topic) => itemsOn(topic, side).length > 0));
  return {
    nothing: nothing.some((cell) => cell !== '') ? nothing : undefined,
    sides: said.map(([side, name]) => ({ side, name, cells: comparison.map((topic) => itemsOn(topic, side)) })),
  };
}
