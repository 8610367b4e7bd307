import type { Command } from '../../command-line/command.ts';
import { showFlags } from '../../command-line/global-options.ts';
import { addFlags } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

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
      const { show } = await import('../show/run.ts');
      await show(session, [], called);
    });
}
