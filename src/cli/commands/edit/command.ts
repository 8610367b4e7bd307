import type { Command } from '../../command-line/command.ts';
import { exactFlag } from '../../command-line/global-options.ts';
import { addFlags } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

/** `readings edit`: a section in the editor. */
export function defineEdit(program: Command, session: Session): void {
  const command = addFlags(
    program
      .command('edit')
      .argument('<query...>', 'a note, heading or label')
      .description('Open the section that is meant in your editor: VISUAL, EDITOR, or the one of the configuration.'),
    [exactFlag],
  );
  command
    .withExamples('EDITOR=echo readings edit params', 'VISUAL=cat readings edit trees')
    .action(async (words: string[], _options: unknown, called: Command) => {
      const { edit } = await import('./run.ts');
      await edit(session, words.join(' '), called);
    });
}
