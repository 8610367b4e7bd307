/** Words that several formats print. */
import { itemsOn } from '../core/comparison.ts';
import type { Comparison, Item } from '../core/note.ts';
import type { Side } from '../core/sides.ts';

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

/** The sides that a comparison has, each with what every topic has on it; nothing said of a topic is said on the first. */
export function comparedSides(
  comparison: Comparison,
): { side: Side | 'neutral'; name: string; cells: readonly (readonly Item[] | undefined)[] }[] {
  const said = sideNames.filter(([side]) => comparison.some((topic) => itemsOn(topic, side).length > 0));
  return said.map(([side, name], at) => ({
    side,
    name,
    cells: comparison.map((topic) => (at === 0 && topic.tradeOffs.length === 0 ? undefined : itemsOn(topic, side))),
  }));
}
