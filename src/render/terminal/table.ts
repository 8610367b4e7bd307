/**
 * Tables at a terminal. Columns share the width according to their content; a table that does not fit becomes records.
 */
import type { Table, TableRow } from '../../core/tree.ts';
import { release } from '../../core/tree.ts';
import type { Page } from './inline.ts';
import { inlinesToRuns } from './inline.ts';
import type { Theme } from './theme.ts';
import type { Run, Style, WrappedText } from './wrap.ts';
import { applyStyle, measureRuns, wrapRuns } from './wrap.ts';

export type Cell = readonly Run[];

/** Rows are generated on demand, twice: once to measure them and once to draw them. */
export interface Tabular {
  readonly head: readonly Cell[];
  readonly rows: () => Iterable<readonly Cell[]>;
  readonly align: Table['align'];
  /** Columns by which the second and later lines of wrapped text in a cell are indented. */
  readonly hang?: number;
}

export function renderTable(table: Table, page: Page, width: number): Generator<string> {
  const [head, ...rows] = table.children;
  const renderCells = (row: TableRow | undefined, style?: Style): Cell[] => {
    const cells = (row?.children ?? []).map(({ children }) => inlinesToRuns(children, page, style));
    if (row) release(row);
    return cells;
  };
  const { align } = table;
  const tabular: Tabular = {
    head: renderCells(head, page.theme.styles.strong),
    *rows() {
      // Cells beyond those of the head are ignored (GFM §4.10).
      for (const row of rows) yield renderCells(row).slice(0, align.length);
    },
    align,
  };
  return renderTabular(tabular, width, page.theme);
}

/**
 * Renders a table, or records if it does not fit.
 * @param width maximum columns; a table whose longest words do not fit is printed as records
 */
export function* renderTabular(table: Tabular, width: number, theme: Theme): Generator<string> {
  const hang = table.hang ?? 0;
  const naturalWidths = table.head.map(() => 0);
  const minWidths = table.head.map(() => 0);
  /** The widths of the rows below the head; infinite for a cell with a line break. */
  const rowWidths = table.head.map(() => 0);
  let isHead = true;
  for (const row of iterateRows(table)) {
    for (const [column, cell] of row.entries()) {
      const { line, part, count } = measureRuns(cell);
      if (!isHead) rowWidths[column] = Math.max(rowWidths[column] ?? 0, count > 1 ? Number.POSITIVE_INFINITY : line);
      naturalWidths[column] = Math.max(naturalWidths[column] ?? 0, line);
      minWidths[column] = Math.max(minWidths[column] ?? 0, part + (part < line ? hang : 0));
    }
    isHead = false;
  }
  const budget = width - gap.length * (naturalWidths.length - 1);
  const isWhole = sum(naturalWidths) <= budget;
  if (!isWhole && sum(minWidths) > budget) {
    yield* renderRecords(table, width);
    return;
  }
  const widths = isWhole ? naturalWidths : distributeWidths(naturalWidths, minWidths, budget);
  const isSpaced = rowWidths.some((rowWidth, column) => rowWidth > (widths[column] ?? 0));
  yield* drawTable(table, widths, theme, isSpaced);
}

function* iterateRows({ head, rows }: Tabular): Generator<readonly Cell[]> {
  yield head;
  yield* rows();
}

/**
 * Returns column widths. Narrow columns keep their width, wide ones share the remaining space, and none is narrower
 * than its longest word.
 */
function distributeWidths(naturalWidths: readonly number[], minWidths: readonly number[], budget: number): number[] {
  const capWidths = (cap: number) =>
    naturalWidths.map((width, column) => Math.max(minWidths[column] ?? 0, Math.min(width, cap)));
  let low = 0;
  let high = budget;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sum(capWidths(middle)) <= budget) low = middle;
    else high = middle - 1;
  }
  return capWidths(low);
}

/** Between two columns. */
const gap = '   ';

/**
 * Draws rows, with a rule below the head.
 * @param isSpaced whether there is a blank line between rows, because some have several lines
 */
function* drawTable(table: Tabular, widths: readonly number[], theme: Theme, isSpaced: boolean): Generator<string> {
  const { rule } = theme.signs;
  const { muted } = theme.styles;
  const hasHead = table.head.some((cell) => cell.length > 0);
  let index = hasHead ? 0 : 1;
  for (const row of hasHead ? iterateRows(table) : table.rows()) {
    if (index > 1 && isSpaced) yield '';
    const columns = widths.map((width, column) => wrapCell(row[column] ?? [], Math.max(1, width), table.hang ?? 0));
    const height = columns.reduce((max, { lines }) => Math.max(max, lines.length), 1);
    for (let at = 0; at < height; at++) {
      const parts = columns.map((wrapped, column) => {
        const room = Math.max(0, (widths[column] ?? 0) - (wrapped.widths[at] ?? 0));
        const leftPadding = table.align[column] === 'right' ? room : table.align[column] === 'center' ? room >> 1 : 0;
        return `${' '.repeat(leftPadding)}${wrapped.lines[at] ?? ''}${' '.repeat(room - leftPadding)}`;
      });
      yield parts.join(gap).trimEnd();
    }
    if (index++ === 0) yield applyStyle(muted, widths.map((width) => rule.repeat(width)).join(gap));
  }
}

function wrapCell(cell: Cell, width: number, hang: number): WrappedText {
  if (hang === 0) return wrapRuns(cell, width);
  const lines: string[] = [];
  const widths: number[] = [];
  for (const runs of splitLines(cell)) {
    const wrapped = wrapRuns(runs, Math.max(1, width - hang), width);
    for (const [index, line] of wrapped.lines.entries()) {
      lines.push(index > 0 ? ' '.repeat(hang) + line : line);
      widths.push((index > 0 ? hang : 0) + (wrapped.widths[index] ?? 0));
    }
  }
  return { lines, widths };
}

function splitLines(cell: Cell): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of cell) {
    if (run.text === '\n') lines.push([]);
    else lines.at(-1)?.push(run);
  }
  return lines;
}

/** Yields `head: cell` for each cell, with a blank line between two rows. */
function* renderRecords({ head, rows }: Tabular, width: number): Generator<string> {
  let count = 0;
  const room = Math.max(8, width - 2);
  for (const row of rows()) {
    if (count++ > 0) yield '';
    for (const [column, cell] of row.entries()) {
      const name = head[column] ?? [];
      if (name.length === 0 && cell.length === 0) continue;
      const label: Run[] = name.length > 0 ? [...name, { text: cell.length > 0 ? ': ' : ':', style: undefined }] : [];
      const { lines } = wrapRuns([...label, ...cell], room, room + 2);
      for (const [index, line] of lines.entries()) yield (index > 0 ? '  ' : '') + line;
    }
  }
  if (count === 0) for (const name of head) yield* wrapRuns(name, room).lines;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
