import { defineExtract } from '../command-line/extract-command.ts';

export const pros = defineExtract('pros', {
  group: 'Compare',
  summary: 'List the pros of a topic.',
  examples: ['pros {topic}', 'pros --json'],
});
