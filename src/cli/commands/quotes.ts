import type { Passage } from '../../core/note.ts';
import type { Command } from '../command-line/command.ts';
import { addQuery } from '../command-line/options.ts';
import type { Session } from '../session.ts';

/** `readings quotes`: the source's words. */
export function defineQuotes(program: Command, session: Session): void {
  define(
    program,
    session,
    'quotes',
    'quote',
    'Print the words that were quoted: block quotes, and items in quotation marks.',
  );
}

/** `readings remarks`: the reader's own. */
export function defineRemarks(program: Command, session: Session): void {
  define(program, session, 'remarks', 'remark', "Print the reader's own words: what stands beneath or beside a quote.");
}

const contextHelp = {
  quotes: 'with the remarks on each',
  remarks: 'with the quote that each is about',
} as const;

function define(
  program: Command,
  session: Session,
  kind: 'quotes' | 'remarks',
  type: Passage['type'],
  description: string,
): void {
  addQuery(
    program
      .command(kind)
      .argument('[query...]', 'a note or heading; without one, the library')
      .description(description),
  )
    .option('--with-context', contextHelp[kind])
    .withExamples(`readings ${kind} serverless`, `readings ${kind} --format tsv`)
    .action(async (words: string[], _options: unknown, command: Command) => {
      const { ask } = await import('../answering/ask.ts');
      const { selectWithin: within } = await import('../../library/resolve-query.ts');
      const query = words.length > 0 ? words.join(' ') : undefined;
      await ask(session, command, kind, { query, takes: 'equals' }, async ({ library, targets }) =>
        within(targets, await library.loadPassageExtractor()).filter((passage) => passage.type === type),
      );
    });
}
