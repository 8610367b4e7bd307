/**
 * The block pass (CommonMark 0.31.2 §4 and §5, GFM's tables and footnotes): one walk over the lines, which leaves a tree of
 * blocks whose leaves know the pieces of source that their inlines stand in.
 */

import { isSpace, skipSpaces } from './characters.ts';
import { footnoteLabelEnd } from './footnotes.ts';
import type { FrontMatterBlock } from './front-matter-block.ts';
import { htmlBlockEnds, htmlBlockKind } from './html-blocks.ts';
import { couldBeName, isShortEnough } from './names.ts';
import { addDefinitions, normalizeLabel } from './references.ts';
import {
  BLOCKQUOTE,
  CLOSED,
  CODE,
  DONE,
  endOfLineLength,
  FENCED,
  FOOTNOTE_DEFINITION,
  HEADING,
  HTML,
  LIST,
  LIST_ITEM,
  MANY_LINES,
  ORDERED,
  PARAGRAPH,
  paddedStart,
  ROOT,
  SPREAD,
  Store,
  TABLE,
  TASK,
  THEMATIC_BREAK,
  TOML,
  UNPARSED,
  VERBATIM,
  YAML,
} from './store.ts';
import { addRow, alignmentsOf, cellCount } from './tables.ts';

/** Containers nest no deeper than this: a marker is text then, and memory stays in proportion. */
const deepest = 20_000;

/** The leaf that lines are being added to. */
const NONE = 0;
const TEXT_LEAF = 1;
const FENCE_LEAF = 2;
const INDENTED_LEAF = 3;
const HTML_LEAF = 4;
const TABLE_LEAF = 5;

/**
 * @param frontMatter the block at the head of the source that is no Markdown, if there is one
 * @returns a tree of blocks under node 0
 */
export function parseBlocks(source: string, frontMatter?: FrontMatterBlock): Store {
  return new BlockParser(source).parse(frontMatter);
}

class BlockParser {
  readonly #source: string;
  readonly #store: Store;

  // The line at hand: from #position, at #column; #padding columns of a tab before it are left.
  #position = 0;
  #column = 0;
  #padding = 0;
  #lineStart = 0;
  #lineEnd = 0;
  // Its first character that is no space or tab, and how many columns away that is.
  #nonspace = 0;
  #indent = 0;
  #isBlank = false;

  // Open containers, the root first: a node, the columns that an item's content is indented by, the last child.
  #open: number[] = [ROOT];
  #offset: number[] = [0];
  #last: number[] = [0];
  /** Items and lists: a blank line came after their last content. */
  #blankAfter: boolean[] = [false];
  #hasMarks = false;
  /** An item that a blank line came in before any content. */
  #emptyItem = 0;
  /** How far down the open block quotes are, the outermost first. */
  readonly #quotes: number[] = [];

  #leaf = NONE;
  #leafNode = 0;
  // Segments of the leaf's content: start and end in turn; a code's start is negative when columns of a tab come before it.
  #segments: number[] = [];
  #fenceCharacter = 0;
  #fenceLength = 0;
  #fenceIndent = 0;
  #htmlKind = 0;
  /** Segments of an indented code up to its last line that is not blank, and where that ends. */
  #kept = 0;
  #keptEnd = 0;
  /** Where a paragraph's last line begins, and its segments before that: it may turn out to be the head of a table. */
  #lastLine = 0;
  #lastLineIndent = 0;
  #hasManyLines = false;
  /** Where a thematic break of which character was last found to be none. */
  #stop = 0;
  #stopCode = 0;
  #segmentsBefore = 0;
  #endBefore = 0;
  #lastRow = 0;
  /** The first container inside the quotes that a blank line went on with. */
  #blankFrom = 1;

  constructor(source: string) {
    this.#source = source;
    this.#store = new Store(source);
  }

