/** The names of a table's columns, each another: `column 2` for one without, `name (2)` for one that comes again. */
export function columnNames(head: readonly string[]): string[] {
  const taken = new Set<string>();
  return head.map((own, column) => {
    const name = own || `column ${column + 1}`;
    let unique = name;
    for (let number = 2; taken.has(unique); number++) unique = `${name} (${number})`;
    taken.add(unique);
    return unique;
  });
}
