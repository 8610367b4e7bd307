/** `ndjson`: one record a line. */
import { jsonOf, recordFormat } from './records.ts';

export const ndjson = recordFormat(function* (records) {
  for (const record of records) yield `${jsonOf(record)}\n`;
});
