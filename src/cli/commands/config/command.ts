import type { Command } from '../../command-line/command.ts';
import { addFlags } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

/** `readings config`: what holds, and where it comes from. */
export function defineConfig(program: Command, session: Session): void {
  const command = program
    .command('config')
    .description('Print the configuration that holds, and where each value comes from.');
  addFlags(command, [
    { flags: '--path', description: 'only where your own configuration is, or would be', conflicts: 'edit' },
    { flags: '--edit', description: 'open it in the editor; where there is none, one that explains every key is made' },
  ]);
  command
    .withExamples('readings config', 'readings config --path')
    .action(async (_options: unknown, called: Command) => {
      const { printConfig } = await import('./run.ts');
      await printConfig(session, called);
    });
}
