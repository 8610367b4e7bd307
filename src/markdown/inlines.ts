/**
 * The inline pass (CommonMark 0.31.2 §6, GFM's strikethrough, footnotes and bare links) over the content of one leaf.
 * Tokens are made first, in arrays that every call uses again; delimiters and brackets then turn them into a tree, which is
 * written to the store in document order.
 */

import type { BareLink } from './bare-links.ts';
import { lastPartsFrom, mailLinkAt, mayBeWww, webLinkAt, wwwLinkAt } from './bare-links.ts';
import { indexWithin, isAlphanumeric, isEscapable, isLetter, isSpace } from './characters.ts';
import type { Content } from './content.ts';
import { contentOf, sourceEnd, sourceOffset } from './content.ts';
import { Runs } from './emphasis.ts';
import { footnoteLabelEnd } from './footnotes.ts';
import { closingTagEnd, openTagEnd, tagNameEnd } from './html-blocks.ts';
import type { Resource } from './references.ts';
import { labelEnd, normalizeLabel, putResource, resourceAt } from './references.ts';
import {
  BREAK,
  endOfLineLength,
  FOOTNOTE_REFERENCE,
  HTML,
  IMAGE,
  IMAGE_REFERENCE,
  INLINE_CODE,
  LINK,
  LINK_REFERENCE,
  MAIL,
  rawText,
  Store,
  TABLE_CELL,
  TEXT,
  UNPARSED,
  VERBATIM,
  WEB,
} from './store.ts';
import { splitText } from './text-tokens.ts';
import { Tokens } from './tokens.ts';

/** How a reference was written, kept in its node's pool entry. */
export const FULL = 0;
export const COLLAPSED = 1;
export const SHORTCUT = 2;

/** Characters that may mean something. */
const special = new Uint8Array(128);
for (const char of '\n\r\\`&<*_~[]!:.@') special[char.charCodeAt(0)] = 1;

/** Characters that may make a text's words differ from how it is written; those of bare links do not. */
const markup = new Uint8Array(128);
for (const char of '\n\r\\`&<*_~[') markup[char.charCodeAt(0)] = 1;

/** Whether the words of a text may differ from how it is written. */
export function hasMarkup(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 && markup[code] === 1) return true;
  }
  return false;
}

/** Parses the inlines of a leaf, once, and links them beneath it. */
export function parseInlines(store: Store, leaf: number): void {
  store.flags[leaf] = (store.flags[leaf] ?? 0) & ~UNPARSED;
  const content = contentOf(store, leaf);
  const { text, from, to } = content;
  if (from >= to) return;
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code < 128 && special[code] === 1) break;
    at++;
  }
  if (at < to) parser.parse(store, leaf, content, at);
  else addPlainText(store, leaf, content);
}

/** Most leaves have nothing special in them. */
function addPlainText(store: Store, leaf: number, { from, to, places, segments }: Content): void {
  const node = store.add(TEXT, sourceOffset(places, from), sourceEnd(places, to));
  store.flags[node] = VERBATIM;
  store.data[node] = segments;
  store.child[leaf] = node;
}

const emptyStore = new Store('');

class InlineParser {
  #store: Store = emptyStore;
  #content: Content = { text: '', from: 0, to: 0, places: [], segments: 0 };
  #text = '';
  #end = 0;
  #isCell = false;
  #position = 0;
  /** Where the text begins that is not yet a token. */
  #textFrom = 0;
  /** Whether it holds escapes or character references. */
  #isPlain = true;
  /** White space at the start of a line, which is no text: where it begins and ends. */
  #prefixFrom = -1;
  #prefixTo = -1;
  /** Before this, everything belongs to tokens that are no text. */
  #floor = 0;
  /** Where the last escape ends. */
  #escapeTo = 0;
  /** Something in the text looks like a bare link. */
  #mayHoldLinks = false;
  /** `[[` was seen. */
  #mayHoldWiki = false;

  readonly #tokens = new Tokens();
  readonly #runs = new Runs(this.#tokens);

  // Brackets that may still open a link or image.
  #brackets = 0;
  readonly #bracketToken: number[] = [];
  readonly #bracketIsImage: boolean[] = [];
  readonly #bracketRun: number[] = [];
  readonly #bracketHasInner: boolean[] = [];
  /** Below this many brackets no `[` makes a link: it would hold one. */
  #inactive = 0;

