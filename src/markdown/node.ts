/** Nodes as objects with mdast's names: views of a `Store`, made on access. */
import { EXCLAMATION_MARK } from './codes.ts';
import { CELL_CODE, COLLAPSED, FULL, parseInlines, readRawLabel, SHORTCUT } from './inlines.ts';
import type { Store } from './store.ts';
import {
  CLOSED,
  CODE,
  DEFINITION,
  DEPTH,
  DONE,
  endOfLineLength,
  FENCED,
  FOOTNOTE_DEFINITION,
  FOOTNOTE_REFERENCE,
  HEADING,
  HTML,
  IMAGE,
  IMAGE_REFERENCE,
  INLINE_CODE,
  LINK,
  LINK_REFERENCE,
  LIST,
  LIST_ITEM,
  MAIL,
  ORDERED,
  readRawText,
  SPREAD,
  TABLE,
  TASK,
  TEXT,
  TOML,
  typeNames,
  UNPARSED,
  unpackPadding,
  unpackStart,
  VERBATIM,
  WEB,
  WIKI_LINK,
  YAML,
} from './store.ts';
import { alignments } from './tables.ts';
import { decodeString, decodeText } from './text-tokens.ts';

const noNodes: readonly TreeNode[] = [];

export class TreeNode {
  readonly #store: Store;
  readonly #node: number;
  #children: readonly TreeNode[] | undefined;

  constructor(store: Store, node: number) {
    this.#store = store;
    this.#node = node;
  }

  get type(): (typeof typeNames)[number] {
    return typeNames[this.#type] ?? 'root';
  }

  get #type(): number {
    return this.#store.getType(this.#node);
  }

