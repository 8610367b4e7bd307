/** The program of the thread that reads notes: answers each request with what was read. */
import { parentPort } from 'node:worker_threads';
import { readRows } from './read-rows.ts';
import type { Request } from './thread.ts';

parentPort?.on('message', async ({ files, words }: Request) => {
  const read = [];
  for (const file of files) read.push(await readRows(file, words));
  parentPort?.postMessage(read);
});
