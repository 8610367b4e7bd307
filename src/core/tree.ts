/**
 * The structure of a note's Markdown: mdast's node types and names, with a span in place of mdast's `position`.
 * https://github.com/syntax-tree/mdast
 */

/** `from` and `to` are offsets into the note's source, in UTF-16 code units from 0; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Parent<Child> extends Span {
  readonly children: readonly Child[];
}

export interface Root extends Parent<Block> {
  readonly type: 'root';
}
export interface Heading extends Parent<Inline> {
  readonly type: 'heading';
  readonly depth: number;
}
export interface Paragraph extends Parent<Inline> {
  readonly type: 'paragraph';
}
export interface Blockquote extends Parent<Block> {
  readonly type: 'blockquote';
}
export interface List extends Parent<ListItem> {
  readonly type: 'list';
  readonly ordered: boolean;
  /** The number of the first item of an ordered list. */
  readonly start: number | undefined;
  readonly spread: boolean;
}
export interface ListItem extends Parent<Block> {
  readonly type: 'listItem';
  readonly spread: boolean;
  /** Set for a task: done or not. */
  readonly checked: boolean | undefined;
}
export interface Code extends Span {
  readonly type: 'code';
  readonly lang: string | undefined;
  readonly meta: string | undefined;
  readonly value: string;
}
/** A block of HTML, or one tag or comment among inlines. */
export interface Html extends Span {
  readonly type: 'html';
  readonly value: string;
}
export interface ThematicBreak extends Span {
  readonly type: 'thematicBreak';
}
export interface Definition extends Span {
  readonly type: 'definition';
  /** The label, normalised: equal for every reference that means this definition. */
  readonly identifier: string;
  readonly url: string;
  readonly title: string | undefined;
}
export interface FootnoteDefinition extends Parent<Block> {
  readonly type: 'footnoteDefinition';
  readonly identifier: string;
  readonly label: string;
}
export interface Table extends Parent<TableRow> {
  readonly type: 'table';
  readonly align: readonly ('left' | 'right' | 'center' | undefined)[];
}
export interface TableRow extends Parent<TableCell> {
  readonly type: 'tableRow';
}
export interface TableCell extends Parent<Inline> {
  readonly type: 'tableCell';
}
/** YAML (`---`) or TOML (`+++`) at the head of a note. */
export interface FrontMatter extends Span {
  readonly type: 'yaml' | 'toml';
  readonly value: string;
}

export interface Text extends Span {
  readonly type: 'text';
  readonly value: string;
}
export interface InlineCode extends Span {
  readonly type: 'inlineCode';
  readonly value: string;
}
export interface Break extends Span {
  readonly type: 'break';
}
export interface Emphasis extends Parent<Inline> {
  readonly type: 'emphasis' | 'strong' | 'delete';
}
/** A link, inline, bare, in angle brackets, or by reference; the address and title of a reference are its definition's. */
export interface LinkNode extends Parent<Inline> {
  readonly type: 'link' | 'linkReference';
  /** That of the definition, for a reference; else empty. */
  readonly identifier: string;
  readonly url: string;
  readonly title: string | undefined;
}
export interface ImageNode extends Span {
  readonly type: 'image' | 'imageReference';
  /** That of the definition, for a reference; else empty. */
  readonly identifier: string;
  readonly url: string;
  readonly title: string | undefined;
  readonly alt: string;
}
export interface FootnoteReference extends Span {
  readonly type: 'footnoteReference';
  readonly identifier: string;
  readonly label: string;
}
/** `[[target|text]]`, an extension: CommonMark sees text there. */
export interface WikiLink extends Parent<Text> {
  readonly type: 'wikiLink';
  readonly target: string;
}

export type Inline = Text | InlineCode | Break | Emphasis | LinkNode | ImageNode | FootnoteReference | WikiLink | Html;
export type Block =
  | Heading
  | Paragraph
  | Blockquote
  | List
  | Code
  | Html
  | ThematicBreak
  | Definition
  | FootnoteDefinition
  | Table
  | FrontMatter;
export type Node = Root | Block | ListItem | TableRow | TableCell | Inline;
/** What holds blocks: headings and labels inside it stay inside it. */
export type Container = Root | Blockquote | ListItem | FootnoteDefinition;

export function childrenOf(node: Node): readonly Node[] {
  return (node as { children?: readonly Node[] }).children ?? [];
}

/** Lets go of what was made to look beneath a node; it is made anew when somebody looks again. */
export function release(node: Node): void {
  (node as { release?: () => void }).release?.();
}

/**
 * Visits a node and all beneath it in document order, without recursion: any depth of nesting is fine.
 * @param visit returns `false` to leave out what is beneath the node
 */
export function walk(node: Node, visit: (node: Node) => unknown): void {
  const rest: Node[] = [node];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if (visit(next) === false) continue;
    const children = childrenOf(next);
    for (let index = children.length - 1; index >= 0; index--) rest.push(children[index] as Node);
  }
}

const separate = new Set<string>([
  'paragraph',
  'heading',
  'code',
  'tableCell',
  'tableRow',
  'listItem',
  'thematicBreak',
]);

/**
 * The words of some nodes without markup: blocks and cells apart by a space, white space folded, footnote marks left out.
 * @param options.alt whether an image stands for its alternative text (default) or for nothing
 */
export function plainText(nodes: Node | readonly Node[], options: { alt?: boolean } = {}): string {
  const alt = options.alt ?? true;
  let text = '';
  for (const node of Array.isArray(nodes) ? (nodes as readonly Node[]) : [nodes as Node]) {
    walk(node, (inner) => {
      if (inner.type === 'text' || inner.type === 'inlineCode') text += inner.value;
      else if (inner.type === 'code') text += ` ${inner.value} `;
      else if (inner.type === 'image' || inner.type === 'imageReference') text += alt ? inner.alt : '';
      else if (inner.type === 'break' || separate.has(inner.type)) text += ' ';
      else if (inner.type === 'html' && /^<br\b/i.test(inner.value)) text += ' ';
    });
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** @returns the index of the first child that begins at an offset or after it, found by halving: children lie in order */
export function firstChildFrom(children: readonly Pick<Span, 'from'>[], offset: number): number {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A node, the nodes that it is one of, and which of them it is. */
export interface Step {
  readonly node: Node;
  readonly nodes: readonly Node[];
  readonly index: number;
}

/** What holds other blocks, lists and their items among them. */
const holders = new Set<string>(['root', 'list', 'listItem', 'blockquote', 'footnoteDefinition']);

/** The blocks that an offset lies in or, on the line before them, that begin at it: the outermost first. */
export function pathTo(root: Root, offset: number): Step[] {
  const path: Step[] = [];
  for (let parent: Node = root; holders.has(parent.type); ) {
    const nodes = childrenOf(parent);
    const index = firstChildFrom(nodes, offset + 1) - 1;
    const node = nodes[index];
    if (!node || node.to < offset) break;
    path.push({ node, nodes, index });
    parent = node;
  }
  return path;
}

/** The children of which some part lies in a span. */
export function childrenIn<Child extends Span>(children: readonly Child[], { from, to }: Span): Child[] {
  const before = children[firstChildFrom(children, from) - 1];
  const inside = childrenBetween(children, from, to - 1);
  return before && before.to > from ? [before, ...inside] : inside;
}

/** The children that begin in a span. */
export function childrenBetween<Child extends Span>(children: readonly Child[], from: number, to: number): Child[] {
  let low = firstChildFrom(children, from);
  const found: Child[] = [];
  for (let child = children[low]; child && child.from <= to; child = children[++low]) found.push(child);
  return found;
}
