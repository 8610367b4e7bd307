/** Character classes (CommonMark 0.31.2 §2.1), by UTF-16 code unit. */

/** Matches a space or tab. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

/** Matches a space, tab or line end. */
export function isWhiteSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

export function isAlphanumeric(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57);
}

/** Matches ASCII punctuation, which a backslash can escape (§2.4). */
export function isEscapable(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
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
