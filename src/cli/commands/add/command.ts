import type { Command } from '../../command-line/command.ts';
import { exactFlag } from '../../command-line/global-options.ts';
import { addFlags } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

/** `readings add`: an item for a section. */
export function defineAdd(program: Command, session: Session): void {
  const command = program
    .command('add')
    .argument('<query>', 'a note, heading or label, as one word of the shell')
    .argument('[text...]', 'what to add, as Markdown; without it, standard input')
    .description('Add an item to the list of a section, as the others there are written, and print the difference.');
  addFlags(command, [
    { flags: '--pro', description: 'to what speaks for it', conflicts: 'con' },
    { flags: '--con', description: 'to what speaks against it' },
    { flags: '--link <url>', description: 'as a link, with the text as its words' },
    { flags: '--quote', description: "as the source's words" },
    { flags: '--create', description: 'make the heading where there is none; NOTE > HEADING says in which note' },
    exactFlag,
    { flags: '--dry-run', description: 'only print the difference' },
  ])
    .withExamples(
      'readings add "cons takeaways" "Limits of time and size" --dry-run',
      'readings add requests --pro "Retries by an adapter" --dry-run',
    )
    .action(async (query: string, words: string[], _options: unknown, called: Command) => {
      const { add } = await import('./run.ts');
      await add(session, query, words.join(' '), called);
    });
}
