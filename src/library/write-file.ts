/**
 * Writes notes, whole or not at all: a kill at any moment leaves the file as it was or as it is to be. What is written goes into a
 * hidden file beside it first.
 */
import {
  closeSync,
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
import { reasonOf, type Stamp, stampOf } from './walk.ts';

/** Which processes there are: what one that is gone has left behind is removed. */
export interface Processes {
  /** The number of this one. */
  readonly process: number;
  readonly isRunning: (process: number) => boolean;
}

export interface ReadFile {
  /** What it really is, symbolic links followed. */
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly stamp: Stamp;
}

/** Reads a file that is to be changed. @throws UserError when it cannot be read, or should not be written */
export function readForChange(path: string): ReadFile {
  try {
    const file = realpathSync(path);
    const { nlink, mode } = statSync(file);
    if (nlink > 1)
      throw refused(path, 'it is one of several names of a file (hard links), and would be parted from them');
    if ((mode & 0o222) === 0) throw refused(path, 'it is read-only');
    const stamp = stampOf(file);
    const bytes = readFileSync(file);
    if (stamp) return { file, bytes, stamp };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot read ${path}: ${reasonOf(error)}`, status.partUnreadable);
  }
  throw refused(path, 'it is gone');
}

/**
 * Puts new content in the place of a file that was read; its mode and owner stay.
 * @throws UserError when it was changed since it was read, or cannot be written: then it is as it was
 */
export function writeChanged({ file, stamp }: ReadFile, text: string, processes: Processes): void {
  const before = statSync(file);
  const temporary = temporaryFor(file, processes);
  try {
    fill(temporary, text, (descriptor) => {
      const { uid, gid } = fstatSync(descriptor);
      if (uid !== before.uid || gid !== before.gid) fchownSync(descriptor, before.uid, before.gid);
      fchmodSync(descriptor, before.mode & 0o7777);
    });
    if (stampOf(file)?.join(' ') !== stamp.join(' '))
      throw refused(file, 'it was changed meanwhile; nothing was written');
    renameSync(temporary, file);
    syncFolder(dirname(file));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error instanceof UserError ? error : refused(file, reasonOf(error));
  }
}

/**
 * Makes a new file, and the folders above it.
 * @throws UserError when there is something of that name, or it cannot be written: then there is nothing new
 */
export function writeNew(file: string, text: string, processes: Processes): void {
  let temporary: string | undefined;
  const firstMade = makeFolders(file);
  try {
    temporary = temporaryFor(file, processes);
    fill(temporary, text, () => undefined);
    // Unlike a rename, a link never takes the place of what is there.
    linkSync(temporary, file);
    rmSync(temporary);
    syncFolder(dirname(file));
  } catch (error) {
    if (temporary !== undefined) rmSync(temporary, { force: true });
    if (firstMade !== undefined && !existsSync(file)) rmSync(firstMade, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw taken(file);
    throw refused(file, reasonOf(error));
  }
}

function makeFolders(file: string): string | undefined {
  if (lstatSync(file, { throwIfNoEntry: false })) throw taken(file);
  try {
    return mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw refused(file, reasonOf(error));
  }
}

function taken(file: string): UserError {
  return new UserError(
    `${file} is there already, and was left as it is`,
    status.wrongCommandLine,
    'Choose another title, or open it with readings edit.',
  );
}

function refused(file: string, reason: string): UserError {
  return new UserError(`cannot write ${file}: ${reason}`, status.partUnreadable);
}

/** A name that is no note's, in the same folder, so that it can be renamed. What others left behind there is removed. */
function temporaryFor(file: string, { process, isRunning }: Processes): string {
  const start = `.${basename(file)}.`;
  const folder = dirname(file);
  for (const name of readdirSync(folder)) {
    const owner = name.startsWith(start) && /^(\d+)\.tmp$/.exec(name.slice(start.length))?.[1];
    if (owner && (Number(owner) === process || !isRunning(Number(owner)))) rmSync(join(folder, name), { force: true });
  }
  return join(folder, `${start}${process}.tmp`);
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
