/** What the inlines of a leaf stand in: one piece of the source, or several put together without their prefixes. */
import { isSpace, isWhite, skipSpaces } from './characters.ts';
import type { Store } from './store.ts';
import { endOfLineLength, HEADING, TABLE_CELL } from './store.ts';
import { cellContent } from './tables.ts';

/** `text` from `from` to `to`; offsets in it are told from those of the source by the segments, if there are any. */
export interface Content {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** For each segment where it begins in `text`, then where it begins in the source. Empty when `text` is the source. */
  readonly places: readonly number[];
  /** Where the segments are in the pool; 0 when there are none. */
  readonly segments: number;
}

export function contentOf(store: Store, leaf: number): Content {
  const { source, pool } = store;
  const type = store.type[leaf];
  const data = store.data[leaf] ?? 0;
  if (type === TABLE_CELL) {
    const [from, to] = cellContent(source, store.from[leaf] ?? 0, store.to[leaf] ?? 0);
    return { text: source, from, to, places: [], segments: 0 };
  }
  if (type === HEADING && data === 0) {
    const [from, to] = atxContent(source, store.from[leaf] ?? 0, store.to[leaf] ?? 0);
    return { text: source, from, to, places: [], segments: 0 };
  }
  if (data === 0) return trimmed(source, store.from[leaf] ?? 0, store.to[leaf] ?? 0, [], 0);
  const count = pool[data] ?? 0;
  if (count === 1) return trimmed(source, pool[data + 1] ?? 0, pool[data + 2] ?? 0, [], 0);
  const { text, places } = join(
    source,
    Array.from({ length: count * 2 }, (_, index) => pool[data + 1 + index] ?? 0),
  );
  return trimmed(text, 0, text.length, places, data);
}

/** §4.2: what stands between the opening sequence of an ATX heading and the closing one, if there is any. */
function atxContent(source: string, start: number, end: number): [number, number] {
  let from = start;
  while (from < end && source.charCodeAt(from) === 35) from++;
  from = skipSpaces(source, from, end);
  let to = end;
  while (to > from && isSpace(source.charCodeAt(to - 1))) to--;
  let closing = to;
  while (closing > from && source.charCodeAt(closing - 1) === 35) closing--;
  if (closing === from) return [from, from];
  if (closing === to || !isSpace(source.charCodeAt(closing - 1))) return [from, to];
  while (closing > from && isSpace(source.charCodeAt(closing - 1))) closing--;
  return [from, closing];
}

function trimmed(text: string, from: number, to: number, places: readonly number[], segments: number): Content {
  let end = to;
  while (end > from && isWhite(text.charCodeAt(end - 1))) end--;
  return { text, from, to: end, places, segments };
}

/** Puts segments (start and end in turn) together, each with its line end. */
export function join(source: string, segments: readonly number[]): { text: string; places: number[] } {
  const places: number[] = [];
  let text = '';
  for (let index = 0; index < segments.length; index += 2) {
    const from = segments[index] ?? 0;
    const to = segments[index + 1] ?? 0;
    places.push(text.length, from);
    text += source.slice(from, to + (index + 2 < segments.length ? endOfLineLength(source, to) : 0));
  }
  return { text, places };
}

/** The offset in the source of an offset in the text. */
export function sourceOffset(places: readonly number[], at: number): number {
  if (places.length === 0) return at;
  let low = 0;
  let high = (places.length >> 1) - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle * 2] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return (places[low * 2 + 1] ?? 0) + at - (places[low * 2] ?? 0);
}

/** The same for an end: what ends with a segment ends there, and not where the next begins. */
export function sourceEnd(places: readonly number[], at: number): number {
  return places.length === 0 || at === 0 ? at : sourceOffset(places, at - 1) + 1;
}
