/**
 * The syntax tree of a note: mdast's node types, with a span in place of `position`.
 * https://github.com/syntax-tree/mdast
 */
import { isHiddenMarkup } from './html-tags.ts';
import { joinLines } from './scripts.ts';

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
  readonly start: number | undefined;
  readonly spread: boolean;
}
export interface ListItem extends Parent<Block> {
  readonly type: 'listItem';
  readonly spread: boolean;
  /** Whether a task is done; `undefined` for an item that is not a task. */
  readonly checked: boolean | undefined;
  /** The character between the brackets of a task. */
  readonly mark: string | undefined;
}
export interface Code extends Span {
  readonly type: 'code';
  readonly lang: string | undefined;
  readonly meta: string | undefined;
  readonly value: string;
}
/** A block of HTML, a single inline tag, or what is hidden: a comment (also `%%…%%`), the identifier of a block (`^id`). */
export interface Html extends Span {
  readonly type: 'html';
  readonly value: string;
}
export interface ThematicBreak extends Span {
  readonly type: 'thematicBreak';
}
export interface Definition extends Span {
  readonly type: 'definition';
  /** The normalized label; a reference to this definition has the same one. */
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
/** YAML (`---`) or TOML (`+++`) at the start of a note. */
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
  readonly type: 'emphasis' | 'strong' | 'delete' | 'mark';
}
/** An inline link, autolink or reference. A reference has the address and title of its definition. */
export interface LinkNode extends Parent<Inline> {
  readonly type: 'link' | 'linkReference';
  /** The identifier of the definition for a reference; otherwise empty. */
  readonly identifier: string;
  readonly url: string;
  readonly title: string | undefined;
}
export interface ImageNode extends Span {
  readonly type: 'image' | 'imageReference';
  /** The identifier of the definition for a reference; otherwise empty. */
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
/** `[[target|text]]` or `![[target]]`: an extension. Plain CommonMark treats it as text. */
export interface WikiLink extends Parent<Text> {
  readonly type: 'wikiLink';
  readonly target: string;
  /** Whether the target is to be inserted: `![[target]]`. */
  readonly isEmbed: boolean;
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
/** A node with blocks as children. A section never extends beyond its container. */
export type Container = Root | Blockquote | ListItem | FootnoteDefinition;

export function getChildren(node: Node): readonly Node[] {
  return (node as { children?: readonly Node[] }).children ?? [];
}

/** Releases the cached descendants of a node; they are created again on the next access. */
export function release(node: Node): void {
  (node as { release?: () => void }).release?.();
}

/** The length in code units from which a walk over a whole note keeps no nodes: those of 1 MB may take 300 MB. */
const longNote = 500_000;

/**
 * Visits a node and its descendants in document order. Iterative, so deep nesting cannot overflow the stack. In a long note, the
 * descendants of each block are released after the visit; another visit gets other objects for the same nodes.
 * @param visit returns `false` to skip the node's descendants
 */
export function walk(node: Node, visit: (node: Node) => unknown): void {
  if (node.type !== 'root' || node.to - node.from < longNote) walkTree(node, visit);
  else if (visit(node) !== false)
    for (const block of node.children) {
      walkTree(block, visit);
      release(block);
    }
}

function walkTree(node: Node, visit: (node: Node) => unknown): void {
  const stack: Node[] = [node];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (visit(next) === false) continue;
    const children = getChildren(next);
    for (let index = children.length - 1; index >= 0; index--) stack.push(children[index] as Node);
  }
}

const spacedTypes = new Set<string>([
  'paragraph',
  'heading',
  'code',
  'tableCell',
  'tableRow',
  'listItem',
  'thematicBreak',
]);

/**
 * Returns the text of nodes without markup or footnote references. Blocks and cells are separated by a space, and white
 * space is folded.
 * @param options.alt whether to include the alternative text of images (default: true)
 */
export function getPlainText(nodes: Node | readonly Node[], options: { alt?: boolean } = {}): string {
  const alt = options.alt ?? true;
  let text = '';
  for (const node of Array.isArray(nodes) ? (nodes as readonly Node[]) : [nodes as Node]) {
    walk(node, (descendant) => {
      if (descendant.type === 'text' || descendant.type === 'inlineCode') text += joinLines(descendant.value);
      else if (descendant.type === 'code') text += ` ${descendant.value} `;
      else if (descendant.type === 'image' || descendant.type === 'imageReference') text += alt ? descendant.alt : '';
      else if (descendant.type === 'break' || spacedTypes.has(descendant.type)) text += ' ';
      else if (descendant.type === 'html' && /^<br\b/i.test(descendant.value)) text += ' ';
    });
  }
  return text.replace(/\s+/g, ' ').trim();
}

/** Reports whether all inlines of a block are comments or identifiers, which are not shown. */
export function isHidden(inlines: readonly Inline[]): boolean {
  return (
    inlines.length > 0 &&
    inlines.every(
      (inline) =>
        (inline.type === 'text' && inline.value.trim() === '') ||
        (inline.type === 'html' && (isHiddenMarkup(inline.value) || inline.value.startsWith('<!--'))),
    )
  );
}

export function findFirstChildFrom(children: readonly Pick<Span, 'from'>[], offset: number): number {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface PathStep {
  readonly node: Node;
  readonly siblings: readonly Node[];
  readonly index: number;
}

const containerTypes = new Set<string>(['root', 'list', 'listItem', 'blockquote', 'footnoteDefinition']);

/** Returns the blocks that contain an offset or end at it, outermost first. */
export function findPath(root: Root, offset: number): PathStep[] {
  const path: PathStep[] = [];
  for (let parent: Node = root; containerTypes.has(parent.type); ) {
    const siblings = getChildren(parent);
    const index = findFirstChildFrom(siblings, offset + 1) - 1;
    const node = siblings[index];
    if (!node || node.to < offset) break;
    path.push({ node, siblings: siblings, index });
    parent = node;
  }
  return path;
}

export function getOverlappingChildren<Child extends Span>(children: readonly Child[], { from, to }: Span): Child[] {
  const previous = children[findFirstChildFrom(children, from) - 1];
  const inside = getChildrenStartingIn(children, from, to - 1);
  return previous && previous.to > from ? [previous, ...inside] : inside;
}

/** Returns the children that begin between two offsets, both included. */
export function getChildrenStartingIn<Child extends Span>(
  children: readonly Child[],
  from: number,
  to: number,
): Child[] {
  let low = findFirstChildFrom(children, from);
  const selected: Child[] = [];
  for (let child = children[low]; child && child.from <= to; child = children[++low]) selected.push(child);
  return selected;
}

/** Returns the cells of each row, as many as the head has (GFM §4.10): missing cells are undefined, further ones are left out. */
export function getTableRows({ children }: Table): (TableCell | undefined)[][] {
  const width = children[0]?.children.length ?? 0;
  let added = 0;
  return children.map((row) => {
    const missing = Math.max(0, width - row.children.length);
    if (added + missing > maxAddedCells) return [...row.children];
    added += missing;
    return Array.from({ length: width }, (_, column) => row.children[column]);
  });
}

/** As in cmark-gfm, so that a short note cannot ask for huge output: rows beyond that keep their own cells. */
const maxAddedCells = 524_288;
