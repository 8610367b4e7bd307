/** Shows on standard error how far a long run is. */
import type { Io } from './io.ts';

/** Short runs show no progress. */
const delayMs = 500;
const intervalMs = 100;

/**
 * Returns a function to report progress to; undefined if standard error is not a terminal. The line is overwritten from its
 * start, without escape sequences, and cleared at the end.
 */
export function createProgress({ errors }: Io): ((done: number, total: number) => void) | undefined {
  if (errors.isTTY !== true) return undefined;
  const start = performance.now();
  let nextMs = delayMs;
  let width = 0;
  return (done, total) => {
    const elapsedMs = performance.now() - start;
    if (done >= total) {
      if (width > 0) errors.write(`\r${' '.repeat(width)}\r`);
      width = 0;
    } else if (elapsedMs >= nextMs) {
      nextMs = elapsedMs + intervalMs;
      const rate = Math.max(1, Math.round((done / elapsedMs) * 1000));
      const left = Math.ceil((total - done) / rate);
      const text = `Indexing ${done} of ${total} notes (${rate}/s, ${left} s left)`.slice(
        0,
        (errors.columns || 80) - 1,
      );
      errors.write(`\r${text.padEnd(width)}`);
      width = Math.max(width, text.length);
    }
  };
}
