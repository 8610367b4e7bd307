/**
 * Text as the full-text tables hold it: without accents and compatibility forms, and with the characters of scripts without
 * spaces apart. Each such character is a word of the index, and a word of a query is a phrase of them: so that what is found does
 * not depend on where a dictionary parts a run, and a part of a word is found too.
 */
import { decodeReferences } from '../../core/character-references.ts';
import { isAscii } from '../../core/words.ts';

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]+/gu;
/** What joins or parts no word: accents, soft hyphens, zero-width characters. */
const unseen = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g;

export function segmented(text: string): string {
  if (isAscii(text)) return text;
  const folded = text.normalize('NFKD').replace(unseen, '').normalize('NFC');
  return folded.replace(unspaced, (run) => ` ${Array.from(run).join(' ')} `);
}

/** Markdown as words: character references are what they stand for, and emphasis inside a word parts none. */
export function searchable(markdown: string): string {
  const decoded = markdown.includes('&') ? decodeReferences(markdown) : markdown;
  return segmented(decoded.includes('*') ? decoded.replace(/(?<=[\p{L}\p{N}])\*+|\*+(?=[\p{L}\p{N}])/gu, '') : decoded);
}
