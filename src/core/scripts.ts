/** Scripts that are written without spaces between words: one list for lookup, search and line breaking. */

const scriptNames = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar'] as const;

/** The scripts as part of a character class; it needs the flag `u`. */
export const unspacedScripts = scriptNames.map((name) => `\\p{Script=${name}}`).join('');

let pattern: RegExp | undefined;

/** Reports whether a text has a character of a script without spaces, where a word may be part of a longer run. */
export function isUnspaced(text: string): boolean {
  // Most texts have no such character, and compiling the pattern takes 3 ms.
  if (!/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffdc\ud800-\udfff]/.test(text)) return false;
  pattern ??= new RegExp(`[${unspacedScripts}]`, 'u');
  return pattern.test(text);
}
