import { kinds } from '../../../core/query/kinds.ts';
import { defineCommand } from '../../command-line/command.ts';

export const search = defineCommand({
  name: 'search',
  group: 'Find',
  summary: 'Search the text of all notes and list the matching sections, best first.',
  operands: [
    {
      name: 'words',
      description: 'words, "a phrase", wor*, -word, this OR that, or a term after title:, heading:, in:, tag: or path:',
      isRequired: true,
      isRepeatable: true,
    },
  ],
  options: [
    ...kinds.search.parameters,
    {
      name: 'open',
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      valueName: 'n',
      description: 'show the nth result instead of the list',
    },
  ],
  examples: ['search {word}', 'search "heading:{word}" --json'],
  answer: 'search',
  run: async (io, { operands, options }) => (await import('./run.ts')).searchNotes(io, operands, options),
});
