/** Nodes as objects, made when somebody looks: views of a `Store` with mdast's names. */
import { CELL_CODE, COLLAPSED, FULL, labelOf, parseInlines, SHORTCUT } from './inlines.ts';
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
  rawText,
  SPREAD,
  segmentPadding,
  segmentStart,
  TABLE,
  TASK,
  TEXT,
  TOML,
  typeNames,
  UNPARSED,
  VERBATIM,
  WEB,
  WIKI_LINK,
  YAML,
} from './store.ts';
import { alignments } from './tables.ts';
import { decodeString, decodeText } from './text-tokens.ts';

const none: readonly TreeNode[] = [];

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
    return this.#store.type[this.#node] ?? 0;
  }

  get #flags(): number {
    return this.#store.flags[this.#node] ?? 0;
  }

  get #data(): number {
    return this.#store.data[this.#node] ?? 0;
  }

  /** A number of the pool. */
  #pool(at: number): number {
    return this.#store.pool[at] ?? 0;
  }

  get from(): number {
    return this.#store.from[this.#node] ?? 0;
  }

  get to(): number {
    return this.#store.to[this.#node] ?? 0;
  }

  /** Inlines are parsed when they are first asked for. Images have none: what stands in them is their `alt`. */
  get children(): readonly TreeNode[] {
    if (this.#children) return this.#children;
    const type = this.#type;
    this.#children = type === IMAGE || type === IMAGE_REFERENCE ? none : this.#inner();
    return this.#children;
  }

  /** Lets go of the views beneath this one: whoever walks through a long note once keeps none of it. */
  release(): void {
    this.#children = undefined;
  }

  #inner(): readonly TreeNode[] {
    const store = this.#store;
    if (this.#flags & UNPARSED) parseInlines(store, this.#node);
    let child = store.child[this.#node] ?? 0;
    if (child === 0) return none;
    const children: TreeNode[] = [];
    for (; child !== 0; child = store.next[child] ?? 0) children.push(new TreeNode(store, child));
    return children;
  }

  /** Headings: 1 to 6. */
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

  get align(): readonly (typeof alignments)[number][] {
    if (this.#type !== TABLE) return [];
    const count = this.#pool(this.#data);
    return Array.from({ length: count }, (_, index) => alignments[this.#pool(this.#data + 1 + index)]);
  }

  /** The first word of a fence's info string. */
  get lang(): string | undefined {
    return this.#info()[0] || undefined;
  }

  /** The rest of it. */
  get meta(): string | undefined {
    return this.#info()[1] || undefined;
  }

  #info(): readonly string[] {
    if (this.#type !== CODE || !(this.#flags & FENCED)) return [];
    const info = this.#store.source.slice(this.#pool(this.#data), this.#pool(this.#data + 1));
    const end = info.search(/[ \t]/);
    const parts = end < 0 ? [info] : [info.slice(0, end), info.slice(end).trimStart()];
    return parts.map((part) => decodeString(part.replaceAll('\0', '\uFFFD')));
  }

  get value(): string {
    return this.#value().replaceAll('\0', '\uFFFD');
  }

  #value(): string {
    const { source } = this.#store;
    switch (this.#type) {
      case TEXT: {
        const raw = rawText(this.#store, this.from, this.to, this.#data);
        return this.#flags & VERBATIM ? raw : decodeText(raw);
      }
      case INLINE_CODE:
        return this.#codeSpan();
      case HTML: {
        const raw = rawText(this.#store, this.from, this.to, this.#data);
        return this.#flags & VERBATIM ? raw : raw.replace(/(\r\n|\n|\r) {1,3}/g, '$1');
      }
      case CODE:
        return this.#code();
      case YAML:
      case TOML:
        return source.slice(this.#pool(this.#data), this.#pool(this.#data + 1));
      default:
        return '';
    }
  }

  /** §6.1: one space goes from both ends, unless there is nothing else. */
  #codeSpan(): string {
    const raw = rawText(this.#store, this.from, this.to, this.#data);
    const fence = /^`+/.exec(raw)?.[0].length ?? 0;
    const value = raw.slice(fence, raw.length - fence);
    const isPadded = /^[ \r\n]/.test(value) && /[ \r\n]$/.test(value) && /[^ \r\n]/.test(value);
    const code = isPadded ? value.replace(/^(?:\r\n|[ \r\n])/, '').replace(/(?:\r\n|[ \r\n])$/, '') : value;
    return this.#flags & CELL_CODE
      ? code.replace(/\\([\\|])/g, (whole, escaped) => (escaped === '|' ? '|' : whole))
      : code;
  }

  #code(): string {
    const { source } = this.#store;
    const isFenced = (this.#flags & FENCED) !== 0;
    const at = this.#data + (isFenced ? 2 : 0);
    const count = this.#pool(at);
    let value = '';
    for (let index = 0; index < count; index++) {
      const packed = this.#pool(at + 1 + index * 2);
      const to = this.#pool(at + 2 + index * 2);
      value += ' '.repeat(segmentPadding(packed));
      value += source.slice(segmentStart(packed), index + 1 < count ? to + endOfLineLength(source, to) : to);
    }
    // A fence that nothing closes has no line end before the end.
    return isFenced && !(this.#flags & CLOSED) ? value.replace(/(?:\r\n|\n|\r)$/, '') : value;
  }

  /** Links and images: the address, their definition's for references. Wiki links: the target. */
  get url(): string {
    const at = this.#resource();
    if (at === 0) return '';
    const { source } = this.#store;
    const raw = source.slice(this.#pool(at), this.#pool(at + 1)).replaceAll('\0', '\uFFFD');
    const url = this.#type === LINK && this.#flags & VERBATIM ? raw : decodeString(raw);
    if (this.#type !== LINK) return url;
    return (this.#flags & MAIL ? 'mailto:' : this.#flags & WEB ? 'http://' : '') + url;
  }

  get title(): string | undefined {
    const at = this.#resource();
    if (at === 0 || this.#pool(at + 2) < 0) return undefined;
    const raw = rawText(this.#store, this.#pool(at + 2), this.#pool(at + 3), this.#pool(at + 4));
    return decodeString(raw.replace(/(\r\n|\n|\r)[ \t]+/g, '$1').replaceAll('\0', '\uFFFD'));
  }

  /** Where in the pool address and title are; 0 for nowhere. */
  #resource(): number {
    switch (this.#type) {
      case LINK:
      case IMAGE:
      case DEFINITION:
      case WIKI_LINK:
        return this.#data;
      case LINK_REFERENCE:
      case IMAGE_REFERENCE:
        return this.#store.data[this.#pool(this.#data)] ?? 0;
      default:
        return 0;
    }
  }

  get target(): string {
    return this.#type === WIKI_LINK ? this.url.replace(/\\$/, '').trim() : '';
  }

  get alt(): string {
    return this.#type === IMAGE || this.#type === IMAGE_REFERENCE ? this.#words() : '';
  }

  /** The values of all that stands in an image, other images' included; images nest as deep as they like. */
  #words(): string {
    let words = '';
    const rest: TreeNode[] = [this];
    for (let node = rest.pop(); node; node = rest.pop()) {
      words += node.value;
      const inner = node.#inner();
      for (let index = inner.length - 1; index >= 0; index--) rest.push(inner[index] as TreeNode);
    }
    return words;
  }

  /** References, definitions and footnotes: the label, escapes and references decoded. */
  get label(): string {
    return decodeString(this.#rawLabel().replaceAll('\0', '\uFFFD'));
  }

  /** The label as mdast normalises it. */
  get identifier(): string {
    return this.#rawLabel()
      .replaceAll('\0', '\uFFFD')
      .replace(/[\t\n\r ]+/g, ' ')
      .replace(/^ | $/g, '')
      .toLowerCase()
      .toUpperCase()
      .toLowerCase();
  }

  #rawLabel(): string {
    const { source } = this.#store;
    switch (this.#type) {
      case DEFINITION:
        return labelOf(this.#store, this.#node);
      case FOOTNOTE_DEFINITION:
        return source.slice(this.#pool(this.#data), this.#pool(this.#data + 1));
      case FOOTNOTE_REFERENCE:
        return source.slice(this.from + 2, this.to - 1);
      case LINK_REFERENCE:
      case IMAGE_REFERENCE:
        return rawText(this.#store, this.#pool(this.#data + 2), this.#pool(this.#data + 3), this.#pool(this.#data + 4));
      default:
        return '';
    }
  }

  get referenceType(): 'full' | 'collapsed' | 'shortcut' | undefined {
    if (this.#type !== LINK_REFERENCE && this.#type !== IMAGE_REFERENCE) return undefined;
    const kind = this.#pool(this.#data + 1);
    return kind === FULL ? 'full' : kind === COLLAPSED ? 'collapsed' : kind === SHORTCUT ? 'shortcut' : undefined;
  }
}
