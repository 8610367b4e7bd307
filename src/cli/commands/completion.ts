import { Argument } from 'commander';
import type { Command } from '../command-line/command.ts';
import { type Shell, scripts, shells } from '../completion/shells.ts';
import type { Session } from '../session.ts';

/** `readings completion`: what a shell loads to complete command lines. */
export function defineCompletion(program: Command, session: Session): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'which shell is to load it').choices(shells))
    .description('Print what makes a shell complete commands, options, headings, notes and tags of the library.')
    .withExamples('readings completion bash', 'readings completion fish')
    .action((shell: Shell) => {
      session.io.output.write(scripts[shell]);
    });
}
