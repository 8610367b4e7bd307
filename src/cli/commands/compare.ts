import { exitStatus, UserError } from '../../core/errors.ts';
import type { Command } from '../command-line/command.ts';
import { addQuery } from '../command-line/options.ts';
import type { Session } from '../session.ts';

/** `readings compare`: topics side by side. */
export function defineCompare(program: Command, session: Session): void {
  addQuery(
    program
      .command('compare')
      .argument(
        '<topic...>',
        'two or more topics: what a heading, label or question is about; quote one of several words',
      )
      .description('Print what speaks for and against some topics side by side.'),
  )
    .withExamples('readings compare venv conda', 'readings compare venv "client library" --format html')
    .action(async (words: string[], _options: unknown, command: Command) => {
      // `compare venv vs conda`
      const topics = words.filter((word) => !/^(?:vs\.?|versus)$/i.test(word));
      if (topics.length < 2)
        throw new UserError(
          'compare needs two topics or more',
          exitStatus.usageError,
          `For one: readings proscons ${topics.join(' ')}`,
        );
      const { ask } = await import('../answering/ask.ts');
      const { groupByNote: notesOf, wholeNote } = await import('../../library/resolve-query.ts');
      const { isExactKind: isExact } = await import('../../core/query/lookup.ts');
      const {
        createComparedTopic: comparedTopic,
        hasTradeOffs: saysAnything,
        selectSectionTradeOffs: tradeOffsAbout,
        findTradeOffsByTopic: tradeOffsCalled,
        findTradeOffsByTopicWords: tradeOffsNaming,
        clipTradeOffs: tradeOffsWithin,
      } = await import('../../core/tradeoffs/select.ts');
      const nothing = `nothing is said for or against ${topics.map((topic) => `"${topic}"`).join(', ')}`;
      await ask(
        session,
        command,
        'compare',
        { query: undefined, takes: 'equals', nothing },
        async ({ library, targets, find, hint }) => {
          const tradeOffsOf = await library.loadTradeOffExtractor();
          const all = notesOf(targets).flatMap(([note]) => tradeOffsOf(note));
          const comparison = topics.map((topic) => {
            const called = tradeOffsCalled(all, topic);
            if (called.length > 0) return comparedTopic(topic, called);
            // A guess may be at a section that speaks of something else: only a name is taken at its word.
            const named = find(topic).filter(({ kind }) => kind !== undefined && isExact(kind));
            const about = named.flatMap(({ note, section }) =>
              tradeOffsAbout(tradeOffsWithin(tradeOffsOf(note), [section ?? wholeNote]), section),
            );
            const [first] = named;
            if (about.length > 0)
              return { topic: first?.section?.heading ?? first?.note.title ?? topic, tradeOffs: about };
            return comparedTopic(topic, tradeOffsNaming(all, topic));
          });
          if (!saysAnything(comparison)) return [];
          for (const { topic, tradeOffs } of comparison)
            if (tradeOffs.length === 0) hint(`nothing is said for or against "${topic}".`);
          return [comparison];
        },
      );
    });
}
