import { defineExtract } from '../command-line/extract-command.ts';

export const remarks = defineExtract('remarks', {
  group: 'Read',
  summary: 'List your own remarks: text nested under a quote or directly beside it.',
  examples: ['remarks', 'remarks --with-context'],
});
