import type { Command } from 'commander';
import { examples } from '../help.ts';
import { addQueryOptions } from '../query.ts';
import type { Session } from '../session.ts';
import { status, UserError } from '../user-error.ts';

/** `readings compare`: topics side by side. */
export function defineCompare(program: Command, session: Session): void {
  addQueryOptions(
    program
      .command('compare')
      .argument(
        '<topic...>',
        'two or more topics: what a heading, label or question is about; quote one of several words',
      )
      .description('Print what speaks for and against some topics side by side.'),
  )
    .addHelpText(
      'after',
      examples('readings compare venv conda', 'readings compare venv "client library" --format html'),
    )
    .action(async (topics: string[], _options: unknown, command: Command) => {
      if (topics.length < 2)
        throw new UserError(
          'compare needs two topics or more',
          status.wrongCommandLine,
          `For one: readings proscons ${topics.join(' ')}`,
        );
      const { ask, notesOf } = await import('../ask.ts');
      const { tradeOffsOf, tradeOffsWithin } = await import('../../core/tradeoffs.ts');
      const { comparedTopic, saysAnything, tradeOffsCalled } = await import('../../core/comparison.ts');
      await ask(session, command, 'compare', { query: undefined, takes: 'equals' }, ({ targets, find }) => {
        const all = notesOf(targets).flatMap(([note]) => tradeOffsOf(note));
        const comparison = topics.map((topic) => {
          const called = tradeOffsCalled(all, topic);
          if (called.length > 0) return comparedTopic(topic, called);
          const meant = notesOf(find(topic));
          return comparedTopic(
            topic,
            meant.flatMap(([note, spans]) => tradeOffsWithin(tradeOffsOf(note), spans)),
          );
        });
        return saysAnything(comparison) ? [comparison] : [];
      });
    });
}
