/** Converts a tree to mdast (https://github.com/syntax-tree/mdast), for the plugins of unified. */
import type { Nodes, Root } from 'mdast';
import type { Lines } from '../core/note.ts';
import type { TreeNode } from './node.ts';

/** Returns a tree of plain objects with positions. Lines and columns count from 1, offsets from 0. */
export function toMdast(tree: TreeNode, lines: Lines): Root {
  const toPoint = (offset: number) => {
    const line = lines.lineAt(offset);
    return { line, column: offset - lines.lineStart(line) + 1, offset };
  };
  const convert = (node: TreeNode): Nodes => {
    const fields = createFields(node);
    return { ...fields, position: { start: toPoint(node.from), end: toPoint(node.to) } } as Nodes;
  };
  const root = convert(tree);
  const pending: [TreeNode, Nodes][] = [[tree, root]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [from, to] = next;
    if (!('children' in to)) continue;
    const children = from.children.map((child) => [child, convert(child)] as [TreeNode, Nodes]);
    to.children = children.map(([, converted]) => converted) as never;
    for (const item of children) pending.push(item);
  }
  return root as Root;
}

function createFields(node: TreeNode): object {
  const { type } = node;
  switch (type) {
    case 'heading':
      return { type, depth: node.depth, children: [] };
    case 'list':
      return { type, ordered: node.ordered, start: node.start ?? null, spread: node.spread, children: [] };
    case 'listItem':
      return { type, spread: node.spread, checked: node.checked ?? null, children: [] };
    case 'code':
      return { type, lang: node.lang ?? null, meta: node.meta ?? null, value: node.value };
    case 'text':
      return { type: isTag(node) ? 'html' : type, value: node.value };
    case 'html':
    case 'inlineCode':
    case 'yaml':
    case 'toml':
      return { type, value: node.value };
    case 'thematicBreak':
    case 'break':
      return { type };
    case 'definition':
      return { type, identifier: node.identifier, label: node.label, title: node.title ?? null, url: node.url };
    case 'footnoteDefinition':
      return { type, identifier: node.identifier, label: node.label, children: [] };
    case 'footnoteReference':
      return { type, identifier: node.identifier, label: node.label };
    case 'table':
      return { type, align: node.align.map((align) => align ?? null), children: [] };
    case 'link':
      return { type, title: node.title ?? null, url: node.url, children: [] };
    case 'image':
      return { type, title: node.title ?? null, url: node.url, alt: node.alt };
    case 'linkReference':
      return { type, label: node.label, identifier: node.identifier, referenceType: node.referenceType, children: [] };
    case 'imageReference':
      return { type, alt: node.alt, label: node.label, identifier: node.identifier, referenceType: node.referenceType };
    case 'wikiLink':
      // mdast has no wiki links; a link is the closest type.
      return { type: 'link', title: null, url: node.target, children: [] };
    default:
      return { type, children: [] };
  }
}

/** Reports whether a text is what CommonMark reads as HTML: a placeholder. An escaped tag has fewer characters than its source. */
function isTag({ value, from, to }: { value: string; from: number; to: number }): boolean {
  return value.length === to - from && /^<[a-z][\da-z-]*>$/i.test(value);
}
