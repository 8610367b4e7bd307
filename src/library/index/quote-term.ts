/** Returns a text as a string of FTS5 (https://sqlite.org/fts5.html#fts5_strings), in which no character has a meaning. */
export function quoteTerm(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
