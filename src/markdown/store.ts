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
/** Links: `mailto:` or `http://` goes before the address. */
export const MAIL = 1;
export const WEB = 2;
/** A leaf whose inlines are not parsed yet. */
export const UNPARSED = 32;
/** Code: fenced, and the closing fence is there. */
export const FENCED = 64;
export const CLOSED = 128;

export class Store {
  readonly source: string;
  count = 0;
  type: Uint8Array;
  flags: Uint8Array;
  from: Int32Array;
  to: Int32Array;
  next: Int32Array;
  child: Int32Array;
  /** By type: a heading's depth and segments, a list's first number, an index into `pool` … */
  data: Int32Array;
  /** Whatever does not fit into `data`. Index 0 is never given out. */
  pool: Int32Array;
  poolCount = 1;
  /** Where each line begins. */
  lineStarts: Int32Array;
  lineCount = 0;
  /** Definitions in document order. */
  readonly definitions: number[] = [];
  readonly footnotes = new Set<string>();
  readonly hasReturn: boolean;

  constructor(source: string) {
    this.source = source;
    this.hasReturn = source.includes('\r');
    this.lineStarts = new Int32Array(Math.max(16, source.length >> 5));
    const capacity = Math.max(16, source.length >> 5);
    this.type = new Uint8Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.from = new Int32Array(capacity);
    this.to = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
    this.child = new Int32Array(capacity);
    this.data = new Int32Array(capacity);
    this.pool = new Int32Array(Math.max(16, source.length >> 6));
  }

  /** Makes a node that is not yet linked. */
  add(type: number, from: number, to: number): number {
    const node = this.count++;
    if (node === this.type.length) this.#grow();
    this.type[node] = type;
    this.from[node] = from;
    this.to[node] = to;
    return node;
  }

  addLine(start: number): void {
    if (this.lineCount === this.lineStarts.length) {
      const starts = new Int32Array(nextSize(this.lineCount));
      starts.set(this.lineStarts);
      this.lineStarts = starts;
    }
    this.lineStarts[this.lineCount++] = start;
  }

  /** Puts a number into the pool. @returns where */
  put(value: number): number {
    if (this.poolCount === this.pool.length) {
      const pool = new Int32Array(nextSize(this.pool.length));
      pool.set(this.pool);
      this.pool = pool;
    }
    this.pool[this.poolCount] = value;
    return this.poolCount++;
  }

  #grow(): void {
    const capacity = nextSize(this.type.length);
    const bytes = (old: Uint8Array) => {
      const grown = new Uint8Array(capacity);
      grown.set(old);
      return grown;
    };
    const numbers = (old: Int32Array) => {
      const grown = new Int32Array(capacity);
      grown.set(old);
      return grown;
    };
    this.type = bytes(this.type);
    this.flags = bytes(this.flags);
    this.from = numbers(this.from);
    this.to = numbers(this.to);
    this.next = numbers(this.next);
    this.child = numbers(this.child);
    this.data = numbers(this.data);
  }
}

function nextSize(size: number): number {
  return size + (size >> 1) + 16;
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
    const start = pool[at] ?? 0;
    const end = pool[at + 1] ?? 0;
    if (end < from) continue;
    if (start >= to) break;
    text += source.slice(Math.max(start, from), Math.min(to, end + endOfLineLength(source, end)));
  }
  return text;
}

/** 2 for CRLF, 1 for LF or CR, 0 for anything else at an offset. */
export function endOfLineLength(source: string, at: number): number {
  const code = source.charCodeAt(at);
  if (code === 13) return source.charCodeAt(at + 1) === 10 ? 2 : 1;
  return code === 10 ? 1 : 0;
}
