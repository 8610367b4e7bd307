/** Lists the subsets of a size, those with the first items first. */
export function* listSubsets(items: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= items.length - size; index++)
    for (const rest of listSubsets(items, size - 1, index + 1)) yield [items[index] ?? '', ...rest];
}
