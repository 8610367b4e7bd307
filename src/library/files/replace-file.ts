/**
 * Writes notes atomically: if the process is killed at any moment, the file has either its old or its new content. The
 * new content is written to a hidden file beside it first. A lock file beside it keeps others from writing between
 * reading and writing.
 */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { exitStatus, UserError } from '../../core/errors.ts';
import { readSmallFile } from './paths.ts';
import { describeFileError, readStamp } from './walk.ts';

/** Tells running processes from dead ones, whose leftover files are removed. */
export interface ProcessTable {
  readonly process: number;
  readonly isRunning: (process: number) => boolean;
}

const lockTimeoutMs = 2000;

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
    const text = await transform(readFileSync(file));
    if (text !== undefined) replaceFile(file, text, stamp, processes);
  } catch (error) {
    throw error instanceof UserError ? error : createWriteError(path, describeFileError(error));
  } finally {
    unlock();
  }
}

export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
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
      throw createWriteError(file, 'another program changed it meanwhile; nothing was written');
    renameSync(temporary, file);
    syncFolder(dirname(file));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Creates a file and its parent folders.
 * @throws UserError if the file exists or cannot be written; nothing is then left behind
 */
export function createFile(file: string, text: string, processes: ProcessTable): void {
  const createdFolders: string[] = [];
  const temporary = getTemporaryPath(file, processes.process);
  try {
    if (lstatSync(file, { throwIfNoEntry: false })) throw createExistsError(file);
    createFolders(dirname(file), createdFolders);
    removeLeftovers(dirname(file), processes);
    writeAndSync(temporary, text, () => undefined);
    linkOrCopy(temporary, file);
    rmSync(temporary);
    syncFolder(dirname(file));
  } catch (error) {
    ignoreErrors(() => rmSync(temporary, { force: true }));
    // Folders to which others have added files meanwhile stay.
    for (const folder of createdFolders.toReversed()) ignoreErrors(() => rmdirSync(folder));
    if (error instanceof UserError) throw error;
    const fileExists = (error as NodeJS.ErrnoException).code === 'EEXIST' && existsSync(file);
    throw fileExists ? createExistsError(file) : createWriteError(file, describeFileError(error));
  }
}

/**
 * Creates folders one by one: a recursive `mkdirSync` never returns on a file system that refuses new folders
 * (`/proc`).
 */
function createFolders(folder: string, createdFolders: string[]): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) createFolders(dirname(folder), createdFolders);
  mkdirSync(folder);
  createdFolders.push(folder);
}

/**
 * Links rather than renames, because a link never replaces an existing file. Copies where the file system has no hard
 * links.
 */
function linkOrCopy(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
    copyFileSync(temporary, file, constants.COPYFILE_EXCL);
  }
}

function createExistsError(file: string): UserError {
  return new UserError(
    `${file} already exists; not overwritten.`,
    exitStatus.usageError,
    'Choose another title, or open the file with `readings edit`.',
  );
}

/** Runs a cleanup step whose own failure must not hide the original error. */
function ignoreErrors(run: () => void): void {
  try {
    run();
  } catch {
    // The original error is reported.
  }
}

function createWriteError(file: string, reason: string): UserError {
  return new UserError(`Cannot write ${file}: ${reason}.`, exitStatus.partialFailure);
}

/** Returns a name that no note has, in the same folder so that the file can be renamed. */
function getTemporaryPath(file: string, process: number): string {
  return join(dirname(file), `.${basename(file)}.${process}.tmp`);
}

/** Removes files that killed processes left beside the notes of a folder. */
export function removeLeftovers(folder: string, { process, isRunning }: ProcessTable): void {
  for (const name of readdirSync(folder)) {
    const [, owner, isLock] = /^\..+\.(?:md|markdown|mdown|mkd)\.(?:(\d+)\.tmp|(lock))$/i.exec(name) ?? [];
    const path = join(folder, name);
    const hasEnded = (number: number) => number === process || !isRunning(number);
    // A lock with the ID of this process is in use: it belongs to the file being written.
    if (isLock ? isAbandoned(path, isRunning) : owner && hasEnded(Number(owner))) ignoreErrors(() => rmSync(path));
  }
}

/**
 * Locks a file with a lock file beside it, which contains the ID of the process.
 * @returns a function that unlocks it
 */
async function lock(file: string, { process, isRunning }: ProcessTable): Promise<() => void> {
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
      // A lock with the ID of this process is that of a dead process with the same ID: this process has not locked the
      // file yet.
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

/**
 * Removes an abandoned lock. Another process may have replaced it with its own lock meanwhile; that one is put back.
 */
function removeAbandonedLock(path: string, aside: string, isRunning: ProcessTable['isRunning']): void {
  ignoreErrors(() => renameSync(path, aside));
  if (existsSync(aside) && !isAbandoned(aside, isRunning)) ignoreErrors(() => linkOrCopy(aside, path));
  rmSync(aside, { force: true });
}

function isAbandoned(path: string, isRunning: ProcessTable['isRunning']): boolean {
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

function writeAndSync(temporary: string, text: string, prepare: (descriptor: number) => void): void {
  const descriptor = openSync(temporary, 'wx', 0o666);
  try {
    prepare(descriptor);
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Syncs a folder so that a new name survives a power failure. Ignores systems that cannot sync folders. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows cannot open folders.
  }
}
