import { Option } from 'commander';
import { comparePaths } from '../../library/files/path-order.ts';
import type { ListedNote } from '../../render/answers.ts';
import type { Command } from '../command-line/command.ts';
import type { Session } from '../session.ts';

const orders = ['path', 'title', 'modified', 'words'] as const;

/** `readings list`: the notes. */
export function defineList(program: Command, session: Session): void {
  program
    .command('list')
    .description('List the notes with their titles, and how many headings and links they have.')
    .addOption(new Option('--sort <by>', 'the order: the latest or longest first').choices(orders).default('path'))
    .withExamples('readings list', 'readings list --sort words --format json')
    .action(async ({ sort }: { sort: (typeof orders)[number] }, command: Command) => {
      const { ask } = await import('../answering/ask.ts');
      await ask(session, command, 'list', { query: undefined, takes: 'equals' }, async ({ library }) => {
        const countsOf = await library.loadCountExtractor();
        const notes = library.notes().map((note): ListedNote => ({ note, ...countsOf(note) }));
        return notes.sort(comparers[sort]);
      });
    });
}

const comparers: Readonly<Record<(typeof orders)[number], (a: ListedNote, b: ListedNote) => number>> = {
  path: () => 0,
  title: (a, b) => comparePaths(a.note.title, b.note.title),
  modified: (a, b) => b.note.modified - a.note.modified,
  words: (a, b) => b.words - a.words,
};
