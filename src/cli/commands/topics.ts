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
    const { countTopics } = await import('../../library/answers/topics.ts');
    return printAnswer(io, 'topics', options, { query: undefined, takes: 'none' }, ({ library }) =>
      countTopics(library),
    );
  },
});
