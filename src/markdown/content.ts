/** The inline content of a leaf: a range of the source, or several ranges joined without container prefixes. */

import { isSpace, isWhiteSpace, skipSpaces } from './characters.ts';
import { NUMBER_SIGN } from './codes.ts';
import type { Store } from './store.ts';
import { endOfLineLength, HEADING, TABLE_CELL } from './store.ts';
import { findCellContent } from './tables.ts';

/** `text` from `from` to `to`. If it was joined from segments, `offsetMap` maps its offsets to those of the source. */
export interface Content {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** A pair for each segment: its start in `text` and its start in the source. Empty when `text` is the source. */
  readonly offsetMap: readonly number[];
  /** Pool index of the segments; 0 when there are none. */
  readonly segments: number;
}

export function readLeafContent(store: Store, leaf: number): Content {
  const { source, pool } = store;
  const type = store.type[leaf];
  const data = store.getData(leaf);
  if (type === TABLE_CELL) {
    const [from, to] = findCellContent(source, store.getFrom(leaf), store.getTo(leaf));
    return { text: source, from, to, offsetMap: [], segments: 0 };
  }
  if (type === HEADING && data === 0) {
    const [from, to] = findAtxContent(source, store.getFrom(leaf), store.getTo(leaf));
    return { text: source, from, to, offsetMap: [], segments: 0 };
  }
  if (data === 0) return createContent(source, store.getFrom(leaf), store.getTo(leaf), [], 0);
  const count = pool[data] ?? 0;
  if (count === 1) return createContent(source, pool[data + 1] ?? 0, pool[data + 2] ?? 0, [], 0);
  const { text, offsetMap } = joinSegments(
    source,
    Array.from({ length: count * 2 }, (_, index) => pool[data + 1 + index] ?? 0),
  );
  return createContent(text, 0, text.length, offsetMap, data);
}

/** Finds the content of an ATX heading between its opening sequence and its optional closing sequence (§4.2). */
function findAtxContent(source: string, start: number, end: number): [number, number] {
  let from = start;
  while (from < end && source.charCodeAt(from) === NUMBER_SIGN) from++;
  from = skipSpaces(source, from, end);
  let to = end;
  while (to > from && isSpace(source.charCodeAt(to - 1))) to--;
  let closing = to;
  while (closing > from && source.charCodeAt(closing - 1) === NUMBER_SIGN) closing--;
  if (closing === from) return [from, from];
  if (closing === to || !isSpace(source.charCodeAt(closing - 1))) return [from, to];
  while (closing > from && isSpace(source.charCodeAt(closing - 1))) closing--;
  return [from, closing];
}

function createContent(
  text: string,
  from: number,
  to: number,
  offsetMap: readonly number[],
  segments: number,
): Content {
  let end = to;
  while (end > from && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  return { text, from, to: end, offsetMap, segments };
}

/** Joins segments (start and end alternate), each with its line end. */
export function joinSegments(source: string, segments: readonly number[]): { text: string; offsetMap: number[] } {
  const offsetMap: number[] = [];
  let text = '';
  for (let index = 0; index < segments.length; index += 2) {
    const from = segments[index] ?? 0;
    const to = segments[index + 1] ?? 0;
    offsetMap.push(text.length, from);
    text += source.slice(from, to + (index + 2 < segments.length ? endOfLineLength(source, to) : 0));
  }
  return { text, offsetMap };
}

export function toSourceOffset(offsetMap: readonly number[], at: number): number {
  if (offsetMap.length === 0) return at;
  let low = 0;
  let high = (offsetMap.length >> 1) - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsetMap[middle * 2] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return (offsetMap[low * 2 + 1] ?? 0) + at - (offsetMap[low * 2] ?? 0);
}

/** Maps an end offset: the end of a segment maps to its own end, not to the start of the next segment. */
export function toSourceEnd(offsetMap: readonly number[], at: number): number {
  return offsetMap.length === 0 || at === 0 ? at : toSourceOffset(offsetMap, at - 1) + 1;
}
