/** Reads files in another thread (https://nodejs.org/api/worker_threads.html). */
import { Worker } from 'node:worker_threads';
import type { OwnNames } from '../../core/tradeoffs/lexicon/index.ts';
import type { FoundFile } from '../files/walk.ts';
import type { ReadRows } from './read-rows.ts';

/** What the thread is asked for: files to be read, in order. */
export interface Request {
  readonly files: readonly FoundFile[];
  readonly words: OwnNames | undefined;
}

/** So many files are asked for at once, and so many times before what was read is taken. */
const batchSize = 64;
const ahead = 4;

/**
 * @param program the file that the thread runs: `reader.ts`
 * @returns what was read, in the order of the files
 * @throws Error when the thread ends before it has read all
 */
export async function* readInThread(
  program: string,
  files: readonly FoundFile[],
  words: OwnNames | undefined,
): AsyncIterable<ReadRows> {
  // What it reads is gone as soon as it is written: a small young generation keeps that from piling up.
  const worker = new Worker(program, { resourceLimits: { maxYoungGenerationSizeMb: 16 } });
  const answers: (readonly ReadRows[])[] = [];
  let failure: Error | undefined;
  let wake: () => void = () => undefined;
  worker
    .on('message', (answer: readonly ReadRows[]) => {
      answers.push(answer);
      wake();
    })
    .on('error', (error: Error) => {
      failure ??= error;
      wake();
    })
    .on('exit', () => {
      failure ??= new Error('the thread that reads notes has ended');
      wake();
    });
  try {
    let asked = 0;
    const ask = () => {
      if (asked >= files.length) return;
      worker.postMessage({ files: files.slice(asked, asked + batchSize), words } satisfies Request);
      asked += batchSize;
    };
    for (let count = 0; count < ahead; count++) ask();
    for (let done = 0; done < files.length; ) {
      if (answers.length === 0 && !failure)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (answers.length === 0 && failure) throw failure;
      for (let answer = answers.shift(); answer; answer = answers.shift()) {
        ask();
        yield* answer;
        done += answer.length;
      }
      // Let what was read meanwhile be taken, and a signal be heard.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await worker.terminate();
  }
}
