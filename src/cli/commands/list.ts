import { kinds } from '../../core/query/kinds.ts';
import { defineCommand } from '../command-line/command.ts';

export const list = defineCommand({
  name: 'list',
  group: 'Read',
  summary: 'List the notes with their titles and their numbers of headings and links.',
  operands: [
    { name: 'path', description: 'a folder or file; without it, the library', isRepeatable: true, completes: 'files' },
  ],
  options: kinds.list.parameters,
  examples: ['list', 'list --sort words --format json'],
  answer: 'list',
  run: async (io, { operands, options }) => {
    const { printAnswer } = await import('../answering/ask.ts');
    const { listNotes } = await import('../../library/answers/list.ts');
    const request = { query: operands.length > 0 ? operands.join(' ') : undefined, operands, takes: 'paths' } as const;
    return printAnswer(io, 'list', options, request, ({ library }) => listNotes(library, options.sort));
  },
});
