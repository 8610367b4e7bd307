/** Paths of the file system. */
import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path is that of a folder or lies beneath it; both absolute. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Files that say how a library is to be read are no larger than this. */
const mostBytes = 4 * 1024 * 1024;

/**
 * Reads a small file of text. What is no regular file is not read: a library may be somebody else's, and a pipe or a device has no
 * end.
 * @throws Error as Node does, and for what is no regular file or too large
 */
export function readSmallFile(file: string): string {
  const found = statSync(file);
  if (!found.isFile()) throw new Error('it is not a regular file');
  if (found.size > mostBytes) throw new Error('it is larger than 4 MiB');
  return readFileSync(file, 'utf8');
}
