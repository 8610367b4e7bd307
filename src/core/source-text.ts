import type { Document } from './note.ts';
import type { Span } from './tree.ts';

/** Returns the source of a span, moved to the left margin: its lines without the prefix of the containers around it. */
export function dedentSource({ source, lines }: Pick<Document, 'source' | 'lines'>, { from, to }: Span): string {
  const column = from - lines.lineStart(lines.lineAt(from));
  const indent = new RegExp(`^[ \\t>]{0,${column}}`);
  return source
    .slice(from, to)
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .map((line, index) => (index === 0 ? line : line.replace(indent, '')))
    .join('\n');
}
