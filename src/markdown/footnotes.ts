/** Footnotes of GFM: `[^label]: …` and `[^label]`. */

/**
 * The label of a footnote: no white space, no unescaped bracket, at most 999 characters.
 * @param from where `[^` is
 * @returns the offset of its `]`, -1 for none
 */
export function footnoteLabelEnd(text: string, from: number, end: number): number {
  const most = Math.min(end, from + 1002);
  for (let at = from + 2; at < most; at++) {
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
