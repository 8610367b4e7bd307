/** Commands that list one kind of thing from the sections of a query. */
import { kinds, queryParameters } from '../../core/query/kinds.ts';
import type { CommandKind } from '../../library/extract-answers.ts';
import type { Command } from './command.ts';
import { defineCommand, optionalQuery } from './command.ts';
import type { Option } from './options.ts';
import { toOptions } from './options.ts';

/** Defines the command of a kind: its name, operand and options follow from the kind. */
export function defineExtract(
  kind: CommandKind,
  definition: Pick<Command, 'group' | 'summary' | 'examples'> & { readonly layoutOptions?: readonly Option[] },
): Command {
  const { layoutOptions = [], ...described } = definition;
  return defineCommand({
    ...described,
    name: kind,
    operands: optionalQuery,
    options: [...queryParameters, ...toOptions(kinds[kind].parameters), ...layoutOptions],
    answer: kind,
    run: async (io, { operands, options }) => {
      const { printExtract } = await import('../answering/ask.ts');
      return printExtract(io, kind, operands, options);
    },
  });
}
