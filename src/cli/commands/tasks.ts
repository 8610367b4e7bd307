import { defineExtract } from '../command-line/extract-command.ts';

export const tasks = defineExtract('tasks', {
  group: 'Read',
  summary: 'List tasks: list items with a checkbox.',
  examples: ['tasks', 'tasks --format tsv'],
});