  get #flags(): number {
    return this.#store.getFlags(this.#node);
  }

  get #data(): number {
    return this.#store.getData(this.#node);
  }

  #readPool(at: number): number {
    return this.#store.pool[at] ?? 0;
  }

  get from(): number {
    return this.#store.getFrom(this.#node);
  }

  get to(): number {
    return this.#store.getTo(this.#node);
  }

  /** Parses inlines on first access. Images have no children: their content is their `alt`. */
  get children(): readonly TreeNode[] {
    if (this.#children) return this.#children;
    const type = this.#type;
    this.#children = type === IMAGE || type === IMAGE_REFERENCE ? noNodes : this.#createChildren();
    return this.#children;
  }

  /** Drops the views beneath this node, so that a single pass over a long note keeps none of them. */
  release(): void {
    this.#children = undefined;
  }

  #createChildren(): readonly TreeNode[] {
    const store = this.#store;
    if (this.#flags & UNPARSED) parseInlines(store, this.#node);
    let child = store.getChild(this.#node);
    if (child === 0) return noNodes;
    const children: TreeNode[] = [];
    for (; child !== 0; child = store.getNext(child)) children.push(new TreeNode(store, child));
    return children;
  }

  /** 1 to 6 for headings, else 0. */
  get depth(): number {
    return this.#type === HEADING ? this.#flags & DEPTH : 0;
  }

  get ordered(): boolean {
    return this.#type === LIST && (this.#flags & ORDERED) !== 0;
  }

  get start(): number | undefined {
    return this.ordered ? this.#data : undefined;
  }

  get spread(): boolean {
    return (this.#type === LIST || this.#type === LIST_ITEM) && (this.#flags & SPREAD) !== 0;
  }

  get checked(): boolean | undefined {
    return this.#type === LIST_ITEM && this.#flags & TASK ? (this.#flags & DONE) !== 0 : undefined;
  }

  get mark(): string | undefined {
    if (this.checked === undefined) return undefined;
    return /^(?:[-+*]|\d{1,9}[.)])\s+\[(.)\]/.exec(this.#store.source.slice(this.from, this.from + 40))?.[1] ?? ' ';
  }

  get align(): readonly (typeof alignments)[number][] {
    if (this.#type !== TABLE) return [];
    const count = this.#readPool(this.#data);
    return Array.from({ length: count }, (_, index) => alignments[this.#readPool(this.#data + 1 + index)]);
  }

  /** The first word of a fence's info string. */
  get lang(): string | undefined {
    return this.#splitInfo()[0] || undefined;
  }

  /** The info string after its first word. */
  get meta(): string | undefined {
    return this.#splitInfo()[1] || undefined;
  }

  #splitInfo(): readonly string[] {
    if (this.#type !== CODE || !(this.#flags & FENCED)) return [];
    const info = this.#store.source.slice(this.#readPool(this.#data), this.#readPool(this.#data + 1));
    const end = info.search(/[ \t]/);
    const parts = end < 0 ? [info] : [info.slice(0, end), info.slice(end).trimStart()];
    return parts.map((part) => decodeString(part.replaceAll('\0', '\uFFFD')));
  }

  get value(): string {
    return this.#readValue().replaceAll('\0', '\uFFFD');
  }

  #readValue(): string {
    const { source } = this.#store;
    switch (this.#type) {
      case TEXT: {
        const raw = readRawText(this.#store, this.from, this.to, this.#data);
        return this.#flags & VERBATIM ? raw : decodeText(raw);
      }
      case INLINE_CODE:
        return this.#readCodeSpan();
      case HTML: {
        const raw = readRawText(this.#store, this.from, this.to, this.#data);
        return this.#flags & VERBATIM ? raw : raw.replace(/(\r\n|\n|\r) {1,3}/g, '$1');
      }
      case CODE:
        return this.#readCode();
      case YAML:
      case TOML:
        return source.slice(this.#readPool(this.#data), this.#readPool(this.#data + 1));
      default:
        return '';
    }
  }

  /** Strips one space from each end, unless there is nothing else (§6.1). */
  #readCodeSpan(): string {
    const raw = readRawText(this.#store, this.from, this.to, this.#data);
    const fence = /^`+/.exec(raw)?.[0].length ?? 0;
    const value = raw.slice(fence, raw.length - fence);
    const isPadded = /^[ \r\n]/.test(value) && /[ \r\n]$/.test(value) && /[^ \r\n]/.test(value);
    const code = isPadded ? value.replace(/^(?:\r\n|[ \r\n])/, '').replace(/(?:\r\n|[ \r\n])$/, '') : value;
    return this.#flags & CELL_CODE
      ? code.replace(/\\([\\|])/g, (whole, escaped) => (escaped === '|' ? '|' : whole))
      : code;
  }

  #readCode(): string {
    const { source } = this.#store;
    const isFenced = (this.#flags & FENCED) !== 0;
    const at = this.#data + (isFenced ? 2 : 0);
    const count = this.#readPool(at);
    let value = '';
    for (let index = 0; index < count; index++) {
      const packed = this.#readPool(at + 1 + index * 2);
      const to = this.#readPool(at + 2 + index * 2);
      value += ' '.repeat(unpackPadding(packed));
      value += source.slice(unpackStart(packed), index + 1 < count ? to + endOfLineLength(source, to) : to);
    }
    // A fence that is never closed has no line end before the end.
    return isFenced && !(this.#flags & CLOSED) ? value.replace(/(?:\r\n|\n|\r)$/, '') : value;
  }

  /** The address of a link or image, which a reference takes from its definition; the target of a wiki link. */
  get url(): string {
    const at = this.#findResource();
    if (at === 0) return '';
    const { source } = this.#store;
    const raw = source.slice(this.#readPool(at), this.#readPool(at + 1)).replaceAll('\0', '\uFFFD');
    const url = this.#type === LINK && this.#flags & VERBATIM ? raw : decodeString(raw);
    if (this.#type !== LINK) return url;
    return (this.#flags & MAIL ? 'mailto:' : this.#flags & WEB ? 'http://' : '') + url;
  }

  get title(): string | undefined {
    const at = this.#findResource();
    if (at === 0 || this.#readPool(at + 2) < 0) return undefined;
    const raw = readRawText(this.#store, this.#readPool(at + 2), this.#readPool(at + 3), this.#readPool(at + 4));
    return decodeString(raw.replace(/(\r\n|\n|\r)[ \t]+/g, '$1').replaceAll('\0', '\uFFFD'));
  }

  /** Returns the pool index of the address and title, or 0 if the node has none. */
  #findResource(): number {
    switch (this.#type) {
      case LINK:
      case IMAGE:
      case DEFINITION:
      case WIKI_LINK:
        return this.#data;
      case LINK_REFERENCE:
      case IMAGE_REFERENCE:
        return this.#store.getData(this.#readPool(this.#data));
      default:
        return 0;
    }
  }

  get target(): string {
    return this.#type === WIKI_LINK ? this.url.replace(/\\$/, '').trim() : '';
  }

  get isEmbed(): boolean {
    return this.#type === WIKI_LINK && this.#store.source.charCodeAt(this.from) === EXCLAMATION_MARK;
  }

  get alt(): string {
    return this.#type === IMAGE || this.#type === IMAGE_REFERENCE ? this.#readAltText() : '';
  }

  /**
   * Joins the values of all nodes in an image, nested images included. Does not recurse: images may nest to any depth.
   */
  #readAltText(): string {
    let words = '';
    const pending: TreeNode[] = [this];
    for (let node = pending.pop(); node; node = pending.pop()) {
      words += node.value;
      const children = node.#createChildren();
      for (let index = children.length - 1; index >= 0; index--) pending.push(children[index] as TreeNode);
    }
    return words;
  }

  /** The label of a reference, definition or footnote, with escapes and character references decoded. */
  get label(): string {
    return decodeString(this.#readLabel().replaceAll('\0', '\uFFFD'));
  }

  /** The label, normalized as in mdast. (US spelling elsewhere: normalize, color) */
  get identifier(): string {
    return this.#readLabel()
      .replaceAll('\0', '\uFFFD')
      .replace(/[\t\n\r ]+/g, ' ')
      .replace(/^ | $/g, '')
      .toLowerCase()
      .toUpperCase()
      .toLowerCase();
  }

  #readLabel(): string {
    const { source } = this.#store;
    switch (this.#type) {
      case DEFINITION:
        return readRawLabel(this.#store, this.#node);
      case FOOTNOTE_DEFINITION:
        return source.slice(this.#readPool(this.#data), this.#readPool(this.#data + 1));
      case FOOTNOTE_REFERENCE:
        return source.slice(this.from + 2, this.to - 1);
      case LINK_REFERENCE:
      case IMAGE_REFERENCE:
        return readRawText(
          this.#store,
          this.#readPool(this.#data + 2),
          this.#readPool(this.#data + 3),
          this.#readPool(this.#data + 4),
        );
      default:
        return '';
    }
  }

  get referenceType(): 'full' | 'collapsed' | 'shortcut' | undefined {
    if (this.#type !== LINK_REFERENCE && this.#type !== IMAGE_REFERENCE) return undefined;
    const kind = this.#readPool(this.#data + 1);
    return kind === FULL ? 'full' : kind === COLLAPSED ? 'collapsed' : kind === SHORTCUT ? 'shortcut' : undefined;
  }
}
