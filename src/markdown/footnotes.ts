/**
 * Finds the end of a GFM footnote label: no white space, no unescaped bracket, at most 999 characters.
 * @param from the offset of `[^`
 * @returns the offset of its `]`, or -1 if there is no label
 */
import { BACKSLASH, CARRIAGE_RETURN, LEFT_BRACKET, LINE_FEED, RIGHT_BRACKET, SPACE, TAB } from './codes.ts';

export function findFootnoteLabelEnd(text: string, from: number, end: number): number {
  const maxEnd = Math.min(end, from + 1002);
  for (let at = from + 2; at < maxEnd; at++) {
    const code = text.charCodeAt(at);
    if (code === RIGHT_BRACKET) return at > from + 2 ? at : -1;
    if (code === LEFT_BRACKET || code === SPACE || code === TAB || code === LINE_FEED || code === CARRIAGE_RETURN)
      return -1;
    if (code === BACKSLASH) {
      const next = text.charCodeAt(at + 1);
      if (next === LEFT_BRACKET || next === BACKSLASH || next === RIGHT_BRACKET) at++;
    }
  }
  return -1;
}
