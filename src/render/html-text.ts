/** The text of a piece of HTML: tags and comments vanish, so does what scripts and styles hold. */
import { decodeReferences } from '../core/character-references.ts';
import { tagsOf } from '../core/html.ts';

const hidden = new Set(['script', 'style']);

export function textOfHtml(html: string): string {
  let text = '';
  let at = 0;
  let inside = '';
  for (const tag of tagsOf(html)) {
    if (!inside) text += html.slice(at, tag.from);
    at = tag.to;
    if (tag.name === 'br' && !inside) text += '\n';
    if (hidden.has(tag.name)) inside = tag.closing ? '' : tag.name;
  }
  return decodeReferences(inside ? text : text + html.slice(at));
}
