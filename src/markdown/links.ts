/** The links and images of a note: inline, by reference, bare, in angle brackets, in HTML, and wiki links. */
import { decodeReferences } from '../core/character-references.ts';
import type { Tag } from '../core/html-tags.ts';
import { findTags } from '../core/html-tags.ts';
import { classifyLink } from '../core/link-kinds.ts';
import { isImageFile } from '../core/link-targets.ts';
import type { Link, Note } from '../core/note.ts';
import { findSectionAt } from '../core/note.ts';
import type { Html, Node, Span } from '../core/tree.ts';
import { getChildren, getPlainText, walk } from '../core/tree.ts';
import { findFrontMatterBlock } from './front-matter-block.ts';

export type RawLink = Span & Pick<Link, 'url' | 'text' | 'title' | 'image'>;

/** Returns the links of a note in document order, including images. */
export function findLinks(note: Note): Link[] {
  return findRawLinks(note).map((link) => ({
    ...link,
    note,
    section: findSectionAt(note.sections, link.from),
    kind: classifyLink(link.url, link.image),
    line: note.lines.lineAt(link.from),
  }));
}

/** Returns the same links without what takes longer to find: their sections, lines and kinds. */
export function findRawLinks(note: Note): RawLink[] {
  const links = findFrontMatterLinks(note);
  walk(note.tree, (node) => {
    const { from, to } = node;
    if (node.type === 'link' || node.type === 'linkReference') {
      links.push({
        from,
        to,
        url: node.url,
        text: getPlainText(node) || node.url,
        title: node.title ?? '',
        image: false,
      });
    } else if (node.type === 'image' || node.type === 'imageReference') {
      links.push({ from, to, url: node.url, text: node.alt, title: node.title ?? '', image: true });
    } else if (node.type === 'wikiLink') {
      const image = node.isEmbed && isImageFile(node.target);
      links.push({ from, to, url: node.target, text: image ? '' : getPlainText(node), title: '', image });
    }
    const children = getChildren(node);
    children.forEach((child, index) => {
      if (child.type === 'html') for (const item of findHtmlLinks(child, children, index + 1)) links.push(item);
    });
  });
  return links.sort((a, b) => a.from - b.from);
}

/**
 * A wiki link in YAML. It is no key, and what is neither in quotes nor in longer text has no comma or quotes, as lists of
 * lists do (`[[1, 2]]`).
 */
const frontMatterLink = /\[\[([^[\]|\r\n]{1,500})(?:\|([^[\]\r\n]{1,500}))?\]\](?!["']?[ \t]*:(?:\s|$))/g;

/** Returns the wiki links in the values of front matter, as Obsidian's properties have them. */
function findFrontMatterLinks({ source }: Note): RawLink[] {
  const block = findFrontMatterBlock(source);
  if (!block?.value.includes('[[')) return [];
  const links: RawLink[] = [];
  for (const { index, 0: whole, 1: url = '', 2: text = url } of block.value.matchAll(frontMatterLink)) {
    const before = block.value.slice(block.value.lastIndexOf('\n', index) + 1, index);
    const isBare = /^[^"']*(?::|-)[ \t]*$/.test(before);
    if (/^\s*#/.test(before) || (isBare && /[,"']/.test(whole)) || /\[\s*$/.test(before)) continue;
    const from = block.valueFrom + index;
    links.push({ from, to: from + whole.length, url: url.trim(), text, title: '', image: false });
  }
  return links;
}

/** Formats the links of a note for comparison: equal text means the same links in the same order. */
export function formatLinks(note: Note, isIncluded: (link: Span) => boolean = () => true): string {
  const links = findRawLinks(note).filter(isIncluded);
  return links.map(({ url, text }) => `${url} ${text}`).join('\n');
}

/**
 * Returns the links that the tags of an HTML node open.
 * @param siblings all children of its parent, for the text of an `<a>` that ends after the node
 * @param next index of the sibling after the node
 */
function findHtmlLinks(html: Html, siblings: readonly Node[], next: number): RawLink[] {
  const tags = [...findTags(html.value)];
  const links: RawLink[] = [];
  tags.forEach((tag, index) => {
    const image = tag.name === 'img';
    const url = decodeReferences(tag.attributes.get(image ? 'src' : 'href') ?? '').trim();
    if (tag.closing || url === '' || !(image || tag.name === 'a')) return;
    const text = image
      ? decodeReferences(tag.attributes.get('alt') ?? '')
      : readAnchorText(html, tags, index, siblings, next);
    const title = decodeReferences(tag.attributes.get('title') ?? '');
    links.push({
      from: html.from + tag.from,
      to: html.from + tag.to,
      url,
      text: text || (image ? '' : url),
      title,
      image,
    });
  });
  return links;
}

function readAnchorText(
  html: Html,
  tags: readonly Tag[],
  index: number,
  siblings: readonly Node[],
  next: number,
): string {
  let text = '';
  let at = tags[index]?.to ?? 0;
  for (const tag of tags.slice(index + 1)) {
    text += html.value.slice(at, tag.from);
    at = tag.to;
    if (tag.name === 'a') return decodeAndFold(text);
  }
  text += html.value.slice(at);
  for (let index = next; index < siblings.length; index++) {
    const node = siblings[index] as Node;
    if (node.type === 'html' && [...findTags(node.value)].some((tag) => tag.name === 'a')) break;
    text += ` ${getPlainText(node)}`;
  }
  return decodeAndFold(text);
}

function decodeAndFold(text: string): string {
  return decodeReferences(text).replace(/\s+/g, ' ').trim();
}
