import stringWidth from 'string-width';
import { safeLine } from '../safe-text.ts';
import { wrap } from './wrap.ts';

/**
 * A text wrapped to a width, with one margin before its first line and another before the rest.
 * @param width columns, the margin included
 */
export function fill(
  text: string,
  first: string,
  rest: string,
  width: number,
  style: (line: string) => string = (line) => line,
): string {
  const lines = wrap(safeLine(text), Math.max(8, width - stringWidth(first))).split('\n');
  return lines.map((line, index) => (index === 0 ? first : rest) + style(line)).join('\n');
}
