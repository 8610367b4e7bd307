import { defineCommand } from '../../command-line/command.ts';

export const lint = defineCommand({
  name: 'lint',
  group: 'Maintain',
  summary: 'Check notes for problems such as dead links and empty sections. Exits with 1 if it finds any.',
  operands: [
    {
      name: 'path',
      description: 'files and folders; without any, the library',
      isRepeatable: true,
      completes: 'files',
    },
  ],
  options: [
    {
      name: 'rule',
      type: 'string',
      valueName: 'name',
      description: 'only this rule (repeatable), even if it is off by default; `all` for every rule',
      isRepeatable: true,
    },
    {
      name: 'fix',
      type: 'boolean',
      description: 'put bare URLs in angle brackets and correct misspelled front matter keys',
    },
  ],
  examples: ['lint', 'lint --format json'],
  answer: 'lint',
  run: async (io, { operands, options }) => (await import('./run.ts')).lintNotes(io, operands, options),
});
