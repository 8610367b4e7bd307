/** Markdown source to a tree: the one place that knows which parser finds structure. */
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfm } from 'micromark-extension-gfm';
import type { Inline, Node, Root, Text } from '../core/tree.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Draft = { type: string; from: number; to: number; children?: Draft[] } & Record<string, unknown>;

/**
 * Parses CommonMark with GFM's tables, strikethrough, tasks, bare links and footnotes, and wiki links.
 * Any string has a structure: nothing throws.
 * @param source without a byte order mark
 * @param hasFrontMatter whether a block of YAML or TOML at the head is to be taken as such
 */
export function parseTree(source: string, hasFrontMatter: boolean): Root {
  const extensions = [gfm()];
  const mdastExtensions = [gfmFromMarkdown()];
  const tree = fromMarkdown(source, {
    extensions: hasFrontMatter ? [...extensions, frontmatter(['yaml', 'toml'])] : extensions,
    mdastExtensions: hasFrontMatter ? [...mdastExtensions, frontmatterFromMarkdown(['yaml', 'toml'])] : mdastExtensions,
  });
  return fromMdast(tree, source);
}

/** mdast to our tree: spans for positions, references resolved, wiki links found. */
function fromMdast(tree: Nodes, source: string): Root {
  const definitions = definitionsOf(tree);
  const root: Draft = { type: 'root', from: 0, to: source.length, children: [] };
  const rest: { from: Nodes; to: Draft }[] = [{ from: tree, to: root }];
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (!('children' in next.from)) continue;
    let at = next.to.from;
    for (const child of next.from.children) {
      const draft = convert(child, definitions);
      placeAt(draft, child, at, next.to, source);
      at = draft.to;
      if (draft.children) rest.push({ from: child, to: draft });
      if (draft.type === 'text' && next.to.type !== 'link' && String(draft.value).includes('[['))
        next.to.children?.push(...splitWikiLinks(draft as unknown as Text, source));
      else next.to.children?.push(draft);
    }
  }
  return root as unknown as Root;
}

/** Nodes that the parser's transforms make (bare e-mail links and the text beside them) come without a position: find it. */
function placeAt(draft: Draft, node: Nodes, at: number, parent: Draft, source: string): void {
  if (node.position) {
    draft.from = node.position.start.offset ?? at;
    draft.to = node.position.end.offset ?? at;
    return;
  }
  const value =
    'value' in node
      ? node.value
      : 'children' in node && node.children[0] && 'value' in node.children[0]
        ? node.children[0].value
        : '';
  const found = source.indexOf(value, at);
  draft.from = found >= 0 && found + value.length <= parent.to ? found : at;
  draft.to = Math.min(draft.from + value.length, parent.to);
}

type Definitions = ReadonlyMap<string, { url: string; title: string | undefined }>;

function definitionsOf(tree: Nodes): Definitions {
  const definitions = new Map<string, { url: string; title: string | undefined }>();
  const rest: Nodes[] = [tree];
  for (let next = rest.pop(); next; next = rest.pop()) {
    if (next.type === 'definition' && !definitions.has(next.identifier))
      definitions.set(next.identifier, { url: next.url, title: next.title ?? undefined });
    if ('children' in next)
      for (let index = next.children.length - 1; index >= 0; index--) rest.push(next.children[index] as Nodes);
  }
  return definitions;
}

function convert(node: Nodes, definitions: Definitions): Draft {
  const draft: Draft = { type: node.type, from: 0, to: 0 };
  if ('children' in node) draft.children = [];
  switch (node.type) {
    case 'heading':
      draft.depth = node.depth;
      break;
    case 'list':
      draft.ordered = node.ordered ?? false;
      draft.start = node.start ?? undefined;
      draft.spread = node.spread ?? false;
      break;
    case 'listItem':
      draft.spread = node.spread ?? false;
      draft.checked = node.checked ?? undefined;
      break;
    case 'code':
      draft.lang = node.lang ?? undefined;
      draft.meta = node.meta ?? undefined;
      draft.value = node.value;
      break;
    case 'definition':
      draft.identifier = node.identifier;
      draft.url = node.url;
      draft.title = node.title ?? undefined;
      break;
    case 'footnoteDefinition':
    case 'footnoteReference':
      draft.identifier = node.identifier;
      draft.label = node.label ?? node.identifier;
      break;
    case 'table':
      draft.align = (node.align ?? []).map((align) => align ?? undefined);
      break;
    case 'link':
      draft.url = node.url;
      draft.title = node.title ?? undefined;
      break;
    case 'image':
      draft.url = node.url;
      draft.title = node.title ?? undefined;
      draft.alt = node.alt ?? '';
      break;
    case 'linkReference':
    case 'imageReference': {
      const definition = definitions.get(node.identifier);
      draft.type = node.type === 'linkReference' ? 'link' : 'image';
      draft.url = definition?.url ?? '';
      draft.title = definition?.title;
      if (node.type === 'imageReference') draft.alt = node.alt ?? '';
      break;
    }
    default:
      if ('value' in node) draft.value = node.value;
  }
  return draft;
}

const wikiLink = /\[\[([^[\]|\r\n]{1,500})(?:\|([^[\]\r\n]{1,500}))?\]\]/g;

/** Text with its wiki links taken out as nodes. Offsets hold where the text has no entity or escape before a link. */
function splitWikiLinks(text: Text, source: string): Draft[] {
  const raw = source.slice(text.from, text.to);
  const parts: Inline[] = [];
  let at = 0;
  const addText = (to: number) => {
    if (to > at) parts.push({ type: 'text', from: text.from + at, to: text.from + to, value: raw.slice(at, to) });
  };
  if (raw !== text.value) return [text as unknown as Draft];
  for (const match of raw.matchAll(wikiLink)) {
    addText(match.index);
    at = match.index + match[0].length;
    const target = (match[1] ?? '').replace(/\\$/, '').trim();
    const shown = match[2]?.trim() || target;
    const span = { from: text.from + match.index, to: text.from + at };
    const inner: Mutable<Text> = { type: 'text', ...span, value: shown };
    parts.push({ type: 'wikiLink', ...span, target, children: [inner] });
  }
  addText(raw.length);
  return parts as Node[] as unknown as Draft[];
}
