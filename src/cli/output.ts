/** Standard output and standard error. */
import { fstatSync, writeSync } from 'node:fs';
import type { Output } from './io.ts';

/** The capacity of a pipe on Linux and macOS: this much can be written without waiting for a reader. */
const pipeCapacity = 65_536;

/**
 * Creates an output that opens Node's stream only on demand, because opening it takes a quarter of Node's start-up
 * time. Unless the output is a terminal, the first write bypasses the stream if it fits into a pipe.
 * @param descriptor the number of the file
 * @param getStream returns Node's stream
 * @param onClosed called when nobody reads any more
 */
export function createOutput(
  descriptor: 1 | 2,
  getStream: () => NodeJS.WriteStream,
  onClosed: () => void,
): Output & { readonly isWritten: boolean } {
  let stream: NodeJS.WriteStream | undefined;
  let canWriteDirectly = !mayBeTerminal(descriptor);
  const openStream = () => {
    if (!stream) {
      stream = getStream();
      stream.on('error', (error: NodeJS.ErrnoException) => error.code === 'EPIPE' && onClosed());
    }
    return stream;
  };
  return {
    /** Whether all output has been written. False once a stream is open, because it may still be writing. */
    get isWritten() {
      return stream === undefined;
    },
    get isTTY() {
      return canWriteDirectly ? false : openStream().isTTY;
    },
    get columns() {
      return canWriteDirectly ? 0 : openStream().columns;
    },
    get rows() {
      return canWriteDirectly ? 0 : openStream().rows;
    },
    write(text, callback) {
      const bytes = Buffer.from(text);
      let written = 0;
      if (canWriteDirectly && bytes.length <= pipeCapacity) {
        try {
          written = writeSync(descriptor, bytes);
        } catch (error) {
          // The stream handles a full pipe and every other error.
          void error;
        }
      }
      canWriteDirectly = false;
      if (written < bytes.length) openStream().write(bytes.subarray(written), callback);
      else callback?.();
    },
  };
}

/** Terminals are character devices, but so is the null device. */
function mayBeTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true;
  }
}
