/** Questions to a person, who is there only where standard input and output are both terminals. */
import { exitStatus, UserError } from '../../core/errors.ts';
import type { Io } from '../io.ts';

export function isAsking({ input, output }: Io): boolean {
  return input.isTTY === true && output.isTTY === true;
}

/** @returns the line that a person types. @throws UserError when they would rather not: Ctrl-C, Ctrl-D */
export async function askLine({ input, terminal }: Io, question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input, output: terminal() });
  try {
    return await new Promise<string>((resolve, reject) => {
      const leave = () => reject(new UserError('interrupted', exitStatus.interrupted));
      asking.on('SIGINT', leave).on('close', leave);
      asking.question(question).then(resolve, reject);
    });
  } finally {
    asking.close();
  }
}
