/** Hints below an answer, on standard error. */
import { sanitizeText } from '../../core/escape.ts';
import type { GlobalOptions } from '../command-line/global-options.ts';
import type { Io } from '../io.ts';

/** Returns a function that prints a hint: at a terminal, dimmed and wrapped to its width. */
export function createHintWriter(
  { errors, environment }: Pick<Io, 'errors' | 'environment'>,
  { color, width }: Pick<GlobalOptions, 'color' | 'width'>,
): (message: string) => void {
  if (!errors.isTTY) return (message) => errors.write(`readings: ${sanitizeText(message.replaceAll('\u00a0', ' '))}\n`);
  const isDimmed = color !== 'never' && (color === 'always' || (!environment.NO_COLOR && environment.TERM !== 'dumb'));
  const columns = Math.min(width ?? errors.columns ?? 80, 100);
  return (message) => {
    const text = wrap(sanitizeText(message), columns).replaceAll('\u00a0', ' ');
    errors.write(isDimmed ? `\u001b[2m${text}\u001b[22m\n` : `${text}\n`);
  };
}

/** Wraps at spaces, not at no-break spaces, so that addresses stay whole. */
function wrap(text: string, columns: number): string {
  let line = '';
  const lines: string[] = [];
  for (const word of text.split(/[ \n]+/)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}
