/** Returns a unique name for each column of a table: `column 2` for an unnamed one, `name (2)` for a repeated one. */
export function nameColumns(headings: readonly string[]): string[] {
  /** The last number that was given to a name. */
  const numbers = new Map<string, number>();
  const usedNames = new Set<string>();
  return headings.map((heading, column) => {
    const name = heading || `column ${column + 1}`;
    let unique = name;
    for (let number = (numbers.get(name) ?? 1) + 1; usedNames.has(unique); number++) {
      unique = `${name} (${number})`;
      numbers.set(name, number);
    }
    usedNames.add(unique);
    return unique;
  });
}
