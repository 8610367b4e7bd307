/** Paths that are made to fit. */
import { textWidth } from './width.ts';

/**
 * A path with some of its middle left out, so that it takes no more than so many columns: of the file's name at its end as
 * much as there is room for, of the folders at its start what is left.
 */
export function shortenedPath(path: string, width: number, ellipsis: string): string {
  if (textWidth(path) <= width) return path;
  const room = Math.max(0, width - textWidth(ellipsis));
  const name = path.slice(path.lastIndexOf('/'));
  const end = textWidth(name) <= room ? name : endOf(path, Math.ceil((room * 2) / 3));
  return startOf(path, room - textWidth(end)) + ellipsis + end;
}

/** As much of a text's beginning as takes so many columns, in whole characters with what combines with them. */
export function startOf(text: string, width: number): string {
  let kept = '';
  let left = width;
  for (const char of characters(text)) {
    left -= textWidth(char);
    if (left < 0) break;
    kept += char;
  }
  return kept;
}

function endOf(text: string, width: number): string {
  let kept = '';
  let left = width;
  for (const char of characters(text).reverse()) {
    left -= textWidth(char);
    if (left < 0) break;
    kept = char + kept;
  }
  return kept;
}

function characters(text: string): string[] {
  return text.match(/.(?:\p{M}|\ufe0f|\u200d.)*/gsu) ?? [];
}
