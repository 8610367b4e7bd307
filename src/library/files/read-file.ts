/** Reads files that a walk has found. Any name may be that of a pipe or device, which never end. */
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** Larger files are not read. */
const maxFileBytes = 64 * 1024 * 1024;

/**
 * Reads a regular file: opened without waiting, checked after opening, and read up to its size.
 * @throws Error if it cannot be read, is not a regular file, or is larger than `maxBytes`
 */
export function readRegularFile(file: string, maxBytes = maxFileBytes): Buffer {
  // Windows has no such flag, and no pipes among files.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) throw new Error('not a regular file');
    if (stats.size > maxBytes) throw new Error(`larger than ${maxBytes / 1024 / 1024} MiB`);
    const bytes = Buffer.allocUnsafe(stats.size);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(descriptor, bytes, length, bytes.length - length, null);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

const chunkBytes = 65_536;

/** Reads a file that was named on the command line: also a pipe, to its end. @throws Error as `readRegularFile` does */
export function readNamedFile(file: string): Buffer {
  if (!statSync(file).isFIFO()) return readRegularFile(file);
  const chunks: Buffer[] = [];
  const descriptor = openSync(file, 'r');
  try {
    for (let length = 0; ; ) {
      const chunk = Buffer.allocUnsafe(chunkBytes);
      const count = readSync(descriptor, chunk, 0, chunkBytes, null);
      if (count === 0) return Buffer.concat(chunks);
      length += count;
      if (length > maxFileBytes) throw new Error(`larger than ${maxFileBytes / 1024 / 1024} MiB`);
      chunks.push(chunk.subarray(0, count));
    }
  } finally {
    closeSync(descriptor);
  }
}
