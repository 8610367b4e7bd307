/** Tells from a line's first and last characters, before parsing, whether it may be a label. */
import { isAlphanumeric } from './characters.ts';

const maxNameLength = 400;

export function isShortEnough(from: number, to: number): boolean {
  return to - from <= maxNameLength;
}

/**
 * Reports whether a line's first and last characters allow a label: the line is bold from end to end, or ends in a
 * colon or question mark, possibly inside markup.
 */
export function couldBeName(source: string, from: number, to: number): boolean {
  if (!isShortEnough(from, to)) return false;
  let end = to;
  while (end > from && source.charCodeAt(end - 1) <= 32) end--;
  const last = source.charCodeAt(end - 1);
  if (isNameEnd(last)) return true;
  if (
    !(
      last === 42 ||
      last === 95 ||
      last === 62 ||
      last === 41 ||
      last === 96 ||
      last === 34 ||
      last === 93 ||
      last === 126
    )
  )
    return false;
  let start = from;
  while (start < end && source.charCodeAt(start) <= 32) start++;
  const first = source.charCodeAt(start);
  if ((last === 42 || last === 95 || last === 62) && (first === 42 || first === 95 || first === 60)) return true;
  // `[What is it?](address)`, `*Pros:*`
  if (last === 41) {
    let open = end - 1;
    while (open > start && !(source.charCodeAt(open) === 40 && source.charCodeAt(open - 1) === 93)) open--;
    return open > start && isNameEnd(source.charCodeAt(open - 2));
  }
  while (end > start && !isWordCharacter(source.charCodeAt(end - 1)) && !isNameEnd(source.charCodeAt(end - 1))) end--;
  return isNameEnd(source.charCodeAt(end - 1));
}

/** Matches `:` or `?`, full-width ones included. */
export function isNameEnd(code: number): boolean {
  return code === 58 || code === 63 || code === 0xff1a || code === 0xff1f;
}

export function isWordCharacter(code: number): boolean {
  return code > 127 || isAlphanumeric(code);
}
