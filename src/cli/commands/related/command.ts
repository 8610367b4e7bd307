import { kinds } from '../../../core/query/kinds.ts';
import { defineCommand, requiredQuery } from '../../command-line/command.ts';

export const related = defineCommand({
  name: 'related',
  group: 'Find',
  summary: 'List the sections that are most similar to a section.',
  operands: requiredQuery,
  options: kinds.related.parameters,
  examples: ['related {section}', 'related {section} --limit 3'],
  answer: 'search',
  run: async (io, { operands, options }) => (await import('./run.ts')).relatedSections(io, operands.join(' '), options),
});
