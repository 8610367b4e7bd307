/** Starts other programs. */
import { exitStatus, UserError } from '../../core/errors.ts';
import { describeFileError } from '../../library/files/walk.ts';
import type { Io } from '../io.ts';

/** There is no program of that name. */
export class MissingProgram extends UserError {}

/**
 * Runs a program at the terminal that readings runs at, without a shell.
 * @returns its status, 128 and the signal's number where one ended it, as shells have it
 * @throws UserError when it cannot be started
 */
export async function runProgram(
  { interruption }: Io,
  [command = '', ...words]: readonly string[],
  failure: { readonly message: string; readonly hint: string },
): Promise<number> {
  if (command === '')
    throw new UserError(`${failure.message}: it names no program`, exitStatus.usageError, failure.hint);
  const { spawn } = await import('node:child_process');
  const { constants } = await import('node:os');
  // Ctrl-C is the program's for as long as it runs.
  interruption.isLent = true;
  try {
    return await new Promise<number>((resolve, reject) => {
      spawn(command, words, { stdio: 'inherit' })
        .on('error', reject)
        .on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing ? 'there is no such program' : describeFileError(error);
    const Reason = isMissing ? MissingProgram : UserError;
    throw new Reason(`${failure.message}: ${reason}`, exitStatus.usageError, failure.hint);
  } finally {
    interruption.isLent = false;
  }
}
