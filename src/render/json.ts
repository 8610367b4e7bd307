/** `json`: one array, a record a line. */
import { recordFormat } from './records.ts';

export const json = recordFormat(function* (records) {
  let before = '[\n';
  for (const record of records) {
    yield before + JSON.stringify(record);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
});
