import type { Command } from '../../command-line/command.ts';
import { addFlags } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

/** `readings index`: what is kept of the notes. */
export function defineIndex(program: Command, session: Session): void {
  const command = program
    .command('index')
    .description(
      'Build or refresh what is kept of the notes, and print what was done. Other commands do so by themselves.',
    );
  addFlags(command, [
    { flags: '--status', description: 'only tell whether there is one, and how large', conflicts: 'verify' },
    { flags: '--verify', description: 'compare it with the notes, read anew' },
    { flags: '--clear', description: 'remove it' },
  ])
    .withExamples('readings index', 'readings index --status')
    .action(async (_options: unknown, called: Command) => {
      const { manageIndex } = await import('./run.ts');
      await manageIndex(session, called);
    });
}
