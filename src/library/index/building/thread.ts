import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { UserWords } from '../../../core/tradeoffs/lexicon/lexicon.ts';
import type { FileEntry } from '../../files/walk.ts';
import type { FileRows } from './read-rows.ts';

export interface ReadRequest {
  /** The number of the request, which the answer repeats. */
  readonly batch: number;
  readonly files: readonly FileEntry[];
  readonly userWords: UserWords | undefined;
}

export interface ReadAnswer {
  readonly batch: number;
  readonly rows: readonly FileRows[];
}

/** Files per request, and requests sent to each thread ahead of the answers. */
const batchSize = 64;
const maxPendingRequests = 4;
/** Writing takes a quarter of the time of reading, so more threads would wait for it. */
const maxThreads = 4;
/** Fewer files are read faster than another thread starts. */
const minFilesPerThread = 1000;

/**
 * Reads files in worker threads.
 * @param program the file that the threads run: `worker.ts`
 * @returns what was read, in the order of the files
 * @throws Error if a thread ends early
 */
export async function* readInThreads(
  program: string,
  files: readonly FileEntry[],
  userWords: UserWords | undefined,
): AsyncIterable<FileRows> {
  const useful = Math.ceil(files.length / minFilesPerThread);
  const threadCount = Math.max(1, Math.min(availableParallelism(), maxThreads, useful));
  const batches = Array.from({ length: Math.ceil(files.length / batchSize) }, (_, index) =>
    files.slice(index * batchSize, (index + 1) * batchSize),
  );
  const answers = new Map<number, readonly FileRows[]>();
  let sentCount = 0;
  let yieldedCount = 0;
  let failure: Error | undefined;
  let wake: () => void = () => undefined;
  const sendRequest = (worker: Worker) => {
    const batch = batches[sentCount];
    // A thread that is ahead of the others waits, so that answers do not pile up.
    if (!batch || sentCount - yieldedCount >= threadCount * maxPendingRequests) return;
    worker.postMessage({ batch: sentCount, files: batch, userWords } satisfies ReadRequest);
    sentCount++;
  };
  const workers = Array.from({ length: threadCount }, () => {
    // The results become garbage as soon as they are written. A small young generation keeps them from piling up.
    const worker = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: 16 } });
    return worker
      .on('message', ({ batch, rows }: ReadAnswer) => {
        answers.set(batch, rows);
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
  });
  try {
    for (let round = 0; round < maxPendingRequests; round++) for (const worker of workers) sendRequest(worker);
    while (yieldedCount < batches.length) {
      if (!answers.has(yieldedCount) && !failure)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (!answers.has(yieldedCount) && failure) throw failure;
      for (let rows = answers.get(yieldedCount); rows; rows = answers.get(yieldedCount)) {
        answers.delete(yieldedCount);
        yield* rows;
        yieldedCount++;
        const worker = workers[sentCount % threadCount];
        if (worker) sendRequest(worker);
      }
      // Yield so that messages arrive and signals are handled.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
