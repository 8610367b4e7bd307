/**
 * The block pass (CommonMark 0.31.2 §4 and §5, GFM tables and footnotes): one walk over the lines that builds a tree of
 * blocks. Each leaf records the source ranges of its inline content.
 */

import { extraTaskMarks } from '../core/task-states.ts';
import { isSpace, skipSpaces } from './characters.ts';
import {
  ASTERISK,
  BACKTICK,
  CARET,
  COLON,
  DIGIT_0,
  DIGIT_9,
  DOLLAR_SIGN,
  EQUALS_SIGN,
  FULL_STOP,
  GREATER_THAN,
  HYPHEN,
  LEFT_BRACKET,
  LESS_THAN,
  LOWERCASE_X,
  NUMBER_SIGN,
  PERCENT_SIGN,
  PLUS_SIGN,
  RIGHT_BRACKET,
  RIGHT_PARENTHESIS,
  SPACE,
  TAB,
  TILDE,
  UNDERSCORE,
  UPPERCASE_X,
} from './codes.ts';
import { findFootnoteLabelEnd } from './footnotes.ts';
import type { FrontMatterBlock } from './front-matter-block.ts';
import { detectHtmlBlockKind, findHiddenBlockEnd, HIDDEN_BLOCK, isHtmlBlockEnd } from './html-blocks.ts';
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
  packStart,
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
import { addRow, countCells, parseDelimiterRow } from './tables.ts';

/** Maximum nesting of containers. Deeper markers are text, so that memory stays in proportion to the source. */
const maxDepth = 20_000;

const NONE = 0;
const TEXT_LEAF = 1;
/** A line of `$$`, and one that may be in a quote. */
const mathFence = /[\r\n] {0,3}\$\$[ \t]*(?=[\r\n]|$)/g;
const nestedMathFence = /[\r\n][ \t>]*\$\$[ \t]*(?=[\r\n]|$)/g;

const FENCE_LEAF = 2;
const INDENTED_LEAF = 3;
const HTML_LEAF = 4;
const TABLE_LEAF = 5;

/**
 * Parses the blocks of a source.
 * @param frontMatter the block at the head of the source that is not Markdown
 * @returns a tree of blocks under node 0
 */
export function parseBlocks(source: string, frontMatter?: FrontMatterBlock): Store {
  return new BlockParser(source).parse(frontMatter);
}

class BlockParser {
  readonly #source: string;
  readonly #store: Store;

  // The current line is read from #position, at #column; #padding columns of the tab before it are unread.
  #position = 0;
  #column = 0;
  #padding = 0;
  #lineStart = 0;
  #lineEnd = 0;
  // The line's first character that is not a space or tab, and its indentation in columns.
  #nonspace = 0;
  #indent = 0;
  #isBlank = false;

  // Stacks of the open containers, the root first: the node; an item's content indentation in columns, or a list's
  // marker; the last child.
  #openNodes: number[] = [ROOT];
  #offsets: number[] = [0];
  #lastChildren: number[] = [0];
  /** Of items and lists: whether a blank line came after their last content. */
  #blankAfter: boolean[] = [false];
  #isBlankMarked = false;
  /** An item that had a blank line before any content. */
  #emptyItem = 0;
  /** Depths of the open block quotes, the outermost first. */
  readonly #quoteDepths: number[] = [];

