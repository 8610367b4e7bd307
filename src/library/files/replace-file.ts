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
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { status, UserError } from '../../core/errors.ts';
import { readSmallFile } from './paths.ts';
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
    const found = statSync(file);
    const { nlink, mode } = found;
    if (!found.isFile()) throw refused(path, 'it is not a regular file');
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
  const made: string[] = [];
  const temporary = temporaryFor(file, processes.process);
  try {
    if (lstatSync(file, { throwIfNoEntry: false })) throw taken(file);
    makeFolders(dirname(file), made);
    removeLeftovers(dirname(file), processes);
    fill(temporary, text, () => undefined);
    putInPlace(temporary, file);
    rmSync(temporary);
    syncFolder(dirname(file));
  } catch (error) {
    quietly(() => rmSync(temporary, { force: true }));
    // Folders in which others have put something meanwhile stay.
    for (const folder of made.toReversed()) quietly(() => rmdirSync(folder));
    if (error instanceof UserError) throw error;
    const isTaken = (error as NodeJS.ErrnoException).code === 'EEXIST' && existsSync(file);
    throw isTaken ? taken(file) : refused(file, reasonOf(error));
  }
}

/** One after the other: Node's own way to make many at once never ends where a file system has no place for one (`/proc`). */
function makeFolders(folder: string, made: string[]): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolders(dirname(folder), made);
  mkdirSync(folder);
  made.push(folder);
}

/** Unlike a rename, a link never takes the place of what is there; some file systems have none. */
function putInPlace(temporary: string, file: string): void {
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      throw error;
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
function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // What is left is told of by the first error.
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
    const isGone = (number: number) => number === process || !isRunning(number);
    // The lock of the file that is being written is this process's own.
    if (isLock ? isAbandoned(path, isRunning) : owner && isGone(Number(owner))) quietly(() => rmSync(path));
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
    // Never what somebody has put there: a link would lead elsewhere.
    rmSync(own, { force: true });
    writeFileSync(own, String(process), { flag: 'wx' });
    for (;;) {
      try {
        putInPlace(own, path);
        return () => {
          if (ownerOf(path) === process) quietly(() => rmSync(path));
        };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      // One's own number is that of an earlier process, which is gone: this one has not taken the lock yet.
      if (ownerOf(path) === process || isAbandoned(path, isRunning))
        takeAway(path, `${own}.old`, (number) => number !== process && isRunning(number));
      else if (performance.now() > end)
        throw new UserError(
          `cannot write ${file}: another process is changing it`,
          status.partUnreadable,
          `Where none is, remove ${path}`,
        );
      else await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } catch (error) {
    throw error instanceof UserError ? error : refused(file, reasonOf(error));
  } finally {
    quietly(() => rmSync(own, { force: true }));
  }
}

/** Another may have taken an abandoned lock away already, and its own is there now: that is put back. */
function takeAway(path: string, aside: string, isRunning: Processes['isRunning']): void {
  quietly(() => renameSync(path, aside));
  if (existsSync(aside) && !isAbandoned(aside, isRunning)) quietly(() => putInPlace(aside, path));
  rmSync(aside, { force: true });
}

function isAbandoned(path: string, isRunning: Processes['isRunning']): boolean {
  const owner = ownerOf(path);
  return owner !== undefined && !isRunning(owner);
}

/** @returns nothing for what is gone, or no lock of ours */
function ownerOf(path: string): number | undefined {
  try {
    const text = readSmallFile(path);
    return /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
  } catch {
    return undefined;
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
