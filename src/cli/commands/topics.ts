import type { Note } from '../../core/note.ts';
import { defineCommand } from '../command-line/command.ts';

export const topics = defineCommand({
  name: 'topics',
  group: 'Compare',
  summary: 'List topics with their numbers of pros and cons.',
  operands: [],
  options: [],
  examples: ['topics', 'topics --json'],
  answer: 'topics',
  run: async (io, { options }) => {
    const { printAnswer } = await import('../answering/ask.ts');
    const { toNameKey } = await import('../../core/words.ts');
    return printAnswer(io, 'topics', options, { query: undefined, takes: 'none' }, async ({ library }) => {
      const getTradeOffs = await library.loadTradeOffExtractor();
      const byName = new Map<string, { topic: string; pros: number; cons: number; note: Note; line: number }>();
      for (const { topic, pros, cons, note, line } of library.notesWith('tradeoffs').flatMap(getTradeOffs)) {
        if (topic === '' || pros.length + cons.length === 0) continue;
        const key = toNameKey(topic);
        const count = byName.get(key) ?? { topic, pros: 0, cons: 0, note, line };
        byName.set(key, { ...count, pros: count.pros + pros.length, cons: count.cons + cons.length });
      }
      return [...byName.values()].sort((a, b) => (a.topic.toLowerCase() < b.topic.toLowerCase() ? -1 : 1));
    });
  },
});
