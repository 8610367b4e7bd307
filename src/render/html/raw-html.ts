/** The HTML in notes: a list of tags is kept, everything else is text. */
import { decodeReferences } from '../../core/character-references.ts';
import type { Tag } from '../../core/html-tags.ts';
import { findTags } from '../../core/html-tags.ts';
import { hiddenTags, lineTags } from '../html-text.ts';
import { escapeHtml } from './escape-html.ts';

const inlineTags = ['b', 'i', 'em', 'strong', 'code', 'kbd', 'sub', 'sup', 'del', 'mark', 'a'];
const blockTags = [
  'details',
  'summary',
  'table',
  'thead',
  'tbody',
  'tr',
  'td',
  'th',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
];
const voidTags = new Set(['br', 'img']);
const tagsInText = new Set(inlineTags);
const tagsInBlocks = new Set([...inlineTags, ...blockTags]);
/** Browsers nest no deeper than 512 elements. */
const maxOpenTags = 100;

/** Returns the address to use for one in a note; undefined if it must not be used. */
export type ResolveUrl = (url: string, use: 'link' | 'image' | 'wiki') => string | undefined;

/**
 * Sanitizes the pieces of HTML among the children of one node. A tag may close in another piece than the one that opened it, but
 * not elsewhere in the page.
 */
export class RawHtml {
  readonly #allowed: ReadonlySet<string>;
  readonly #resolveUrl: ResolveUrl;
  readonly #open: string[] = [];
  #hiddenTag = '';

  /** @param isInText whether the pieces are in a paragraph, where block tags would end it */
  constructor(isInText: boolean, resolveUrl: ResolveUrl) {
    this.#allowed = isInText ? tagsInText : tagsInBlocks;
    this.#resolveUrl = resolveUrl;
  }

  sanitize(value: string): string {
    let html = '';
    let at = 0;
    for (const tag of findTags(value)) {
      html += this.#toText(value.slice(at, tag.from));
      at = tag.to;
      if (hiddenTags.has(tag.name)) this.#hiddenTag = tag.closing ? '' : tag.name;
      else if (this.#hiddenTag === '') html += this.#toTag(tag);
    }
    return html + this.#toText(value.slice(at));
  }

  /** Returns the end tags of the elements that are still open. */
  close(): string {
    return this.#closeFrom(0);
  }

  #toText(text: string): string {
    return this.#hiddenTag === '' ? escapeHtml(decodeReferences(text)) : '';
  }

  #toTag({ name, closing, attributes }: Tag): string {
    if (voidTags.has(name)) return closing ? '' : this.#toVoidTag(name, attributes);
    if (!this.#allowed.has(name)) return lineTags.has(name) ? '\n' : '';
    if (closing) {
      const at = this.#open.lastIndexOf(name);
      return at < 0 ? '' : this.#closeFrom(at);
    }
    if (this.#open.length >= maxOpenTags) return '';
    const written = this.#toAttributes(name, attributes);
    // A link without an address is an anchor, or has one that must not be used.
    if (name === 'a' && written === '') return '';
    this.#open.push(name);
    return `<${name}${written}>`;
  }

  #closeFrom(at: number): string {
    return this.#open
      .splice(at)
      .reverse()
      .map((name) => `</${name}>`)
      .join('');
  }

  #toVoidTag(name: string, attributes: Tag['attributes']): string {
    if (name === 'br') return '<br>';
    const alt = decodeReferences(attributes.get('alt') ?? '');
    const url = this.#resolveUrl(decodeReferences(attributes.get('src') ?? '').trim(), 'image');
    if (url === undefined) return escapeHtml(alt);
    return `<img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"${toNumbers(attributes, ['width', 'height'])}>`;
  }

  #toAttributes(name: string, attributes: Tag['attributes']): string {
    if (name === 'a') {
      const url = this.#resolveUrl(decodeReferences(attributes.get('href') ?? '').trim(), 'link');
      return url === undefined || url === '' ? '' : ` href="${escapeHtml(url)}"`;
    }
    if (name === 'details') return attributes.has('open') ? ' open' : '';
    if (name === 'td' || name === 'th') return toNumbers(attributes, ['colspan', 'rowspan']);
    return name === 'ol' ? toNumbers(attributes, ['start']) : '';
  }
}

function toNumbers(attributes: Tag['attributes'], names: readonly string[]): string {
  return names
    .map((name) => [name, attributes.get(name) ?? ''] as const)
    .filter(([, value]) => /^\d{1,4}$/.test(value))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
}
