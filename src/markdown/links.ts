/** The links and images of a note: inline, by reference, bare, in angle brackets, in HTML, and wiki links. */
import { decodeReferences } from '../core/character-references.ts';
import type { Tag } from '../core/html-tags.ts';
import { tagsOf } from '../core/html-tags.ts';
import { kindOf } from '../core/link-kinds.ts';
import type { Link, Note } from '../core/note.ts';
import { sectionAt } from '../core/note.ts';
import type { Html, Node, Span } from '../core/tree.ts';
import { childrenOf, plainText, walk } from '../core/tree.ts';

type Found = Span & Pick<Link, 'url' | 'text' | 'title' | 'image'>;

/** @returns the links of a note in document order, images among them */
export function linksOf(note: Note): Link[] {
  const found: Found[] = [];
  walk(note.tree, (node) => {
    const { from, to } = node;
    if (node.type === 'link' || node.type === 'linkReference') {
      found.push({ from, to, url: node.url, text: plainText(node) || node.url, title: node.title ?? '', image: false });
    } else if (node.type === 'image' || node.type === 'imageReference') {
      found.push({ from, to, url: node.url, text: node.alt, title: node.title ?? '', image: true });
    } else if (node.type === 'wikiLink') {
      found.push({ from, to, url: node.target, text: plainText(node), title: '', image: false });
    }
    const children = childrenOf(node);
    children.forEach((child, index) => {
      if (child.type === 'html') found.push(...htmlLinks(child, children, index + 1));
    });
  });
  found.sort((a, b) => a.from - b.from);
  return found.map((link) => ({
    ...link,
    note,
    section: sectionAt(note.sections, link.from),
    kind: kindOf(link.url, link.image),
    line: note.lines.at(link.from),
  }));
}

/** The links of a note as text: what is the same has the same links in the same order. */
export function linkText(note: Note, isWanted: (link: Span) => boolean = () => true): string {
  const links = linksOf(note).filter(isWanted);
  return links.map(({ url, text }) => `${url} ${text}`).join('\n');
}

/**
 * The links that the tags of one node of HTML open.
 * @param siblings the node's own, for the text of an `<a>` that ends after it
 */
function htmlLinks(html: Html, siblings: readonly Node[], next: number): Found[] {
  const tags = [...tagsOf(html.value)];
  const found: Found[] = [];
  tags.forEach((tag, index) => {
    const image = tag.name === 'img';
    const url = decodeReferences(tag.attributes.get(image ? 'src' : 'href') ?? '').trim();
    if (tag.closing || url === '' || !(image || tag.name === 'a')) return;
    const text = image
      ? decodeReferences(tag.attributes.get('alt') ?? '')
      : textOfAnchor(html, tags, index, siblings, next);
    const title = decodeReferences(tag.attributes.get('title') ?? '');
    found.push({
      from: html.from + tag.from,
      to: html.from + tag.to,
      url,
      text: text || (image ? '' : url),
      title,
      image,
    });
  });
  return found;
}

function textOfAnchor(
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
    if (tag.name === 'a') return fold(text);
  }
  text += html.value.slice(at);
  for (const node of siblings.slice(next)) {
    if (node.type === 'html' && [...tagsOf(node.value)].some((tag) => tag.name === 'a')) break;
    text += ` ${plainText(node)}`;
  }
  return fold(text);
}

function fold(text: string): string {
  return decodeReferences(text).replace(/\s+/g, ' ').trim();
}
