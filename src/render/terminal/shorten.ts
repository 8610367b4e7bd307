import { measureWidth } from './width.ts';

/** Counts the ends of paths, from each `/` on: an end that occurs once tells its path from the others. */
export function countPathEnds(paths: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths)
    for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
      const end = path.slice(at);
      counts.set(end, (counts.get(end) ?? 0) + 1);
    }
  return counts;
}

/**
 * Returns a path of at most `width` columns, without its first folders if it is too long. The end that tells it from the
 * others is kept.
 * @returns undefined if that does not fit
 */
export function shortenPath(
  path: string,
  width: number,
  ellipsis: string,
  ends: ReadonlyMap<string, number>,
): string | undefined {
  if (measureWidth(path) <= width) return path;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const end = path.slice(at);
    if (ends.get(end) !== 1) break;
    if (measureWidth(ellipsis + end) <= width) return ellipsis + end;
  }
  return undefined;
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

function splitCharacters(text: string): string[] {
  return text.match(/.(?:\p{M}|\ufe0f|\u200d.)*/gsu) ?? [];
}
