import { defineExtract } from '../command-line/extract-command.ts';

export const proscons = defineExtract('proscons', {
  group: 'Compare',
  summary: 'Show the pros and cons of a topic, your remarks, and when to use or avoid it.',
  examples: ['proscons {topic}', 'proscons --format ndjson'],
  layoutOptions: [
    {
      name: 'sides',
      type: 'boolean',
      description: 'print pros and cons side by side if the terminal has at least 100 columns',
    },
  ],
});
