/** `ndjson`: one record a line. */
import { recordFormat } from './records.ts';

export const ndjson = recordFormat(function* (records) {
  for (const record of records) yield `${JSON.stringify(record)}\n`;
});
