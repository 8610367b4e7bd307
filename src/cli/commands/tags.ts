import { defineCommand } from '../command-line/command.ts';

export const tags = defineCommand({
  name: 'tags',
  group: 'Find',
  summary: 'List the tags in front matter and how many notes have each.',
  operands: [],
  options: [],
  examples: ['tags', 'tags --json'],
  answer: 'tags',
  run: async (io, { options }) => {
    const { printAnswer } = await import('../answering/ask.ts');
    return printAnswer(io, 'tags', options, { query: undefined, takes: 'none' }, ({ library }) =>
      [...library.countTags()]
        .map(([tag, notes]) => ({ tag, notes }))
        .sort((a, b) => b.notes - a.notes || (a.tag < b.tag ? -1 : 1)),
    );
  },
});
