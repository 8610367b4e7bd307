/** Creates files atomically: a file appears with all of its content, or not at all. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import { createWriteError, describeFileError } from './file-errors.ts';
import { removeLeftovers } from './leftovers.ts';
import type { ProcessTable } from './lock.ts';
import { getTemporaryPath, ignoreErrors, linkOrCopy } from './lock.ts';

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

function createExistsError(file: string): UserError {
  return new UserError(
    `${file} already exists; not overwritten.`,
    exitStatus.usageError,
    'Choose another title, or open the file with `readings edit`.',
  );
}

export function writeAndSync(temporary: string, text: string, prepare: (descriptor: number) => void): void {
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
export function syncFolder(folder: string): void {
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
