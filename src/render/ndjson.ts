/** `ndjson`: one record per line. */
import { createRecordFormat, stringifyJson } from './records.ts';

export const ndjson = createRecordFormat(function* (records) {
  for (const record of records) yield `${stringifyJson(record)}\n`;
});
