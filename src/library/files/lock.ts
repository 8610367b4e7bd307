/** Locks a file with a file beside it, so that two processes do not change it at once. */
import { constants, copyFileSync, existsSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import { createWriteError, describeFileError } from './file-errors.ts';
import { readSmallFile } from './paths.ts';

/** Tells running processes from dead ones, whose leftover files are removed. */
export interface ProcessTable {
  readonly process: number;
  readonly isRunning: (process: number) => boolean;
}

const lockTimeoutMs = 2000;

/**
 * Locks a file with a lock file beside it, which contains the ID of the process.
 * @returns a function that unlocks it
 */
export async function lock(file: string, { process, isRunning }: ProcessTable): Promise<() => void> {
  const path = join(dirname(file), `.${basename(file)}.lock`);
  const temporary = getTemporaryPath(file, process);
  const deadline = performance.now() + lockTimeoutMs;
  try {
    // Created by a link, so that a lock file is never without an ID. An existing temporary file is removed first: it
    // may be a symbolic link that somebody else put there.
    rmSync(temporary, { force: true });
    writeFileSync(temporary, String(process), { flag: 'wx' });
    for (;;) {
      try {
        linkOrCopy(temporary, path);
        return () => {
          if (readLockOwner(path) === process) ignoreErrors(() => rmSync(path));
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      // This process holds no lock yet, so a lock with its ID was left by a dead process with the same ID.
      if (readLockOwner(path) === process || isAbandoned(path, isRunning))
        removeAbandonedLock(path, `${temporary}.old`, (number) => number !== process && isRunning(number));
      else if (performance.now() > deadline)
        throw new UserError(
          `Cannot write ${file}: another process is changing it.`,
          exitStatus.partialFailure,
          `If no other process is running, remove ${path}.`,
        );
      else await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } catch (error) {
    throw error instanceof UserError ? error : createWriteError(file, describeFileError(error));
  } finally {
    ignoreErrors(() => rmSync(temporary, { force: true }));
  }
}

/** Removes an abandoned lock. If another process has replaced it with its own lock, puts that lock back. */
function removeAbandonedLock(path: string, aside: string, isRunning: ProcessTable['isRunning']): void {
  ignoreErrors(() => renameSync(path, aside));
  if (existsSync(aside) && !isAbandoned(aside, isRunning)) ignoreErrors(() => linkOrCopy(aside, path));
  rmSync(aside, { force: true });
}

export function isAbandoned(path: string, isRunning: ProcessTable['isRunning']): boolean {
  const owner = readLockOwner(path);
  return owner !== undefined && !isRunning(owner);
}

/** @returns undefined if the file does not exist or is not a lock of this program */
function readLockOwner(path: string): number | undefined {
  try {
    const text = readSmallFile(path);
    return /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Links rather than renames, because a link never replaces an existing file. Copies where the file system has no hard
 * links.
 */
export function linkOrCopy(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    copyFileSync(temporary, file, constants.COPYFILE_EXCL);
  }
}

/** Runs a cleanup step whose own failure must not hide the original error. */
export function ignoreErrors(run: () => void): void {
  try {
    run();
  } catch {
    // The original error is reported.
  }
}

/** Returns a name that no note has, in the same folder so that the file can be renamed. */
export function getTemporaryPath(file: string, process: number): string {
  return join(dirname(file), `.${basename(file)}.${process}.tmp`);
}
