/**
 * A tree as flat arrays: 22 bytes per node of any type, and no objects until a node is read. `node.ts` has the views.
 * Nodes are numbers. `child` is the first child and `next` the next sibling; 0 (the root) means none.
 */
import { CARRIAGE_RETURN, LINE_FEED } from './codes.ts';

export const ROOT = 0;
export const PARAGRAPH = 1;
export const HEADING = 2;
export const BLOCKQUOTE = 3;
export const LIST = 4;
export const LIST_ITEM = 5;
export const CODE = 6;
export const HTML = 7;
export const THEMATIC_BREAK = 8;
export const DEFINITION = 9;
export const FOOTNOTE_DEFINITION = 10;
export const TABLE = 11;
export const TABLE_ROW = 12;
export const TABLE_CELL = 13;
export const YAML = 14;
export const TOML = 15;
export const TEXT = 16;
export const EMPHASIS = 17;
export const STRONG = 18;
export const DELETE = 19;
export const INLINE_CODE = 20;
export const BREAK = 21;
export const LINK = 22;
export const IMAGE = 23;
export const LINK_REFERENCE = 24;
export const IMAGE_REFERENCE = 25;
export const FOOTNOTE_REFERENCE = 26;
export const WIKI_LINK = 27;
export const MARK = 28;

export const typeNames = [
  'root',
  'paragraph',
  'heading',
  'blockquote',
  'list',
  'listItem',
  'code',
  'html',
  'thematicBreak',
  'definition',
  'footnoteDefinition',
  'table',
  'tableRow',
  'tableCell',
  'yaml',
  'toml',
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'image',
  'linkReference',
  'imageReference',
  'footnoteReference',
  'wikiLink',
  'mark',
] as const;

/** Lists and items: blank lines between children. */
export const SPREAD = 1;
export const ORDERED = 2;
/** Items: a task, and whether it is done. */
export const TASK = 4;
export const DONE = 8;
/** Text: literal, without escapes or character references. */
export const VERBATIM = 16;
/** Text: a token of its own, such as math, without links and not joined to the text beside it. */
export const ATOMIC = 1;
/** Paragraphs: more than one line. */
export const MANY_LINES = 1;
/** Headings: mask of their depth. */
export const DEPTH = 7;
/** Links: the address gets the prefix `mailto:` or `http://`. */
export const MAIL = 1;
export const WEB = 2;
/** A leaf whose inlines are not parsed yet. */
export const UNPARSED = 32;
/** Code: fenced, and whether the closing fence exists. */
export const FENCED = 64;
export const CLOSED = 128;

const emptyBytes = new Uint8Array(0);
const emptyNumbers = new Int32Array(0);

/** Small arrays share buffers: a separate buffer costs more than its content. */
let sharedBuffer = new ArrayBuffer(0);
let sharedBytesUsed = 0;
const sharedBufferSize = 1 << 17;

/** Allocates zeroed bytes. @returns a buffer and the offset of the bytes in it */
function allocateBytes(size: number): [ArrayBuffer, number] {
  if (size > sharedBufferSize >> 3) return [new ArrayBuffer(size), 0];
  if (sharedBytesUsed + size > sharedBuffer.byteLength) {
    sharedBuffer = new ArrayBuffer(sharedBufferSize);
    sharedBytesUsed = 0;
  }
  const at = sharedBytesUsed;
  sharedBytesUsed += (size + 3) & ~3;
  return [sharedBuffer, at];
}

/** Frees an array's memory at once, without waiting for the garbage collector, unless it is shared. */
function free({ buffer }: Int32Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength > sharedBufferSize) buffer.transfer(0);
}

function allocateNumbers(count: number): Int32Array {
  const [buffer, at] = allocateBytes(count * 4);
  return new Int32Array(buffer, at, count);
}

export class Store {
  readonly source: string;
  count = 0;
  type: Uint8Array = emptyBytes;
  flags: Uint8Array = emptyBytes;
  from: Int32Array = emptyNumbers;
  to: Int32Array = emptyNumbers;
  next: Int32Array = emptyNumbers;
  child: Int32Array = emptyNumbers;
  /** Depends on the type: the pool index of a leaf's segments, a list's first number, an item's list, … */
  data: Int32Array = emptyNumbers;
  /** Values that do not fit into `data`. Index 0 is never used, so that 0 can mean none. */
  pool: Int32Array;
  poolCount = 1;
  lineStarts: Int32Array;
  lineCount = 0;
  /** Nodes that may start or end a section, in document order, as pairs of node and parent. */
  readonly candidates: number[] = [];
  readonly definitions: number[] = [];
  readonly footnotes = new Set<string>();
  /** Whether the label of a wiki link comes before its target. */
  hasLabelFirst = false;
  readonly hasReturn: boolean;
  #capacity = 0;

  constructor(source: string) {
    this.source = source;
    this.hasReturn = source.includes('\r');
    this.#allocate((source.length >> 5) + 24);
    this.pool = allocateNumbers((source.length >> 6) + 16);
    this.lineStarts = allocateNumbers((source.length >> 5) + 16);
  }

