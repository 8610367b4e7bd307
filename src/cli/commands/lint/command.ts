import type { Command } from '../../command-line/command.ts';
import { addFlags } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

/** `readings lint`: what makes notes hard to find. */
export function defineLint(program: Command, session: Session): void {
  const command = program
    .command('lint')
    .argument('[path...]', 'files and folders; without any, the library')
    .description('Print what makes notes hard to find again. The status is 1 when there is anything.');
  addFlags(command, [
    { flags: '--fix', description: 'put addresses in angle brackets, and spell keys of front matter right' },
  ])
    .withExamples('readings lint', 'readings lint --format json')
    .action(async (paths: string[], _options: unknown, called: Command) => {
      const { lint } = await import('./run.ts');
      await lint(session, paths, called);
    });
}
