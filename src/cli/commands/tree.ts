import { kinds, queryParameters } from '../../core/query/kinds.ts';
import { defineCommand, optionalQuery } from '../command-line/command.ts';

export const tree = defineCommand({
  name: 'tree',
  aliases: ['toc', 'outline'],
  group: 'Read',
  summary: 'Show the headings of the library, a note or a section as a tree.',
  operands: optionalQuery,
  options: [...queryParameters, ...kinds.tree.parameters],
  examples: ['tree', 'tree {section} --depth 1'],
  answer: 'tree',
  run: async (io, { operands, options }) => {
    const { printAnswer, joinOperands } = await import('../answering/ask.ts');
    const { getSetting } = await import('../setup.ts');
    const { listTreeLines } = await import('../../core/outline-lines.ts');
    const { depth, labels } = options;
    return printAnswer(
      io,
      'tree',
      options,
      { query: joinOperands(operands), operands, takes: 'best' },
      ({ targets, setup }) =>
        targets.flatMap(({ note, section }) =>
          listTreeLines(note, section, { depth, labels: labels ?? getSetting(setup, 'labels') ?? true }),
        ),
    );
  },
});
