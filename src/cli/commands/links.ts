import { defineExtract } from '../command-line/extract-command.ts';

export const links = defineExtract('links', {
  group: 'Read',
  summary: 'List the links of a section or of the library, grouped by heading.',
  examples: ['links {links}', 'links --kind video --format urls'],
});
