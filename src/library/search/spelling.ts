/** Corrects the spelling of words that a library does not contain. */
import type { Library } from '../library.ts';

/** How many corrections of a word, and of a query, are tried. */
const maxPerWord = 3;
const maxQueries = 6;

/** A word that the library contains is taken for a slip if a similar one is this many times as frequent. */
const slipFactor = 20;

/**
 * Returns the words with those that the library does not contain, or hardly, replaced by similar words that it does, the most likely
 * first.
 * @returns nothing if no word is to be replaced, or there is nothing like one that is missing
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
      ? suggestions.filter((suggestion) => (suggestionCounts.get(suggestion) ?? 0) >= count * slipFactor)
      : suggestions;
    if (corrections.length > 0) isCorrected = true;
    const alternatives = corrections.length > 0 || count === 0 ? corrections : [word];
    queries = alternatives
      .flatMap((alternative) => queries.map((query) => [...query, alternative]))
      .slice(0, maxQueries);
  }
  return isCorrected ? queries : [];
}
