import { defineExtract } from '../command-line/extract-command.ts';

export const tables = defineExtract('tables', {
  group: 'Read',
  summary: 'Print tables as tsv, csv, Markdown, or JSON objects keyed by the header row.',
  examples: ['tables', 'tables --format csv --nth 1'],
});
