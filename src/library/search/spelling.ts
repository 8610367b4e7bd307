/** Corrects the spelling of words that a library does not contain. */
import type { Library } from '../library.ts';

/** How many corrections of a word, and of a query, are tried. */
const maxPerWord = 3;
const maxQueries = 6;

/** A known word counts as misspelled if a similar word is this many times as frequent. */
const minFrequencyRatio = 20;

/**
 * Returns corrected versions of a query, most likely first. Replaces words that are missing from the library, or much
 * rarer than a similar word.
 * @returns an empty list if no word needs correcting, or a missing word has no similar word
 */
export async function correctSpelling(words: readonly string[], library: Library): Promise<readonly string[][]> {
  const counts = await library.countFrequencies(words);
  let queries: string[][] = [[]];
  let isCorrected = false;
  for (const word of words) {
    const count = counts.get(word) ?? 0;
    const suggestions = (await library.suggestSpellings(word)).slice(0, maxPerWord);
    const suggestionCounts = count > 0 ? await library.countFrequencies(suggestions) : undefined;
    const corrections = suggestionCounts
      ? suggestions.filter((suggestion) => (suggestionCounts.get(suggestion) ?? 0) >= count * minFrequencyRatio)
      : [...suggestions, ...(await splitJoinedWord(word, library))];
    if (corrections.length > 0) isCorrected = true;
    const alternatives = corrections.length > 0 || count === 0 ? corrections : [word];
    queries = alternatives
      .flatMap((alternative) => queries.map((query) => [...query, ...alternative.split(' ')]))
      .slice(0, maxQueries);
  }
  return isCorrected ? queries : [];
}

/** The shortest part that a word is split into, and the longest word that is split. */
const minPart = 3;
const maxJoinedLength = 40;

/** Returns the most common pair of words that a word consists of: `head direction` for `headdirection`. */
async function splitJoinedWord(word: string, library: Library): Promise<string[]> {
  if (word.length > maxJoinedLength) return [];
  const pairs: [string, string][] = [];
  for (let at = minPart; at <= word.length - minPart; at++) pairs.push([word.slice(0, at), word.slice(at)]);
  const counts = await library.countFrequencies(pairs.flat());
  const count = (pair: readonly string[]) => Math.min(...pair.map((part) => counts.get(part) ?? 0));
  const [best] = pairs.filter((pair) => count(pair) > 0).sort((a, b) => count(b) - count(a));
  return best ? [best.join(' ')] : [];
}
