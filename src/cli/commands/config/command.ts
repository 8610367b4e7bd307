import { defineCommand } from '../../command-line/command.ts';

export const config = defineCommand({
  name: 'config',
  group: 'Maintain',
  summary: 'Show the effective configuration and where each value comes from.',
  operands: [],
  options: [
    {
      name: 'path',
      type: 'boolean',
      description: 'print only the path of your configuration file, whether it exists or not',
      conflictsWith: 'edit',
    },
    {
      name: 'edit',
      type: 'boolean',
      description: 'open your configuration file in the editor; if it does not exist, create one with comments',
    },
  ],
  examples: ['config', 'config --path'],
  answer: 'config',
  run: async (io, { options }) => (await import('./run.ts')).showConfiguration(io, options),
});
