/**
 * What FTS5 knows of all rows together: how many there are, and how many words each column has, by which `bm25` tells what is
 * rare and what is long. Of a table without content it does not take off what a deleted row had, so that an index would rank
 * otherwise after an edit than one that is built: it is taken off here. https://sqlite.org/fts5.html#fts5_data_structures
 */
import type { DatabaseSync } from 'node:sqlite';

/** The row of `section_data` with the totals. */
const totalsRow = 1;

/** The words of each column of a row, or of all rows with their number before. */
export function readNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    // A variable-length integer of SQLite's: seven bits a byte, the most significant first; none here has nine bytes.
    value = value * 128 + (byte & 127);
    if (byte < 128) {
      numbers.push(value);
      value = 0;
    }
  }
  return numbers;
}

function writeNumbers(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    const own = [number % 128];
    for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) own.unshift((rest % 128) + 128);
    bytes.push(...own);
  }
  return Uint8Array.from(bytes);
}

/** Takes off what removed rows had. In a transaction of its own: FTS5 writes its own numbers at the end of one of its. */
export function takeOff(database: DatabaseSync, removed: readonly number[]): void {
  (database as { enableDefensive?: (isOn: boolean) => void }).enableDefensive?.(false);
  const row = database.prepare('select block from section_data where id = ?').get(totalsRow);
  const totals = readNumbers(row?.block as Uint8Array);
  const left = totals.map((total, index) => total - (removed[index] ?? 0));
  database.prepare('update section_data set block = ? where id = ?').run(writeNumbers(left), totalsRow);
}
