/** Tables at a terminal: columns share the width by content; a table that does not fit becomes records. */
import type { Table, TableRow } from '../../core/tree.ts';
import { release } from '../../core/tree.ts';
import type { Page } from './inline.ts';
import { runsOf } from './inline.ts';
import type { Theme } from './theme.ts';
import type { Filled, Run, Style } from './wrap.ts';
import { fillLines, measureRuns, styled } from './wrap.ts';

export type Cell = readonly Run[];

/** Rows are made when they are asked for, and asked for twice: to be measured, and to be drawn. */
export interface Tabular {
  readonly head: readonly Cell[];
  readonly rows: () => Iterable<readonly Cell[]>;
  readonly align: Table['align'];
  /** How far the lines of a cell that go on with the one before are indented. */
  readonly hang?: number;
}

/** A table of a note. */
export function tableLines(table: Table, page: Page, width: number): Generator<string> {
  const [head, ...rows] = table.children;
  const cellsOf = (row: TableRow | undefined, style?: Style): Cell[] => {
    const cells = (row?.children ?? []).map(({ children }) => runsOf(children, page, style));
    if (row) release(row);
    return cells;
  };
  const tabular: Tabular = {
    head: cellsOf(head, page.theme.styles.strong),
    *rows() {
      // Cells beyond those of the head are ignored (GFM §4.10).
      for (const row of rows) yield cellsOf(row).slice(0, table.align.length);
    },
    align: table.align,
  };
  return tabularLines(tabular, width, page.theme);
}

/** @param width columns to fill at most; words are never cut, so that a table with long ones becomes records sooner */
export function* tabularLines(table: Tabular, width: number, theme: Theme): Generator<string> {
  const hang = table.hang ?? 0;
  const natural = table.head.map(() => 0);
  const least = table.head.map(() => 0);
  for (const row of withHead(table))
    for (const [column, cell] of row.entries()) {
      const { line, part } = measureRuns(cell);
      natural[column] = Math.max(natural[column] ?? 0, line);
      least[column] = Math.max(least[column] ?? 0, part + (part < line ? hang : 0));
    }
  const budget = width - 3 * natural.length - 1;
  if (sum(natural) <= budget) yield* drawn(table, natural, theme, false);
  else if (sum(least) <= budget) yield* drawn(table, shared(natural, least, budget), theme, true);
  else yield* records(table, width);
}

function* withHead({ head, rows }: Tabular): Generator<readonly Cell[]> {
  yield head;
  yield* rows();
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

/** @param isWrapped whether rows may have several lines, so that they have to be told apart by one between them */
function* drawn(table: Tabular, widths: readonly number[], theme: Theme, isWrapped: boolean): Generator<string> {
  const { corners, rule, bar } = theme.signs;
  const { muted } = theme.styles;
  const between = styled(muted, bar);
  const line = ([left, middle, right]: readonly [string, string, string]) =>
    styled(muted, left + widths.map((wide) => rule.repeat(wide + 2)).join(middle) + right);
  const [top, under, bottom] = corners;
  yield line(top);
  let index = 0;
  for (const row of withHead(table)) {
    if (index === 1 || (index > 1 && isWrapped)) yield line(under);
    index++;
    const columns = widths.map((wide, column) => cellLines(row[column] ?? [], Math.max(1, wide), table.hang ?? 0));
    const height = columns.reduce((most, { lines }) => Math.max(most, lines.length), 1);
    for (let at = 0; at < height; at++) {
      const parts = columns.map((filled, column) => {
        const room = Math.max(0, (widths[column] ?? 0) - (filled.widths[at] ?? 0));
        const before = table.align[column] === 'right' ? room : table.align[column] === 'center' ? room >> 1 : 0;
        return ` ${' '.repeat(before)}${filled.lines[at] ?? ''}${' '.repeat(room - before)} `;
      });
      yield between + parts.join(between) + between;
    }
  }
  yield line(bottom);
}

function cellLines(cell: Cell, width: number, hang: number): Filled {
  if (hang === 0) return fillLines(cell, width);
  const lines: string[] = [];
  const widths: number[] = [];
  for (const runs of splitLines(cell)) {
    const filled = fillLines(runs, Math.max(1, width - hang), width);
    for (const [index, line] of filled.lines.entries()) {
      lines.push(index > 0 ? ' '.repeat(hang) + line : line);
      widths.push((index > 0 ? hang : 0) + (filled.widths[index] ?? 0));
    }
  }
  return { lines, widths };
}

/** The lines of a cell as they were written. */
function splitLines(cell: Cell): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of cell) {
    if (run.text === '\n') lines.push([]);
    else lines.at(-1)?.push(run);
  }
  return lines;
}

/** `head: cell`, a blank line between two rows. */
function* records({ head, rows }: Tabular, width: number): Generator<string> {
  let count = 0;
  const room = Math.max(8, width - 2);
  for (const row of rows()) {
    if (count++ > 0) yield '';
    for (const [column, cell] of row.entries()) {
      const name = head[column] ?? [];
      if (name.length === 0 && cell.length === 0) continue;
      const label: Run[] = name.length > 0 ? [...name, { text: cell.length > 0 ? ': ' : ':', style: undefined }] : [];
      const { lines } = fillLines([...label, ...cell], room, room + 2);
      for (const [index, line] of lines.entries()) yield (index > 0 ? '  ' : '') + line;
    }
  }
  if (count === 0) for (const name of head) yield* fillLines(name, room).lines;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
