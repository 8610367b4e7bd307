/** The program of a reader thread: answers each request with the rows of its files. */
import { parentPort } from 'node:worker_threads';
import type { FileRows } from './read-rows.ts';
import { readFileRows } from './read-rows.ts';
import type { ReadAnswer, ReadRequest } from './thread.ts';

parentPort?.on('message', async ({ batch, files, userWords }: ReadRequest) => {
  const rows: FileRows[] = [];
  for (const file of files) rows.push(await readFileRows(file, userWords));
  parentPort?.postMessage({ batch, rows } satisfies ReadAnswer);
});
