/**
 * The inline pass (CommonMark 0.31.2 §6, GFM strikethrough, footnotes and bare links) over the content of one leaf.
 * It first makes tokens, in arrays that every call reuses. Delimiters and brackets then turn them into a tree, which is
 * written to the store in document order.
 */

import type { BareLink } from './bare-links.ts';
import { findLastDomainParts, findMailLink, findWebLink, findWwwLink, mayBeWww } from './bare-links.ts';
import { findBlockId } from './block-ids.ts';
import { indexWithin, isAlphanumeric, isEscapable, isLetter, isSpace } from './characters.ts';
import {
  AMPERSAND,
  ASTERISK,
  AT_SIGN,
  BACKSLASH,
  BACKTICK,
  CARET,
  CARRIAGE_RETURN,
  COLON,
  DELETE_CHARACTER,
  DOLLAR_SIGN,
  EQUALS_SIGN,
  EXCLAMATION_MARK,
  FULL_STOP,
  GREATER_THAN,
  HYPHEN,
  LEFT_BRACKET,
  LEFT_PARENTHESIS,
  LESS_THAN,
  LINE_FEED,
  PERCENT_SIGN,
  PLUS_SIGN,
  QUESTION_MARK,
  RIGHT_BRACKET,
  SLASH,
  SPACE,
  TAB,
  TILDE,
  UNDERSCORE,
} from './codes.ts';
import type { Content } from './content.ts';
import { readLeafContent, toSourceEnd, toSourceOffset } from './content.ts';
import { DelimiterRuns } from './emphasis.ts';
import { findFootnoteLabelEnd } from './footnotes.ts';
import { findClosingTagEnd, findOpenTagEnd, findTagNameEnd } from './html-blocks.ts';
import { findClosedNames, readPlaceholder } from './placeholders.ts';
import type { Resource } from './references.ts';
import { findLabelEnd, normalizeLabel, parseResource, putResource } from './references.ts';
import {
  ATOMIC,
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
  readRawText,
  Store,
  TABLE_CELL,
  TEXT,
  UNPARSED,
  VERBATIM,
  WEB,
} from './store.ts';
import { splitText } from './text-tokens.ts';
import { Tokens } from './tokens.ts';

/** How a reference is written; stored in its node's pool entry. */
export const FULL = 0;
export const COLLAPSED = 1;
export const SHORTCUT = 2;

const specialCharacters = new Uint8Array(128);
for (const char of '\n\r\\`&<*_~[]!:.@$=%') specialCharacters[char.charCodeAt(0)] = 1;

/**
 * Characters that can make the plain text differ from the source. Bare links do not change the text, so their
 * characters are not included.
 */
const markupCharacters = new Uint8Array(128);
for (const char of '\n\r\\`&<*_~[=%') markupCharacters[char.charCodeAt(0)] = 1;

export function hasMarkup(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 && markupCharacters[code] === 1) return true;
  }
  return false;
}

/** Parses the inlines of an `UNPARSED` leaf and links them beneath it. */
export function parseInlines(store: Store, leaf: number): void {
  store.flags[leaf] = store.getFlags(leaf) & ~UNPARSED;
  const content = readLeafContent(store, leaf);
  const { text, from, to } = content;
  if (from >= to) return;
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code < 128 && specialCharacters[code] === 1) break;
    at++;
  }
  const blockId = store.type[leaf] === TABLE_CELL ? -1 : findBlockId(text, from, to);
  if (at < to || blockId >= 0) parser.parse(store, leaf, content, at, blockId);
  else addPlainText(store, leaf, content);
}

function addPlainText(store: Store, leaf: number, { from, to, offsetMap, segments }: Content): void {
  const node = store.add(TEXT, toSourceOffset(offsetMap, from), toSourceEnd(offsetMap, to));
  store.flags[node] = VERBATIM;
  store.data[node] = segments;
  store.child[leaf] = node;
}

const emptyStore = new Store('');

class InlineParser {
  #store: Store = emptyStore;
  #content: Content = { text: '', from: 0, to: 0, offsetMap: [], segments: 0 };
  #text = '';
  #end = 0;
  #isCell = false;
  #position = 0;
  /** Start of the text that is not yet a token. */
  #textFrom = 0;
  /** Whether that text has no escapes or character references. */
  #isPlain = true;
  /** Start and end of the white space at the start of a line, which is not text. */
  #prefixFrom = -1;
  #prefixTo = -1;
  /** Everything before this offset belongs to tokens that are not text. */
  #floor = 0;
  #escapeTo = 0;
  #mayHaveLinks = false;
  /** Whether `[[` occurs. */
  #mayHaveWikiLinks = false;

