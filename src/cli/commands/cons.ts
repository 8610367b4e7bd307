import { defineExtract } from '../command-line/extract-command.ts';

export const cons = defineExtract('cons', {
  group: 'Compare',
  summary: 'List the cons of a topic.',
  examples: ['cons {topic}', 'cons --json'],
});
