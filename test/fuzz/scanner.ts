/**
 * Compares the scanner with the oracle on documents made at random. Prints each finding once, made as small as it gets, and how
 * many documents were tried.
 */
import fc from 'fast-check';
import { document } from '../markdown/documents.ts';
import { difference, knownDifference } from '../markdown/oracle.ts';

/** @param minutes how long to go on @param firstSeed the seed of the first documents */
export function fuzzScanner(minutes: number, firstSeed: number): void {
  const end = Date.now() + minutes * 60_000;
  let seed = firstSeed | 0;
  let tried = 0;
  let compared = 0;
  const found = new Map<string, string>();

  while (Date.now() < end) {
    const result = fc.check(
      fc.property(document, (source) => {
        tried++;
        if (knownDifference(source) !== undefined) return;
        compared++;
        if (difference(source) !== undefined) throw new Error('differs');
      }),
      { numRuns: 2000, seed },
    );
    if (result.failed) {
      const source = result.counterexample?.[0] ?? '';
      if (!found.has(source)) {
        found.set(source, JSON.stringify(difference(source), null, 1) ?? 'throws');
        console.log(`${JSON.stringify(source)}\n${found.get(source)}`);
      }
    }
    seed = (seed + 1) | 0;
  }
  console.log(`${tried} documents tried, ${compared} of them compared, ${found.size} findings`);
  process.exitCode = found.size > 0 ? 1 : 0;
}
