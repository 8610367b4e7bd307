import type { Command } from '../command-line/command.ts';
import { addQuery } from '../command-line/options.ts';
import type { Session } from '../session.ts';

/** `readings tags`: the tags of the library. */
export function defineTags(program: Command, session: Session): void {
  program
    .command('tags')
    .description('Print the tags in the front matter of notes, with how many notes have each.')
    .withExamples('readings tags', 'readings list --tag http')
    .action(async (_options: unknown, called: Command) => {
      const { ask } = await import('../answering/ask.ts');
      await ask(session, called, 'tags', { query: undefined, takes: 'none' }, ({ library }) =>
        [...library.countTags()]
          .map(([tag, notes]) => ({ tag, notes }))
          .sort((a, b) => b.notes - a.notes || (a.tag < b.tag ? -1 : 1)),
      );
    });
}

/** `readings backlinks`: what leads to a note or section. */
export function defineBacklinks(program: Command, session: Session): void {
  addQuery(
    program
      .command('backlinks')
      .argument('<query...>', 'a note, heading or label')
      .description('Print the links of other notes that lead to a note or to a section of it.'),
  )
    .withExamples('readings backlinks requests', 'readings backlinks serverless --json')
    .action(async (words: string[], _options: unknown, called: Command) => {
      const { ask } = await import('../answering/ask.ts');
      const { linksTo } = await import('../../library/backlinks.ts');
      await ask(session, called, 'links', { query: words.join(' '), takes: 'best' }, async ({ library, targets }) => {
        const linksOf = await library.loadLinkExtractor();
        return targets.flatMap((target) => linksTo(target, library, linksOf));
      });
    });
}
