/** Reads the tags in a piece of HTML (CommonMark 0.31.2 §6.6). */

export interface Tag {
  /** In lower case; empty for a comment, processing instruction or declaration. */
  readonly name: string;
  readonly closing: boolean;
  /** Names are in lower case; entities in values are not decoded. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly from: number;
  readonly to: number;
}

const noAttributes: Tag['attributes'] = new Map();
const attributePattern = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** Reports whether a node of HTML is a comment of Obsidian's (`%%…%%`) or the identifier of a block (`^id`). */
export function isHiddenMarkup(html: string): boolean {
  return /^\s*(?:%%|\^[\da-z-]+$)/i.test(html);
}

/**
 * Yields the tags and comments in a piece of HTML, in order. Malformed tags count as text. A comment or identifier of
 * Obsidian's counts as a comment.
 */
export function* findTags(html: string): Generator<Tag> {
  if (isHiddenMarkup(html)) {
    yield { name: '', closing: false, attributes: noAttributes, from: 0, to: html.length };
    return;
  }
  const lastEnd = html.lastIndexOf('>');
  for (let from = html.indexOf('<'); from >= 0; ) {
    // After the last `>`, only an unclosed comment counts as a tag.
    if (from > lastEnd && !html.startsWith('<!--', from)) {
      from = html.indexOf('<!--', from);
      continue;
    }
    const tag = readTag(html, from);
    if (tag) yield tag;
    from = html.indexOf('<', tag?.to ?? from + 1);
  }
}

function readTag(html: string, from: number): Tag | undefined {
  const emptyTag = { name: '', closing: false, attributes: noAttributes, from };
  if (html.startsWith('<!--', from)) {
    const end = html.indexOf('-->', from + 4);
    return { ...emptyTag, to: end < 0 ? html.length : end + 3 };
  }
  const next = html[from + 1] ?? '';
  if (next === '!' || next === '?') {
    const end = html.indexOf('>', from);
    return end < 0 ? undefined : { ...emptyTag, to: end + 1 };
  }
  const closing = next === '/';
  let at = from + (closing ? 2 : 1);
  const nameFrom = at;
  while (at < html.length && /[a-zA-Z0-9-]/.test(html[at] ?? '')) at++;
  if (at === nameFrom || !/[a-zA-Z]/.test(html[nameFrom] ?? '')) return undefined;
  const end = findTagEnd(html, at);
  if (end < 0) return undefined;
  const attributes = end > at ? readAttributes(html.slice(at, end)) : noAttributes;
  return { name: html.slice(nameFrom, at).toLowerCase(), closing, attributes, from, to: end + 1 };
}

function readAttributes(text: string): Tag['attributes'] {
  const attributes = new Map<string, string>();
  for (const match of text.matchAll(attributePattern)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? '');
  }
  return attributes;
}

/** Returns the offset of the `>` that ends a tag, skipping quoted values, or -1 if the next `<` comes first. */
function findTagEnd(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length; at++) {
    const char = html[at] ?? '';
    if (quote) {
      if (char === quote) quote = '';
    } else if (char === '>') return at;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '<') return -1;
  }
  return -1;
}
