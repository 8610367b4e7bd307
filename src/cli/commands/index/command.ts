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
      description: 'print the path and size of the index without updating it',
      conflictsWith: 'verify',
    },
    { name: 'verify', type: 'boolean', description: 'compare the index with the notes' },
    { name: 'clear', type: 'boolean', description: 'remove the index' },
  ],
  examples: ['index', 'index --status'],
  run: async (io, { options }) => (await import('./run.ts')).manageIndex(io, options),
});
