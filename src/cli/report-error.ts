/** The one place where errors are printed. */

import { UserError } from '../core/errors.ts';
import { sanitizeText } from '../core/escape.ts';
import type { Status } from '../core/exit-codes.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { Io } from './io.ts';

/** Prints an error, with its stack only if `READINGS_DEBUG` is 1. @returns the exit status */
export function reportError(error: unknown, { environment, errors }: Io): Status {
  const isDebugging = environment.READINGS_DEBUG === '1';
  const print = (text: string) => errors.write(`${sanitizeText(text)}\n`);
  if (isCommanderError(error)) return error.exitCode === 0 ? exitStatus.success : exitStatus.usageError;
  if (error instanceof UserError) {
    print(`readings: ${error.message}`);
    if (error.hint) print(error.hint);
    if (isDebugging) print(error.stack ?? '');
    return error.status;
  }
  if (error instanceof Error && error.name === 'NoFullText') {
    print('readings: Searching needs Node 22.16 or newer: the SQLite in this version has no full-text search.');
    return exitStatus.usageError;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  print(`readings: Internal error: ${message}`);
  print(
    isDebugging
      ? (stack ?? '')
      : 'This is a bug in readings. Please report it with the output of the same command after READINGS_DEBUG=1 (see SECURITY.md if it concerns security).',
  );
  return exitStatus.internalError;
}

/** commander has printed its error already. Its class is not loaded for this check. */
function isCommanderError(error: unknown): error is { readonly exitCode: number } {
  return /^commander\./.test(String((error as { code?: unknown } | undefined)?.code));
}
