import { linkKinds } from '../../../core/note.ts';
import type { Command } from '../../command-line/command.ts';
import { wholeNumber } from '../../command-line/global-options.ts';
import { addFlags, addQuery } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

/** `readings open`: a link in the browser. */
export function defineOpen(program: Command, session: Session): void {
  const command = addQuery(
    program
      .command('open')
      .argument('<query...>', 'a note, heading or label')
      .description('Open a link of a section in the browser. Of several one is asked for, at a terminal.'),
  );
  addFlags(command, [
    { flags: '--n <n>', description: 'the nth link, counted from 1', parse: wholeNumber(1, 1_000_000) },
    { flags: '--kind <kind>', description: 'only links to something of a kind', choices: linkKinds },
  ])
    .withExamples('BROWSER=echo readings open videos', 'BROWSER=echo readings open serverless --kind docs --n 1')
    .action(async (words: string[], _options: unknown, called: Command) => {
      const { openLink } = await import('./run.ts');
      await openLink(session, words.join(' '), called);
    });
}
