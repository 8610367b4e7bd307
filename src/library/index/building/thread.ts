import { Worker } from 'node:worker_threads';
import type { UserWords } from '../../../core/tradeoffs/lexicon/lexicon.ts';
import type { FileEntry } from '../../files/walk.ts';
import type { FileRows } from './read-rows.ts';

export interface ReadRequest {
  readonly files: readonly FileEntry[];
  readonly userWords: UserWords | undefined;
}

/** Files per request, and requests sent ahead of the answers. */
const batchSize = 64;
const maxPendingRequests = 4;

/**
 * Reads files in a worker thread.
 * @param program the file that the thread runs: `reader.ts`
 * @returns what was read, in the order of the files
 * @throws Error if the thread ends early
 */
export async function* readInThread(
  program: string,
  files: readonly FileEntry[],
  userWords: UserWords | undefined,
): AsyncIterable<FileRows> {
  // The results become garbage as soon as they are written. A small young generation keeps them from piling up.
  const worker = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: 16 } });
  const answers: (readonly FileRows[])[] = [];
  let failure: Error | undefined;
  let wake: () => void = () => undefined;
  worker
    .on('message', (answer: readonly FileRows[]) => {
      answers.push(answer);
      wake();
    })
    .on('error', (error: Error) => {
      failure ??= error;
      wake();
    })
    .on('exit', () => {
      failure ??= new Error('The thread that reads notes ended early.');
      wake();
    });
  try {
    let requestedCount = 0;
    const sendRequest = () => {
      if (requestedCount >= files.length) return;
      worker.postMessage({
        files: files.slice(requestedCount, requestedCount + batchSize),
        userWords: userWords,
      } satisfies ReadRequest);
      requestedCount += batchSize;
    };
    for (let count = 0; count < maxPendingRequests; count++) sendRequest();
    for (let readCount = 0; readCount < files.length; ) {
      if (answers.length === 0 && !failure)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (answers.length === 0 && failure) throw failure;
      for (let answer = answers.shift(); answer; answer = answers.shift()) {
        sendRequest();
        yield* answer;
        readCount += answer.length;
      }
      // Yield so that messages arrive and signals are handled.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await worker.terminate();
  }
}
