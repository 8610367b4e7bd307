import { kinds } from '../../../core/query/kinds.ts';
import { defineCommand } from '../../command-line/command.ts';

export const pick = defineCommand({
  name: 'pick',
  group: 'Find',
  summary: 'Pick a section from all headings, or from search results, with a preview. Uses fzf if it is installed.',
  operands: [{ name: 'words', description: 'what to start with', isRepeatable: true }],
  options: [
    ...kinds.show.parameters,
    { name: 'search', type: 'boolean', description: 'search the text of all notes instead of their headings' },
  ],
  examples: ['pick', 'pick --search {word}'],
  run: async (io, { operands, options }) => (await import('./run.ts')).pickSection(io, operands, options),
});
