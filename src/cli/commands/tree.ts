import type { Command } from '../command-line/command.ts';
import { wholeNumber } from '../command-line/global-options.ts';
import { addFlags, addQuery } from '../command-line/options.ts';
import type { Session } from '../session.ts';

/** `readings tree`: the headings. */
export function defineTree(program: Command, session: Session): void {
  const command = addQuery(
    program
      .command('tree')
      .aliases(['toc', 'outline'])
      .argument('[query...]', 'a note or heading; without one, the library')
      .description('Print the library, a note or a section as a tree of headings.'),
  );
  addFlags(command, [
    { flags: '--depth <n>', description: 'only so many levels beneath the first line', parse: wholeNumber(0, 1000) },
  ])
    .option('--labels', 'with labels, such as a bold line or `Pros:` before a list (default)')
    .option('--no-labels', 'without them')
    .withExamples('readings tree', 'readings tree serverless --no-labels')
    .action(async (words: string[], { depth, labels }: { depth?: number; labels?: boolean }, command: Command) => {
      const { ask } = await import('../answering/ask.ts');
      const { settingOf } = await import('../setup.ts');
      const { listTreeLines: treeLines } = await import('../../core/outline-lines.ts');
      const query = words.length > 0 ? words.join(' ') : undefined;
      await ask(session, command, 'tree', { query, takes: 'best' }, ({ targets, setup }) =>
        targets.flatMap(({ note, section }) =>
          treeLines(note, section, { depth, labels: labels ?? settingOf(setup, 'labels') ?? true }),
        ),
      );
    });
}
