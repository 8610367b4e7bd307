import { defineCommand } from '../command-line/command.ts';

export const tags = defineCommand({
  name: 'tags',
  group: 'Find',
  summary: 'List the tags in front matter and text, and how many notes have each.',
  operands: [],
  options: [],
  examples: ['tags', 'tags --json'],
  answer: 'tags',
  run: async (io, { options }) => {
    const { printAnswer } = await import('../answering/ask.ts');
    const { countTags } = await import('../../library/answers/tags.ts');
    return printAnswer(io, 'tags', options, { query: undefined, takes: 'none' }, ({ library }) => countTags(library));
  },
});