  /** Where the last run of so many backticks is; filled when the first is met. */
  #backticks: Map<number, number> | undefined;
  /** No `-->`, `?>`, `>`, `]]>` comes after these offsets. */
  #noComment = Number.POSITIVE_INFINITY;
  #noInstruction = Number.POSITIVE_INFINITY;
  #noDeclaration = Number.POSITIVE_INFINITY;
  #noData = Number.POSITIVE_INFINITY;
  /** No `www.` before this offset begins a domain: its last parts are none. */
  #noDomainBefore = 0;

  /** Parses the content of a leaf from an offset before which it is all text. */
  parse(store: Store, leaf: number, content: Content, from: number): void {
    this.#store = store;
    this.#content = content;
    this.#text = content.text;
    this.#end = content.to;
    this.#isCell = store.type[leaf] === TABLE_CELL;
    this.#position = from;
    this.#textFrom = content.from;
    this.#floor = content.from;
    this.#escapeTo = 0;
    this.#isPlain = true;
    this.#prefixFrom = -1;
    this.#prefixTo = -1;
    this.#mayHoldLinks = false;
    this.#backticks = undefined;
    this.#noComment = Number.POSITIVE_INFINITY;
    this.#noInstruction = Number.POSITIVE_INFINITY;
    this.#noDeclaration = Number.POSITIVE_INFINITY;
    this.#noData = Number.POSITIVE_INFINITY;
    this.#noDomainBefore = 0;
    this.#inactive = 0;
    this.#brackets = 0;
    this.#mayHoldWiki = false;
    this.#tokens.clear();
    this.#runs.clear();
    const text = content.text;
    const end = content.to;
    for (let at = this.#position; at < end; at = this.#position) {
      while (at < end) {
        const code = text.charCodeAt(at);
        if (code < 128 && special[code] === 1) break;
        at++;
      }
      this.#position = at;
      if (at < end) this.#special(text.charCodeAt(at));
    }
    this.#flush(end);
    this.#runs.resolve(-1);
    this.#write(leaf);
  }

  #special(code: number): void {
    switch (code) {
      case 10:
      case 13:
        this.#lineEnd();
        break;
      case 92:
        this.#backslash();
        break;
      case 96:
        this.#codeSpan();
        break;
      case 38:
        this.#isPlain = false;
        this.#position++;
        break;
      case 60:
        this.#angle();
        break;
      case 42:
      case 95:
      case 126:
        this.#run(code);
        break;
      case 91:
        this.#openBracket(this.#position, 1, false);
        break;
      case 33:
        if (this.#position + 1 < this.#end && this.#text.charCodeAt(this.#position + 1) === 91)
          this.#openBracket(this.#position, 2, true);
        else this.#position++;
        break;
      case 93:
        this.#closeBracket();
        break;
      default:
        this.#bareLink(code);
    }
  }

  /** Makes a token of the text before an offset. */
  #flush(before: number): void {
    const to = before === this.#prefixTo && before > this.#prefixFrom ? this.#prefixFrom : before;
    if (to > this.#textFrom) this.#tokens.append(TEXT, this.#textFrom, to, this.#isPlain ? VERBATIM : 0);
    this.#isPlain = true;
    this.#textFrom = before;
  }

