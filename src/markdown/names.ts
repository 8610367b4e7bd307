/** Checks whether a line may be a label by its first and last characters, before parsing. */

import { isAlphanumeric } from './characters.ts';
import {
  ASTERISK,
  BACKTICK,
  COLON,
  GREATER_THAN,
  LEFT_PARENTHESIS,
  LESS_THAN,
  MAX_ASCII,
  QUESTION_MARK,
  QUOTATION_MARK,
  RIGHT_BRACKET,
  RIGHT_PARENTHESIS,
  SPACE,
  TILDE,
  UNDERSCORE,
} from './codes.ts';

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
  while (end > from && source.charCodeAt(end - 1) <= SPACE) end--;
  const last = source.charCodeAt(end - 1);
  if (isNameEnd(last)) return true;
  if (
    !(
      last === ASTERISK ||
      last === UNDERSCORE ||
      last === GREATER_THAN ||
      last === RIGHT_PARENTHESIS ||
      last === BACKTICK ||
      last === QUOTATION_MARK ||
      last === RIGHT_BRACKET ||
      last === TILDE
    )
  )
    return false;
  let start = from;
  while (start < end && source.charCodeAt(start) <= SPACE) start++;
  const first = source.charCodeAt(start);
  if (
    (last === ASTERISK || last === UNDERSCORE || last === GREATER_THAN) &&
    (first === ASTERISK || first === UNDERSCORE || first === LESS_THAN)
  )
    return true;
  // `[What is it?](address)`, `*Pros:*`
  if (last === RIGHT_PARENTHESIS) {
    let open = end - 1;
    while (
      open > start &&
      !(source.charCodeAt(open) === LEFT_PARENTHESIS && source.charCodeAt(open - 1) === RIGHT_BRACKET)
    )
      open--;
    return open > start && isNameEnd(source.charCodeAt(open - 2));
  }
  while (end > start && !isWordCharacter(source.charCodeAt(end - 1)) && !isNameEnd(source.charCodeAt(end - 1))) end--;
  return isNameEnd(source.charCodeAt(end - 1));
}

/** Matches `:` or `?`, full-width ones included. */
export function isNameEnd(code: number): boolean {
  return code === COLON || code === QUESTION_MARK || code === 0xff1a || code === 0xff1f;
}

export function isWordCharacter(code: number): boolean {
  return code > MAX_ASCII || isAlphanumeric(code);
}
