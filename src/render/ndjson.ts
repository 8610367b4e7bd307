/** `ndjson`: one record a line. */
import type { Answer, Format } from './answer.ts';
import { recordsOf } from './records.ts';

function* lines(answer: Answer): Iterable<string> {
  for (const record of recordsOf(answer)) yield `${JSON.stringify(record)}\n`;
}

export const ndjson: Format = {
  list: lines,
  tree: lines,
  show: lines,
  links: lines,
  pros: lines,
  cons: lines,
  proscons: lines,
  quotes: lines,
  remarks: lines,
};
