import { measureWidth } from './width.ts';

/**
 * Returns a path of at most `width` columns, with its middle left out. Keeps the file name whole if it fits. Otherwise
 * the end gets two thirds of the width and the start gets the rest.
 */
export function shortenPath(path: string, width: number, ellipsis: string): string {
  if (measureWidth(path) <= width) return path;
  const room = Math.max(0, width - measureWidth(ellipsis));
  const name = path.slice(path.lastIndexOf('/'));
  const end = measureWidth(name) <= room ? name : takeEnd(path, Math.ceil((room * 2) / 3));
  return takeStart(path, room - measureWidth(end)) + ellipsis + end;
}

/**
 * Returns the start of a text that fits into `width` columns. Never separates a character from its combining
 * characters.
 */
export function takeStart(text: string, width: number): string {
  let kept = '';
  let remaining = width;
  for (const char of splitCharacters(text)) {
    remaining -= measureWidth(char);
    if (remaining < 0) break;
    kept += char;
  }
  return kept;
}

function takeEnd(text: string, width: number): string {
  let kept = '';
  let remaining = width;
  for (const char of splitCharacters(text).reverse()) {
    remaining -= measureWidth(char);
    if (remaining < 0) break;
    kept = char + kept;
  }
  return kept;
}

function splitCharacters(text: string): string[] {
  return text.match(/.(?:\p{M}|\ufe0f|\u200d.)*/gsu) ?? [];
}
