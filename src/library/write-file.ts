/**
 * Writes notes, whole or not at all: a kill at any moment leaves the file as it was or as it is to be. What is written goes into a
 * hidden file beside it first; a lock beside it, too, keeps others from writing between reading and writing.
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
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { status, UserError } from '../core/user-error.ts';
import { reasonOf, stampOf } from './walk.ts';

/** Which processes there are: what one that is gone has left behind is removed. */
export interface Processes {
  /** The number of this one. */
  readonly process: number;
  readonly isRunning: (process: number) => boolean;
}

/** Milliseconds to wait for another process that changes the same file. */
const patience = 2000;

/**
 * Changes a file: reads it, and puts in its place what is made of it; its mode and owner stay. Others that would change it in the
 * same way wait.
 * @param make what is to stand there; nothing for what is there
 * @throws UserError when it cannot be read or written, should not be, or was changed by somebody else meanwhile: then it is as
 *   it was
 */
export async function changeFile(
  path: string,
  processes: Processes,
  make: (bytes: Uint8Array) => Promise<string | undefined>,
): Promise<void> {
  let file: string;
  try {
    file = realpathSync(path);
  } catch (error) {
    throw new UserError(`cannot read ${path}: ${reasonOf(error)}`, status.partUnreadable);
  }
  const unlock = await lock(file, processes);
  try {
    removeLeftovers(dirname(file), processes);
    const { nlink, mode } = statSync(file);
    if (nlink > 1)
      throw refused(path, 'it is one of several names of a file (hard links), and would be parted from them');
    if ((mode & 0o222) === 0) throw refused(path, 'it is read-only');
    const stamp = stampOf(file)?.join(' ');
    const text = await make(readFileSync(file));
    if (text !== undefined) replace(file, text, stamp, processes);
  } catch (error) {
    throw error instanceof UserError ? error : refused(path, reasonOf(error));
  } finally {
    unlock();
  }
}

/** The same without writing. @throws UserError when it cannot be read */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new UserError(`cannot read ${path}: ${reasonOf(error)}`, status.partUnreadable);
  }
}

function replace(file: string, text: string, stamp: string | undefined, { process }: Processes): void {
  const before = statSync(file);
  const temporary = temporaryFor(file, process);
  try {
    fill(temporary, text, (descriptor) => {
      const { uid, gid } = fstatSync(descriptor);
      if (uid !== before.uid || gid !== before.gid) fchownSync(descriptor, before.uid, before.gid);
      fchmodSync(descriptor, before.mode & 0o7777);
    });
    if (stampOf(file)?.join(' ') !== stamp) throw refused(file, 'it was changed meanwhile; nothing was written');
    renameSync(temporary, file);
    syncFolder(dirname(file));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes a new file, and the folders above it.
 * @throws UserError when there is something of that name, or it cannot be written: then there is nothing new
 */
export function writeNew(file: string, text: string, processes: Processes): void {
  let firstMade: string | undefined;
  const temporary = temporaryFor(file, processes.process);
  try {
    if (lstatSync(file, { throwIfNoEntry: false })) throw taken(file);
    firstMade = mkdirSync(dirname(file), { recursive: true });
    removeLeftovers(dirname(file), processes);
    fill(temporary, text, () => undefined);
    putInPlace(temporary, file);
    rmSync(temporary);
    syncFolder(dirname(file));
  } catch (error) {
    remove(temporary);
    if (firstMade !== undefined && !existsSync(file)) rmSync(firstMade, { recursive: true, force: true });
    if (error instanceof UserError) throw error;
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' && existsSync(file)
      ? taken(file)
      : refused(file, reasonOf(error));
  }
}

/** Unlike a rename, a link never takes the place of what is there; some file systems have none. */
function putInPlace(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(temporary, file, constants.COPYFILE_EXCL);
  }
}

function taken(file: string): UserError {
  return new UserError(
    `${file} is there already, and was left as it is`,
    status.wrongCommandLine,
    'Choose another title, or open it with readings edit.',
  );
}

/** Nothing may go wrong where something has gone wrong already. */
function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // A part of its path is no folder: then there is nothing.
  }
}

function refused(file: string, reason: string): UserError {
  return new UserError(`cannot write ${file}: ${reason}`, status.partUnreadable);
}

/** A name that is no note's, in the same folder, so that it can be renamed. */
function temporaryFor(file: string, process: number): string {
  return join(dirname(file), `.${basename(file)}.${process}.tmp`);
}

/** Removes what processes left beside the notes of a folder that were ended while they wrote. */
export function removeLeftovers(folder: string, { process, isRunning }: Processes): void {
  for (const name of readdirSync(folder)) {
    const [, owner, isLock] = /^\..+\.(?:md|markdown|mdown|mkd)\.(?:(\d+)\.tmp|(lock))$/i.exec(name) ?? [];
    const path = join(folder, name);
    if (isLock ? isAbandoned(path, isRunning) : owner && (Number(owner) === process || !isRunning(Number(owner))))
      rmSync(path, { force: true });
  }
}

/**
 * Takes the lock of a file, which is a file beside it with the number of the process that holds it.
 * @returns what gives it back
 */
async function lock(file: string, { process, isRunning }: Processes): Promise<() => void> {
  const path = join(dirname(file), `.${basename(file)}.lock`);
  const own = temporaryFor(file, process);
  const end = performance.now() + patience;
  try {
    // Linked, so that a lock is never there without a number in it.
    writeFileSync(own, String(process), { flag: 'w' });
    for (;;) {
      try {
        putInPlace(own, path);
        return () => rmSync(path, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      if (isAbandoned(path, isRunning)) rmSync(path, { force: true });
      else if (performance.now() > end) throw refused(file, 'another process is changing it');
      else await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } catch (error) {
    throw error instanceof UserError ? error : refused(file, reasonOf(error));
  } finally {
    rmSync(own, { force: true });
  }
}

function isAbandoned(path: string, isRunning: Processes['isRunning']): boolean {
  try {
    return !isRunning(Number(readFileSync(path, 'utf8')));
  } catch {
    return false;
  }
}

function fill(temporary: string, text: string, prepare: (descriptor: number) => void): void {
  const descriptor = openSync(temporary, 'wx', 0o666);
  try {
    prepare(descriptor);
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** So that the new name outlives a failure of power. Where a folder cannot be synced, that is the system's way. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows opens no folders.
  }
}
