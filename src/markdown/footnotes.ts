/**
 * Finds the end of a GFM footnote label: no white space, no unescaped bracket, at most 999 characters.
 * @param from the offset of `[^`
 * @returns the offset of its `]`, or -1 if there is no label
 */
export function findFootnoteLabelEnd(text: string, from: number, end: number): number {
  const maxEnd = Math.min(end, from + 1002);
  for (let at = from + 2; at < maxEnd; at++) {
    const code = text.charCodeAt(at);
    if (code === 93) return at > from + 2 ? at : -1;
    if (code === 91 || code === 32 || code === 9 || code === 10 || code === 13) return -1;
    if (code === 92) {
      const next = text.charCodeAt(at + 1);
      if (next === 91 || next === 92 || next === 93) at++;
    }
  }
  return -1;
}