  #leaf = NONE;
  #leafNode = 0;
  // Segments of the leaf's content: start and end alternate. A negative start includes columns of a tab (see
  // `packStart`).
  #segments: number[] = [];
  #fenceCharacter = 0;
  /** Where the next line of `$$` begins, at the margin and in containers, as far as it is known. */
  readonly #mathEnds = [-1, -1];
  #fenceLength = 0;
  #fenceIndent = 0;
  #htmlKind = 0;
  /** No comment that begins before this offset ends. */
  #noHiddenEndBefore = 0;
  /** Length of #segments up to the last line of indented code that is not blank, and the end of that line. */
  #keptLength = 0;
  #keptEnd = 0;
  /** Start of a paragraph's last line, which may turn out to be the head of a table. */
  #lastLine = 0;
  #lastLineIndent = 0;
  #hasManyLines = false;
  /** Where the last attempt at a thematic break failed, and its character. */
  #breakStop = 0;
  #breakStopCode = 0;
  #segmentsBeforeLastLine = 0;
  #endBeforeLastLine = 0;
  #lastRow = 0;
  /** Depth of the first container inside the quotes that a blank line continues. */
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
    let lineFeed = -1;
    let carriageReturn = -1;
    while (next < length) {
      if (lineFeed < next) {
        lineFeed = source.indexOf('\n', next);
        if (lineFeed < 0) lineFeed = length;
      }
      let end = lineFeed;
      if (this.#store.hasReturn) {
        if (carriageReturn < next) {
          carriageReturn = source.indexOf('\r', next);
          if (carriageReturn < 0) carriageReturn = length;
        }
        if (carriageReturn < end) end = carriageReturn;
      }
      this.#store.addLine(next);
      if (next >= start) {
        this.#lineStart = next;
        this.#lineEnd = end;
        this.#parseLine();
      }
      next = end + endOfLineLength(source, end);
    }
    const endsWithLine = length > 0 && endOfLineLength(source, length - 1) > 0;
    if (length === 0 || endsWithLine) this.#store.addLine(length);
    this.#finish(endsWithLine);
    this.#store.trim();
    return this.#store;
  }

  /** @returns the offset where Markdown begins */
  #addFrontMatter({ kind, valueFrom, valueTo, to }: FrontMatterBlock): number {
    const store = this.#store;
    const node = store.add(kind === 'yaml' ? YAML : TOML, 0, to);
    store.data[node] = store.put(valueFrom);
    store.put(valueTo);
    this.#append(node);
    return to + endOfLineLength(this.#source, to);
  }

  /** Closes all open blocks at the end of the source. A source that ends with a line end has an empty last line. */
  #finish(endsWithLine: boolean): void {
    if (
      endsWithLine &&
      this.#quoteDepths.length === 0 &&
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

  #parseLine(): void {
    this.#position = this.#lineStart;
    this.#column = 0;
    this.#padding = 0;
    this.#findNonspace();
    const depth = this.#matchContainers();
    const isMatched = depth === this.#openNodes.length;
    if (isMatched && this.#leaf >= FENCE_LEAF && this.#continueLeaf()) return;
    if (this.#isBlank) this.#closeAtBlankLine(depth);
    else this.#openBlocks(depth);
  }

  #findNonspace(): void {
    const source = this.#source;
    const end = this.#lineEnd;
    let at = this.#position;
    let column = this.#column + this.#padding;
    for (; at < end; at++) {
      const code = source.charCodeAt(at);
      if (code === SPACE) column++;
      else if (code === TAB) column += 4 - (column & 3);
      else break;
    }
    this.#nonspace = at;
    this.#indent = column - this.#column;
    this.#isBlank = at === end;
  }

  /** Advances by a number of columns of white space. Part of a tab may remain as padding. */
  #advance(columns: number): void {
    const source = this.#source;
    let remaining = columns;
    if (this.#padding > 0) {
      const taken = Math.min(this.#padding, remaining);
      this.#padding -= taken;
      this.#column += taken;
      remaining -= taken;
    }
    while (remaining > 0 && this.#position < this.#lineEnd) {
      const code = source.charCodeAt(this.#position);
      if (code === TAB) {
        const width = 4 - (this.#column & 3);
        this.#position++;
        if (width > remaining) {
          this.#padding = width - remaining;
          this.#column += remaining;
          return;
        }
        this.#column += width;
        remaining -= width;
      } else {
        this.#position++;
        this.#column++;
        remaining--;
      }
    }
  }

  #advanceToNonspace(): void {
    this.#column += this.#indent;
    this.#position = this.#nonspace;
    this.#padding = 0;
    this.#indent = 0;
  }

  /** Returns how many of the open containers the line continues (§5). */
  #matchContainers(): number {
    const open = this.#openNodes;
    const type = this.#store.type;
    if (this.#isBlank) return this.#matchBlank(1, 0);
    let depth = 1;
    let quotes = 0;
    for (; depth < open.length; depth++) {
      const node = open[depth] ?? 0;
      switch (type[node]) {
        case BLOCKQUOTE:
          if (this.#indent > 3 || this.#source.charCodeAt(this.#nonspace) !== GREATER_THAN) return depth;
          this.#enterQuote();
          quotes++;
          if (this.#isBlank) {
            // The content of the quote sees a blank line.
            this.#store.to[node] = this.#lineEnd;
            return this.#matchBlank(depth + 1, quotes);
          }
          break;
        case LIST_ITEM: {
          const offset = this.#offsets[depth] ?? 0;
          if (
            this.#indent < offset ||
            (node === this.#emptyItem && this.#lastChildren[depth] === 0 && this.#leaf === NONE)
          )
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
        default: // a list continues as long as its items do
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
   * Matches containers on a blank line: it continues all of them but block quotes. An item that is still empty ends at
   * its second blank line; only the innermost container can be such an item.
   * @param from the first container to check
   * @param quotes the number of open quotes before it
   */
  #matchBlank(from: number, quotes: number): number {
    this.#blankFrom = from;
    const quote = this.#quoteDepths[quotes];
    if (quote !== undefined) return quote;
    const top = this.#openNodes.length - 1;
    const item = this.#openNodes[top] ?? 0;
    if (top >= from && this.#store.type[item] === LIST_ITEM && this.#lastChildren[top] === 0 && this.#leaf === NONE)
      this.#emptyItem = item;
    return this.#openNodes.length;
  }

  /** Continues a fence, HTML or indented code with the line, or ends it. @returns whether the line is used up */
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
        if (isHtmlBlockEnd(this.#htmlKind, this.#source, this.#position, this.#lineEnd)) this.#closeLeaf();
        return true;
      case INDENTED_LEAF:
        return this.#continueIndented();
      default:
        return false;
    }
  }

  /** Skips the white space of a blank line that belongs to the items around it. */
  #advanceBlank(): void {
    for (let depth = this.#blankFrom; depth < this.#openNodes.length && this.#indent > 0; depth++) {
      const type = this.#store.type[this.#openNodes[depth] ?? 0];
      const contentIndent = type === LIST_ITEM ? (this.#offsets[depth] ?? 0) : type === FOOTNOTE_DEFINITION ? 4 : 0;
      const columns = Math.min(contentIndent, this.#indent);
      this.#advance(columns);
      this.#indent -= columns;
    }
  }

  /** §4.5 */
  #continueFence(): boolean {
    if (!this.#isBlank && this.#indent <= 3 && this.#isClosingFence()) {
      const node = this.#leafNode;
      this.#store.flags[node] = this.#store.getFlags(node) | CLOSED;
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
    this.#unmarkBlank(this.#openNodes.length + 1);
    return true;
  }

  #keepIndented(): void {
    this.#keptLength = this.#segments.length;
    this.#keptEnd = this.#lineEnd;
  }

  #closeAtBlankLine(depth: number): void {
    this.#closeDownTo(depth - 1);
    this.#closeLeaf();
    this.#markBlank();
  }

  /** Records a blank line in the open lists and items. They become loose ("spread") only if more content follows. */
  #markBlank(): void {
    if (this.#isBlankMarked) return;
    this.#isBlankMarked = true;
    for (let at = this.#openNodes.length - 1; at > 0; at--) {
      const type = this.#store.type[this.#openNodes[at] ?? 0];
      if (type === FOOTNOTE_DEFINITION) continue;
      if (type !== LIST && type !== LIST_ITEM) return;
      if (this.#lastChildren[at] !== 0 || type === LIST || this.#leaf !== NONE) this.#blankAfter[at] = true;
    }
  }

  /**
   * Clears the blank-line flag of the containers that a line continues, except the innermost: for the others, the blank
   * line was inside a child.
   */
  #unmarkBlank(depth: number): void {
    const isAtItem = this.#store.type[this.#openNodes[depth - 1] ?? 0] === LIST;
    const inner = isAtItem ? depth - 2 : depth - 1;
    for (let at = 1; at < inner; at++) this.#blankAfter[at] = false;
    this.#isBlankMarked = false;
  }

  #openBlocks(matchedDepth: number): void {
    const source = this.#source;
    let depth = matchedDepth;
    if (this.#isBlankMarked) this.#unmarkBlank(matchedDepth);
    const isLazyCandidate = depth < this.#openNodes.length && this.#leaf === TEXT_LEAF;
    // Whether the line could continue a paragraph. It cannot once a container closes or opens.
    let inParagraph = this.#leaf === TEXT_LEAF && depth === this.#openNodes.length;
    let hasOpened = false;
    for (;;) {
      if (this.#indent > 3) {
        if (!hasOpened && this.#leaf === TEXT_LEAF) break;
        this.#closeUnmatched(depth);
        const node = this.#store.add(CODE, this.#position, this.#lineEnd);
        this.#advance(4);
        this.#startLeaf(INDENTED_LEAF, node);
        this.#addContentSegment();
        this.#keepIndented();
        return;
      }
      const code = source.charCodeAt(this.#nonspace);
      const canNest = this.#openNodes.length < maxDepth;
      if (code === GREATER_THAN && canNest) {
        this.#closeUnmatched(depth);
        const quote = this.#store.add(BLOCKQUOTE, this.#nonspace, this.#lineEnd);
        this.#enterQuote();
        this.#push(quote, 0);
        depth = this.#openNodes.length;
        this.#quoteDepths.push(depth - 1);
        inParagraph = false;
        hasOpened = true;
        if (this.#isBlank) return;
        continue;
      }
      if (code === NUMBER_SIGN && this.#addAtxHeading(depth)) return;
      if ((code === BACKTICK || code === TILDE) && this.#openFence(depth, code)) return;
      if (code === DOLLAR_SIGN && this.#openMath(depth)) return;
      if (code === PERCENT_SIGN && this.#openHidden(depth)) return;
      if (code === LESS_THAN && this.#openHtml(depth, inParagraph || (isLazyCandidate && !hasOpened))) return;
      if (inParagraph && (code === EQUALS_SIGN || code === HYPHEN) && this.#addSetextHeading(code)) return;
      if ((code === ASTERISK || code === HYPHEN || code === UNDERSCORE) && this.#addThematicBreak(depth, code)) return;
      if (canNest && this.#isListMarker(code) && this.#openItem(depth, code, inParagraph)) {
        depth = this.#openNodes.length;
        inParagraph = false;
        hasOpened = true;
        if (this.#isBlank) return;
        continue;
      }
      if (
        code === LEFT_BRACKET &&
        canNest &&
        source.charCodeAt(this.#nonspace + 1) === CARET &&
        this.#openFootnote(depth)
      ) {
        depth = this.#openNodes.length;
        inParagraph = false;
        hasOpened = true;
        if (this.#isBlank) return;
        continue;
      }
      break;
    }
    if (isLazyCandidate && !hasOpened) {
      this.#addText();
    } else if (this.#leaf === TABLE_LEAF && depth === this.#openNodes.length && !hasOpened) {
      this.#lastRow = addRow(this.#store, this.#leafNode, this.#lastRow, this.#nonspace, this.#lineEnd);
    } else if (inParagraph && this.#leaf === TEXT_LEAF) {
      if (!this.#openTable()) this.#addText();
    } else {
      this.#closeUnmatched(depth);
      this.#startText();
    }
  }

  #startText(): void {
    this.#startLeaf(TEXT_LEAF, this.#store.add(PARAGRAPH, this.#nonspace, this.#lineEnd));
    this.#lastLine = this.#nonspace;
    this.#lastLineIndent = this.#indent;
    this.#segmentsBeforeLastLine = 0;
    this.#hasManyLines = false;
    this.#segments.push(this.#nonspace, this.#lineEnd);
  }

  #addText(): void {
    this.#hasManyLines = true;
    this.#segmentsBeforeLastLine = this.#segments.length;
    this.#endBeforeLastLine = this.#segments[this.#segments.length - 1] ?? 0;
    this.#lastLine = this.#nonspace;
    this.#lastLineIndent = this.#indent;
    this.#addSegment(this.#position, this.#lineEnd);
  }

  /** §4.2 */
  #addAtxHeading(depth: number): boolean {
    const source = this.#source;
    const from = this.#nonspace;
    const end = this.#lineEnd;
    let at = from;
    while (at < end && source.charCodeAt(at) === NUMBER_SIGN) at++;
    const level = at - from;
    if (level > 6 || (at < end && !isSpace(source.charCodeAt(at)))) return false;
    this.#closeUnmatched(depth);
    const node = this.#store.add(HEADING, from, end);
    this.#store.flags[node] = UNPARSED | level;
    this.#append(node);
    this.#addCandidate(node);
    return true;
  }

  /** Puts the leaf's segments into the pool: their count, then each start and end. @returns the pool index */
  #putSegments(): number {
    const store = this.#store;
    const segments = this.#segments;
    const at = store.put(segments.length >> 1);
    for (let index = 0; index < segments.length; index++) store.put(segments[index] ?? 0);
    return at;
  }

  /** Turns the paragraph into a heading, unless it is all definitions (§4.3). */
  #addSetextHeading(code: number): boolean {
    const source = this.#source;
    let at = this.#nonspace;
    while (at < this.#lineEnd && source.charCodeAt(at) === code) at++;
    if (skipSpaces(source, at, this.#lineEnd) < this.#lineEnd) return false;
    this.#takeDefinitions();
    if (this.#segments.length === 0) {
      // The paragraph has only definitions, so the underline starts a new block.
      this.#leaf = NONE;
      this.#leafNode = 0;
      return false;
    }
    const node = this.#leafNode;
    const store = this.#store;
    store.type[node] = HEADING;
    store.to[node] = this.#lineEnd;
    store.flags[node] = UNPARSED | (code === EQUALS_SIGN ? 1 : 2);
    store.data[node] = this.#putSegments();
    this.#append(node);
    this.#addCandidate(node);
    this.#leaf = NONE;
    this.#leafNode = 0;
    this.#segments.length = 0;
    return true;
  }

  /** §4.1 */
  #addThematicBreak(depth: number, code: number): boolean {
    // A different character rules out every attempt that begins before it, so `- - - - a` is scanned only once.
    if (code === this.#breakStopCode && this.#nonspace < this.#breakStop) return false;
    const source = this.#source;
    let count = 0;
    for (let at = this.#nonspace; at < this.#lineEnd; at++) {
      const next = source.charCodeAt(at);
      if (next === code) count++;
      else if (!isSpace(next)) {
        this.#breakStop = at;
        this.#breakStopCode = code;
        return false;
      }
    }
    if (count < 3) return false;
    this.#closeUnmatched(depth);
    const node = this.#store.add(THEMATIC_BREAK, this.#nonspace, this.#lineEnd);
    this.#append(node);
    this.#addCandidate(node);
    return true;
  }

  /** §4.5. `data` is the pool index of the info string and the content. */
  #openFence(depth: number, code: number): boolean {
    const source = this.#source;
    const from = this.#nonspace;
    let at = from;
    while (at < this.#lineEnd && source.charCodeAt(at) === code) at++;
    if (at - from < 3) return false;
    if (code === BACKTICK)
      for (let offset = at; offset < this.#lineEnd; offset++) if (source.charCodeAt(offset) === BACKTICK) return false;
    this.#closeUnmatched(depth);
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

  /** A block of math (an extension): lines between two lines of `$$`. */
  #openMath(depth: number): boolean {
    const source = this.#source;
    const from = this.#nonspace;
    const isFence = source.charCodeAt(from + 1) === DOLLAR_SIGN;
    if (!isFence || skipSpaces(source, from + 2, this.#lineEnd) !== this.#lineEnd || !this.#hasMathEnd(depth))
      return false;
    this.#closeUnmatched(depth);
    const store = this.#store;
    const node = store.add(CODE, from, this.#lineEnd);
    store.flags[node] = FENCED;
    this.#fenceCharacter = DOLLAR_SIGN;
    this.#fenceLength = 2;
    this.#fenceIndent = this.#indent;
    store.data[node] = store.put(this.#lineEnd);
    store.put(this.#lineEnd);
    this.#startLeaf(FENCE_LEAF, node);
    return true;
  }

  /** Reports whether a line of `$$` follows; without one, the rest of the note would be math. */
  #hasMathEnd(depth: number): boolean {
    const place = depth > 1 ? 1 : 0;
    const fence = place === 0 ? mathFence : nestedMathFence;
    if ((this.#mathEnds[place] ?? -1) < this.#lineEnd) {
      fence.lastIndex = this.#lineEnd;
      this.#mathEnds[place] = fence.exec(this.#source)?.index ?? Number.POSITIVE_INFINITY;
    }
    return this.#mathEnds[place] !== Number.POSITIVE_INFINITY;
  }

  /** §4.6 */
  #openHtml(depth: number, inParagraph: boolean): boolean {
    const kind = detectHtmlBlockKind(this.#source, this.#nonspace, this.#lineEnd);
    if (kind === 0 || (kind === 7 && inParagraph)) return false;
    this.#startHtml(depth, kind);
    if (isHtmlBlockEnd(kind, this.#source, this.#nonspace, this.#lineEnd)) this.#closeLeaf();
    return true;
  }

  /** A comment of Obsidian's over several lines (an extension). */
  #openHidden(depth: number): boolean {
    if (this.#nonspace < this.#noHiddenEndBefore || !this.#source.startsWith('%%', this.#nonspace)) return false;
    const close = findHiddenBlockEnd(this.#source, this.#nonspace, this.#lineEnd);
    if (close < 0) {
      this.#noHiddenEndBefore = ~close;
      return false;
    }
    this.#startHtml(depth, HIDDEN_BLOCK);
    return true;
  }

  #startHtml(depth: number, kind: number): void {
    this.#closeUnmatched(depth);
    this.#htmlKind = kind;
    const from = this.#position;
    const node = this.#store.add(HTML, from, this.#lineEnd);
    this.#store.flags[node] = VERBATIM;
    this.#startLeaf(HTML_LEAF, node);
    this.#segments.push(packStart(from, this.#padding), this.#lineEnd);
  }

  #isListMarker(code: number): boolean {
    return code === HYPHEN || code === ASTERISK || code === PLUS_SIGN || (code >= DIGIT_0 && code <= DIGIT_9);
  }

  /** §5.2 and §5.3 */
  #openItem(depth: number, code: number, inParagraph: boolean): boolean {
    const source = this.#source;
    const from = this.#nonspace;
    const end = this.#lineEnd;
    let at = from;
    let marker = code;
    let number = -1;
    if (code >= DIGIT_0) {
      number = 0;
      while (at < end && at - from < 10) {
        const digit = source.charCodeAt(at) - 48;
        if (digit < 0 || digit > 9) break;
        number = number * 10 + digit;
        at++;
      }
      marker = source.charCodeAt(at);
      if (at - from > 9 || at === end || (marker !== FULL_STOP && marker !== RIGHT_PARENTHESIS)) return false;
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
    if (store.type[this.#openNodes.at(-1) ?? 0] !== LIST) {
      const list = store.add(LIST, from, at);
      store.flags[list] = number >= 0 ? ORDERED : 0;
      store.data[list] = Math.max(number, 0);
      this.#addItemNameCandidate();
      this.#push(list, marker);
    } else if (this.#blankAfter.at(-1) === true) {
      const list = this.#openNodes.at(-1) ?? 0;
      store.flags[list] = store.getFlags(list) | SPREAD;
      this.#blankAfter[this.#openNodes.length - 1] = false;
    }
    // The marker of an empty item covers the whole line.
    const item = store.add(LIST_ITEM, from, isEmpty ? end : at);
    store.data[item] = this.#openNodes.at(-1) ?? 0;
    this.#push(item, indent + width + spaces);
    return true;
  }

  /** Closes the blocks that a new item cannot be in. An open list of the same kind stays open. */
  #prepareItem(depth: number, marker: number): void {
    this.#closeDownTo(depth - 1);
    this.#closeLeaf();
    const top = this.#openNodes.length - 1;
    if (this.#store.type[this.#openNodes[top] ?? 0] === LIST && this.#offsets[top] !== marker)
      this.#closeDownTo(top - 1);
  }

  #openFootnote(depth: number): boolean {
    const from = this.#nonspace;
    const labelEnd = findFootnoteLabelEnd(this.#source, from, this.#lineEnd);
    if (labelEnd < 0 || this.#source.charCodeAt(labelEnd + 1) !== COLON) return false;
    this.#closeUnmatched(depth);
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

  /** Turns the paragraph's last line into the head of a table if this line is its delimiter row (GFM §4.10). */
  #openTable(): boolean {
    if (this.#indent > 3 || this.#lastLineIndent > 3) return false;
    const source = this.#source;
    const alignments = parseDelimiterRow(source, this.#nonspace, this.#lineEnd);
    if (!alignments) return false;
    const segments = this.#segments;
    const headFrom = this.#lastLine;
    const headTo = segments[segments.length - 1] ?? 0;
    if (countCells(source, headFrom, headTo) !== alignments.length) return false;
    const store = this.#store;
    let table = this.#leafNode;
    if (this.#segmentsBeforeLastLine > 0) {
      segments.length = this.#segmentsBeforeLastLine;
      segments[segments.length - 1] = this.#endBeforeLastLine;
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

  /** Closes the leaf and the containers that a line does not continue, before a block is added. */
  #closeUnmatched(depth: number): void {
    this.#closeDownTo(depth - 1);
    this.#closeLeaf();
    const top = this.#openNodes.length - 1;
    if (this.#store.type[this.#openNodes[top] ?? 0] === LIST) this.#closeDownTo(top - 1);
  }

  #startLeaf(leaf: number, node: number): void {
    this.#leaf = leaf;
    this.#leafNode = node;
    this.#segments.length = 0;
    if (leaf !== TEXT_LEAF) this.#append(node);
  }

  #addContentSegment(): void {
    this.#addSegment(packStart(this.#position, this.#padding), this.#lineEnd);
  }

  /** Adds a piece of a line. Extends the last segment if only a line end is between them. */
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

  #append(node: number): void {
    const store = this.#store;
    const top = this.#openNodes.length - 1;
    const parent = this.#openNodes[top] ?? 0;
    const previous = this.#lastChildren[top] ?? 0;
    if (previous === 0) store.child[parent] = node;
    else store.next[previous] = node;
    this.#lastChildren[top] = node;
    if (this.#blankAfter[top] === true && store.type[parent] === LIST_ITEM && previous !== 0) {
      store.flags[parent] = store.getFlags(parent) | SPREAD;
    }
    this.#blankAfter[top] = false;
  }

  /**
   * Records a node that may start a section or end a label's section. `headings.ts` examines
   * only these.
   */
  #addCandidate(node: number): void {
    this.#store.candidates.push(node, this.#openNodes[this.#openNodes.length - 1] ?? 0);
  }

  /** Records the paragraph before a new list in an item: it may be the list's name, whatever its characters. */
  #addItemNameCandidate(): void {
    const store = this.#store;
    const top = this.#openNodes.length - 1;
    const item = this.#openNodes[top] ?? 0;
    const name = this.#lastChildren[top] ?? 0;
    if (name === 0 || store.type[item] !== LIST_ITEM || store.child[item] !== name || store.type[name] !== PARAGRAPH)
      return;
    const { candidates } = store;
    if (candidates[candidates.length - 2] !== name && isShortEnough(store.getFrom(name), store.getTo(name)))
      this.#addCandidate(name);
  }

  #push(node: number, offset: number): void {
    this.#append(node);
    this.#openNodes.push(node);
    this.#offsets.push(offset);
    this.#lastChildren.push(0);
    this.#blankAfter.push(false);
  }

  #closeDownTo(depth: number): void {
    if (depth >= this.#openNodes.length - 1) return;
    this.#closeLeaf();
    const { to } = this.#store;
    while (this.#openNodes.length - 1 > depth) {
      const node = this.#openNodes.pop() ?? 0;
      const last = this.#lastChildren.pop() ?? 0;
      this.#offsets.pop();
      this.#blankAfter.pop();
      if (last !== 0) to[node] = Math.max(to[node] ?? 0, to[last] ?? 0);
    }
    while ((this.#quoteDepths.at(-1) ?? 0) > depth) this.#quoteDepths.pop();
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
        if (this.#hasManyLines || couldBeName(this.#source, store.getFrom(node), store.getTo(node)))
          this.#addCandidate(node);
      }
    } else if (leaf === FENCE_LEAF) {
      this.#putSegments();
    } else if (leaf === INDENTED_LEAF) {
      segments.length = this.#keptLength;
      segments[this.#keptLength - 1] = this.#keptEnd;
      store.to[node] = this.#keptEnd;
      store.data[node] = this.#putSegments();
    } else if (leaf === HTML_LEAF && (segments.length > 2 || (segments[0] ?? 0) < 0)) {
      store.data[node] = this.#putSegments();
    }
    this.#leaf = NONE;
    this.#leafNode = 0;
    segments.length = 0;
  }

  /** Marks an item as a task if `[ ]`, `[x]` (GFM §5.3) or another mark in brackets comes before its first words. */
  #takeTask(): void {
    const source = this.#source;
    const segments = this.#segments;
    const from = segments[0] ?? 0;
    const top = this.#openNodes.length - 1;
    const item = this.#openNodes[top] ?? 0;
    if (
      source.charCodeAt(from) !== LEFT_BRACKET ||
      this.#store.type[item] !== LIST_ITEM ||
      this.#lastChildren[top] !== 0
    )
      return;
    for (let at = this.#store.getFrom(item); at < from; at++) if (endOfLineLength(source, at) > 0) return;
    const mark = source.charCodeAt(from + 1);
    const after = source.charCodeAt(from + 3);
    const isDone = mark === LOWERCASE_X || mark === UPPERCASE_X;
    if (source.charCodeAt(from + 2) !== RIGHT_BRACKET) return;
    if (!isSpace(mark) && !isDone && !extraTaskMarks.includes(String.fromCharCode(mark))) return;
    const at = skipSpaces(source, from + 3, segments[1] ?? 0);
    const isLineEnd = at === (segments[1] ?? 0) || endOfLineLength(source, at) > 0;
    if ((isLineEnd && at === (segments[1] ?? 0) && segments.length === 2) || !(isSpace(after) || isLineEnd)) return;
    this.#store.flags[item] = this.#store.getFlags(item) | TASK | (isDone ? DONE : 0);
    if (!isLineEnd) segments[0] = from + 4;
    else if (at < (segments[1] ?? 0)) segments[0] = at + endOfLineLength(source, at);
    else segments.splice(0, 2);
    let first = segments[0] ?? 0;
    while (isSpace(source.charCodeAt(first))) first++;
    if (isLineEnd) segments[0] = first;
    this.#store.from[this.#leafNode] = segments[0] ?? 0;
  }

  /** Moves the definitions at the head of the paragraph out of it (§4.7). */
  #takeDefinitions(): void {
    const segments = this.#segments;
    if (this.#source.charCodeAt(segments[0] ?? 0) !== LEFT_BRACKET) return;
    const remainingFrom = addDefinitions(this.#store, segments, (definition) => this.#append(definition));
    if (remainingFrom < 0) {
      segments.length = 0;
      return;
    }
    while (segments.length > 0 && (segments[1] ?? 0) <= remainingFrom) segments.splice(0, 2);
    segments[0] = remainingFrom;
    this.#store.from[this.#leafNode] = remainingFrom;
  }
}
