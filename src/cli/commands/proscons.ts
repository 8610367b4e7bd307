import type { TradeOff } from '../../core/note.ts';
import type { Library } from '../../library/library.ts';
import type { Command } from '../command-line/command.ts';
import { addQuery } from '../command-line/options.ts';
import type { Session } from '../session.ts';

type Kind = 'pros' | 'cons' | 'proscons';

/** `readings pros`: what speaks for it. */
export function definePros(program: Command, session: Session): void {
  define(program, session, 'pros', 'Print what speaks for a topic.', 'readings pros requests --json');
}

/** `readings cons`: what speaks against it. */
export function defineCons(program: Command, session: Session): void {
  define(program, session, 'cons', 'Print what speaks against a topic.', 'readings cons requests --json');
}

/** `readings proscons`: both, and when to use it. */
export function defineProscons(program: Command, session: Session): void {
  define(
    program,
    session,
    'proscons',
    'Print what speaks for and against a topic, with remarks, and when to use and avoid it.',
    'readings proscons --format ndjson',
  );
}

function define(program: Command, session: Session, kind: Kind, description: string, example: string): void {
  const command = addQuery(
    program
      .command(kind)
      .argument('[query...]', 'a note or heading; without one, the library')
      .description(description),
  );
  if (kind === 'proscons')
    command.option('--sides', 'pros and cons side by side, at a terminal of 100 columns or more');
  command
    .withExamples(`readings ${kind} serverless`, example)
    .action(async (words: string[], _options: unknown, called: Command) => {
      const { ask } = await import('../answering/ask.ts');
      const { groupByNote: notesOf } = await import('../../library/resolve-query.ts');
      const { isExactKind: isExact } = await import('../../core/query/lookup.ts');
      const { clipTradeOffs: tradeOffsWithin } = await import('../../core/tradeoffs/select.ts');
      const { findTradeOffsByTopic: tradeOffsCalled } = await import('../../core/tradeoffs/select.ts');
      const query = words.length > 0 ? words.join(' ') : undefined;
      // A topic that no heading names, such as a row of a table, can be asked for too.
      let topics: TradeOff[] = [];
      const isNamed = async (library: Library) => {
        topics =
          query === undefined
            ? []
            : tradeOffsCalled(library.notes().flatMap(await library.loadTradeOffExtractor()), query);
        return topics.length > 0;
      };
      await ask(session, called, kind, { query, takes: 'equals', isNamed }, async ({ library, targets }) => {
        const tradeOffsOf = await library.loadTradeOffExtractor();
        const meant = topics.length > 0 ? targets.filter((target) => target.kind && isExact(target.kind)) : targets;
        const found = notesOf(meant);
        const others = topics.filter((topic) => found.every(([note]) => note !== topic.note));
        const tradeOffs = [...found.flatMap(([note, spans]) => tradeOffsWithin(tradeOffsOf(note), spans)), ...others];
        return kind === 'proscons' ? tradeOffs : oneSide(tradeOffs, kind);
      });
    });
}

function oneSide(tradeOffs: readonly TradeOff[], side: 'pros' | 'cons'): TradeOff[] {
  const none = { pros: [], cons: [], neutral: [], useWhen: [], avoidWhen: [] };
  return tradeOffs
    .filter((tradeOff) => tradeOff[side].length > 0)
    .map((tradeOff) => ({ ...tradeOff, ...none, [side]: tradeOff[side] }));
}
