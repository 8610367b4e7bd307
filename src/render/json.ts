/** `json`: one array, a record a line. */
import type { Answer, Format } from './answer.ts';
import { recordsOf } from './records.ts';

function* array(answer: Answer): Iterable<string> {
  let before = '[\n';
  for (const record of recordsOf(answer)) {
    yield before + JSON.stringify(record);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

export const json: Format = {
  list: array,
  tree: array,
  show: array,
  links: array,
  pros: array,
  cons: array,
  proscons: array,
  quotes: array,
  remarks: array,
};
