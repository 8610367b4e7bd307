import type { Command } from 'commander';
import { examples } from '../help.ts';
import { addQueryOptions } from '../query.ts';
import type { Session } from '../session.ts';
import { wholeNumber } from '../settings.ts';

/** `readings show`: a section. */
export function defineShow(program: Command, session: Session): void {
  addQueryOptions(
    program
      .command('show')
      .argument(
        '<query...>',
        'a note, heading or label: its name, some of its words, or an address such as trees.md#costs',
      )
      .description('Print the section that is meant: rendered at a terminal, the Markdown as it is in a pipe.'),
  )
    .option('--no-children', 'only what stands before the first sub-heading')
    .option('--depth <n>', 'sub-headings down to so many levels', wholeNumber(0, 1000))
    .addHelpText('after', examples('readings show serverless', 'readings show trees costs --format text'))
    .action(async (words: string[], { children, depth }: { children: boolean; depth?: number }, command: Command) => {
      const { ask } = await import('../ask.ts');
      const { partsOf } = await import('../../core/parts.ts');
      await ask(session, command, 'show', { query: words.join(' '), takes: 'best' }, ({ targets }) =>
        targets.map((target) => ({
          ...target,
          parts: partsOf(target.note, target.section, children ? depth : 0),
        })),
      );
    });
}