  /** A token that is no text, from the position on. */
  #leaf(type: number, to: number, flags = 0): number {
    this.#flush(this.#position);
    const token = this.#tokens.append(type, this.#position, to, flags);
    this.#position = to;
    this.#textFrom = to;
    this.#floor = to;
    return token;
  }

  #skipPrefix(): void {
    const from = this.#position;
    let at = from;
    while (at < this.#end && isSpace(this.#text.charCodeAt(at))) at++;
    this.#prefixFrom = from;
    this.#prefixTo = at;
    this.#position = at;
  }

  /** §6.7 and §6.8 */
  #lineEnd(): void {
    const text = this.#text;
    const at = this.#position;
    const after = at + endOfLineLength(text, at);
    let white = at;
    let hasTab = false;
    while (white > this.#textFrom && isSpace(text.charCodeAt(white - 1))) {
      white--;
      hasTab ||= text.charCodeAt(white) === 9;
    }
    if (at - white >= 2 && !hasTab) {
      this.#position = white;
      this.#leaf(BREAK, after);
      this.#skipPrefix();
      this.#textFrom = this.#position;
      return;
    }
    // White space between a token and the line end is no text.
    if (white === this.#textFrom) this.#textFrom = at;
    if (at > white || text.charCodeAt(after) === 32 || text.charCodeAt(after) === 9) this.#isPlain = false;
    this.#position = after;
    this.#skipPrefix();
  }

  /** §2.4 */
  #backslash(): void {
    const next = this.#position + 1;
    if (next >= this.#end) {
      this.#position++;
      return;
    }
    const code = this.#text.charCodeAt(next);
    if (code === 10 || code === 13) {
      this.#leaf(BREAK, next + endOfLineLength(this.#text, next));
      this.#skipPrefix();
      this.#textFrom = this.#position;
    } else if (isEscapable(code)) {
      this.#isPlain = false;
      this.#position += 2;
      this.#escapeTo = this.#position;
    } else this.#position++;
  }

  /** §6.1 */
  #codeSpan(): void {
    const text = this.#text;
    const from = this.#position;
    let at = from;
    while (at < this.#end && text.charCodeAt(at) === 96) at++;
    const length = at - from;
    const last = (this.#backticks ?? this.#findBackticks()).get(length) ?? -1;
    if (last < at) {
      this.#position = at;
      return;
    }
    let close = at;
    for (;;) {
      close = text.indexOf('`', close);
      let after = close;
      while (after < this.#end && text.charCodeAt(after) === 96) after++;
      if (after - close === length) {
        this.#leaf(INLINE_CODE, after);
        return;
      }
      close = after;
    }
  }

  #findBackticks(): Map<number, number> {
    const text = this.#text;
    const found = new Map<number, number>();
    for (let at = text.indexOf('`', this.#position); at >= 0 && at < this.#end; ) {
      let after = at;
      while (after < this.#end && text.charCodeAt(after) === 96) after++;
      found.set(after - at, at);
      at = text.indexOf('`', after);
    }
    this.#backticks = found;
    return found;
  }

  /** §6.5 and §6.6 */
  #angle(): void {
    const autolink = autolinkEnd(this.#text, this.#position, this.#end);
    if (autolink) {
      const { to, isMail } = autolink;
      const from = this.#position;
      const link = this.#leaf(LINK, to, VERBATIM | (isMail ? MAIL : 0));
      this.#linkTo(link, from + 1, to - 1);
      return;
    }
    const to = this.#htmlEnd();
    if (to >= 0) this.#leaf(HTML, to);
    else this.#position++;
  }

  /** Gives a link its address and, as its text, the same characters. */
  #linkTo(link: number, from: number, to: number): void {
    this.#tokens.data[link] = this.#putResource({
      urlFrom: from,
      urlTo: to,
      titleFrom: to,
      titleTo: to,
      hasTitle: false,
      end: to,
    });
    this.#tokens.child[link] = this.#tokens.make(TEXT, from, to, VERBATIM);
  }

  #putResource(resource: Resource): number {
    return putResource(this.#store, this.#content.places, resource, this.#content.segments);
  }

  #htmlEnd(): number {
    const text = this.#text;
    const at = this.#position;
    const end = this.#end;
    const next = text.charCodeAt(at + 1);
    if (next === 33) {
      if (text.startsWith('<!--', at)) {
        if (text.startsWith('>', at + 4)) return at + 5 <= end ? at + 5 : -1;
        if (text.startsWith('->', at + 4)) return at + 6 <= end ? at + 6 : -1;
        if (at >= this.#noComment) return -1;
        const close = indexWithin(text, '-->', at + 4, end);
        if (close >= 0) return close + 3;
        this.#noComment = at;
        return -1;
      }
      if (text.startsWith('<![CDATA[', at)) {
        if (at >= this.#noData) return -1;
        const close = indexWithin(text, ']]>', at + 9, end);
        if (close >= 0) return close + 3;
        this.#noData = at;
        return -1;
      }
      if (!isLetter(text.charCodeAt(at + 2)) || at >= this.#noDeclaration) return -1;
      const close = indexWithin(text, '>', at + 2, end);
      if (close >= 0) return close + 1;
      this.#noDeclaration = at;
      return -1;
    }
    if (next === 63) {
      if (at >= this.#noInstruction) return -1;
      const close = indexWithin(text, '?>', at + 2, end);
      if (close >= 0) return close + 2;
      this.#noInstruction = at;
      return -1;
    }
    const name = tagNameEnd(text, at, end);
    if (name < 0) return -1;
    return next === 47 ? closingTagEnd(text, name, end) : openTagEnd(text, name, end);
  }

  /** §6.2: a run of `*`, or of `_`, which is stricter inside a word; GFM §6.5: one or two `~`. */
  #run(code: number): void {
    const text = this.#text;
    const from = this.#position;
    let to = from;
    while (to < this.#end && text.charCodeAt(to) === code) to++;
    this.#position = to;
    if (code === 126 && to - from > 2) return;
    const before = this.#classBefore(from);
    const after = this.#classAfter(to);
    const isLeft = after !== WHITE && (after !== PUNCTUATION || before !== OTHER);
    const isRight = before !== WHITE && (before !== PUNCTUATION || after !== OTHER);
    const opens = isLeft && (code !== 95 || !isRight || before === PUNCTUATION);
    const closes = isRight && (code !== 95 || !isLeft || after === PUNCTUATION);
    if (!opens && !closes) return;
    this.#flush(from);
    const token = this.#tokens.append(TEXT, from, to, VERBATIM);
    this.#textFrom = to;
    this.#runs.add(token, code, to - from, opens, closes);
  }

  #classBefore(at: number): number {
    if (at <= this.#content.from) return WHITE;
    const code = this.#text.charCodeAt(at - 1);
    if (code < 128) return classes[code] ?? OTHER;
    const isLow = (code & 0xfc00) === 0xdc00 && at - 2 >= this.#content.from;
    return classOf(this.#text.codePointAt(isLow ? at - 2 : at - 1) ?? 0);
  }

  #classAfter(at: number): number {
    if (at >= this.#end) return WHITE;
    const code = this.#text.charCodeAt(at);
    return code < 128 ? (classes[code] ?? OTHER) : classOf(this.#text.codePointAt(at) ?? 0);
  }

  #openBracket(from: number, length: number, isImage: boolean): void {
    const close = isImage ? -1 : this.#footnoteEnd(from);
    if (close >= 0) {
      this.#leaf(FOOTNOTE_REFERENCE, close + 1);
      return;
    }
    this.#flush(from);
    const token = this.#tokens.append(TEXT, from, from + length, VERBATIM);
    this.#position = from + length;
    this.#textFrom = this.#position;
    if (this.#text.charCodeAt(from - 1) === 91) this.#mayHoldWiki = true;
    const depth = this.#brackets++;
    if (depth > 0) this.#bracketHasInner[depth - 1] = true;
    this.#bracketToken[depth] = token;
    this.#bracketIsImage[depth] = isImage;
    this.#bracketRun[depth] = this.#runs.last;
    this.#bracketHasInner[depth] = false;
  }

  /** The `]` of a reference to a footnote that is defined, -1 for none. @param bracket where `[` is */
  #footnoteEnd(bracket: number): number {
    const { footnotes } = this.#store;
    if (footnotes.size === 0 || this.#text.charCodeAt(bracket + 1) !== 94) return -1;
    const close = footnoteLabelEnd(this.#text, bracket, this.#end);
    return close >= 0 && footnotes.has(normalizeLabel(this.#text.slice(bracket + 2, close))) ? close : -1;
  }

  /** §6.3 and §6.4 */
  #closeBracket(): void {
    const at = this.#position;
    this.#flush(at);
    const depth = this.#brackets - 1;
    const token = this.#bracketToken[depth] ?? 0;
    if (depth < 0) {
      this.#literal(at);
      return;
    }
    const isImage = this.#bracketIsImage[depth] === true;
    const isActive = isImage || depth >= this.#inactive;
    const target = isActive ? this.#targetAt(at, token, this.#bracketHasInner[depth] === true) : undefined;
    const firstRun = this.#bracketRun[depth] ?? -1;
    this.#brackets = depth;
    if (this.#inactive > depth) this.#inactive = depth;
    if (depth > 0) this.#bracketHasInner[depth - 1] = true;
    if (!target) {
      const bracket = (this.#tokens.to[token] ?? 0) - 1;
      if (isImage && this.#footnoteEnd(bracket) === at) this.#footnoteAfterBang(token, bracket, at + 1);
      else this.#literal(at);
      return;
    }
    this.#runs.resolve(firstRun);
    // The bracket's token becomes the link's; what came after it is the link's content.
    this.#tokens.type[token] = target.type;
    this.#tokens.to[token] = target.end;
    this.#tokens.data[token] = target.data;
    this.#tokens.flags[token] = 0;
    this.#tokens.child[token] = this.#tokens.next[token] ?? 0;
    this.#tokens.next[token] = 0;
    this.#tokens.tail = token;
    this.#position = target.end;
    this.#textFrom = target.end;
    this.#floor = target.end;
    if (!isImage) this.#inactive = depth;
  }

  /** `![^label]` is no image but a `!` and a footnote. */
  #footnoteAfterBang(token: number, bracket: number, end: number): void {
    this.#tokens.to[token] = bracket;
    this.#tokens.next[token] = 0;
    this.#tokens.tail = token;
    this.#tokens.append(FOOTNOTE_REFERENCE, bracket, end);
    this.#position = end;
    this.#textFrom = end;
    this.#floor = end;
  }

  /** A `]` that closes nothing. */
  #literal(at: number): void {
    this.#textFrom = at;
    this.#position = at + 1;
  }

  #targetAt(at: number, token: number, hasInner: boolean): { type: number; end: number; data: number } | undefined {
    const text = this.#text;
    const next = at + 1 < this.#end ? text.charCodeAt(at + 1) : 0;
    const isImage = this.#tokens.to[token] === (this.#tokens.from[token] ?? 0) + 2;
    if (next === 40) {
      const resource = resourceAt(text, at + 1, this.#end);
      if (resource) return { type: isImage ? IMAGE : LINK, end: resource.end, data: this.#putResource(resource) };
    }
    const type = isImage ? IMAGE_REFERENCE : LINK_REFERENCE;
    const labelFrom = this.#tokens.to[token] ?? 0;
    if (next === 91) {
      const close = labelEnd(text, at + 1, this.#end);
      if (close >= 0) return this.#reference(type, at + 2, close, FULL, close + 1);
      const isEmpty = at + 2 < this.#end && text.charCodeAt(at + 2) === 93;
      if (isEmpty && !hasInner) return this.#reference(type, labelFrom, at, COLLAPSED, at + 3);
      return undefined;
    }
    return hasInner ? undefined : this.#reference(type, labelFrom, at, SHORTCUT, at + 1);
  }

  #reference(
    type: number,
    from: number,
    to: number,
    kind: number,
    end: number,
  ): { type: number; end: number; data: number } | undefined {
    const store = this.#store;
    if (store.definitions.length === 0 || to - from > 999) return undefined;
    const definition = definitionsOf(store).get(normalizeLabel(this.#text.slice(from, to)));
    if (definition === undefined || !mayExpand(store, definition)) return undefined;
    const { places, segments } = this.#content;
    const data = store.put(definition);
    store.put(kind);
    store.put(sourceOffset(places, from));
    store.put(sourceEnd(places, to));
    store.put(segments);
    return { type, end, data };
  }

  #bareLink(code: number): void {
    const at = this.#position;
    const text = this.#text;
    const end = this.#end;
    const start = this.#content.from;
    let link: BareLink | undefined;
    let flags = VERBATIM;
    if (code === 58 && text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47) {
      this.#mayHoldLinks = true;
      link = webLinkAt(text, at, start, this.#floor, end);
    } else if (code === 46 && (text.charCodeAt(at - 1) | 32) === 119) {
      this.#mayHoldLinks = true;
      flags |= WEB;
      if (at >= this.#noDomainBefore && mayBeWww(text, at, start, this.#floor, end)) {
        link = wwwLinkAt(text, at, end);
        if (!link) this.#noDomainBefore = lastPartsFrom(text, at, end);
      }
      // `www.a@b.example` is an e-mail address.
      const sign = link ? indexWithin(text, '@', at, link.to) : -1;
      const mail = link && sign >= 0 ? this.#mailLink(sign) : undefined;
      if (link && mail && mail.from <= link.from) {
        link = mail;
        flags = VERBATIM | MAIL;
      }
    } else if (code === 64) {
      this.#mayHoldLinks = true;
      flags |= MAIL;
      link = this.#mailLink(at);
    }
    // GFM makes no bare link inside brackets that are still open.
    if (!link || this.#brackets > 0) {
      this.#position++;
      return;
    }
    this.#rewind(link.from);
    this.#position = link.from;
    const token = this.#leaf(LINK, link.to, flags);
    this.#linkTo(token, link.from, link.to);
  }

  #mailLink(at: number): BareLink | undefined {
    const link = mailLinkAt(this.#text, at, this.#content.from, this.#floor, this.#end);
    // An escaped character before it is not the address's.
    return link && link.from >= this.#escapeTo ? link : undefined;
  }

  /** Takes back the runs of `_` that turn out to stand in an e-mail address. */
  #rewind(to: number): void {
    while (this.#textFrom > to) {
      const token = this.#tokens.tail;
      this.#runs.takeBack(token);
      this.#tokens.tail = this.#tokens.previous[token] ?? 0;
      this.#tokens.next[this.#tokens.tail] = 0;
      this.#textFrom = this.#tokens.from[token] ?? to;
      this.#isPlain = false;
    }
  }

  /** Writes the tokens to the store, texts side by side as one. */
  #write(leaf: number): void {
    const store = this.#store;
    const { places, segments } = this.#content;
    // Parents whose children are being written: the node, its last child, the next token.
    const parents = [leaf];
    const lasts = [0];
    const rest = [this.#tokens.next[0] ?? 0];
    let links = 0;
    while (rest.length > 0) {
      const top = rest.length - 1;
      let token = rest[top] ?? 0;
      if (token === 0) {
        const parent = parents.pop() ?? 0;
        if (isLink(store.type[parent] ?? 0)) links--;
        lasts.pop();
        rest.pop();
        continue;
      }
      const type = this.#tokens.type[token] ?? 0;
      let from = this.#tokens.from[token] ?? 0;
      let to = this.#tokens.to[token] ?? 0;
      let flags = this.#tokens.flags[token] ?? 0;
      let next = this.#tokens.next[token] ?? 0;
      if (type === TEXT) {
        while (next !== 0 && this.#tokens.type[next] === TEXT) {
          if ((this.#tokens.to[next] ?? 0) > (this.#tokens.from[next] ?? 0)) {
            if (to === from) from = this.#tokens.from[next] ?? 0;
            to = this.#tokens.to[next] ?? 0;
            flags &= this.#tokens.flags[next] ?? 0;
          }
          token = next;
          next = this.#tokens.next[next] ?? 0;
        }
        rest[top] = next;
        if (to === from) continue;
        const parent = parents[top] ?? 0;
        const add = (node: number) => {
          const last = lasts[top] ?? 0;
          if (last === 0) store.child[parent] = node;
          else store.next[last] = node;
          lasts[top] = node;
        };
        if (links === 0 && (this.#mayHoldLinks || this.#mayHoldWiki)) {
          splitText(store, this.#content, from, to, flags, this.#mayHoldLinks, this.#mayHoldWiki, add);
        } else {
          const node = store.add(TEXT, sourceOffset(places, from), sourceEnd(places, to));
          store.flags[node] = flags;
          store.data[node] = segments;
          add(node);
        }
        continue;
      }
      rest[top] = next;
      const node = store.add(type, sourceOffset(places, from), sourceEnd(places, to));
      store.flags[node] = flags | (type === INLINE_CODE && this.#isCell ? CELL_CODE : 0);
      store.data[node] =
        type === LINK || type === IMAGE || type === LINK_REFERENCE || type === IMAGE_REFERENCE
          ? (this.#tokens.data[token] ?? 0)
          : segments;
      const last = lasts[top] ?? 0;
      if (last === 0) store.child[parents[top] ?? 0] = node;
      else store.next[last] = node;
      lasts[top] = node;
      const child = this.#tokens.child[token] ?? 0;
      if (child !== 0) {
        if (isLink(type)) links++;
        parents.push(node);
        lasts.push(0);
        rest.push(child);
      }
    }
  }
}

/** Code in a cell of a table: `\|` stands for `|`. */
export const CELL_CODE = 1;

function isLink(type: number): boolean {
  return type === LINK || type === LINK_REFERENCE;
}

const OTHER = 0;
const WHITE = 1;
const PUNCTUATION = 2;

/** ASCII by class: white space, punctuation, others. */
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (code === 32 || (code >= 9 && code <= 13)) classes[code] = WHITE;
  else if (isEscapable(code)) classes[code] = PUNCTUATION;
}

const unicodePunctuation = /[\p{P}\p{S}]/u;

function classOf(codePoint: number): number {
  const char = String.fromCodePoint(codePoint);
  return /\s/.test(char) ? WHITE : unicodePunctuation.test(char) ? PUNCTUATION : OTHER;
}

/** §6.5: `<scheme:…>` or `<mail@address>`. */
function autolinkEnd(text: string, from: number, end: number): { to: number; isMail: boolean } | undefined {
  let at = from + 1;
  if (isLetter(text.charCodeAt(at))) {
    const most = Math.min(end, at + 32);
    let scheme = at + 1;
    while (scheme < most && isSchemeCharacter(text.charCodeAt(scheme))) scheme++;
    if (scheme - at >= 2 && scheme < end && text.charCodeAt(scheme) === 58) {
      for (at = scheme + 1; at < end; at++) {
        const code = text.charCodeAt(at);
        if (code === 62) return { to: at + 1, isMail: false };
        if (code <= 32 || code === 60 || code === 127) return undefined;
      }
      return undefined;
    }
  }
  return mailEnd(text, from + 1, end);
}

function mailEnd(text: string, from: number, end: number): { to: number; isMail: true } | undefined {
  let at = from;
  while (at < end && isMailLocal(text.charCodeAt(at))) at++;
  if (at === from || at >= end || text.charCodeAt(at) !== 64) return undefined;
  for (;;) {
    at++;
    const label = at;
    while (at < end && (isAlphanumeric(text.charCodeAt(at)) || text.charCodeAt(at) === 45)) at++;
    const length = at - label;
    if (length === 0 || length > 63 || text.charCodeAt(label) === 45 || text.charCodeAt(at - 1) === 45 || at >= end)
      return undefined;
    const code = text.charCodeAt(at);
    if (code === 62) return { to: at + 1, isMail: true };
    if (code !== 46) return undefined;
  }
}

function isSchemeCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 43 || code === 45 || code === 46;
}

/** `a-z A-Z 0-9 . ! # $ % & ' * + / = ? ^ _ \` { | } ~ -` */
function isMailLocal(code: number): boolean {
  if (isAlphanumeric(code)) return true;
  return code < 128 && code > 32 && ".!#$%&'*+/=?^_`{|}~-".includes(String.fromCharCode(code));
}

interface References {
  readonly byLabel: ReadonlyMap<string, number>;
  /** How many characters references may still stand for, as cmark limits it: a short note cannot make a huge one. */
  budget: number;
}

const referencesOf = new WeakMap<Store, References>();

function definitionsOf(store: Store): ReadonlyMap<string, number> {
  return references(store).byLabel;
}

function references(store: Store): References {
  const known = referencesOf.get(store);
  if (known) return known;
  const byLabel = new Map<string, number>();
  for (const definition of store.definitions) {
    const label = normalizeLabel(labelOf(store, definition));
    if (!byLabel.has(label)) byLabel.set(label, definition);
  }
  const made = { byLabel, budget: Math.max(100_000, store.source.length) };
  referencesOf.set(store, made);
  return made;
}

function mayExpand(store: Store, definition: number): boolean {
  const known = references(store);
  known.budget -= (store.to[definition] ?? 0) - (store.from[definition] ?? 0);
  return known.budget >= 0;
}

/** The label of a definition as written. */
export function labelOf(store: Store, definition: number): string {
  const data = store.data[definition] ?? 0;
  return rawText(store, store.pool[data + 5] ?? 0, store.pool[data + 6] ?? 0, store.pool[data + 4] ?? 0);
}

/** Used again for every leaf: parsing one never starts another. */
const parser = new InlineParser();
