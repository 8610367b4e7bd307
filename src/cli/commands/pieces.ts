import { Option } from 'commander';
import type { Command } from '../command-line/command.ts';
import { wholeNumber } from '../command-line/global-options.ts';
import { addFlags, addQuery } from '../command-line/options.ts';
import type { Session } from '../session.ts';

interface PickOptions {
  readonly n?: number;
}

/** `readings code`: code blocks. */
export function defineCode(program: Command, session: Session): void {
  addPick(
    pieceCommand(program, 'code', 'Print the code blocks: in a pipe the code alone, byte for byte.'),
    'code block',
  )
    .option('--lang <name>', 'only code of a language, by any of its names: py, python')
    .withExamples('readings code environments --lang sh', 'readings code requests --n 1')
    .action(async (words: string[], { lang, n }: PickOptions & { lang?: string }, command: Command) => {
      const { ask } = await import('../answering/ask.ts');
      const { selectWithin: within } = await import('../../library/resolve-query.ts');
      const { findCodeBlocks: codeOf, isSameLanguage: isLanguage } = await import('../../core/code-tables-tasks.ts');
      const narrowedBy = lang === undefined ? [] : [`--lang ${lang}`];
      await ask(
        session,
        command,
        'code',
        { query: queryOf(words), takes: 'equals', narrowedBy: [...narrowedBy, ...asWritten(n)] },
        ({ targets }) =>
          picked(
            within(targets, codeOf).filter(({ language }) => lang === undefined || isLanguage(language, lang)),
            n,
          ),
      );
    });
}

/** `readings tables`: tables. */
export function defineTables(program: Command, session: Session): void {
  addPick(
    pieceCommand(
      program,
      'tables',
      'Print the tables: as tsv, csv, JSON objects by the names in the header row, or Markdown.',
    ),
    'table',
  )
    .withExamples('readings tables trees', 'readings tables costs --format csv --n 1')
    .action(async (words: string[], { n }: PickOptions, command: Command) => {
      const { ask } = await import('../answering/ask.ts');
      const { selectWithin: within } = await import('../../library/resolve-query.ts');
      const { findTables: tablesOf } = await import('../../core/code-tables-tasks.ts');
      await ask(
        session,
        command,
        'tables',
        { query: queryOf(words), takes: 'equals', narrowedBy: asWritten(n) },
        ({ targets }) => picked(within(targets, tablesOf), n),
      );
    });
}

/** `readings tasks`: tasks. */
export function defineTasks(program: Command, session: Session): void {
  pieceCommand(program, 'tasks', 'Print the tasks: list items with a box, open or done.')
    .addOption(new Option('--open', 'only what is to be done').conflicts('done'))
    .option('--done', 'only what is done')
    .withExamples('readings tasks --open', 'readings tasks trees --format tsv')
    .action(async (words: string[], { open, done }: { open?: boolean; done?: boolean }, command: Command) => {
      const { ask } = await import('../answering/ask.ts');
      const { selectWithin: within } = await import('../../library/resolve-query.ts');
      const { findTasks: tasksOf } = await import('../../core/code-tables-tasks.ts');
      const narrowedBy = [...(open ? ['--open'] : []), ...(done ? ['--done'] : [])];
      await ask(session, command, 'tasks', { query: queryOf(words), takes: 'equals', narrowedBy }, ({ targets }) =>
        within(targets, tasksOf).filter((task) => (task.done ? !open : !done)),
      );
    });
}

function pieceCommand(program: Command, name: string, description: string): Command {
  return addQuery(
    program
      .command(name)
      .argument('[query...]', 'a note or heading; without one, the library')
      .description(description),
  );
}

function addPick(command: Command, what: string): Command {
  const description = `only the nth ${what} of the answer, counted from 1`;
  return addFlags(command, [{ flags: '--n <n>', description, parse: wholeNumber(1, 1_000_000) }]);
}

function picked<Piece>(pieces: readonly Piece[], n: number | undefined): readonly Piece[] {
  return n === undefined ? pieces : pieces.slice(n - 1, n);
}

function asWritten(n: number | undefined): string[] {
  return n === undefined ? [] : [`--n ${n}`];
}

function queryOf(words: readonly string[]): string | undefined {
  return words.length > 0 ? words.join(' ') : undefined;
}
