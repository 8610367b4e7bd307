/** `csv`: tables by RFC 4180, a line of names first; tables are apart by an empty line. */
import type { Format } from './answers.ts';

export const csv: Format = {
  *tables(tables) {
    let between = '';
    for (const { head, rows } of tables) {
      yield between + [head, ...rows].map(line).join('');
      between = '\r\n';
    }
  },
};

function line(cells: readonly string[]): string {
  return `${cells.map(field).join(',')}\r\n`;
}

/** RFC 4180 §2: quoted where a comma, quotation mark or line end is in it; a lone empty field too, or its line would be empty. */
function field(text: string, _column: number, cells: readonly string[]): string {
  return /[",\r\n]/.test(text) || (text === '' && cells.length === 1) ? `"${text.replaceAll('"', '""')}"` : text;
}
