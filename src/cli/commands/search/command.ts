import type { Command } from '../../command-line/command.ts';
import { searchFlags, wholeNumber } from '../../command-line/global-options.ts';
import { addFlags } from '../../command-line/options.ts';
import type { Session } from '../../session.ts';

/** `readings search`: full-text search. */
export function defineSearch(program: Command, session: Session): void {
  const command = program
    .command('search')
    .argument(
      '<words...>',
      'words; "a phrase"; wor*; -not; this OR that; title: heading: in: tag: path: before any of them',
    )
    .description('Print the sections that have some words, the best first.');
  addFlags(command, searchFlags)
    .withExamples('readings search cold start', 'readings search "title:trees balance" --json')
    .action(async (words: string[], _options: unknown, called: Command) => {
      const { search } = await import('./run.ts');
      await search(session, words, called);
    });
}

/** `readings related`: what is about the same. */
export function defineRelated(program: Command, session: Session): void {
  const command = program
    .command('related')
    .argument('<query...>', 'a note, heading or label')
    .description('Print the sections that are most about what a section is about.');
  addFlags(command, [
    { flags: '--limit <n>', description: 'at most so many (default: 10)', parse: wholeNumber(1, 1_000_000) },
  ])
    .withExamples('readings related cold start', 'readings related trees --limit 3')
    .action(async (words: string[], _options: unknown, called: Command) => {
      const { related } = await import('../related/run.ts');
      await related(session, words.join(' '), called);
    });
}
