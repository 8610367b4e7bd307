/** The one place where errors are told. */

import type { Status } from '../core/errors.ts';
import { exitStatus, UserError } from '../core/errors.ts';
import { sanitizeText } from '../core/escape.ts';
import type { Io } from './io.ts';

/** Tells a person what went wrong, without a stack unless `READINGS_DEBUG` asks for it. */
export function report(error: unknown, { environment, errors }: Io): Status {
  const debug = environment.READINGS_DEBUG === '1';
  if (isOfCommander(error)) return error.exitCode === 0 ? exitStatus.success : exitStatus.usageError;
  if (error instanceof UserError) {
    errors.write(`readings: ${sanitizeText(error.message)}\n${error.hint ? `${sanitizeText(error.hint)}\n` : ''}`);
    if (debug) errors.write(`${sanitizeText(error.stack ?? '')}\n`);
    return error.status;
  }
  if (error instanceof Error && error.name === 'NoFullText') {
    errors.write(
      'readings: to search, Node 22.16 or newer is needed: the SQLite of this one has no full-text search.\n',
    );
    return exitStatus.usageError;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  errors.write(`readings: a defect in readings itself: ${sanitizeText(message)}\n`);
  errors.write(debug ? `${sanitizeText(stack ?? '')}\n` : 'Set READINGS_DEBUG=1 to see where, and please report it.\n');
  return exitStatus.internalError;
}

/** commander has said what it had to say; its class is not loaded for this. */
function isOfCommander(error: unknown): error is { readonly exitCode: number } {
  return /^commander\./.test(String((error as { code?: unknown } | undefined)?.code));
}
