/** How indexes are kept here, and standard input. */
import type { IndexSettings } from '../library/index/open-index.ts';
import type { Io } from './io.ts';
import { progressFor } from './progress.ts';

/** @param say says something that is not part of an answer */
export function indexSettings(io: Io, say: (message: string) => void): IndexSettings {
  const { indexFolder: folder, makeFolder, build, process, isRunning, reader } = io;
  const onProgress = progressFor(io);
  return {
    ...{ folder, makeFolder, build, process, isRunning, warn: say },
    ...(reader === undefined ? {} : { readerProgram: reader }),
    ...(onProgress ? { onProgress } : {}),
  };
}

/** All of standard input. */
export async function readAll({ input }: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks);
}
