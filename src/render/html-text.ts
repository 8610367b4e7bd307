/** Converts HTML to text, without tags, comments, and the contents of scripts and styles. */
import { decodeReferences } from '../core/character-references.ts';
import type { Tag } from '../core/html-tags.ts';
import { findTags } from '../core/html-tags.ts';

export const hiddenTags: ReadonlySet<string> = new Set(['script', 'style']);

/** Block-level tags, which end a line of text. */
export const lineTags: ReadonlySet<string> = new Set(
  'address article blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header li ol p pre section summary table tr ul'.split(
    ' ',
  ),
);

function replaceTag({ name, closing, attributes }: Tag): string {
  if (name === 'br') return '\n';
  if (name === 'img' && attributes.get('alt')) return `[image: ${attributes.get('alt')}]`;
  if (!closing) return '';
  return lineTags.has(name) ? '\n' : name === 'td' || name === 'th' ? ' ' : '';
}

export function htmlToText(html: string): string {
  let text = '';
  let at = 0;
  let hiddenTag = '';
  for (const tag of findTags(html)) {
    if (!hiddenTag) text += html.slice(at, tag.from);
    at = tag.to;
    if (!hiddenTag) text += replaceTag(tag);
    if (hiddenTags.has(tag.name)) hiddenTag = tag.closing ? '' : tag.name;
  }
  return decodeReferences(hiddenTag ? text : text + html.slice(at)).replace(/\n{2,}/g, '\n');
}
