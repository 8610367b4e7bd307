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
  style: (line: string) => string = (one) => one,
): string {
  const line = safeLine(text);
  const room = Math.max(8, width - stringWidth(first));
  if (stringWidth(line) <= room) return first + style(line);
  const lines = wrap(line, room).split('\n');
  return lines.map((part, index) => (index === 0 ? first : rest) + style(part)).join('\n');
}
