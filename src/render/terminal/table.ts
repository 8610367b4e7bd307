/** Tables at a terminal: columns share the width by content; a table that does not fit becomes records. */
import stringWidth from 'string-width';
import type { Theme } from './theme.ts';
import { longestPart, wrap } from './wrap.ts';

/** Cells as they are printed, escapes included. */
export interface RenderedTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly align: readonly ('left' | 'right' | 'center' | null)[];
  /** How far the lines of a cell that go on with the one before are indented. */
  readonly hang?: number;
}

/** @param width columns to fill at most; words are never cut, so that a table with long ones becomes records sooner */
export function renderTable(table: RenderedTable, width: number, theme: Theme): string {
  const all = [table.head, ...table.rows];
  const natural = table.head.map((_, column) => most(all, (row) => widestLine(row[column] ?? '')));
  const budget = width - 3 * natural.length - 1;
  if (sum(natural) <= budget) return draw(table, natural, theme);
  const hang = table.hang ?? 0;
  const least = table.head.map((_, column) => most(all, (row) => longestPart(row[column] ?? '') + hang));
  if (sum(least) > budget) return records(table, width, theme);
  return draw(table, shared(natural, least, budget), theme);
}

/** Narrow columns as wide as they are, wide ones as wide as there is room for, none narrower than its longest word. */
function shared(natural: readonly number[], least: readonly number[], budget: number): number[] {
  const capped = (cap: number) => natural.map((wide, column) => Math.max(least[column] ?? 0, Math.min(wide, cap)));
  let low = 0;
  let high = budget;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sum(capped(middle)) <= budget) low = middle;
    else high = middle - 1;
  }
  return capped(low);
}

function draw({ head, rows, align, hang = 0 }: RenderedTable, widths: readonly number[], theme: Theme): string {
  const [bar, rule] = [theme.dim(theme.bar), theme.rule];
  const line = ([left, middle, right]: readonly [string, string, string]) =>
    theme.dim(left + widths.map((wide) => rule.repeat(wide + 2)).join(middle) + right);
  const row = (cells: readonly string[]) => {
    const columns = widths.map((wide, column) =>
      (cells[column] ?? '').split('\n').flatMap((text) => wrapped(text, Math.max(wide, 1), hang)),
    );
    const height = Math.max(1, ...columns.map((lines) => lines.length));
    return Array.from({ length: height }, (_, at) => {
      const parts = columns.map(
        (lines, column) => ` ${aligned(lines[at] ?? '', widths[column] ?? 0, align[column] ?? null)} `,
      );
      return bar + parts.join(bar) + bar;
    }).join('\n');
  };
  const [top, between, bottom] = theme.corners;
  const body = rows.map(row);
  return [
    line(top),
    row(head.map((name) => theme.strong(name))),
    ...(body.length > 0 ? [line(between), ...body] : []),
    line(bottom),
  ].join('\n');
}

/** The lines of a text in so many columns, those after the first indented. */
function wrapped(text: string, width: number, hang: number): string[] {
  if (stringWidth(text) <= width) return [text];
  return wrap(text, Math.max(1, width - hang))
    .split('\n')
    .map((line, index) => (index === 0 ? line : ' '.repeat(hang) + line));
}

function aligned(text: string, wide: number, align: 'left' | 'right' | 'center' | null): string {
  const room = Math.max(0, wide - stringWidth(text));
  const before = align === 'right' ? room : align === 'center' ? room >> 1 : 0;
  return ' '.repeat(before) + text + ' '.repeat(room - before);
}

/** `head: cell`, a blank line between two rows. */
function records({ head, rows }: RenderedTable, width: number, theme: Theme): string {
  if (rows.length === 0) return head.map((name) => theme.strong(name)).join('\n');
  return rows
    .map((row) =>
      head
        .map((name, column) => {
          const text = `${theme.strong(name)}: ${row[column] ?? ''}`.trimEnd();
          return wrap(text, Math.max(8, width - 2))
            .split('\n')
            .join('\n  ');
        })
        .join('\n'),
    )
    .join('\n\n');
}

/** A cell has several lines where it has breaks. */
function widestLine(text: string): number {
  return text.includes('\n') ? most(text.split('\n'), (line) => stringWidth(line)) : stringWidth(text);
}

function most<Thing>(things: readonly Thing[], measure: (thing: Thing) => number): number {
  let largest = 0;
  for (const thing of things) largest = Math.max(largest, measure(thing));
  return largest;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
