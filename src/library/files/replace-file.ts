/**
 * Writes notes atomically: if the process is killed at any moment, the file has either its old or its new content. The
 * new content is written to a hidden file beside it first. A lock file beside it keeps others from writing between
 * reading and writing.
 */
import { fchmodSync, fchownSync, fstatSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import { syncFolder, writeAndSync } from './create-file.ts';
import { createWriteError, describeFileError } from './file-errors.ts';
import { removeLeftovers } from './leftovers.ts';
import type { ProcessTable } from './lock.ts';
import { getTemporaryPath, lock } from './lock.ts';
import { readRegularFile } from './read-file.ts';
import { readStamp } from './walk.ts';

/**
 * Replaces the content of a file and keeps its mode and owner. Other processes that call this for the same file wait.
 * @param transform returns the new content, or undefined to leave the file as it is
 * @throws UserError if the file cannot be read or written, must not be written, or was changed by another program
 *   meanwhile; the file is then unchanged
 */
export async function changeFile(
  path: string,
  processes: ProcessTable,
  transform: (bytes: Uint8Array) => Promise<string | undefined>,
): Promise<void> {
  let file: string;
  try {
    file = realpathSync(path);
  } catch (error) {
    throw new UserError(`cannot read ${path}: ${describeFileError(error)}`, exitStatus.partialFailure);
  }
  const unlock = await lock(file, processes);
  try {
    removeLeftovers(dirname(file), processes);
    const stats = statSync(file);
    const { nlink, mode } = stats;
    if (!stats.isFile()) throw createWriteError(path, 'not a regular file');
    if (nlink > 1) throw createWriteError(path, 'it has other hard links, which would keep the old content');
    if ((mode & 0o222) === 0) throw createWriteError(path, 'it is read-only');
    const stamp = readStamp(file)?.join(' ');
    const text = await transform(readRegularFile(file));
    if (text !== undefined) replaceFile(file, text, stamp, processes);
  } catch (error) {
    throw error instanceof UserError ? error : createWriteError(path, describeFileError(error));
  } finally {
    unlock();
  }
}

export function readBytes(path: string): Uint8Array {
  try {
    return readRegularFile(path);
  } catch (error) {
    throw new UserError(`cannot read ${path}: ${describeFileError(error)}`, exitStatus.partialFailure);
  }
}

function replaceFile(file: string, text: string, stamp: string | undefined, { process }: ProcessTable): void {
  const oldStats = statSync(file);
  const temporary = getTemporaryPath(file, process);
  try {
    writeAndSync(temporary, text, (descriptor) => {
      const { uid, gid } = fstatSync(descriptor);
      if (uid !== oldStats.uid || gid !== oldStats.gid) fchownSync(descriptor, oldStats.uid, oldStats.gid);
      fchmodSync(descriptor, oldStats.mode & 0o7777);
    });
    if (readStamp(file)?.join(' ') !== stamp)
      throw createWriteError(file, 'another program changed it; nothing was written');
    renameSync(temporary, file);
    syncFolder(dirname(file));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
