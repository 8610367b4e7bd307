import { defineCommand } from '../command-line/command.ts';
import { topicTitles } from '../help/topic-titles.ts';

export const help = defineCommand({
  name: 'help',
  group: 'Maintain',
  summary: 'Show help for a command or a topic.',
  operands: [{ name: 'topic', description: `a command, or a topic: ${Object.keys(topicTitles).join(', ')}` }],
  options: [],
  examples: ['help show', 'help lookup'],
  run: async (io, { operands: [name] }) => (await import('../program.ts')).printHelp(io, name),
});
