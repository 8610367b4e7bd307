/** Classes of characters (CommonMark 0.31.2 §2.1), by their codes. */

/** Space or tab. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}

/** Space, tab or line end. */
export function isWhite(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** An ASCII letter. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** An ASCII letter or digit. */
export function isAlphanumeric(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57);
}

/** ASCII punctuation: what a backslash escapes (§2.4). */
export function isEscapable(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}

/** The offset of the first character that is no space or tab. */
export function skipSpaces(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The offset of the first character that is no white space. */
export function skipWhite(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isWhite(text.charCodeAt(at))) at++;
  return at;
}

/** Where a text is next, wholly before an end; -1 for nowhere. What comes after the end is not looked at. */
export function indexWithin(text: string, wanted: string, from: number, end: number): number {
  const at = text.slice(from, end).indexOf(wanted);
  return at < 0 ? -1 : from + at;
}
