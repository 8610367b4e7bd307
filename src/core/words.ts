/** Words and how they are compared. */
/** Lower case, without accents, compatibility forms made alike (Unicode NFKD, marks U+0300 to U+036F removed). */
export function foldCase(text: string): string {
  return (isAscii(text) ? text : text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')).toLowerCase();
}

export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** The words of a text, folded: runs of letters and digits, with the `++` and `#` that end a language's name. */
export function wordsOf(text: string): string[] {
  // The same of ASCII alone, without Unicode's properties: a pattern with them takes a millisecond to be made ready.
  if (isAscii(text)) return text.toLowerCase().match(/[a-z0-9]+(?:'[a-z]+)?(?:\+\+|#(?![a-z0-9]))?/g) ?? [];
  return foldCase(text).match(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}]+)?(?:\+\+|#(?![\p{L}\p{N}]))?/gu) ?? [];
}

/** A text as a name: its words alone, or itself when it has none. */
export function nameOf(text: string): string {
  return wordsOf(text).join(' ') || foldCase(text).trim();
}
