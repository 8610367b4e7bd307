/** Questions to the user, possible only if standard input and output are both terminals. */
import { UserError } from '../../core/errors.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import type { Io } from '../io.ts';

export function canPrompt({ input, output }: Io): boolean {
  return input.isTTY === true && output.isTTY === true;
}

/** Returns the line that the user types. @throws UserError on Ctrl-C or Ctrl-D */
export async function askLine({ input, terminal }: Io, question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const prompt = createInterface({ input, output: terminal() });
  try {
    return await new Promise<string>((resolve, reject) => {
      const leave = () => reject(new UserError('Interrupted.', exitStatus.interrupted));
      prompt.on('SIGINT', leave).on('close', leave);
      prompt.question(question).then(resolve, reject);
    });
  } finally {
    prompt.close();
  }
}
