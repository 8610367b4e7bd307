/**
 * Scripts without spaces between words. Each of their characters is a word of the index, and a word of a query is a phrase of
 * them: so that what is found does not depend on where a dictionary parts a run, and a part of a word is found too.
 */

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]+/gu;
/** Every such script stands after Latin, Greek and Cyrillic; told before Unicode's properties are asked. */
const mayBeUnspaced = /[\u0e00-\uffff]/;

/** @returns the text with spaces between the characters of such scripts; other text as it is */
export function segmented(text: string): string {
  if (!mayBeUnspaced.test(text)) return text;
  return text.normalize('NFC').replace(unspaced, (run) => ` ${Array.from(run).join(' ')} `);
}
