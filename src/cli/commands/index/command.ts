import { defineCommand } from '../../command-line/command.ts';

export const index = defineCommand({
  name: 'index',
  group: 'Maintain',
  summary: 'Build or update the index. Other commands do this automatically.',
  operands: [],
  options: [
    {
      name: 'status',
      type: 'boolean',
      description: 'print only whether there is an index and how large it is',
      conflictsWith: 'verify',
    },
    { name: 'verify', type: 'boolean', description: 'compare the index with the notes' },
    { name: 'clear', type: 'boolean', description: 'remove the index' },
  ],
  examples: ['index', 'index --status'],
  run: async (io, { options }) => (await import('./run.ts')).manageIndex(io, options),
});
