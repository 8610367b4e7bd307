/** Families of input that make the rules of trade-offs slow: many heads, deep heads, heads that share what stands around them. */
import type { Family } from '../markdown/hostile.ts';

const repeat = (piece: string) => (size: number) => piece.repeat(Math.ceil(size / piece.length));
const after = (start: string, piece: string) => (size: number) => start + repeat(piece)(size);
/** A list in a list in a list; the source grows with the square of the depth. */
const nested = (names: readonly string[]) => (size: number) =>
  Array.from(
    { length: Math.ceil(Math.sqrt(size)) },
    (_, level) => `${' '.repeat(level * 2)}- ${names[level % names.length]}\n`,
  ).join('');

export const tradeOffFamilies: readonly Family[] = [
  { name: 'lines of pros', make: repeat('Pros: a\n') },
  { name: 'paragraphs of pros', make: repeat('Pros: a\n\n') },
  { name: 'headings of pros', make: repeat('## Pros\n\n- a\n\n') },
  { name: 'items of pros and cons', make: repeat('- Pros: a\n- Cons: b\n') },
  { name: 'pros in pros', make: nested(['Pros']) },
  { name: 'pros in cons in pros', make: nested(['Pros', 'Cons']) },
  { name: 'questions', make: repeat('Why use X?\n\n') },
  { name: 'questions in items', make: repeat('- Why use X?\n') },
  { name: 'questions on one line each', make: repeat('Why use X? a\n') },
  { name: 'one question and many paragraphs', make: after('Why use X?\n\n', 'a b\n\n') },
  { name: 'announcements', make: repeat('It has several benefits:\n\n- a\n\n') },
  { name: 'names at the end of items', make: repeat('- a\nCons:\n') },
  { name: 'stray bullets', make: after('- Pros\n  - a\n', '    -b\n') },
  { name: 'names above lists', make: repeat('`x`\n\n- Pros\n  - a\n\n') },
  { name: 'labels beneath pros', make: after('## Pros\n\n', '**A:**\n\nb\n\n') },
  { name: 'signs', make: repeat('- ✅ a\n- ❌ b\n') },
  { name: 'reasons', make: repeat('- Good, a\n') },
  { name: 'pairs', make: repeat('### Positive\n\n- a\n\n### Negative\n\n- b\n\n') },
  { name: 'a long table', make: after('| Pros | Cons |\n|-|-|\n', '| a | b |\n') },
  {
    name: 'a wide table',
    make: (size) => {
      const columns = Math.ceil(size / 14);
      return `|${' Pros |'.repeat(columns)}\n|${'-|'.repeat(columns)}\n|${' a |'.repeat(columns)}\n`;
    },
  },
  { name: 'a long heading', make: after('# ', 'pros and ') },
  { name: 'parentheses', make: after('# ', '(pros ') },
];
