/** How far a long index is, for a person who waits. */
import type { Io } from './io.ts';

/** Milliseconds after which one begins to wonder. */
const patience = 500;

/** @returns what is told of each step; it shows nothing where standard error is no terminal, and nothing for a while */
export function progressFor({ errors, atEnd }: Io): ((done: number, all: number) => void) | undefined {
  if (errors.isTTY !== true) return undefined;
  const start = performance.now();
  let bar: { update(done: number, payload: object): void; stop(): void } | undefined;
  let isLoading = false;
  let isDone = false;
  const stop = () => {
    isDone = true;
    bar?.stop();
    bar = undefined;
  };
  return (done, all) => {
    const seconds = (performance.now() - start) / 1000;
    if (done >= all) stop();
    else if (bar) bar.update(done, { rate: Math.round(done / seconds) });
    else if (!isLoading && seconds * 1000 > patience) {
      isLoading = true;
      import('cli-progress').then(({ default: { SingleBar } }) => {
        if (isDone) return;
        const made = new SingleBar({
          format: 'indexing {bar} {value} of {total}, {rate} a second, {eta} s left',
          barsize: 12,
          clearOnComplete: true,
          hideCursor: true,
        });
        made.start(all, done, { rate: Math.round(done / seconds) });
        bar = made;
        // It hides the cursor, and keeps lines from being wrapped.
        atEnd(stop);
      });
    }
  };
}
