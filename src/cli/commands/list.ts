import { kinds } from '../../core/query/kinds.ts';
import type { ListedNote } from '../../render/answers.ts';
import { defineCommand } from '../command-line/command.ts';

type Order = (typeof kinds.list.parameters)[0]['choices'][number];

export const list = defineCommand({
  name: 'list',
  group: 'Read',
  summary: 'List the notes with their titles and their numbers of headings and links.',
  operands: [],
  options: kinds.list.parameters,
  examples: ['list', 'list --sort words --format json'],
  answer: 'list',
  run: async (io, { options }) => {
    const { printAnswer } = await import('../answering/ask.ts');
    const { comparePaths } = await import('../../library/files/path-order.ts');
    const orders: Readonly<Record<Order, (a: ListedNote, b: ListedNote) => number>> = {
      path: () => 0,
      title: (a, b) => comparePaths(a.note.title, b.note.title),
      modified: (a, b) => b.note.modified - a.note.modified,
      words: (a, b) => b.words - a.words,
    };
    return printAnswer(io, 'list', options, { query: undefined, takes: 'equals' }, async ({ library }) => {
      const getCounts = await library.loadCountExtractor();
      return library
        .notes()
        .map((note): ListedNote => ({ note, ...getCounts(note) }))
        .sort(orders[options.sort]);
    });
  },
});
