import { defineCommand } from '../command-line/command.ts';
import { shells } from '../completion/shells.ts';

/** Run by the completion scripts; not part of the documented commands. */
export const complete = defineCommand({
  name: 'complete',
  group: 'Maintain',
  summary: 'Print completions for a command line.',
  operands: [
    { name: 'shell', description: 'the shell', isRequired: true, choices: shells },
    { name: 'words', description: 'the words of the command line', isRepeatable: true },
  ],
  options: [],
  examples: ['complete zsh -- sh', 'complete zsh -- show ""'],
  run: async (io, { operands: [shell, ...words] }) => {
    const { printCompletions } = await import('../completion/complete.ts');
    await printCompletions(io, shells.find((name) => name === shell) ?? 'bash', words);
    return 0;
  },
});