  readonly #tokens = new Tokens();
  readonly #runs = new DelimiterRuns(this.#tokens);

  #bracketCount = 0;
  readonly #bracketToken: number[] = [];
  readonly #bracketIsImage: boolean[] = [];
  readonly #bracketRun: number[] = [];
  readonly #bracketHasInner: boolean[] = [];
  /** Brackets below this depth cannot start a link, because links cannot be nested. */
  #inactiveBelow = 0;

  /** Offset of the last run of backticks by its length; filled at the first run. */
  #lastBacktickRuns: Map<number, number> | undefined;
  /** Names of closing tags; filled at the first placeholder. */
  #closedNames: ReadonlySet<string> | undefined;
  /** No `-->`, `%%`, `?>`, `>` or `]]>` comes after these offsets. */
  #noComment = Number.POSITIVE_INFINITY;
  #noHidden = Number.POSITIVE_INFINITY;
  #noInstruction = Number.POSITIVE_INFINITY;
  #noDeclaration = Number.POSITIVE_INFINITY;
  #noData = Number.POSITIVE_INFINITY;
  /** No `www.` before this offset starts a link: the last two parts of its domain are invalid. */
  #noDomainBefore = 0;

  /**
   * Parses the content of a leaf. Everything before `from` is text.
   * @param blockId the offset of the block's identifier, or -1
   */
  parse(store: Store, leaf: number, content: Content, from: number, blockId: number): void {
    this.#store = store;
    this.#content = content;
    this.#text = content.text;
    this.#end = blockId < 0 ? content.to : blockId;
    this.#isCell = store.type[leaf] === TABLE_CELL;
    this.#position = from;
    this.#textFrom = content.from;
    this.#floor = content.from;
    this.#escapeTo = 0;
    this.#isPlain = true;
    this.#prefixFrom = -1;
    this.#prefixTo = -1;
    this.#mayHaveLinks = false;
    this.#lastBacktickRuns = undefined;
    this.#closedNames = undefined;
    this.#noComment = Number.POSITIVE_INFINITY;
    this.#noHidden = Number.POSITIVE_INFINITY;
    this.#noInstruction = Number.POSITIVE_INFINITY;
    this.#noDeclaration = Number.POSITIVE_INFINITY;
    this.#noData = Number.POSITIVE_INFINITY;
    this.#noDomainBefore = 0;
    this.#inactiveBelow = 0;
    this.#bracketCount = 0;
    this.#mayHaveWikiLinks = false;
    this.#tokens.clear();
    this.#runs.clear();
    const text = content.text;
    const end = this.#end;
    for (let at = this.#position; at < end; at = this.#position) {
      while (at < end) {
        const code = text.charCodeAt(at);
        if (code < 128 && specialCharacters[code] === 1) break;
        at++;
      }
      this.#position = at;
      if (at < end) this.#parseSpecial(text.charCodeAt(at));
    }
    this.#flushText(end);
    if (blockId >= 0) this.#tokens.append(HTML, blockId, content.to);
    this.#runs.resolve(-1);
    this.#writeTokens(leaf);
  }

  #parseSpecial(code: number): void {
    switch (code) {
      case LINE_FEED:
      case CARRIAGE_RETURN:
        this.#parseLineEnd();
        break;
      case BACKSLASH:
        this.#parseBackslash();
        break;
      case BACKTICK:
        this.#parseCodeSpan();
        break;
      case DOLLAR_SIGN:
        this.#parseMath();
        break;
      case PERCENT_SIGN:
        this.#parseComment();
        break;
      case AMPERSAND:
        this.#isPlain = false;
        this.#position++;
        break;
      case LESS_THAN:
        this.#parseAngleBracket();
        break;
      case ASTERISK:
      case UNDERSCORE:
      case TILDE:
      case EQUALS_SIGN:
        this.#parseRun(code);
        break;
      case LEFT_BRACKET:
        this.#openBracket(this.#position, 1, false);
        break;
      case EXCLAMATION_MARK:
        if (this.#position + 1 < this.#end && this.#text.charCodeAt(this.#position + 1) === LEFT_BRACKET)
          this.#openBracket(this.#position, 2, true);
        else this.#position++;
        break;
      case RIGHT_BRACKET:
        this.#closeBracket();
        break;
      default:
        this.#parseBareLink(code);
    }
  }

