/** Character classes (CommonMark 0.31.2 §2.1), by UTF-16 code unit. */
import {
  AT_SIGN,
  BACKTICK,
  CARRIAGE_RETURN,
  COLON,
  DIGIT_0,
  DIGIT_9,
  EXCLAMATION_MARK,
  LEFT_BRACE,
  LEFT_BRACKET,
  LINE_FEED,
  LOWERCASE_A,
  LOWERCASE_Z,
  SLASH,
  SPACE,
  TAB,
  TILDE,
  UPPERCASE_A,
  UPPERCASE_Z,
} from './codes.ts';

/** Matches a space or tab. */
export function isSpace(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** Matches a space, tab or line end. */
export function isWhiteSpace(code: number): boolean {
  return code === SPACE || code === TAB || code === LINE_FEED || code === CARRIAGE_RETURN;
}

export function isLetter(code: number): boolean {
  return (code >= LOWERCASE_A && code <= LOWERCASE_Z) || (code >= UPPERCASE_A && code <= UPPERCASE_Z);
}

export function isAlphanumeric(code: number): boolean {
  return isLetter(code) || (code >= DIGIT_0 && code <= DIGIT_9);
}

/** Matches ASCII punctuation, which a backslash can escape (§2.4). */
export function isEscapable(code: number): boolean {
  return (
    (code >= EXCLAMATION_MARK && code <= SLASH) ||
    (code >= COLON && code <= AT_SIGN) ||
    (code >= LEFT_BRACKET && code <= BACKTICK) ||
    (code >= LEFT_BRACE && code <= TILDE)
  );
}

export function skipSpaces(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

export function skipWhiteSpace(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isWhiteSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Finds text that lies wholly before `end`, without searching past it. Returns -1 if there is none. */
export function indexWithin(text: string, substring: string, from: number, end: number): number {
  const at = text.slice(from, end).indexOf(substring);
  return at < 0 ? -1 : from + at;
}
