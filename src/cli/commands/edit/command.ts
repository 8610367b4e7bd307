import { queryParameters } from '../../../core/query/kinds.ts';
import { defineCommand, requiredQuery } from '../../command-line/command.ts';

const [, , exact] = queryParameters;

export const edit = defineCommand({
  name: 'edit',
  group: 'Write',
  summary: 'Open a section in your editor: VISUAL, EDITOR, or the one in your configuration.',
  operands: requiredQuery,
  options: [exact],
  examples: ['edit {section}', 'edit --exact {section}'],
  run: async (io, { operands, options }) => (await import('./run.ts')).editSection(io, operands.join(' '), options),
});
