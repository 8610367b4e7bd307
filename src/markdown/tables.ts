/** Tables of GFM (§4.10): delimiter rows, rows and cells. */
import { isSpace, skipSpaces } from './characters.ts';
import type { Store } from './store.ts';
import { TABLE_CELL, TABLE_ROW, UNPARSED } from './store.ts';

/** 0 none, 1 left, 2 right, 3 center. */
export const alignments = [undefined, 'left', 'right', 'center'] as const;

/** @returns the alignment of each column that a delimiter row makes; nothing for a line that is none */
export function alignmentsOf(source: string, from: number, end: number): number[] | undefined {
  const first = source.charCodeAt(from);
  if (first !== 124 && first !== 45 && first !== 58) return undefined;
  const found: number[] = [];
  let at = from;
  let hasPipe = false;
  if (first === 124) {
    at++;
    hasPipe = true;
  }
  for (;;) {
    at = skipSpaces(source, at, end);
    if (at === end) break;
    let alignment = 0;
    if (source.charCodeAt(at) === 58) {
      alignment = 1;
      at++;
    }
    const dashes = at;
    while (at < end && source.charCodeAt(at) === 45) at++;
    if (at === dashes) return undefined;
    if (at < end && source.charCodeAt(at) === 58) {
      alignment |= 2;
      at++;
    }
    found.push(alignment);
    at = skipSpaces(source, at, end);
    if (at === end) break;
    if (source.charCodeAt(at) !== 124) return undefined;
    hasPipe = true;
    at++;
  }
  // Without a pipe a line of dashes is no delimiter row; one with a colon is.
  return found.length > 0 && (hasPipe || (found.length === 1 && (found[0] ?? 0) > 0)) ? found : undefined;
}

/** How many cells a row has; a pipe alone makes none. */
export function cellCount(source: string, from: number, end: number): number {
  if (source.charCodeAt(from) === 124 && skipSpaces(source, from + 1, end) === end) return 0;
  let count = 0;
  for (let at = from; at < end; count++) at = cellEnd(source, at, end);
  return count;
}

/**
 * Adds a row with its cells to a table.
 * @param before the row before it, 0 for none
 * @returns the row
 */
export function addRow(store: Store, table: number, before: number, from: number, to: number): number {
  const row = store.add(TABLE_ROW, from, to);
  if (before !== 0) store.next[before] = row;
  else store.child[table] = row;
  store.to[table] = to;
  let last = 0;
  for (let at = from; at < to; ) {
    const end = cellEnd(store.source, at, to);
    const cell = store.add(TABLE_CELL, at, end);
    store.flags[cell] = UNPARSED;
    if (last === 0) store.child[row] = cell;
    else store.next[last] = cell;
    last = cell;
    at = end;
  }
  return row;
}

/** Where the cell ends that starts at an offset, with its pipe before it or without; the last takes the row's last pipe. */
function cellEnd(source: string, from: number, end: number): number {
  const at = nextPipe(source, source.charCodeAt(from) === 124 ? from + 1 : from, end);
  return at < end && skipSpaces(source, at + 1, end) === end ? end : at;
}

function nextPipe(source: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = source.charCodeAt(at);
    if (code === 124) return at;
    at += code === 92 && (source.charCodeAt(at + 1) === 92 || source.charCodeAt(at + 1) === 124) ? 2 : 1;
  }
  return end;
}

/** Where the words of a cell are, without pipes and white space. */
export function cellContent(source: string, from: number, to: number): [number, number] {
  const start = source.charCodeAt(from) === 124 ? from + 1 : from;
  let end = nextPipe(source, start, to);
  const first = Math.min(skipSpaces(source, start, end), end);
  while (end > first && isSpace(source.charCodeAt(end - 1))) end--;
  return [first, end];
}
