/** The words by which notes mark what speaks for and against a thing: data. */

export type Side = 'pros' | 'cons' | 'useWhen' | 'avoidWhen';

/** Phrases that may open a heading or label, after `leads` are taken off; the first side that fits decides. */
export const openings: readonly (readonly [Side, readonly string[]])[] = [
  [
    'avoidWhen',
    [
      'when not to',
      'when to avoid',
      'when should we not',
      'when should you not',
      'when should i not',
      'when shouldnt we',
      'when shouldnt you',
      'when shouldnt i',
      'avoid when',
      'avoid if',
      'bad for',
      'not suited to',
      'not suited for',
      'not for',
    ],
  ],
  [
    'useWhen',
    [
      'when to use',
      'when to choose',
      'when should we use',
      'when should you use',
      'when should i use',
      'when would you use',
      'when do you use',
      'when do we use',
      'use cases',
      'use case',
      'use when',
      'good for',
      'best for',
      'suited to',
      'suited for',
    ],
  ],
  ['pros', ['pros', 'pro', 'advantages', 'advantage', 'benefits', 'benefit', 'upsides', 'upside', 'strengths']],
  [
    'cons',
    [
      'cons',
      'con',
      'disadvantages',
      'disadvantage',
      'drawbacks',
      'drawback',
      'downsides',
      'downside',
      'limitations',
      'weaknesses',
    ],
  ],
];

/** Words that may stand before an opening and say nothing of the side. */
export const leads = /^(?:(?:what|are|is|the|some|main|key|major|biggest|its|of|a few|list|name)\s+)+/;

/** What stands between an opening and the thing it is about. */
export const aboutWords = /^(?:of|to|for|with|in|about)\s+(?:using\s+|a\s+|an\s+|the\s+)*/;

/** Headings that only say that trade-offs follow: the topic is the heading above them. */
export const announcements = new Set([
  'trade offs',
  'tradeoffs',
  'trade off',
  'pros and cons',
  'pros & cons',
  'pros/cons',
  'pros / cons',
  'advantages and disadvantages',
  'benefits and drawbacks',
  'strengths and weaknesses',
]);
