/** Trade-offs as text that is quick to write and to read. */
import type { Item } from '../../src/core/note.ts';
import { readTradeOffs } from '../../src/core/tradeoffs/index.ts';
import { readNote } from '../../src/markdown/note.ts';

/** Returns a line per topic: `topic: + pro; - con; = neutral; > when to use; ! when to avoid`. */
export async function summarizeTradeOffs(markdown: string): Promise<string[]> {
  const file = { library: '/', path: 'note.md', file: '/note.md', modified: 0, byteOrderMark: false };
  const note = await readNote(markdown, file, () => undefined);
  return readTradeOffs(note).map((tradeOff) => {
    const list = (sign: string, items: readonly Item[]) => items.map(({ text }) => `${sign} ${text}`);
    const all = [
      ...list('+', tradeOff.pros),
      ...list('-', tradeOff.cons),
      ...list('=', tradeOff.neutral),
      ...list('>', tradeOff.useWhen),
      ...list('!', tradeOff.avoidWhen),
    ];
    return `${tradeOff.topic}: ${all.join('; ')}`;
  });
}
