import { kinds, queryParameters } from '../../../core/query/kinds.ts';
import { defineCommand, requiredQuery } from '../../command-line/command.ts';
import { toOptions } from '../../command-line/options.ts';

export const open = defineCommand({
  name: 'open',
  group: 'Find',
  summary: 'Open a link of a section in the browser. If there are several, you are asked which one.',
  operands: requiredQuery,
  options: [...queryParameters, ...toOptions(kinds.open.parameters)],
  examples: ['open {links}', 'open {links} --nth 1'],
  run: async (io, { operands, options }) => (await import('./run.ts')).openLink(io, operands.join(' '), options),
});
