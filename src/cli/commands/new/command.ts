import type { Command } from '../../command-line/command.ts';
import { addFlags } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

/** `readings new`: a note from a template. */
export function defineNew(program: Command, session: Session): void {
  const command = program
    .command('new')
    .argument('[title...]', 'what the note is called; its file is named after it')
    .description('Make a note from a template, and print its path. What is there already is never written over.');
  addFlags(command, [
    { flags: '--in <folder>', description: 'a folder of the library; made when there is none' },
    {
      flags: '--template <name>',
      description: "reading (default), comparison, class, daily, or one of the library's own",
    },
    { flags: '--url <url>', description: 'what the note is about' },
    { flags: '--edit', description: 'open it in the editor' },
  ])
    .withExamples(
      'readings new Cold starts -L "$(mktemp -d)" --tag cloud',
      'readings new --template daily -L "$(mktemp -d)"',
    )
    .action(async (words: string[], _options: unknown, called: Command) => {
      const { newNote } = await import('./run.ts');
      await newNote(session, words.join(' '), called);
    });
}