  #flushText(before: number): void {
    const to = before === this.#prefixTo && before > this.#prefixFrom ? this.#prefixFrom : before;
    if (to > this.#textFrom) this.#tokens.append(TEXT, this.#textFrom, to, this.#isPlain ? VERBATIM : 0);
    this.#isPlain = true;
    this.#textFrom = before;
  }

  #addLeaf(type: number, to: number, flags = 0): number {
    this.#flushText(this.#position);
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
  #parseLineEnd(): void {
    const text = this.#text;
    const at = this.#position;
    const after = at + endOfLineLength(text, at);
    let whiteSpaceFrom = at;
    let hasTab = false;
    while (whiteSpaceFrom > this.#textFrom && isSpace(text.charCodeAt(whiteSpaceFrom - 1))) {
      whiteSpaceFrom--;
      hasTab ||= text.charCodeAt(whiteSpaceFrom) === TAB;
    }
    if (at - whiteSpaceFrom >= 2 && !hasTab) {
      this.#position = whiteSpaceFrom;
      this.#addLeaf(BREAK, after);
      this.#skipPrefix();
      this.#textFrom = this.#position;
      return;
    }
    // White space between a token and the line end is not text.
    if (whiteSpaceFrom === this.#textFrom) this.#textFrom = at;
    if (at > whiteSpaceFrom || text.charCodeAt(after) === SPACE || text.charCodeAt(after) === TAB)
      this.#isPlain = false;
    this.#position = after;
    this.#skipPrefix();
  }

