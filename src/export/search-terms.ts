/** The terms of a text: as the index of a library has them, so that a site finds the same sections as `readings search`. */
import { stemmer } from 'stemmer';
import { unspacedScripts } from '../core/scripts.ts';

const word = /[\p{L}\p{N}\p{Co}]+/gu;
const unspacedCharacter = new RegExp(`[${unspacedScripts}\\p{Script=Hangul}ー々]`, 'gu');

/**
 * Splits a text into terms: words without accents, English words as their stems, one term per character in scripts without spaces.
 * A stem ends with an asterisk: the word `us` has the stem of `use`, but who looks for `us` does not want `use`.
 */
export function listTerms(text: string): string[] {
  return splitWords(text).flatMap((term) => {
    if (!/^[a-z]+$/.test(term)) return [term];
    const stem = `${stemmer(term)}*`;
    return term.length < minStemmedLength ? [term, stem] : [stem];
  });
}

/** Splits a query into the terms that a section must have. */
export function listQueryTerms(text: string): string[] {
  return splitWords(text).map((term) =>
    /^[a-z]+$/.test(term) && term.length >= minStemmedLength ? `${stemmer(term)}*` : term,
  );
}

/** Shorter words are looked for as they are. */
const minStemmedLength = 3;

function splitWords(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(unspacedCharacter, ' $& ');
  return folded.match(word) ?? [];
}
