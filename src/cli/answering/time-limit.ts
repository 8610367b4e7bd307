/** A limit of time on what cannot be trusted to end. */
import { runInThisContext } from 'node:vm';

/** What is run stands here for as long as it is: a script of `node:vm` sees nothing but what is global. */
const key = '__readingsLimited';

/**
 * Runs something for no longer than so many milliseconds: V8 stops it, in the middle of a regular expression too.
 * @returns nothing when it takes longer, or throws
 */
export function limited<Result>(milliseconds: number, run: () => Result): Result | undefined {
  const holder = globalThis as { [key]?: () => Result };
  holder[key] = run;
  try {
    return runInThisContext(`${key}()`, { timeout: Math.max(1, milliseconds) }) as Result;
  } catch {
    return undefined;
  } finally {
    delete holder[key];
  }
}
