/**
 * Normalizes text for the full-text tables: removes accents and compatibility forms, and separates the characters of
 * scripts without spaces. Each such character is a word of the index, and a word of a query is a phrase of them. So
 * results do not depend on where a dictionary splits text, and parts of words match too.
 */
import { decodeReferences } from '../../../core/character-references.ts';
import { unspacedScripts } from '../../../core/scripts.ts';
import { isAscii } from '../../../core/words.ts';

/** Korean has spaces, but particles are attached to its words. */
const unspacedRun = new RegExp(`[${unspacedScripts}\\p{Script=Hangul}ー々]+`, 'gu');
/** Characters that neither join nor separate words: accents, soft hyphens, zero-width characters. */
const ignoredCharacters = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]/g;

export function segmentText(text: string): string {
  if (isAscii(text)) return text;
  const folded = text.normalize('NFKD').replace(ignoredCharacters, '').normalize('NFC');
  return folded.replace(unspacedRun, (run) => ` ${Array.from(run).join(' ')} `);
}

/** Returns the searchable text of Markdown: decodes character references and removes emphasis inside words. */
export function toSearchableText(markdown: string): string {
  const decoded = markdown.includes('&') ? decodeReferences(markdown) : markdown;
  return segmentText(
    decoded.includes('*') ? decoded.replace(/(?<=[\p{L}\p{N}])\*+|(?<!\*)\*+(?=[\p{L}\p{N}])/gu, '') : decoded,
  );
}
