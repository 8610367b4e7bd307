import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { readRegularFile } from './read-file.ts';

/** Reports whether a path is a folder or is inside it. Both must be absolute. */
export function isWithin(path: string, folder: string): boolean {
  const relativePath = relative(folder, path);
  return relativePath !== '..' && !relativePath.startsWith(`..${sep}`) && !isAbsolute(relativePath);
}

/** Returns what a path leads to; undefined if it leads nowhere, goes in a circle, is too long, or may not be followed. */
export function statIfReachable(path: string): Stats | undefined {
  return tryStat(() => statSync(path));
}

/** Reports whether a path itself is a symbolic link. */
export function isSymbolicLink(path: string): boolean {
  return tryStat(() => lstatSync(path))?.isSymbolicLink() === true;
}

function tryStat(read: () => Stats): Stats | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The largest configuration or ignore file that is read. */
const maxBytes = 4 * 1024 * 1024;

/**
 * Reads a small text file. Only a regular file is read: a library may come from somebody else, and a pipe or device has
 * no end.
 * @throws Error as Node does, and for a file that is too large or not regular
 */
export function readSmallFile(file: string): string {
  return readRegularFile(file, maxBytes).toString('utf8');
}

/** Reports whether a file is inside a library's folder once symbolic links are followed. @throws Error if either does not exist */
export function isInsideLibrary(file: string, library: string): boolean {
  return isWithin(realpathSync(file), realpathSync(library));
}

/** Returns the path of a file with symbolic links resolved. @throws Error if it does not exist */
export function resolveLinks(file: string): string {
  return realpathSync(file);
}
