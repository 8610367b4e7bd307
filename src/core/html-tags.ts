/** The tags in a piece of HTML, as CommonMark 0.31.2 §6.6 has them. */

export interface Tag {
  /** In lower case; empty for a comment, an instruction or a declaration. */
  readonly name: string;
  readonly closing: boolean;
  /** Names in lower case; values with their entities as written. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Offsets in the piece. */
  readonly from: number;
  readonly to: number;
}

const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;

/** The tags and comments of a piece of HTML, in order; what is malformed is text. */
export function* tagsOf(html: string): Generator<Tag> {
  const lastEnd = html.lastIndexOf('>');
  for (let from = html.indexOf('<'); from >= 0; ) {
    // After the last `>` nothing but a comment can begin.
    if (from > lastEnd && !html.startsWith('<!--', from)) {
      from = html.indexOf('<!--', from);
      continue;
    }
    const tag = tagAt(html, from);
    if (tag) yield tag;
    from = html.indexOf('<', tag?.to ?? from + 1);
  }
}

const noAttributes: Tag['attributes'] = new Map();

function tagAt(html: string, from: number): Tag | undefined {
  const none = { name: '', closing: false, attributes: noAttributes, from };
  if (html.startsWith('<!--', from)) {
    const end = html.indexOf('-->', from + 4);
    return { ...none, to: end < 0 ? html.length : end + 3 };
  }
  const next = html[from + 1] ?? '';
  if (next === '!' || next === '?') {
    const end = html.indexOf('>', from);
    return end < 0 ? undefined : { ...none, to: end + 1 };
  }
  const closing = next === '/';
  let at = from + (closing ? 2 : 1);
  const nameFrom = at;
  while (at < html.length && /[a-zA-Z0-9-]/.test(html[at] ?? '')) at++;
  if (at === nameFrom || !/[a-zA-Z]/.test(html[nameFrom] ?? '')) return undefined;
  const end = endOfTag(html, at);
  if (end < 0) return undefined;
  const attributes = end > at ? attributesIn(html.slice(at, end)) : noAttributes;
  return { name: html.slice(nameFrom, at).toLowerCase(), closing, attributes, from, to: end + 1 };
}

function attributesIn(text: string): Tag['attributes'] {
  const attributes = new Map<string, string>();
  for (const match of text.matchAll(attribute)) {
    const name = (match[1] ?? '').toLowerCase();
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? '');
  }
  return attributes;
}

/** Where the `>` is that ends a tag, quoted values passed over; -1 when there is none before the next tag. */
function endOfTag(html: string, from: number): number {
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
