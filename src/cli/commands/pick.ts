import type { Command } from '../command.ts';
import { showFlags } from '../flags.ts';
import { addFlags } from '../options.ts';
import type { Session } from '../session.ts';

/** `readings pick`: a fuzzy finder over headings. */
export function definePick(program: Command, session: Session): void {
  const command = program
    .command('pick')
    .description(
      'Pick a section from all headings at a terminal, with a preview, and show it: by fzf where there is one.',
    );
  addFlags(command, showFlags)
    .withExamples('readings pick', 'readings pick --tag http')
    .action(async (_options: unknown, called: Command) => {
      const { show } = await import('../show.ts');
      await show(session, [], called);
    });
}
