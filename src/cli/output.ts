/** Standard output and standard error. */
import { fstatSync, writeSync } from 'node:fs';
import type { Output } from './io.ts';

/** What a pipe holds on Linux and macOS: so much can be written without waiting for a reader. */
const pipeSize = 65_536;

/**
 * An output that makes Node's stream when it needs one. Where it is no terminal, a first piece that a pipe holds is written
 * without: the stream takes a quarter of the time that Node takes to start.
 * @param file its number
 * @param stream Node's own; what it meets that nobody reads on is told to `onClosed`
 */
export function outputOf(
  file: 1 | 2,
  stream: () => NodeJS.WriteStream,
  onClosed: () => void,
): Output & { readonly isWritten: boolean } {
  let made: NodeJS.WriteStream | undefined;
  let isFirst = !mayBeTerminal(file);
  const real = () => {
    if (!made) {
      made = stream();
      made.on('error', (error: NodeJS.ErrnoException) => error.code === 'EPIPE' && onClosed());
    }
    return made;
  };
  return {
    /** Whether all is written that was given to it: a stream does so later. */
    get isWritten() {
      return made === undefined;
    },
    get isTTY() {
      return isFirst ? false : real().isTTY;
    },
    get columns() {
      return isFirst ? 0 : real().columns;
    },
    get rows() {
      return isFirst ? 0 : real().rows;
    },
    write(text, done) {
      const bytes = Buffer.from(text);
      let written = 0;
      if (isFirst && bytes.length <= pipeSize) {
        try {
          written = writeSync(file, bytes);
        } catch (error) {
          // A pipe that has no room left is the stream's business, and so is every other error.
          void error;
        }
      }
      isFirst = false;
      if (written < bytes.length) real().write(bytes.subarray(written), done);
      else done?.();
    },
  };
}

/** Terminals are character devices, and so is the null device. */
function mayBeTerminal(file: number): boolean {
  try {
    return fstatSync(file).isCharacterDevice();
  } catch {
    return true;
  }
}
