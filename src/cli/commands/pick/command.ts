import { kinds } from '../../../core/query/kinds.ts';
import { defineCommand } from '../../command-line/command.ts';

export const pick = defineCommand({
  name: 'pick',
  group: 'Find',
  summary: 'Pick a section from all headings with a preview, and show it. Uses fzf if it is installed.',
  operands: [],
  options: kinds.show.parameters,
  examples: ['pick', 'pick --depth 0'],
  run: async (io, { options }) => (await import('../show/run.ts')).showSection(io, [], options),
});
