/** The text of a piece of HTML: tags and comments vanish, so does what scripts and styles hold. */
import { decodeReferences } from '../core/character-references.ts';
import type { Tag } from '../core/html-tags.ts';
import { tagsOf } from '../core/html-tags.ts';

/** Tags whose contents nobody reads. */
export const hiddenTags: ReadonlySet<string> = new Set(['script', 'style']);

/** Tags that end a line, or a cell, of what is read. */
export const lineTags: ReadonlySet<string> = new Set(
  'address article blockquote dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header li ol p pre section table tr ul'.split(
    ' ',
  ),
);

function standIn({ name, closing, attributes }: Tag): string {
  if (name === 'br') return '\n';
  if (name === 'img' && attributes.get('alt')) return `[image: ${attributes.get('alt')}]`;
  if (!closing) return '';
  return lineTags.has(name) ? '\n' : name === 'td' || name === 'th' ? ' ' : '';
}

export function textOfHtml(html: string): string {
  let text = '';
  let at = 0;
  let inside = '';
  for (const tag of tagsOf(html)) {
    if (!inside) text += html.slice(at, tag.from);
    at = tag.to;
    if (!inside) text += standIn(tag);
    if (hiddenTags.has(tag.name)) inside = tag.closing ? '' : tag.name;
  }
  return decodeReferences(inside ? text : text + html.slice(at)).replace(/\n{2,}/g, '\n');
}
