/** Starts other programs. */
import { UserError } from '../../core/errors.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import { describeFileError } from '../../library/files/file-errors.ts';
import type { Io } from '../io.ts';

export class MissingProgram extends UserError {}

/**
 * Runs a program on this terminal, without a shell.
 * @returns its exit status; 128 plus the number of the signal that ended it, as in shells
 * @throws UserError if it cannot be started
 */
export async function runProgram(
  { interruption }: Io,
  [command = '', ...words]: readonly string[],
  failure: { readonly message: string; readonly hint: string },
): Promise<number> {
  if (command === '')
    throw new UserError(`${failure.message}: no program is named.`, exitStatus.usageError, failure.hint);
  const { spawn } = await import('node:child_process');
  const { constants } = await import('node:os');
  interruption.isTerminalLent = true;
  try {
    return await new Promise<number>((resolve, reject) => {
      spawn(command, words, { stdio: 'inherit' })
        .on('error', reject)
        .on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing ? 'no such program' : describeFileError(error);
    const Reason = isMissing ? MissingProgram : UserError;
    throw new Reason(`${failure.message}: ${reason}.`, exitStatus.usageError, failure.hint);
  } finally {
    interruption.isTerminalLent = false;
  }
}