  parse(frontMatter: FrontMatterBlock | undefined): Store {
    const source = this.#source;
    const length = source.length;
    this.#store.add(ROOT, 0, length);
    const start = frontMatter ? this.#addFrontMatter(frontMatter) : 0;
    let next = 0;
    let feed = -1;
    let back = -1;
    while (next < length) {
      if (feed < next) {
        feed = source.indexOf('\n', next);
        if (feed < 0) feed = length;
      }
      let end = feed;
      if (this.#store.hasReturn) {
        if (back < next) {
          back = source.indexOf('\r', next);
          if (back < 0) back = length;
        }
        if (back < end) end = back;
      }
      this.#store.addLine(next);
      if (next >= start) {
        this.#lineStart = next;
        this.#lineEnd = end;
        this.#line();
      }
      next = end + endOfLineLength(source, end);
    }
    const endsWithLine = length > 0 && endOfLineLength(source, length - 1) > 0;
    if (length === 0 || endsWithLine) this.#store.addLine(length);
    this.#finish(endsWithLine);
    this.#store.trim();
    return this.#store;
  }

  /** @returns where Markdown begins */
  #addFrontMatter({ kind, valueFrom, valueTo, to }: FrontMatterBlock): number {
    const store = this.#store;
    const node = store.add(kind === 'yaml' ? YAML : TOML, 0, to);
    store.data[node] = store.put(valueFrom);
    store.put(valueTo);
    this.#append(node);
    return to + endOfLineLength(this.#source, to);
  }

  /** The end of the source: what is open closes. A source that ends with a line end has an empty line after it. */
  #finish(endsWithLine: boolean): void {
    if (
      endsWithLine &&
      this.#quotes.length === 0 &&
      (this.#leaf === FENCE_LEAF || (this.#leaf === HTML_LEAF && this.#htmlKind < 6))
    ) {
      const length = this.#source.length;
      this.#lineStart = this.#lineEnd = length;
      this.#addSegment(length, length);
      this.#store.to[this.#leafNode] = length;
    }
    this.#closeDownTo(0);
    this.#closeLeaf();
  }

  #line(): void {
    this.#position = this.#lineStart;
    this.#column = 0;
    this.#padding = 0;
    this.#findNonspace();
    const depth = this.#matchContainers();
    const isMatched = depth === this.#open.length;
    if (isMatched && this.#leaf >= FENCE_LEAF && this.#continueLeaf()) return;
    if (this.#isBlank) this.#blankLine(depth);
    else this.#openBlocks(depth);
  }

  #findNonspace(): void {
    const source = this.#source;
    const end = this.#lineEnd;
    let at = this.#position;
    let column = this.#column + this.#padding;
    for (; at < end; at++) {
      const code = source.charCodeAt(at);
      if (code === 32) column++;
      else if (code === 9) column += 4 - (column & 3);
      else break;
    }
    this.#nonspace = at;
    this.#indent = column - this.#column;
    this.#isBlank = at === end;
  }

