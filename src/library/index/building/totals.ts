/**
 * Corrects the totals of FTS5: the number of rows, and the number of words in each column, from which `bm25` computes
 * what is rare and what is long. FTS5 does not subtract deleted rows of a table without content, so an edited index
 * would rank differently from a newly built one. https://sqlite.org/fts5.html#fts5_data_structures
 */
import type { DatabaseSync } from 'node:sqlite';

const totalsRowId = 1;

/** Decodes the word counts of the columns of a row, or the totals of all rows, which begin with the number of rows. */
export function decodeVarints(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  for (const byte of bytes) {
    // A SQLite varint: seven bits per byte, the most significant first. Values here never need nine bytes.
    value = value * 128 + (byte & 127);
    if (byte < 128) {
      numbers.push(value);
      value = 0;
    }
  }
  return numbers;
}

function encodeVarints(numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (const number of numbers) {
    const encoded = [number % 128];
    for (let remaining = Math.floor(number / 128); remaining > 0; remaining = Math.floor(remaining / 128))
      encoded.unshift((remaining % 128) + 128);
    for (const item of encoded) bytes.push(item);
  }
  return Uint8Array.from(bytes);
}

/**
 * Subtracts the counts of removed rows. Must run in its own transaction: FTS5 writes its totals at the end of the one
 * that deletes.
 */
export function subtractRemoved(database: DatabaseSync, removedCounts: readonly number[]): void {
  (database as { enableDefensive?: (isOn: boolean) => void }).enableDefensive?.(false);
  const row = database.prepare('select block from section_data where id = ?').get(totalsRowId);
  const totals = decodeVarints(row?.block as Uint8Array);
  const remainingTotals = totals.map((total, index) => total - (removedCounts[index] ?? 0));
  database.prepare('update section_data set block = ? where id = ?').run(encodeVarints(remainingTotals), totalsRowId);
}
