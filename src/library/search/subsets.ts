/** Subsets of the words of a query, rarest words first. */
import type { Library } from '../library.ts';

/** Returns the words that a library contains, the rarest first. */
export async function sortByRarity(words: readonly string[], library: Library): Promise<string[]> {
  const counts = await library.countFrequencies(words);
  const count = (word: string) => counts.get(word) ?? 0;
  return words.filter((word) => count(word) > 0).sort((a, b) => count(a) - count(b));
}

/** Yields the subsets of a given size in lexicographic order of position. */
export function* listSubsets(items: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= items.length - size; index++)
    for (const rest of listSubsets(items, size - 1, index + 1)) yield [items[index] ?? '', ...rest];
}
