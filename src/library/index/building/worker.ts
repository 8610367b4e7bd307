/** The program of the reader thread: answers each request with the rows of its files. */
import { parentPort } from 'node:worker_threads';
import { readFileRows } from './read-rows.ts';
import type { ReadRequest } from './thread.ts';

parentPort?.on('message', async ({ files, userWords }: ReadRequest) => {
  const fileRows = [];
  for (const file of files) fileRows.push(await readFileRows(file, userWords));
  parentPort?.postMessage(fileRows);
});
