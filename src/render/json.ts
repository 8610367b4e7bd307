/** `ndjson`: one record per line; `json`: one array with a record per line. A table becomes its rows, each an object keyed by the column names. */

import type { Format } from './answers.ts';
import { nameColumns } from './columns.ts';
import { createRecordFormat, stringifyJson } from './records.ts';

function* formatArray(elements: Iterable<string>): Iterable<string> {
  let separator = '[\n';
  for (const element of elements) {
    yield separator + element;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

export const json: Format = {
  ...createRecordFormat(function* (records) {
    yield* formatArray(
      (function* () {
        for (const record of records) yield stringifyJson(record);
      })(),
    );
  }),
  *tables(tables) {
    yield* formatArray(
      (function* () {
        for (const { head, rows } of tables) {
          const names = nameColumns(head).map(stringifyJson);
          // Built by hand, because a JavaScript object puts integer keys first.
          for (const row of rows)
            yield `{${row.map((cell, column) => `${names[column]}:${stringifyJson(cell)}`).join(',')}}`;
        }
      })(),
    );
  },
};

export const ndjson = createRecordFormat(function* (records) {
  for (const record of records) yield `${stringifyJson(record)}\n`;
});
