import { defineExtract } from '../command-line/extract-command.ts';

export const code = defineExtract('code', {
  group: 'Read',
  summary: 'Print code blocks; in a pipe, only the code itself, byte for byte.',
  examples: ['code {code}', 'code --lang {language}'],
});
