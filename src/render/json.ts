/** `json`: one array, a record a line; of tables their rows, each an object by the names in the head. */

import type { Format } from './answers.ts';
import { columnNames } from './columns.ts';
import { jsonOf, recordFormat } from './records.ts';

function* arrayOf(elements: Iterable<string>): Iterable<string> {
  let before = '[\n';
  for (const element of elements) {
    yield before + element;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

export const json: Format = {
  ...recordFormat(function* (records) {
    yield* arrayOf(
      (function* () {
        for (const record of records) yield jsonOf(record);
      })(),
    );
  }),
  *tables(tables) {
    yield* arrayOf(
      (function* () {
        for (const { head, rows } of tables) {
          const names = columnNames(head).map(jsonOf);
          // Written by hand: an object would put names that are numbers first.
          for (const row of rows) yield `{${row.map((cell, column) => `${names[column]}:${jsonOf(cell)}`).join(',')}}`;
        }
      })(),
    );
  },
};
