import { kinds } from '../../core/query/kinds.ts';
import type { ListedNote } from '../../render/answers.ts';
import { defineCommand } from '../command-line/command.ts';

type Order = (typeof kinds.list.parameters)[0]['choices'][number];

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
    const { comparePaths } = await import('../../library/files/path-order.ts');
    const orders: Readonly<Record<Order, (a: ListedNote, b: ListedNote) => number>> = {
      path: () => 0,
      title: (a, b) => comparePaths(a.note.title, b.note.title),
      modified: (a, b) => b.note.modified - a.note.modified,
      words: (a, b) => b.words - a.words,
    };
    const request = { query: operands.length > 0 ? operands.join(' ') : undefined, operands, takes: 'paths' } as const;
    return printAnswer(io, 'list', options, request, async ({ library }) => {
      const getCounts = await library.loadCountExtractor();
      return library
        .notes()
        .map((note): ListedNote => ({ note, ...getCounts(note) }))
        .sort(orders[options.sort]);
    });
  },
});
