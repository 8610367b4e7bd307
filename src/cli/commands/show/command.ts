import type { Command } from '../../command-line/command.ts';
import { showFlags } from '../../command-line/global-options.ts';
import { addFlags, addQuery } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

/** `readings show`: a section. */
export function defineShow(program: Command, session: Session): void {
  const command = addQuery(
    program
      .command('show')
      .argument(
        '[query...]',
        'a note, heading or label: its name, some of its words, or an address such as trees.md#costs; without one a picker opens',
      )
      .description('Print the section that is meant: rendered at a terminal, the Markdown as it is in a pipe.'),
  );
  addFlags(command, showFlags)
    .withExamples('readings show serverless', 'readings show trees costs --format text')
    .action(async (words: string[], _options: unknown, called: Command) => {
      const { show } = await import('./run.ts');
      await show(session, words, called);
    });
}