  /** §2.4 */
  #parseBackslash(): void {
    const next = this.#position + 1;
    if (next >= this.#end) {
      this.#position++;
      return;
    }
    const code = this.#text.charCodeAt(next);
    if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      this.#addLeaf(BREAK, next + endOfLineLength(this.#text, next));
      this.#skipPrefix();
      this.#textFrom = this.#position;
    } else if (isEscapable(code)) {
      this.#isPlain = false;
      this.#position += 2;
      this.#escapeTo = this.#position;
    } else this.#position++;
  }

  /** §6.1 */
  #parseCodeSpan(): void {
    const text = this.#text;
    const from = this.#position;
    let at = from;
    while (at < this.#end && text.charCodeAt(at) === BACKTICK) at++;
    const length = at - from;
    const last = (this.#lastBacktickRuns ?? this.#findBackticks()).get(length) ?? -1;
    if (last < at) {
      this.#position = at;
      return;
    }
    let close = at;
    for (;;) {
      close = text.indexOf('`', close);
      let after = close;
      while (after < this.#end && text.charCodeAt(after) === BACKTICK) after++;
      if (after - close === length) {
        this.#addLeaf(INLINE_CODE, after);
        return;
      }
      close = after;
    }
  }

  /**
   * Math (an extension): `$…$` and `$$…$$` on one line, by pandoc's rule. No white space may follow the first `$` or
   * precede the last, and no digit may follow that, so that amounts of money stay text.
   */
  #parseMath(): void {
    const text = this.#text;
    const from = this.#position;
    const length = text.charCodeAt(from + 1) === DOLLAR_SIGN ? 2 : 1;
    const first = from + length;
    this.#position = first;
    if (first >= this.#end || isMathSpace(text.charCodeAt(first))) return;
    let at = first;
    for (let code = text.charCodeAt(at); code !== DOLLAR_SIGN; code = text.charCodeAt(++at)) {
      if (code === BACKSLASH) at++;
      if (at >= this.#end || code === LINE_FEED || code === CARRIAGE_RETURN) return;
    }
    const to = at + length;
    const isClosed = length === 1 || text.charCodeAt(at + 1) === DOLLAR_SIGN;
    if (at === first || to > this.#end || !isClosed) return;
    if (isMathSpace(text.charCodeAt(at - 1)) || isDigit(text.charCodeAt(to))) return;
    this.#position = from;
    this.#addLeaf(TEXT, to, VERBATIM | ATOMIC);
  }

  /** A comment of Obsidian's (an extension): `%%…%%`. The rule of `mayHide` keeps operators and formats as text. */
  #parseComment(): void {
    const text = this.#text;
    const from = this.#position;
    this.#position++;
    if (text.charCodeAt(from + 1) !== PERCENT_SIGN) return;
    this.#position++;
    if (from >= this.#noHidden || this.#classifyBefore(from) === OTHER) return;
    const close = indexWithin(text, '%%', from + 2, this.#end);
    if (close < 0) this.#noHidden = from;
    else if (this.#classifyAfter(close + 2) !== OTHER && mayHide(text, this.#content.from, from + 2, close)) {
      this.#position = from;
      // Of the spaces around it, one is left.
      const isSpaced = this.#classifyBefore(from) === WHITE && text.charCodeAt(close + 2) === SPACE;
      this.#addLeaf(HTML, close + (isSpaced && close + 2 < this.#end ? 3 : 2));
    }
  }

  #findBackticks(): Map<number, number> {
    const text = this.#text;
    const lastRuns = new Map<number, number>();
    for (let at = text.indexOf('`', this.#position); at >= 0 && at < this.#end; ) {
      let after = at;
      while (after < this.#end && text.charCodeAt(after) === BACKTICK) after++;
      lastRuns.set(after - at, at);
      at = text.indexOf('`', after);
    }
    this.#lastBacktickRuns = lastRuns;
    return lastRuns;
  }

  /** §6.5 and §6.6 */
  #parseAngleBracket(): void {
    const autolink = findAutolinkEnd(this.#text, this.#position, this.#end);
    if (autolink) {
      const { to, isMail } = autolink;
      const from = this.#position;
      const link = this.#addLeaf(LINK, to, VERBATIM | (isMail ? MAIL : 0));
      this.#setLinkTarget(link, from + 1, to - 1);
      return;
    }
    const to = this.#findHtmlEnd();
    if (to < 0) this.#position++;
    else if (this.#isPlaceholder(to)) this.#addLeaf(TEXT, to, VERBATIM | ATOMIC);
    else this.#addLeaf(HTML, to);
  }

  #isPlaceholder(to: number): boolean {
    const name = readPlaceholder(this.#text, this.#position, to);
    if (name === undefined) return false;
    this.#closedNames ??= findClosedNames(this.#text.slice(this.#position, this.#end));
    return !this.#closedNames.has(name);
  }

  /** Sets a link's address, and the same characters as its text. */
  #setLinkTarget(link: number, from: number, to: number): void {
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
    return putResource(this.#store, this.#content.offsetMap, resource, this.#content.segments);
  }

  #findHtmlEnd(): number {
    const text = this.#text;
    const at = this.#position;
    const end = this.#end;
    const next = text.charCodeAt(at + 1);
    if (next === EXCLAMATION_MARK) {
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
    if (next === QUESTION_MARK) {
      if (at >= this.#noInstruction) return -1;
      const close = indexWithin(text, '?>', at + 2, end);
      if (close >= 0) return close + 2;
      this.#noInstruction = at;
      return -1;
    }
    const name = findTagNameEnd(text, at, end);
    if (name < 0) return -1;
    return next === SLASH ? findClosingTagEnd(text, name, end) : findOpenTagEnd(text, name, end);
  }

  /** Parses a run of `*`, or of `_`, which is stricter inside words (§6.2), one or two `~` (GFM §6.5), or two `=`. */
  #parseRun(code: number): void {
    const text = this.#text;
    const from = this.#position;
    let to = from;
    while (to < this.#end && text.charCodeAt(to) === code) to++;
    this.#position = to;
    if (code === TILDE && to - from > 2) return;
    if (code === EQUALS_SIGN && to - from !== 2) return;
    const before = this.#classifyBefore(from);
    const after = this.#classifyAfter(to);
    const isLeft = after !== WHITE && (after !== PUNCTUATION || before !== OTHER);
    const isRight = before !== WHITE && (before !== PUNCTUATION || after !== OTHER);
    const isEquals = code === EQUALS_SIGN;
    const canOpen =
      isLeft &&
      (code !== UNDERSCORE || !isRight || before === PUNCTUATION) &&
      !(isEquals && (isOperatorBefore(text, this.#content.from, from) || isOperatorEdge(text.charCodeAt(to))));
    const canClose =
      isRight &&
      (code !== UNDERSCORE || !isLeft || after === PUNCTUATION) &&
      !(
        isEquals &&
        ((to < this.#end && isAlphanumeric(text.charCodeAt(to))) || isOperatorEdge(text.charCodeAt(from - 1)))
      );
    if (!canOpen && !canClose) return;
    this.#flushText(from);
    const token = this.#tokens.append(TEXT, from, to, VERBATIM);
    this.#textFrom = to;
    this.#runs.add(token, code, to - from, canOpen, canClose);
  }

  #classifyBefore(at: number): number {
    if (at <= this.#content.from) return WHITE;
    const code = this.#text.charCodeAt(at - 1);
    if (code < 128) return characterClasses[code] ?? OTHER;
    const isLow = (code & 0xfc00) === 0xdc00 && at - 2 >= this.#content.from;
    return classify(this.#text.codePointAt(isLow ? at - 2 : at - 1) ?? 0);
  }

  #classifyAfter(at: number): number {
    if (at >= this.#end) return WHITE;
    const code = this.#text.charCodeAt(at);
    return code < 128 ? (characterClasses[code] ?? OTHER) : classify(this.#text.codePointAt(at) ?? 0);
  }

  #openBracket(from: number, length: number, isImage: boolean): void {
    const close = isImage ? -1 : this.#findFootnoteEnd(from);
    if (close >= 0) {
      this.#addLeaf(FOOTNOTE_REFERENCE, close + 1);
      return;
    }
    this.#flushText(from);
    const token = this.#tokens.append(TEXT, from, from + length, VERBATIM);
    this.#position = from + length;
    this.#textFrom = this.#position;
    if (this.#text.charCodeAt(from - 1) === LEFT_BRACKET) this.#mayHaveWikiLinks = true;
    const depth = this.#bracketCount++;
    if (depth > 0) this.#bracketHasInner[depth - 1] = true;
    this.#bracketToken[depth] = token;
    this.#bracketIsImage[depth] = isImage;
    this.#bracketRun[depth] = this.#runs.last;
    this.#bracketHasInner[depth] = false;
  }

  /** Returns the offset of the `]` of a reference to a defined footnote, or -1. @param bracket the offset of `[` */
  #findFootnoteEnd(bracket: number): number {
    const { footnotes } = this.#store;
    if (footnotes.size === 0 || this.#text.charCodeAt(bracket + 1) !== CARET) return -1;
    const close = findFootnoteLabelEnd(this.#text, bracket, this.#end);
    return close >= 0 && footnotes.has(normalizeLabel(this.#text.slice(bracket + 2, close))) ? close : -1;
  }

  /** §6.3 and §6.4 */
  #closeBracket(): void {
    const at = this.#position;
    this.#flushText(at);
    const depth = this.#bracketCount - 1;
    const token = this.#bracketToken[depth] ?? 0;
    if (depth < 0) {
      this.#leaveAsText(at);
      return;
    }
    const isImage = this.#bracketIsImage[depth] === true;
    const isActive = isImage || depth >= this.#inactiveBelow;
    const target = isActive ? this.#findTarget(at, token, this.#bracketHasInner[depth] === true) : undefined;
    const firstRun = this.#bracketRun[depth] ?? -1;
    this.#bracketCount = depth;
    if (this.#inactiveBelow > depth) this.#inactiveBelow = depth;
    if (depth > 0) this.#bracketHasInner[depth - 1] = true;
    if (!target) {
      const bracket = this.#tokens.getTo(token) - 1;
      if (isImage && this.#findFootnoteEnd(bracket) === at) this.#addFootnoteAfterBang(token, bracket, at + 1);
      else this.#leaveAsText(at);
      return;
    }
    this.#runs.resolve(firstRun);
    // The bracket's token becomes the link's. The tokens after it become the link's content.
    this.#tokens.type[token] = target.type;
    this.#tokens.to[token] = target.end;
    this.#tokens.data[token] = target.data;
    this.#tokens.flags[token] = 0;
    this.#tokens.child[token] = this.#tokens.getNext(token);
    this.#tokens.next[token] = 0;
    this.#tokens.tail = token;
    this.#position = target.end;
    this.#textFrom = target.end;
    this.#floor = target.end;
    if (!isImage) this.#inactiveBelow = depth;
  }

  /** Adds `![^label]`, which is not an image, as `!` and a footnote reference. */
  #addFootnoteAfterBang(token: number, bracket: number, end: number): void {
    this.#tokens.to[token] = bracket;
    this.#tokens.next[token] = 0;
    this.#tokens.tail = token;
    this.#tokens.append(FOOTNOTE_REFERENCE, bracket, end);
    this.#position = end;
    this.#textFrom = end;
    this.#floor = end;
  }

  #leaveAsText(at: number): void {
    this.#textFrom = at;
    this.#position = at + 1;
  }

  #findTarget(at: number, token: number, hasInner: boolean): { type: number; end: number; data: number } | undefined {
    const text = this.#text;
    const next = at + 1 < this.#end ? text.charCodeAt(at + 1) : 0;
    const isImage = this.#tokens.to[token] === this.#tokens.getFrom(token) + 2;
    if (next === LEFT_PARENTHESIS) {
      const resource = parseResource(text, at + 1, this.#end);
      if (resource) return { type: isImage ? IMAGE : LINK, end: resource.end, data: this.#putResource(resource) };
    }
    const type = isImage ? IMAGE_REFERENCE : LINK_REFERENCE;
    const labelFrom = this.#tokens.getTo(token);
    if (next === LEFT_BRACKET) {
      const close = findLabelEnd(text, at + 1, this.#end);
      if (close >= 0) return this.#resolveReference(type, at + 2, close, FULL, close + 1);
      const isEmpty = at + 2 < this.#end && text.charCodeAt(at + 2) === RIGHT_BRACKET;
      if (isEmpty && !hasInner) return this.#resolveReference(type, labelFrom, at, COLLAPSED, at + 3);
      return undefined;
    }
    return hasInner ? undefined : this.#resolveReference(type, labelFrom, at, SHORTCUT, at + 1);
  }

  #resolveReference(
    type: number,
    from: number,
    to: number,
    kind: number,
    end: number,
  ): { type: number; end: number; data: number } | undefined {
    const store = this.#store;
    if (store.definitions.length === 0 || to - from > 999) return undefined;
    const definition = getDefinitions(store).get(normalizeLabel(this.#text.slice(from, to)));
    if (definition === undefined || !consumeBudget(store, definition)) return undefined;
    const { offsetMap, segments } = this.#content;
    const data = store.put(definition);
    store.put(kind);
    store.put(toSourceOffset(offsetMap, from));
    store.put(toSourceEnd(offsetMap, to));
    store.put(segments);
    return { type, end, data };
  }

  #parseBareLink(code: number): void {
    const at = this.#position;
    const text = this.#text;
    const end = this.#end;
    const start = this.#content.from;
    let link: BareLink | undefined;
    let flags = VERBATIM;
    if (code === COLON && text.charCodeAt(at + 1) === SLASH && text.charCodeAt(at + 2) === SLASH) {
      this.#mayHaveLinks = true;
      link = findWebLink(text, at, start, this.#floor, end);
    } else if (code === FULL_STOP && (text.charCodeAt(at - 1) | 32) === 119) {
      this.#mayHaveLinks = true;
      flags |= WEB;
      if (at >= this.#noDomainBefore && mayBeWww(text, at, start, this.#floor, end)) {
        link = findWwwLink(text, at, end);
        if (!link) this.#noDomainBefore = findLastDomainParts(text, at, end);
      }
      // `www.a@b.example` is an e-mail address.
      const sign = link ? indexWithin(text, '@', at, link.to) : -1;
      const mail = link && sign >= 0 ? this.#matchMailLink(sign) : undefined;
      if (link && mail && mail.from <= link.from) {
        link = mail;
        flags = mail.hasScheme ? VERBATIM : VERBATIM | MAIL;
      }
    } else if (code === AT_SIGN) {
      this.#mayHaveLinks = true;
      link = this.#matchMailLink(at);
      if (!link?.hasScheme) flags |= MAIL;
    }
    // GFM does not create bare links inside open brackets.
    if (!link || this.#bracketCount > 0) {
      this.#position++;
      return;
    }
    this.#rewind(link.from);
    this.#position = link.from;
    const token = this.#addLeaf(LINK, link.to, flags);
    this.#setLinkTarget(token, link.from, link.to);
  }

  #matchMailLink(at: number): BareLink | undefined {
    const link = findMailLink(this.#text, at, this.#content.from, this.#floor, this.#end);
    // An escaped character before the address is not part of it.
    return link && link.from >= this.#escapeTo ? link : undefined;
  }

  /** Removes the runs of `_` that turn out to be part of an e-mail address. */
  #rewind(to: number): void {
    while (this.#textFrom > to) {
      const token = this.#tokens.tail;
      this.#runs.removeIfLast(token);
      this.#tokens.tail = this.#tokens.getPrevious(token);
      this.#tokens.next[this.#tokens.tail] = 0;
      this.#textFrom = this.#tokens.from[token] ?? to;
      this.#isPlain = false;
    }
  }

  #writeTokens(leaf: number): void {
    const store = this.#store;
    const { offsetMap, segments } = this.#content;
    // Stack of the parents whose children are being written: the node, its last child, the next token.
    const parents = [leaf];
    const lastChildren = [0];
    const nextTokens = [this.#tokens.getNext(0)];
    let linkDepth = 0;
    while (nextTokens.length > 0) {
      const top = nextTokens.length - 1;
      let token = nextTokens[top] ?? 0;
      if (token === 0) {
        const parent = parents.pop() ?? 0;
        if (isLink(store.getType(parent))) linkDepth--;
        lastChildren.pop();
        nextTokens.pop();
        continue;
      }
      const type = this.#tokens.getType(token);
      let from = this.#tokens.getFrom(token);
      let to = this.#tokens.getTo(token);
      let flags = this.#tokens.getFlags(token);
      let next = this.#tokens.getNext(token);
      if (type === TEXT) {
        const isAtomic = (flags & ATOMIC) !== 0;
        while (!isAtomic && next !== 0 && this.#tokens.type[next] === TEXT && !(this.#tokens.getFlags(next) & ATOMIC)) {
          if (this.#tokens.getTo(next) > this.#tokens.getFrom(next)) {
            if (to === from) from = this.#tokens.getFrom(next);
            to = this.#tokens.getTo(next);
            flags &= this.#tokens.getFlags(next);
          }
          token = next;
          next = this.#tokens.getNext(next);
        }
        nextTokens[top] = next;
        if (to === from) continue;
        const parent = parents[top] ?? 0;
        const add = (node: number) => {
          const last = lastChildren[top] ?? 0;
          if (last === 0) store.child[parent] = node;
          else store.next[last] = node;
          lastChildren[top] = node;
        };
        if (!isAtomic && linkDepth === 0 && (this.#mayHaveLinks || this.#mayHaveWikiLinks)) {
          splitText(store, this.#content, from, to, flags, this.#mayHaveLinks, this.#mayHaveWikiLinks, add);
        } else {
          const node = store.add(TEXT, toSourceOffset(offsetMap, from), toSourceEnd(offsetMap, to));
          store.flags[node] = flags;
          store.data[node] = segments;
          add(node);
        }
        continue;
      }
      nextTokens[top] = next;
      const node = store.add(type, toSourceOffset(offsetMap, from), toSourceEnd(offsetMap, to));
      store.flags[node] = flags | (type === INLINE_CODE && this.#isCell ? CELL_CODE : 0);
      store.data[node] =
        type === LINK || type === IMAGE || type === LINK_REFERENCE || type === IMAGE_REFERENCE
          ? this.#tokens.getData(token)
          : segments;
      const last = lastChildren[top] ?? 0;
      if (last === 0) store.child[parents[top] ?? 0] = node;
      else store.next[last] = node;
      lastChildren[top] = node;
      const child = this.#tokens.getChild(token);
      if (child !== 0) {
        if (isLink(type)) linkDepth++;
        parents.push(node);
        lastChildren.push(0);
        nextTokens.push(child);
      }
    }
  }
}

/** Flag for code in a table cell, where `\|` means `|`. */
export const CELL_CODE = 1;

function isLink(type: number): boolean {
  return type === LINK || type === LINK_REFERENCE;
}

function isMathSpace(code: number): boolean {
  return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Reports whether `==` is an operator by what comes before it: a letter or digit of ASCII, `=`, `!`, `<`, `>` or `?`. */
function isOperatorBefore(text: string, start: number, at: number): boolean {
  if (at <= start) return false;
  const code = text.charCodeAt(at - 1);
  return isAlphanumeric(code) || operatorSigns.has(code);
}

/** Reports whether what would be the first or last character of a highlight makes its `==` an operator, or quoted. */
function isOperatorEdge(code: number): boolean {
  return quotationMarks.has(code) || code === LESS_THAN || code === GREATER_THAN;
}

const operatorSigns: ReadonlySet<number> = new Set([...'=!<>?'].map((sign) => sign.charCodeAt(0)));
const quotationMarks: ReadonlySet<number> = new Set(
  [...`"'\u{201c}\u{201d}\u{2018}\u{2019}`].map((mark) => mark.charCodeAt(0)),
);

/**
 * Reports whether the text between two `%%` is a comment. What is not: text between operators (`5 %% 3 and 7 %% 2`) or
 * quoted `%%`, and text with a space at its end only, or with one at its start and a number at its end.
 */
function mayHide(text: string, start: number, from: number, to: number): boolean {
  if (from === to || /^[%"')\]},.;]/.test(text.slice(from, from + 1))) return false;
  const isSpaced = /^\s/.test(text.slice(from, from + 1));
  const end = text.slice(to - 1, to);
  if (isSpaced ? /\d/.test(end) : /[\s"'([{]/.test(end)) return false;
  const before = text.slice(Math.max(start, from - 6), from - 2);
  return !isSpaced || !/(?:^|[\s(])(?:\d{1,4}|[a-z]|\S{0,4}\)) $/i.test(before);
}

const OTHER = 0;
const WHITE = 1;
const PUNCTUATION = 2;

const characterClasses = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  if (code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN)) characterClasses[code] = WHITE;
  else if (isEscapable(code)) characterClasses[code] = PUNCTUATION;
}

const unicodePunctuation = /[\p{P}\p{S}]/u;

function classify(codePoint: number): number {
  const char = String.fromCodePoint(codePoint);
  return /\s/.test(char) ? WHITE : unicodePunctuation.test(char) ? PUNCTUATION : OTHER;
}

/** Matches `<scheme:…>` or `<mail@address>` (§6.5). */
function findAutolinkEnd(text: string, from: number, end: number): { to: number; isMail: boolean } | undefined {
  let at = from + 1;
  if (isLetter(text.charCodeAt(at))) {
    const maxSchemeEnd = Math.min(end, at + 32);
    let scheme = at + 1;
    while (scheme < maxSchemeEnd && isSchemeCharacter(text.charCodeAt(scheme))) scheme++;
    if (scheme - at >= 2 && scheme < end && text.charCodeAt(scheme) === COLON) {
      for (at = scheme + 1; at < end; at++) {
        const code = text.charCodeAt(at);
        if (code === GREATER_THAN) return { to: at + 1, isMail: false };
        if (code <= SPACE || code === LESS_THAN || code === DELETE_CHARACTER) return undefined;
      }
      return undefined;
    }
  }
  return findMailEnd(text, from + 1, end);
}

function findMailEnd(text: string, from: number, end: number): { to: number; isMail: true } | undefined {
  let at = from;
  while (at < end && isMailLocalCharacter(text.charCodeAt(at))) at++;
  if (at === from || at >= end || text.charCodeAt(at) !== AT_SIGN) return undefined;
  for (;;) {
    at++;
    const labelFrom = at;
    while (at < end && (isAlphanumeric(text.charCodeAt(at)) || text.charCodeAt(at) === HYPHEN)) at++;
    const length = at - labelFrom;
    if (
      length === 0 ||
      length > 63 ||
      text.charCodeAt(labelFrom) === HYPHEN ||
      text.charCodeAt(at - 1) === HYPHEN ||
      at >= end
    )
      return undefined;
    const code = text.charCodeAt(at);
    if (code === GREATER_THAN) return { to: at + 1, isMail: true };
    if (code !== FULL_STOP) return undefined;
  }
}

function isSchemeCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === PLUS_SIGN || code === HYPHEN || code === FULL_STOP;
}

/** `a-z A-Z 0-9 . ! # $ % & ' * + / = ? ^ _ \` { | } ~ -` */
function isMailLocalCharacter(code: number): boolean {
  if (isAlphanumeric(code)) return true;
  return code < 128 && code > SPACE && ".!#$%&'*+/=?^_`{|}~-".includes(String.fromCharCode(code));
}

interface References {
  readonly byLabel: ReadonlyMap<string, number>;
  /**
   * How many more characters link references may expand to. As in cmark, this prevents a short note from producing huge
   * output.
   */
  budget: number;
}

const referencesByStore = new WeakMap<Store, References>();

function getDefinitions(store: Store): ReadonlyMap<string, number> {
  return getReferences(store).byLabel;
}

function getReferences(store: Store): References {
  const cached = referencesByStore.get(store);
  if (cached) return cached;
  const byLabel = new Map<string, number>();
  for (const definition of store.definitions) {
    const label = normalizeLabel(readRawLabel(store, definition));
    if (!byLabel.has(label)) byLabel.set(label, definition);
  }
  const created = { byLabel, budget: Math.max(100_000, store.source.length) };
  referencesByStore.set(store, created);
  return created;
}

function consumeBudget(store: Store, definition: number): boolean {
  const state = getReferences(store);
  state.budget -= store.getTo(definition) - store.getFrom(definition);
  return state.budget >= 0;
}

export function readRawLabel(store: Store, definition: number): string {
  const data = store.getData(definition);
  return readRawText(store, store.pool[data + 5] ?? 0, store.pool[data + 6] ?? 0, store.pool[data + 4] ?? 0);
}

/** Shared by all leaves: parsing one never starts another. */
const parser = new InlineParser();
