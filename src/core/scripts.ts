/** Scripts that are written without spaces between words: one list for lookup, search and line breaking. */

const scriptNames = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar'] as const;

/** The scripts as part of a character class; it needs the flag `u`. */
export const unspacedScripts = scriptNames.map((name) => `\\p{Script=${name}}`).join('');

/** Characters between which a line break is not a space: ideographs, kana and their punctuation (CSS Text 4 §5.1.3). */
const ideographic = /[\u3000-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Replaces line breaks by spaces, except between ideographs. */
export function joinLines(text: string): string {
  if (!text.includes('\n') && !text.includes('\r')) return text;
  return text.replace(/[\r\n]+/g, (_, at: number) => {
    const after = /[^\r\n]/.exec(text.slice(at))?.[0] ?? '';
    return ideographic.test(text.charAt(at - 1)) && ideographic.test(after) ? '' : ' ';
  });
}

let pattern: RegExp | undefined;

/** Reports whether a text has a character of a script without spaces, where a word may be part of a longer run. */
export function isUnspaced(text: string): boolean {
  // Most texts have no such character, and compiling the pattern takes 3 ms.
  if (!/[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffdc\ud800-\udfff]/.test(text)) return false;
  pattern ??= new RegExp(`[${unspacedScripts}]`, 'u');
  return pattern.test(text);
}
