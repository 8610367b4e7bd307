import { defineExtract } from '../command-line/extract-command.ts';

export const quotes = defineExtract('quotes', {
  group: 'Read',
  summary: 'List quoted passages: block quotes, and list items in quotation marks.',
  examples: ['quotes', 'quotes --with-context'],
});
