/** Words that several formats print. */
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
