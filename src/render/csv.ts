/** `csv`: tables as in RFC 4180, each with a header line, with an empty line between two tables. */
import type { Format } from './answers.ts';

export const csv: Format = {
  *tables(tables) {
    let separator = '';
    for (const { head, rows } of tables) {
      yield separator + [head, ...rows].map(formatLine).join('');
      separator = '\r\n';
    }
  },
};

function formatLine(cells: readonly string[]): string {
  return `${cells.map(quoteField).join(',')}\r\n`;
}

/**
 * Quotes a field that contains a comma, quotation mark or line break (RFC 4180 §2). A lone empty field is quoted too,
 * since its line would otherwise be empty.
 */
function quoteField(text: string, _column: number, cells: readonly string[]): string {
  return /[",\r\n]/.test(text) || (text === '' && cells.length === 1) ? `"${text.replaceAll('"', '""')}"` : text;
}
