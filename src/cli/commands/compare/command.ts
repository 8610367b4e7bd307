import { queryParameters } from '../../../core/query/kinds.ts';
import { defineCommand } from '../../command-line/command.ts';

export const compare = defineCommand({
  name: 'compare',
  group: 'Compare',
  summary: 'Compare the pros and cons of two or more topics side by side.',
  operands: [
    {
      name: 'topic',
      description: 'two or more topics, such as headings or labels; quote a topic of several words',
      isRequired: true,
      isRepeatable: true,
      completes: 'names',
    },
  ],
  options: queryParameters,
  examples: ['compare {topic} {topic2}', 'compare {topic} {topic2} --format html'],
  answer: 'compare',
  run: async (io, { operands, options }) => (await import('./run.ts')).compareTopics(io, operands, options),
});
