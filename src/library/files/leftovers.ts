import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { markdownExtensions } from '../../core/note.ts';
import type { ProcessTable } from './lock.ts';
import { ignoreErrors, isAbandoned } from './lock.ts';

const leftover = new RegExp(`^\\..+\\.(?:${markdownExtensions.join('|')})\\.(?:(\\d+)\\.tmp|(lock))$`, 'i');

/** Removes files that killed processes left beside the notes of a folder. */
export function removeLeftovers(folder: string, { process, isRunning }: ProcessTable): void {
  for (const name of readdirSync(folder)) {
    const [, owner, isLock] = leftover.exec(name) ?? [];
    const path = join(folder, name);
    const hasEnded = (number: number) => number === process || !isRunning(number);
    // A lock with the ID of this process is in use: it belongs to the file being written.
    if (isLock ? isAbandoned(path, isRunning) : owner && hasEnded(Number(owner))) ignoreErrors(() => rmSync(path));
  }
}
