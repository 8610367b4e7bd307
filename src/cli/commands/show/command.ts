import { kinds, queryParameters } from '../../../core/query/kinds.ts';
import type { Command } from '../../command-line/command.ts';
import { defineCommand } from '../../command-line/command.ts';

export const show = defineCommand({
  name: 'show',
  group: 'Read',
  summary: 'Show the section that best matches a query.',
  operands: [
    {
      name: 'query',
      description:
        'a note, heading or label: its name, some of its words, or an address such as trees.md#costs; without it, a picker opens',
      isRepeatable: true,
      completes: 'names',
    },
  ],
  options: [...queryParameters, ...kinds.show.parameters],
  examples: ['show {section}', 'show {section} --format text'],
  answer: 'show',
  run: async (io, { operands, options }) => (await import('./run.ts')).showSection(io, operands, options),
});

/** The default command. If no section has the name, suggests a similar command. */
export const showByDefault: Command = {
  ...show,
  run: async (io, { operands, options }) => {
    const { showSection } = await import('./run.ts');
    const { suggestCommand } = await import('../suggest-command.ts');
    return showSection(io, operands, options as Parameters<typeof showSection>[2], suggestCommand(operands));
  },
};
