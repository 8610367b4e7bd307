/**
 * A tree as flat arrays: 22 bytes a node whatever its type, no objects until somebody looks. `node.ts` gives the view.
 * Nodes are numbers. Children are linked: `child` is the first, `next` the sibling after it, 0 (the root) for none.
 */

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

/** mdast's names, by number. */
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
] as const;

/** Lists and items: blank lines between children. */
export const SPREAD = 1;
export const ORDERED = 2;
/** Items: a task, done or not. */
export const TASK = 4;
export const DONE = 8;
/** Text: taken as it stands, without escapes and character references. */
export const VERBATIM = 16;
/** Paragraphs: of more than one line. */
export const MANY_LINES = 1;
/** Headings: the bits that hold their depth. */
export const DEPTH = 7;
/** Links: `mailto:` or `http://` goes before the address. */
export const MAIL = 1;
export const WEB = 2;
/** A leaf whose inlines are not parsed yet. */
export const UNPARSED = 32;
/** Code: fenced, and the closing fence is there. */
export const FENCED = 64;
export const CLOSED = 128;

const emptyBytes = new Uint8Array(0);
const emptyNumbers = new Int32Array(0);

/** Small arrays are parts of shared buffers: a buffer of its own costs more than what would stand in it. */
let shared = new ArrayBuffer(0);
let sharedUsed = 0;
const sharedSize = 1 << 17;

/** @returns a buffer and where in it so many bytes of zeros are to be had */
function bytes(size: number): [ArrayBuffer, number] {
  if (size > sharedSize >> 3) return [new ArrayBuffer(size), 0];
  if (sharedUsed + size > shared.byteLength) {
    shared = new ArrayBuffer(sharedSize);
    sharedUsed = 0;
  }
  const at = sharedUsed;
  sharedUsed += (size + 3) & ~3;
  return [shared, at];
}

/** Gives an array's memory back at once, without waiting for the garbage collector, if it is not shared. */
function free({ buffer }: Int32Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength > sharedSize) buffer.transfer(0);
}

function numbers(count: number): Int32Array {
  const [buffer, at] = bytes(count * 4);
  return new Int32Array(buffer, at, count);
}

export class Store {
  readonly source: string;
  count = 0;
  // The columns are parts of one buffer.
  type: Uint8Array = emptyBytes;
  flags: Uint8Array = emptyBytes;
  from: Int32Array = emptyNumbers;
  to: Int32Array = emptyNumbers;
  next: Int32Array = emptyNumbers;
  child: Int32Array = emptyNumbers;
  /** By type: where in `pool` a leaf's segments are, a list's first number, an item's list … */
  data: Int32Array = emptyNumbers;
  /** Whatever does not fit into `data`. Index 0 is never given out. */
  pool: Int32Array;
  poolCount = 1;
  /** Where each line begins. */
  lineStarts: Int32Array;
  lineCount = 0;
  /** What may head a section or ends one, in document order: a node and its parent in turn. */
  readonly candidates: number[] = [];
  /** Definitions in document order. */
  readonly definitions: number[] = [];
  readonly footnotes = new Set<string>();
  readonly hasReturn: boolean;
  #capacity = 0;

  constructor(source: string) {
    this.source = source;
    this.hasReturn = source.includes('\r');
    this.#allocate((source.length >> 5) + 24);
    this.pool = numbers((source.length >> 6) + 16);
    this.lineStarts = numbers((source.length >> 5) + 16);
  }

  #allocate(capacity: number): void {
    const [buffer, at] = bytes(capacity * 22);
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

  /** Makes a node that is not yet linked. */
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
      const starts = new Int32Array(nextSize(this.lineCount, this.source.length >> 1));
      starts.set(this.lineStarts);
      free(this.lineStarts);
      this.lineStarts = starts;
    }
    this.lineStarts[this.lineCount++] = start;
  }

  /** Puts a number into the pool. @returns where */
  put(value: number): number {
    if (this.poolCount === this.pool.length) {
      const pool = new Int32Array(nextSize(this.pool.length, this.source.length >> 1));
      pool.set(this.pool);
      free(this.pool);
      this.pool = pool;
    }
    this.pool[this.poolCount] = value;
    return this.poolCount++;
  }

  /** Gives room back that large notes did not need. */
  trim(): void {
    const isLarge = this.#capacity > 1 << 12;
    if (isLarge && this.#capacity - this.count > this.count >> 3) this.#resize(this.count);
    if (isLarge && this.pool.length - this.poolCount > this.poolCount >> 3)
      this.pool = this.pool.slice(0, this.poolCount);
    if (isLarge) this.lineStarts = this.lineStarts.slice(0, this.lineCount);
  }

  #grow(): void {
    this.#resize(nextSize(this.#capacity, this.source.length >> 2));
  }

  #resize(capacity: number): void {
    const { count } = this;
    const cut = <Column extends Int32Array | Uint8Array>(column: Column) => column.subarray(0, count) as Column;
    const [type, flags] = [cut(this.type), cut(this.flags)];
    const [from, to, next, child, data] = [
      cut(this.from),
      cut(this.to),
      cut(this.next),
      cut(this.child),
      cut(this.data),
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

/** Arrays grow by half, and by an eighth once they are large beside the source. */
function nextSize(size: number, mostBeforeSlow: number): number {
  return size + (size > mostBeforeSlow ? size >> 3 : size >> 1) + 16;
}

/**
 * The characters of a leaf between two offsets without the prefixes of its containers. A leaf's segments are in the pool:
 * their number, then a start and an end each; an index of 0 means that all stands in one piece.
 */
export function rawText(store: Store, from: number, to: number, segments: number): string {
  const { source, pool } = store;
  if (segments === 0) return source.slice(from, to);
  const count = pool[segments] ?? 0;
  let text = '';
  for (let index = 0, at = segments + 1; index < count; index++, at += 2) {
    const packed = pool[at] ?? 0;
    const start = segmentStart(packed);
    const end = pool[at + 1] ?? 0;
    if (end < from) continue;
    if (start >= to) break;
    if (packed < 0 && start >= from) text += ' '.repeat(segmentPadding(packed));
    text += source.slice(Math.max(start, from), Math.min(to, end + endOfLineLength(source, end)));
  }
  return text;
}

/** The start of a segment that columns of a tab come before, in one number. */
export function paddedStart(start: number, padding: number): number {
  return padding > 0 ? -(start * 4 + padding) - 1 : start;
}

export function segmentStart(packed: number): number {
  return packed < 0 ? (-packed - 1) >> 2 : packed;
}

/** How many columns of a tab come before a segment: 0 to 3. */
export function segmentPadding(packed: number): number {
  return packed < 0 ? (-packed - 1) & 3 : 0;
}

/** 2 for CRLF, 1 for LF or CR, 0 for anything else at an offset. */
export function endOfLineLength(source: string, at: number): number {
  const code = source.charCodeAt(at);
  if (code === 13) return source.charCodeAt(at + 1) === 10 ? 2 : 1;
  return code === 10 ? 1 : 0;
}
