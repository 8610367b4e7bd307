/** GFM tables (§4.10): delimiter rows, rows and cells. */

import { isSpace, skipSpaces } from './characters.ts';
import { BACKSLASH, COLON, HYPHEN, VERTICAL_BAR } from './codes.ts';
import type { Store } from './store.ts';
import { TABLE_CELL, TABLE_ROW, UNPARSED } from './store.ts';

export const alignments = [undefined, 'left', 'right', 'center'] as const;

/** Parses a delimiter row. @returns an index into `alignments` for each column; undefined if it is not such a row */
export function parseDelimiterRow(source: string, from: number, end: number): number[] | undefined {
  const first = source.charCodeAt(from);
  if (first !== VERTICAL_BAR && first !== HYPHEN && first !== COLON) return undefined;
  const columnAlignments: number[] = [];
  let at = from;
  let hasPipe = false;
  if (first === VERTICAL_BAR) {
    at++;
    hasPipe = true;
  }
  for (;;) {
    at = skipSpaces(source, at, end);
    if (at === end) break;
    let alignment = 0;
    if (source.charCodeAt(at) === COLON) {
      alignment = 1;
      at++;
    }
    const dashes = at;
    while (at < end && source.charCodeAt(at) === HYPHEN) at++;
    if (at === dashes) return undefined;
    if (at < end && source.charCodeAt(at) === COLON) {
      alignment |= 2;
      at++;
    }
    columnAlignments.push(alignment);
    at = skipSpaces(source, at, end);
    if (at === end) break;
    if (source.charCodeAt(at) !== VERTICAL_BAR) return undefined;
    hasPipe = true;
    at++;
  }
  // Without a pipe, only a single column with a colon makes a delimiter row.
  return columnAlignments.length > 0 && (hasPipe || (columnAlignments.length === 1 && (columnAlignments[0] ?? 0) > 0))
    ? columnAlignments
    : undefined;
}

/** Counts the cells of a row. A pipe alone makes none. */
export function countCells(source: string, from: number, end: number): number {
  if (source.charCodeAt(from) === VERTICAL_BAR && skipSpaces(source, from + 1, end) === end) return 0;
  let count = 0;
  for (let at = from; at < end; count++) at = findCellEnd(source, at, end);
  return count;
}

/**
 * Adds a row with its cells to a table.
 * @param previousRow 0 for none
 * @returns the row
 */
export function addRow(store: Store, table: number, previousRow: number, from: number, to: number): number {
  const row = store.add(TABLE_ROW, from, to);
  if (previousRow !== 0) store.next[previousRow] = row;
  else store.child[table] = row;
  store.to[table] = to;
  let last = 0;
  for (let at = from; at < to; ) {
    const end = findCellEnd(store.source, at, to);
    const cell = store.add(TABLE_CELL, at, end);
    store.flags[cell] = UNPARSED;
    if (last === 0) store.child[row] = cell;
    else store.next[last] = cell;
    last = cell;
    at = end;
  }
  return row;
}

/**
 * Returns the end of the cell that starts at an offset, with or without its leading pipe. The last cell includes the
 * row's last pipe.
 */
function findCellEnd(source: string, from: number, end: number): number {
  const at = findPipe(source, source.charCodeAt(from) === VERTICAL_BAR ? from + 1 : from, end);
  return at < end && skipSpaces(source, at + 1, end) === end ? end : at;
}

function findPipe(source: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code === VERTICAL_BAR) return at;
    at +=
      code === BACKSLASH && (source.charCodeAt(at + 1) === BACKSLASH || source.charCodeAt(at + 1) === VERTICAL_BAR)
        ? 2
        : 1;
  }
  return end;
}

/** Finds the content of a cell, without pipes and white space. */
export function findCellContent(source: string, from: number, to: number): [number, number] {
  const start = source.charCodeAt(from) === VERTICAL_BAR ? from + 1 : from;
  let end = findPipe(source, start, to);
  const first = Math.min(skipSpaces(source, start, end), end);
  while (end > first && isSpace(source.charCodeAt(end - 1))) end--;
  return [first, end];
}