  /** Goes on by so many columns of white space; part of a tab may be left as padding. */
  #advance(columns: number): void {
    const source = this.#source;
    let rest = columns;
    if (this.#padding > 0) {
      const taken = Math.min(this.#padding, rest);
      this.#padding -= taken;
      this.#column += taken;
      rest -= taken;
    }
    while (rest > 0 && this.#position < this.#lineEnd) {
      const code = source.charCodeAt(this.#position);
      if (code === 9) {
        const width = 4 - (this.#column & 3);
        this.#position++;
        if (width > rest) {
          this.#padding = width - rest;
          this.#column += rest;
          return;
        }
        this.#column += width;
        rest -= width;
      } else {
        this.#position++;
        this.#column++;
        rest--;
      }
    }
  }

  /** Goes to the first character that is no white space. */
  #advanceToNonspace(): void {
    this.#column += this.#indent;
    this.#position = this.#nonspace;
    this.#padding = 0;
    this.#indent = 0;
  }

  /** §5: how many of the open containers the line goes on with. */
  #matchContainers(): number {
    const open = this.#open;
    const type = this.#store.type;
    if (this.#isBlank) return this.#matchBlank(1, 0);
    let depth = 1;
    let quotes = 0;
    for (; depth < open.length; depth++) {
      const node = open[depth] ?? 0;
      switch (type[node]) {
        case BLOCKQUOTE:
          if (this.#indent > 3 || this.#source.charCodeAt(this.#nonspace) !== 62) return depth;
          this.#enterQuote();
          quotes++;
          if (this.#isBlank) {
            // What is inside the quote sees a blank line.
            this.#store.to[node] = this.#lineEnd;
            return this.#matchBlank(depth + 1, quotes);
          }
          break;
        case LIST_ITEM: {
          const offset = this.#offset[depth] ?? 0;
          if (this.#indent < offset || (node === this.#emptyItem && this.#last[depth] === 0 && this.#leaf === NONE))
            return depth;
          this.#advance(offset);
          this.#indent -= offset;
          break;
        }
        case FOOTNOTE_DEFINITION:
          if (this.#indent < 4) return depth;
          this.#advance(4);
          this.#indent -= 4;
          break;
        default: // a list goes on as long as its items do
      }
    }
    return depth;
  }

  #enterQuote(): void {
    this.#advanceToNonspace();
    this.#position++;
    this.#column++;
    const code = this.#source.charCodeAt(this.#position);
    if (this.#position < this.#lineEnd && isSpace(code)) this.#advance(1);
    this.#findNonspace();
  }

  /**
   * A blank line goes on with everything but block quotes. An item that has nothing but a blank line yet does not outlive
   * a second one; only the innermost container can be such.
   * @param from the first container to look at
   * @param quotes how many open quotes are before that
   */
  #matchBlank(from: number, quotes: number): number {
    this.#blankFrom = from;
    const quote = this.#quotes[quotes];
    if (quote !== undefined) return quote;
    const top = this.#open.length - 1;
    const item = this.#open[top] ?? 0;
    if (top >= from && this.#store.type[item] === LIST_ITEM && this.#last[top] === 0 && this.#leaf === NONE)
      this.#emptyItem = item;
    return this.#open.length;
  }

  /** A fence, HTML, indented code or table goes on with the line, or ends with it. @returns whether the line is used up */
  #continueLeaf(): boolean {
    if (this.#isBlank && this.#indent > 0) this.#advanceBlank();
    switch (this.#leaf) {
      case FENCE_LEAF:
        return this.#continueFence();
      case HTML_LEAF:
        if (this.#isBlank && this.#htmlKind >= 6) {
          this.#closeLeaf();
          return false;
        }
        this.#addContentSegment();
        this.#store.to[this.#leafNode] = this.#lineEnd;
        if (htmlBlockEnds(this.#htmlKind, this.#source, this.#position, this.#lineEnd)) this.#closeLeaf();
        return true;
      case INDENTED_LEAF:
        return this.#continueIndented();
      default:
        return false;
    }
  }

  /** The white space of a blank line belongs to the items around it first. */
  #advanceBlank(): void {
    for (let depth = this.#blankFrom; depth < this.#open.length && this.#indent > 0; depth++) {
      const type = this.#store.type[this.#open[depth] ?? 0];
      const wanted = type === LIST_ITEM ? (this.#offset[depth] ?? 0) : type === FOOTNOTE_DEFINITION ? 4 : 0;
      const columns = Math.min(wanted, this.#indent);
      this.#advance(columns);
      this.#indent -= columns;
    }
  }

  /** §4.5 */
  #continueFence(): boolean {
    if (!this.#isBlank && this.#indent <= 3 && this.#isClosingFence()) {
      const node = this.#leafNode;
      this.#store.flags[node] = (this.#store.flags[node] ?? 0) | CLOSED;
      this.#store.to[node] = this.#lineEnd;
      this.#closeLeaf();
      return true;
    }
    this.#advance(Math.min(this.#fenceIndent, this.#indent));
    this.#addContentSegment();
    this.#store.to[this.#leafNode] = this.#lineEnd;
    return true;
  }

  #isClosingFence(): boolean {
    const source = this.#source;
    let at = this.#nonspace;
    while (at < this.#lineEnd && source.charCodeAt(at) === this.#fenceCharacter) at++;
    if (at - this.#nonspace < this.#fenceLength) return false;
    return skipSpaces(source, at, this.#lineEnd) === this.#lineEnd;
  }

  /** §4.4 */
  #continueIndented(): boolean {
    if (this.#isBlank) {
      this.#advance(Math.min(4, this.#indent));
      this.#addContentSegment();
      this.#markBlank();
      return true;
    }
    if (this.#indent < 4) {
      this.#closeLeaf();
      return false;
    }
    this.#advance(4);
    this.#addContentSegment();
    this.#keepIndented();
    this.#unmarkBlank(this.#open.length + 1);
    return true;
  }

  #keepIndented(): void {
    this.#kept = this.#segments.length;
    this.#keptEnd = this.#lineEnd;
  }

  #blankLine(depth: number): void {
    this.#closeDownTo(depth - 1);
    this.#closeLeaf();
    this.#markBlank();
  }

  /** Lists and items note a blank line: whether it makes them spread is known when more comes. */
  #markBlank(): void {
    // A second blank line says nothing new.
    if (this.#hasMarks) return;
    this.#hasMarks = true;
    for (let at = this.#open.length - 1; at > 0; at--) {
      const type = this.#store.type[this.#open[at] ?? 0];
      if (type === FOOTNOTE_DEFINITION) continue;
      if (type !== LIST && type !== LIST_ITEM) return;
      if (this.#last[at] !== 0 || type === LIST || this.#leaf !== NONE) this.#blankAfter[at] = true;
    }
  }

  /** A line goes on with so many containers: the blank line before it stood inside all of them but the innermost. */
  #unmarkBlank(depth: number): void {
    const isAtItem = this.#store.type[this.#open[depth - 1] ?? 0] === LIST;
    const inner = isAtItem ? depth - 2 : depth - 1;
    for (let at = 1; at < inner; at++) this.#blankAfter[at] = false;
    this.#hasMarks = false;
  }

  /** Opens the blocks that a line starts, and puts what is left of it into a leaf. */
  #openBlocks(matched: number): void {
    const source = this.#source;
    let depth = matched;
    if (this.#hasMarks) this.#unmarkBlank(matched);
    const isLazyCandidate = depth < this.#open.length && this.#leaf === TEXT_LEAF;
    // A paragraph that the line could go on with; a container closes or opens and it is none.
    let inParagraph = this.#leaf === TEXT_LEAF && depth === this.#open.length;
    let isNew = false;
    for (;;) {
      if (this.#indent > 3) {
        if (!isNew && this.#leaf === TEXT_LEAF) break;
        this.#prepare(depth);
        const node = this.#store.add(CODE, this.#position, this.#lineEnd);
        this.#advance(4);
        this.#startLeaf(INDENTED_LEAF, node);
        this.#addContentSegment();
        this.#keepIndented();
        return;
      }
      const code = source.charCodeAt(this.#nonspace);
      const mayNest = this.#open.length < deepest;
      if (code === 62 && mayNest) {
        this.#prepare(depth);
        const quote = this.#store.add(BLOCKQUOTE, this.#nonspace, this.#lineEnd);
        this.#enterQuote();
        this.#push(quote, 0);
        depth = this.#open.length;
        this.#quotes.push(depth - 1);
        inParagraph = false;
        isNew = true;
        if (this.#isBlank) return;
        continue;
      }
      if (code === 35 && this.#atxHeading(depth)) return;
      if ((code === 96 || code === 126) && this.#openFence(depth, code)) return;
      if (code === 60 && this.#openHtml(depth, inParagraph || (isLazyCandidate && !isNew))) return;
      if (inParagraph && (code === 61 || code === 45) && this.#setextHeading(code)) return;
      if ((code === 42 || code === 45 || code === 95) && this.#thematicBreak(depth, code)) return;
      if (mayNest && this.#isListMarker(code) && this.#openItem(depth, code, inParagraph)) {
        depth = this.#open.length;
        inParagraph = false;
        isNew = true;
        if (this.#isBlank) return;
        continue;
      }
      if (code === 91 && mayNest && source.charCodeAt(this.#nonspace + 1) === 94 && this.#openFootnote(depth)) {
        depth = this.#open.length;
        inParagraph = false;
        isNew = true;
        if (this.#isBlank) return;
        continue;
      }
      break;
    }
    if (isLazyCandidate && !isNew) {
      this.#addText();
    } else if (this.#leaf === TABLE_LEAF && depth === this.#open.length && !isNew) {
      this.#lastRow = addRow(this.#store, this.#leafNode, this.#lastRow, this.#nonspace, this.#lineEnd);
    } else if (inParagraph && this.#leaf === TEXT_LEAF) {
      if (!this.#openTable()) this.#addText();
    } else {
      this.#prepare(depth);
      this.#startText();
    }
  }

  #startText(): void {
    this.#startLeaf(TEXT_LEAF, this.#store.add(PARAGRAPH, this.#nonspace, this.#lineEnd));
    this.#lastLine = this.#nonspace;
    this.#lastLineIndent = this.#indent;
    this.#segmentsBefore = 0;
    this.#hasManyLines = false;
    this.#segments.push(this.#nonspace, this.#lineEnd);
  }

  #addText(): void {
    this.#hasManyLines = true;
    this.#segmentsBefore = this.#segments.length;
    this.#endBefore = this.#segments[this.#segments.length - 1] ?? 0;
    this.#lastLine = this.#nonspace;
    this.#lastLineIndent = this.#indent;
    this.#addSegment(this.#position, this.#lineEnd);
  }

  /** §4.2 */
  #atxHeading(depth: number): boolean {
    const source = this.#source;
    const from = this.#nonspace;
    const end = this.#lineEnd;
    let at = from;
    while (at < end && source.charCodeAt(at) === 35) at++;
    const level = at - from;
    if (level > 6 || (at < end && !isSpace(source.charCodeAt(at)))) return false;
    this.#prepare(depth);
    const node = this.#store.add(HEADING, from, end);
    this.#store.flags[node] = UNPARSED | level;
    this.#append(node);
    this.#noteCandidate(node);
    return true;
  }

  /** Puts the leaf's segments into the pool: their number, then a start and an end each. @returns where */
  #putSegments(): number {
    const store = this.#store;
    const segments = this.#segments;
    const at = store.put(segments.length >> 1);
    for (let index = 0; index < segments.length; index++) store.put(segments[index] ?? 0);
    return at;
  }

  /** §4.3; the paragraph becomes the heading, unless it is all definitions. */
  #setextHeading(code: number): boolean {
    const source = this.#source;
    let at = this.#nonspace;
    while (at < this.#lineEnd && source.charCodeAt(at) === code) at++;
    if (skipSpaces(source, at, this.#lineEnd) < this.#lineEnd) return false;
    this.#takeDefinitions();
    if (this.#segments.length === 0) {
      // Nothing but definitions: the line is whatever it would be without them.
      this.#leaf = NONE;
      this.#leafNode = 0;
      return false;
    }
    const node = this.#leafNode;
    const store = this.#store;
    store.type[node] = HEADING;
    store.to[node] = this.#lineEnd;
    store.flags[node] = UNPARSED | (code === 61 ? 1 : 2);
    store.data[node] = this.#putSegments();
    this.#append(node);
    this.#noteCandidate(node);
    this.#leaf = NONE;
    this.#leafNode = 0;
    this.#segments.length = 0;
    return true;
  }

  /** §4.1 */
  #thematicBreak(depth: number, code: number): boolean {
    // A character that is neither stops every attempt that begins before it: `- - - - a` is looked at once.
    if (code === this.#stopCode && this.#nonspace < this.#stop) return false;
    const source = this.#source;
    let count = 0;
    for (let at = this.#nonspace; at < this.#lineEnd; at++) {
      const next = source.charCodeAt(at);
      if (next === code) count++;
      else if (!isSpace(next)) {
        this.#stop = at;
        this.#stopCode = code;
        return false;
      }
    }
    if (count < 3) return false;
    this.#prepare(depth);
    const node = this.#store.add(THEMATIC_BREAK, this.#nonspace, this.#lineEnd);
    this.#append(node);
    this.#noteCandidate(node);
    return true;
  }

  /** §4.5; data is where in the pool the info string and the content are. */
  #openFence(depth: number, code: number): boolean {
    const source = this.#source;
    const from = this.#nonspace;
    let at = from;
    while (at < this.#lineEnd && source.charCodeAt(at) === code) at++;
    if (at - from < 3) return false;
    if (code === 96) for (let rest = at; rest < this.#lineEnd; rest++) if (source.charCodeAt(rest) === 96) return false;
    this.#prepare(depth);
    const store = this.#store;
    const node = store.add(CODE, from, this.#lineEnd);
    store.flags[node] = FENCED;
    this.#fenceCharacter = code;
    this.#fenceLength = at - from;
    this.#fenceIndent = this.#indent;
    store.data[node] = store.put(skipSpaces(source, at, this.#lineEnd));
    store.put(this.#lineEnd);
    this.#startLeaf(FENCE_LEAF, node);
    return true;
  }

  /** §4.6 */
  #openHtml(depth: number, inParagraph: boolean): boolean {
    const kind = htmlBlockKind(this.#source, this.#nonspace, this.#lineEnd);
    if (kind === 0 || (kind === 7 && inParagraph)) return false;
    this.#prepare(depth);
    this.#htmlKind = kind;
    const from = this.#position;
    const node = this.#store.add(HTML, from, this.#lineEnd);
    this.#store.flags[node] = VERBATIM;
    this.#startLeaf(HTML_LEAF, node);
    this.#segments.push(paddedStart(from, this.#padding), this.#lineEnd);
    if (htmlBlockEnds(kind, this.#source, this.#nonspace, this.#lineEnd)) this.#closeLeaf();
    return true;
  }

  #isListMarker(code: number): boolean {
    return code === 45 || code === 42 || code === 43 || (code >= 48 && code <= 57);
  }

  /** §5.2 and §5.3 */
  #openItem(depth: number, code: number, inParagraph: boolean): boolean {
    const source = this.#source;
    const from = this.#nonspace;
    const end = this.#lineEnd;
    let at = from;
    let marker = code;
    let number = -1;
    if (code >= 48) {
      number = 0;
      while (at < end && at - from < 10) {
        const digit = source.charCodeAt(at) - 48;
        if (digit < 0 || digit > 9) break;
        number = number * 10 + digit;
        at++;
      }
      marker = source.charCodeAt(at);
      if (at - from > 9 || at === end || (marker !== 46 && marker !== 41)) return false;
    }
    at++;
    const isEmpty = skipSpaces(source, at, end) === end;
    if (!isEmpty && !isSpace(source.charCodeAt(at))) return false;
    if (inParagraph && (isEmpty || (number >= 0 && !(number === 1 && at - from === 2)))) return false;
    const width = at - from;
    const indent = this.#indent;
    this.#prepareItem(depth, marker);
    this.#advanceToNonspace();
    this.#position = at;
    this.#column += width;
    this.#findNonspace();
    let spaces = this.#indent;
    if (isEmpty) spaces = 1;
    else if (spaces > 4) spaces = 1;
    if (!isEmpty) {
      this.#advance(spaces);
      this.#findNonspace();
    }
    const store = this.#store;
    if (store.type[this.#open.at(-1) ?? 0] !== LIST) {
      const list = store.add(LIST, from, at);
      store.flags[list] = number >= 0 ? ORDERED : 0;
      store.data[list] = Math.max(number, 0);
      this.#noteItemName();
      this.#push(list, marker);
    } else if (this.#blankAfter.at(-1) === true) {
      const list = this.#open.at(-1) ?? 0;
      store.flags[list] = (store.flags[list] ?? 0) | SPREAD;
      this.#blankAfter[this.#open.length - 1] = false;
    }
    // The whole line of an item that is empty is its marker.
    const item = store.add(LIST_ITEM, from, isEmpty ? end : at);
    store.data[item] = this.#open.at(-1) ?? 0;
    this.#push(item, indent + width + spaces);
    return true;
  }

  /** Closes what a new item cannot stand in; an open list of the same kind stays open. */
  #prepareItem(depth: number, marker: number): void {
    this.#closeDownTo(depth - 1);
    this.#closeLeaf();
    const top = this.#open.length - 1;
    if (this.#store.type[this.#open[top] ?? 0] === LIST && this.#offset[top] !== marker) this.#closeDownTo(top - 1);
  }

  #openFootnote(depth: number): boolean {
    const from = this.#nonspace;
    const labelEnd = footnoteLabelEnd(this.#source, from, this.#lineEnd);
    if (labelEnd < 0 || this.#source.charCodeAt(labelEnd + 1) !== 58) return false;
    this.#prepare(depth);
    const store = this.#store;
    const node = store.add(FOOTNOTE_DEFINITION, from, labelEnd + 2);
    store.data[node] = store.put(from + 2);
    store.put(labelEnd);
    store.footnotes.add(normalizeLabel(this.#source.slice(from + 2, labelEnd)));
    this.#advanceToNonspace();
    this.#column += labelEnd + 2 - this.#position;
    this.#position = labelEnd + 2;
    this.#findNonspace();
    this.#advanceToNonspace();
    if (this.#isBlank) store.to[node] = this.#lineEnd;
    this.#push(node, 0);
    return true;
  }

  /** GFM §4.10: the paragraph's last line is the head of a table when this line is its delimiter row. */
  #openTable(): boolean {
    if (this.#indent > 3 || this.#lastLineIndent > 3) return false;
    const source = this.#source;
    const alignments = alignmentsOf(source, this.#nonspace, this.#lineEnd);
    if (!alignments) return false;
    const segments = this.#segments;
    const headFrom = this.#lastLine;
    const headTo = segments[segments.length - 1] ?? 0;
    if (cellCount(source, headFrom, headTo) !== alignments.length) return false;
    const store = this.#store;
    let table = this.#leafNode;
    if (this.#segmentsBefore > 0) {
      segments.length = this.#segmentsBefore;
      segments[segments.length - 1] = this.#endBefore;
      this.#closeLeaf();
      table = store.add(TABLE, headFrom, this.#lineEnd);
    } else {
      store.type[table] = TABLE;
      store.to[table] = this.#lineEnd;
    }
    store.data[table] = store.put(alignments.length);
    for (const alignment of alignments) store.put(alignment);
    this.#startLeaf(TABLE_LEAF, table);
    this.#lastRow = addRow(store, table, 0, headFrom, headTo);
    store.to[table] = this.#lineEnd;
    return true;
  }

  /** Closes the containers that a line does not go on with, and the leaf, before a block is added. */
  #prepare(depth: number): void {
    this.#closeDownTo(depth - 1);
    this.#closeLeaf();
    const top = this.#open.length - 1;
    if (this.#store.type[this.#open[top] ?? 0] === LIST) this.#closeDownTo(top - 1);
  }

  #startLeaf(leaf: number, node: number): void {
    this.#leaf = leaf;
    this.#leafNode = node;
    this.#segments.length = 0;
    if (leaf !== TEXT_LEAF) this.#append(node);
  }

  #addContentSegment(): void {
    this.#addSegment(paddedStart(this.#position, this.#padding), this.#lineEnd);
  }

  /** Adds a piece of a line, to the last segment when nothing stands between them but a line end. */
  #addSegment(from: number, to: number): void {
    const segments = this.#segments;
    const size = segments.length;
    if (from === this.#lineStart && size > 0) {
      const end = segments[size - 1] ?? 0;
      if (end + endOfLineLength(this.#source, end) === from) {
        segments[size - 1] = to;
        return;
      }
    }
    segments.push(from, to);
  }

  /** Links a node as the last child of the innermost container. */
  #append(node: number): void {
    const store = this.#store;
    const top = this.#open.length - 1;
    const parent = this.#open[top] ?? 0;
    const before = this.#last[top] ?? 0;
    if (before === 0) store.child[parent] = node;
    else store.next[before] = node;
    this.#last[top] = node;
    if (this.#blankAfter[top] === true && store.type[parent] === LIST_ITEM && before !== 0) {
      store.flags[parent] = (store.flags[parent] ?? 0) | SPREAD;
    }
    this.#blankAfter[top] = false;
  }

  /** Something may head a section, or ends those that labels head: `marks.ts` looks no further than at these. */
  #noteCandidate(node: number): void {
    this.#store.candidates.push(node, this.#open[this.#open.length - 1] ?? 0);
  }

  /** A list begins: what stands before it in an item may name it, whatever its characters. */
  #noteItemName(): void {
    const store = this.#store;
    const top = this.#open.length - 1;
    const item = this.#open[top] ?? 0;
    const name = this.#last[top] ?? 0;
    if (name === 0 || store.type[item] !== LIST_ITEM || store.child[item] !== name || store.type[name] !== PARAGRAPH)
      return;
    const { candidates } = store;
    if (candidates[candidates.length - 2] !== name && isShortEnough(store.from[name] ?? 0, store.to[name] ?? 0))
      this.#noteCandidate(name);
  }

  #push(node: number, offset: number): void {
    this.#append(node);
    this.#open.push(node);
    this.#offset.push(offset);
    this.#last.push(0);
    this.#blankAfter.push(false);
  }

  /** Closes containers until the innermost is at a depth. */
  #closeDownTo(depth: number): void {
    if (depth >= this.#open.length - 1) return;
    this.#closeLeaf();
    const { to } = this.#store;
    while (this.#open.length - 1 > depth) {
      const node = this.#open.pop() ?? 0;
      const last = this.#last.pop() ?? 0;
      this.#offset.pop();
      this.#blankAfter.pop();
      if (last !== 0) to[node] = Math.max(to[node] ?? 0, to[last] ?? 0);
    }
    while ((this.#quotes.at(-1) ?? 0) > depth) this.#quotes.pop();
  }

  #closeLeaf(): void {
    const leaf = this.#leaf;
    if (leaf === NONE) return;
    const store = this.#store;
    const node = this.#leafNode;
    const segments = this.#segments;
    if (leaf === TEXT_LEAF) {
      this.#takeDefinitions();
      if (segments.length > 0) {
        this.#takeTask();
        store.to[node] = segments[segments.length - 1] ?? 0;
        store.flags[node] = UNPARSED | (this.#hasManyLines ? MANY_LINES : 0);
        if (segments.length > 2) store.data[node] = this.#putSegments();
        this.#append(node);
        if (this.#hasManyLines || couldBeName(this.#source, store.from[node] ?? 0, store.to[node] ?? 0))
          this.#noteCandidate(node);
      }
    } else if (leaf === FENCE_LEAF) {
      this.#putSegments();
    } else if (leaf === INDENTED_LEAF) {
      segments.length = this.#kept;
      segments[this.#kept - 1] = this.#keptEnd;
      store.to[node] = this.#keptEnd;
      store.data[node] = this.#putSegments();
    } else if (leaf === HTML_LEAF && (segments.length > 2 || (segments[0] ?? 0) < 0)) {
      store.data[node] = this.#putSegments();
    }
    this.#leaf = NONE;
    this.#leafNode = 0;
    segments.length = 0;
  }

  /** GFM §5.3: `[ ]` or `[x]` before the first words of an item makes it a task. */
  #takeTask(): void {
    const source = this.#source;
    const segments = this.#segments;
    const from = segments[0] ?? 0;
    const top = this.#open.length - 1;
    const item = this.#open[top] ?? 0;
    if (source.charCodeAt(from) !== 91 || this.#store.type[item] !== LIST_ITEM || this.#last[top] !== 0) return;
    for (let at = this.#store.from[item] ?? 0; at < from; at++) if (endOfLineLength(source, at) > 0) return;
    const mark = source.charCodeAt(from + 1);
    const after = source.charCodeAt(from + 3);
    if (source.charCodeAt(from + 2) !== 93 || !(isSpace(mark) || mark === 120 || mark === 88)) return;
    const at = skipSpaces(source, from + 3, segments[1] ?? 0);
    const isLineOver = at === (segments[1] ?? 0) || endOfLineLength(source, at) > 0;
    if ((isLineOver && at === (segments[1] ?? 0) && segments.length === 2) || !(isSpace(after) || isLineOver)) return;
    this.#store.flags[item] = (this.#store.flags[item] ?? 0) | TASK | (isSpace(mark) ? 0 : DONE);
    if (!isLineOver) segments[0] = from + 4;
    else if (at < (segments[1] ?? 0)) segments[0] = at + endOfLineLength(source, at);
    else segments.splice(0, 2);
    let first = segments[0] ?? 0;
    while (isSpace(source.charCodeAt(first))) first++;
    if (isLineOver) segments[0] = first;
    this.#store.from[this.#leafNode] = segments[0] ?? 0;
  }

  /** §4.7: takes the definitions at the head of the paragraph out of it. */
  #takeDefinitions(): void {
    const segments = this.#segments;
    if (this.#source.charCodeAt(segments[0] ?? 0) !== 91) return;
    const rest = addDefinitions(this.#store, segments, (definition) => this.#append(definition));
    if (rest < 0) {
      segments.length = 0;
      return;
    }
    while (segments.length > 0 && (segments[1] ?? 0) <= rest) segments.splice(0, 2);
    segments[0] = rest;
    this.#store.from[this.#leafNode] = rest;
  }
}
