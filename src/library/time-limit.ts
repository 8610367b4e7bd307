/** A time limit for code that may not end, such as a grammar's regular expressions. */
import { runInThisContext } from 'node:vm';

/** The global that holds the function while it runs: a script of `node:vm` sees only globals. */
const key = '__readingsTimeLimited';

/** Runs a function for at most some milliseconds; V8 can stop it even in a regular expression. Returns undefined if it fails. */
export function runWithTimeLimit<Result>(milliseconds: number, run: () => Result): Result | undefined {
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