  #allocate(capacity: number): void {
    const [buffer, at] = allocateBytes(capacity * 22);
    const column = (index: number) => new Int32Array(buffer, at + index * 4 * capacity, capacity);
    this.#capacity = capacity;
    this.from = column(0);
    this.to = column(1);
    this.next = column(2);
    this.child = column(3);
    this.data = column(4);
    this.type = new Uint8Array(buffer, at + 20 * capacity, capacity);
    this.flags = new Uint8Array(buffer, at + 21 * capacity, capacity);
  }

  // Nodes are indexes into the columns, so that reading one never misses.
  getType(node: number): number {
    return this.type[node] as number;
  }

  getFlags(node: number): number {
    return this.flags[node] as number;
  }

  getFrom(node: number): number {
    return this.from[node] as number;
  }

  getTo(node: number): number {
    return this.to[node] as number;
  }

  getNext(node: number): number {
    return this.next[node] as number;
  }

  getChild(node: number): number {
    return this.child[node] as number;
  }

  getData(node: number): number {
    return this.data[node] as number;
  }

  /** Adds a node without linking it. */
  add(type: number, from: number, to: number): number {
    const node = this.count;
    if (node === this.#capacity) this.#grow();
    this.count = node + 1;
    this.type[node] = type;
    this.from[node] = from;
    this.to[node] = to;
    return node;
  }

  addLine(start: number): void {
    if (this.lineCount === this.lineStarts.length) {
      const starts = new Int32Array(computeNextSize(this.lineCount, this.source.length >> 1));
      starts.set(this.lineStarts);
      free(this.lineStarts);
      this.lineStarts = starts;
    }
    this.lineStarts[this.lineCount++] = start;
  }

  /** Appends a number to the pool. @returns its index */
  put(value: number): number {
    if (this.poolCount === this.pool.length) {
      const pool = new Int32Array(computeNextSize(this.pool.length, this.source.length >> 1));
      pool.set(this.pool);
      free(this.pool);
      this.pool = pool;
    }
    this.pool[this.poolCount] = value;
    return this.poolCount++;
  }

  /** Frees the spare capacity of large notes. */
  trim(): void {
    const isLarge = this.#capacity > 1 << 12;
    if (isLarge && this.#capacity - this.count > this.count >> 3) this.#resize(this.count);
    if (isLarge && this.pool.length - this.poolCount > this.poolCount >> 3)
      this.pool = this.pool.slice(0, this.poolCount);
    if (isLarge) this.lineStarts = this.lineStarts.slice(0, this.lineCount);
  }

  #grow(): void {
    this.#resize(computeNextSize(this.#capacity, this.source.length >> 2));
  }

  #resize(capacity: number): void {
    const { count } = this;
    const truncate = <Column extends Int32Array | Uint8Array>(column: Column) => column.subarray(0, count) as Column;
    const [type, flags] = [truncate(this.type), truncate(this.flags)];
    const [from, to, next, child, data] = [
      truncate(this.from),
      truncate(this.to),
      truncate(this.next),
      truncate(this.child),
      truncate(this.data),
    ];
    this.#allocate(capacity);
    this.type.set(type);
    this.flags.set(flags);
    this.from.set(from);
    this.to.set(to);
    this.next.set(next);
    this.child.set(child);
    this.data.set(data);
    free(from);
  }
}

/** Returns the next size of an array. Grows by half, or by an eighth beyond `slowGrowthSize`. */
function computeNextSize(size: number, slowGrowthSize: number): number {
  return size + (size > slowGrowthSize ? size >> 3 : size >> 1) + 16;
}

/**
 * Returns the characters of a leaf between two offsets, without the prefixes of its containers.
 * @param segments pool index of the leaf's segments (their count, then each start and end); 0 if the leaf is in one
 *   piece
 */
export function readRawText(store: Store, from: number, to: number, segments: number): string {
  const { source, pool } = store;
  if (segments === 0) return source.slice(from, to);
  const count = pool[segments] ?? 0;
  let text = '';
  for (let index = 0, at = segments + 1; index < count; index++, at += 2) {
    const packed = pool[at] ?? 0;
    const start = unpackStart(packed);
    const end = pool[at + 1] ?? 0;
    if (end < from) continue;
    if (start >= to) break;
    if (packed < 0 && start >= from) text += ' '.repeat(unpackPadding(packed));
    text += source.slice(Math.max(start, from), Math.min(to, end + endOfLineLength(source, end)));
  }
  return text;
}

/** Packs the start of a segment and the columns of a tab before it into one number. */
export function packStart(start: number, padding: number): number {
  return padding > 0 ? -(start * 4 + padding) - 1 : start;
}

export function unpackStart(packed: number): number {
  return packed < 0 ? (-packed - 1) >> 2 : packed;
}

export function unpackPadding(packed: number): number {
  return packed < 0 ? (-packed - 1) & 3 : 0;
}

/** Returns 2 for CRLF, 1 for LF or CR, 0 for anything else. */
export function endOfLineLength(source: string, at: number): number {
  const code = source.charCodeAt(at);
  if (code === CARRIAGE_RETURN) return source.charCodeAt(at + 1) === LINE_FEED ? 2 : 1;
  return code === LINE_FEED ? 1 : 0;
}
