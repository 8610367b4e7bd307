import { defineCommand } from '../command-line/command.ts';
import type { Shell } from '../completion/shells.ts';
import { shells } from '../completion/shells.ts';

export const completion = defineCommand({
  name: 'completion',
  group: 'Maintain',
  summary: 'Print the completion script of a shell.',
  operands: [{ name: 'shell', description: 'the shell', isRequired: true, choices: shells }],
  options: [],
  examples: ['completion bash', 'completion fish'],
  run: async (io, { operands: [shell] }) => {
    const { completionScripts } = await import('../completion/scripts.ts');
    io.output.write(completionScripts[shell as Shell]);
    return 0;
  },
});
