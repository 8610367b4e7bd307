/** Lays out blocks as lines of a given width, with margins, lists and quotes. */

import type { DefinitionGroup } from '../../core/definition-lists.ts';
import { splitDefinitions } from '../../core/definition-lists.ts';
import { sanitizeText } from '../../core/escape.ts';
import { readHtmlStructure } from '../../core/html-structure.ts';
import { isQuotedItem } from '../../core/quotes.ts';
import { getTaskState } from '../../core/task-states.ts';
import type {
  Block,
  Blockquote,
  Code,
  FootnoteDefinition,
  Heading,
  Inline,
  List,
  ListItem,
  Paragraph,
} from '../../core/tree.ts';
import { getPlainText, release } from '../../core/tree.ts';
import { maxDepth } from '../shown-blocks.ts';
import { parseCallout } from './callouts.ts';
import type { CodeWriter, LayoutLine } from './code.ts';
import type { Page as InlinePage } from './inline.ts';
import { htmlToRuns, inlinesToRuns } from './inline.ts';
import { renderTable } from './table.ts';
import { measureWidth } from './width.ts';
import type { Run, Style } from './wrap.ts';
import { applyStyle, LineWrapper, nestStyles, wrapRuns } from './wrap.ts';

export interface Page extends InlinePage {
  readonly code: CodeWriter;
  readonly footnotes: Footnotes;
  /** Called when the first line of a block comes next. */
  readonly onBlock?: (block: Block) => void;
}

/** The footnotes that a page defines or references. Each is shown once, at the end of the page. */
export class Footnotes {
  #definitions: FootnoteDefinition[] = [];
  #referencedIdentifiers = new Set<string>();
  readonly #handledIdentifiers = new Set<string>();

  addDefinition(definition: FootnoteDefinition): void {
    if (this.#handledIdentifiers.has(definition.identifier)) return;
    this.#handledIdentifiers.add(definition.identifier);
    this.#definitions.push(definition);
  }

  add(identifier: string): void {
    this.#referencedIdentifiers.add(identifier);
  }

  takeDefinitions(): FootnoteDefinition[] {
    const definitions = this.#definitions;
    this.#definitions = [];
    return definitions;
  }

  /** Returns the identifiers referenced since the last call whose definitions were not recorded. */
  takeMissingIdentifiers(): Set<string> {
    const missing = new Set(
      [...this.#referencedIdentifiers].filter((identifier) => !this.#handledIdentifiers.has(identifier)),
    );
    for (const identifier of missing) this.#handledIdentifiers.add(identifier);
    this.#referencedIdentifiers = new Set();
    return missing;
  }
}

/**
 * Nested blocks are not indented further if fewer than `minRoom` columns would remain. Below `minRoomBesideMarker`, the
 * marker is also dropped.
 */
const minRoom = 16;
const minRoomBesideMarker = 4;

/** The text before the lines of a block: a marker before the first line, text of the same width before the others. */
class Margin {
  readonly #outer: Margin | undefined;
  readonly #marker: string;
  readonly continuation: string;
  /** Columns left on the first line, and on the others. */
  readonly #firstRoom: number;
  readonly room: number;
  #isUsed = false;

  constructor(outer: Margin | undefined, marker: string, continuation: string, firstRoom: number, room: number) {
    this.#outer = outer;
    this.#marker = marker;
    this.continuation = continuation;
    this.#firstRoom = firstRoom;
    this.room = room;
  }

  get isUsed(): boolean {
    return this.#isUsed;
  }

  get nextRoom(): number {
    return this.#isUsed ? this.room : this.#firstRoom;
  }

  /** Returns the text before the next line. */
  takePrefix(): string {
    if (this.#isUsed) return this.continuation;
    this.#isUsed = true;
    return (this.#outer?.takePrefix() ?? '') + this.#marker;
  }

  /**
   * Returns a margin inside this one. If there is no room for it, keeps the marker alone, or nothing.
   * @param width columns of the marker, and of the text before the other lines
   */
  nest(marker: string, width: number, continuation = ' '.repeat(width)): Margin {
    const firstRoom = this.nextRoom - width;
    if (firstRoom < minRoomBesideMarker) return new Margin(this, '', this.continuation, this.nextRoom, this.room);
    if (this.room - width < minRoom) return new Margin(this, marker, this.continuation, firstRoom, this.room);
    return new Margin(this, marker, this.continuation + continuation, firstRoom, this.room - width);
  }
}

/**
 * Lays out blocks. Lines are generated on demand, so that the first lines of a long note are printed before the last
 * are made.
 */
export function* layoutBlocks(blocks: readonly Block[], page: Page, width: number): Generator<LayoutLine> {
  const margin = new Margin(undefined, '', '', width, width);
  yield* layoutSequence(blocks, page, margin, { depth: 0, listDepth: 0, isTight: false, isRemark: false });
}

export function* layoutFootnotes(
  notes: readonly FootnoteDefinition[],
  page: Page,
  width: number,
): Generator<LayoutLine> {
  for (const note of notes) {
    const mark = `[^${sanitizeText(note.label)}] `;
    const margin = new Margin(undefined, '', '', width, width).nest(
      applyStyle(page.theme.styles.muted, mark),
      measureWidth(mark),
      ' '.repeat(Math.min(4, measureWidth(mark))),
    );
    yield* layoutSequence(note.children, page, margin, { depth: 1, listDepth: 0, isTight: true, isRemark: false });
  }
}

interface Nesting {
  /** Number of enclosing blocks, and of enclosing lists. */
  readonly depth: number;
  readonly listDepth: number;
  /** Whether there are no blank lines between blocks. */
  readonly isTight: boolean;
  readonly isRemark: boolean;
  /** Whether the first block follows the text before it without a blank line. */
  readonly isAttached?: boolean;
  /** Whether the block is a term, and whether it follows a paragraph and so may be the meaning of a term. */
  readonly isTerm?: boolean;
  readonly isAfterParagraph?: boolean;
}

function startsWithMeaning(block: Block | undefined): boolean {
  return block?.type === 'paragraph' && splitDefinitions(block)?.term.length === 0;
}

/** Lays out blocks one below another, with a blank line between two unless they are tight. */
function* layoutSequence(
  blocks: readonly Block[],
  page: Page,
  margin: Margin,
  nesting: Nesting,
): Generator<LayoutLine> {
  let isAttached = nesting.isAttached ?? false;
  let previous: Block | undefined;
  for (const [index, block] of blocks.entries()) {
    const isAfterParagraph = previous?.type === 'paragraph';
    const isMeaning = isAfterParagraph && startsWithMeaning(block);
    const isTerm = block.type === 'paragraph' && startsWithMeaning(blocks[index + 1]);
    const place = isAfterParagraph || isTerm ? { ...nesting, isAfterParagraph, isTerm } : nesting;
    previous = block;
    let isBlankLineDue = margin.isUsed && !nesting.isTight && !isAttached && !isMeaning;
    let isBegun = false;
    for (const line of layoutBlock(block, page, margin, place)) {
      if (typeof line === 'string') {
        if (isBlankLineDue) yield margin.continuation.trimEnd();
        isBlankLineDue = false;
        isAttached = false;
        if (!isBegun) page.onBlock?.(block);
        isBegun = true;
      }
      yield line;
    }
    release(block);
  }
}

function layoutBlock(block: Block, page: Page, margin: Margin, nesting: Nesting): Iterable<LayoutLine> {
  if (nesting.depth > maxDepth)
    return layoutText([{ text: sanitizeText(getPlainText(block)), style: undefined }], margin);
  const { styles, signs } = page.theme;
  switch (block.type) {
    case 'heading':
      return layoutHeading(block, page, margin);
    case 'paragraph':
      return layoutParagraph(block, page, margin, nesting);
    case 'blockquote':
      return layoutQuote(block, page, margin, nesting);
    case 'list':
      return layoutList(block, page, margin, nesting);
    case 'code':
      return layoutCode(block, page, margin);
    case 'table':
      return addMargin(renderTable(block, page, Math.min(margin.room, margin.nextRoom)), margin);
    case 'html': {
      const inner = readHtmlStructure(block);
      return inner
        ? layoutSequence(inner, page, margin, { ...nesting, isAttached: true })
        : layoutText(htmlToRuns(block.value, page), margin);
    }
    case 'thematicBreak':
      return [margin.takePrefix() + applyStyle(styles.muted, signs.rule.repeat(Math.max(3, margin.room)))];
    case 'footnoteDefinition':
      page.footnotes.addDefinition(block);
      return [];
    default:
      // Definitions and front matter are not shown.
      return [];
  }
}

function layoutParagraph(paragraph: Paragraph, page: Page, margin: Margin, nesting: Nesting): Iterable<LayoutLine> {
  const { styles } = page.theme;
  const style = nesting.isRemark ? styles.remark : undefined;
  const pictures = splitPictures(paragraph);
  if (pictures)
    return layoutText(
      pictures.flatMap((picture, index) => [...(index > 0 ? [lineEnd] : []), ...inlinesToRuns([picture], page, style)]),
      margin,
    );
  const definitions = splitDefinitions(paragraph);
  if (!definitions || (definitions.term.length === 0 && !nesting.isAfterParagraph))
    return layoutText(
      inlinesToRuns(paragraph.children, page, nesting.isTerm ? nestStyles(style, styles.strong) : style),
      margin,
    );
  return layoutDefinitions(definitions, page, margin, style);
}

const lineEnd: Run = { text: '\n', style: undefined };

/** Returns the images, and links with an image alone, that a paragraph consists of, if there are several. */
function splitPictures({ children }: Paragraph): readonly Inline[] | undefined {
  const pictures = children.filter(
    (child) => child.type !== 'break' && !(child.type === 'text' && child.value.trim() === ''),
  );
  const isImage = ({ type }: Inline) => type === 'image' || type === 'imageReference';
  const isPicture = (child: Inline) =>
    isImage(child) ||
    ((child.type === 'link' || child.type === 'linkReference') &&
      child.children.length === 1 &&
      child.children.every(isImage));
  return pictures.length > 1 && pictures.every(isPicture) ? pictures : undefined;
}

function* layoutDefinitions(
  { term, meanings }: DefinitionGroup,
  page: Page,
  margin: Margin,
  style: Style | undefined,
): Generator<LayoutLine> {
  if (term.length > 0)
    yield* layoutText(inlinesToRuns(term, page, nestStyles(style, page.theme.styles.strong)), margin);
  for (const meaning of meanings) yield* layoutText(inlinesToRuns(meaning, page, style), margin.nest('  ', 2));
}

function layoutText(runs: readonly Run[], margin: Margin): Iterable<string> {
  if (runs.reduce((sum, { text }) => sum + text.length, 0) > maxWholeTextLength) return layoutTextInParts(runs, margin);
  return wrapRuns(runs, margin.room, margin.nextRoom).lines.map((line) => margin.takePrefix() + line);
}

/** Text with more characters is wrapped in parts, so that output can start before all lines are wrapped. */
const maxWholeTextLength = 32_768;

function* layoutTextInParts(runs: readonly Run[], margin: Margin): Generator<string> {
  const wrapper = new LineWrapper(margin.room, margin.nextRoom);
  for (const { text, style } of runs) {
    for (let at = 0; at < text.length; ) {
      const space = at + maxWholeTextLength < text.length ? text.indexOf(' ', at + maxWholeTextLength) : -1;
      const end = space < 0 ? text.length : space;
      wrapper.add({ text: text.slice(at, end), style });
      at = end;
      for (const line of wrapper.takeLines()) yield margin.takePrefix() + line;
    }
  }
  for (const line of wrapper.finish().lines) yield margin.takePrefix() + line;
}

function* addMargin(lines: Iterable<string>, margin: Margin): Generator<string> {
  for (const line of lines) yield margin.takePrefix() + line;
}

function* layoutCode(block: Code, page: Page, margin: Margin): Generator<LayoutLine> {
  for (const line of page.code.renderBlock(block, Math.min(margin.room, margin.nextRoom))) {
    if (typeof line !== 'string') yield line;
    else yield line === '' ? margin.takePrefix().trimEnd() : margin.takePrefix() + line;
  }
}

const headingRules = ['doubleRule', 'rule'] as const;
const headingElements = ['title', 'heading', 'subheading', 'subheading', 'minorheading', 'minorheading'] as const;
/** Columns by which a heading is indented, by level. */
const headingIndents = [0, 0, 0, 2, 2, 2];

/**
 * Lays out a heading. The first two levels have a rule below; the others have an indent and a style, or a light rule if
 * they have no style.
 */
function layoutHeading({ depth, children }: Heading, page: Page, margin: Margin): Iterable<string> {
  const { styles, signs } = page.theme;
  const style = styles[headingElements[depth - 1] ?? 'minorheading'];
  const allRuns = inlinesToRuns(children, page, style, true);
  if (allRuns.length === 0) return [];
  // Addresses are below the rule; their numbers stay at the text.
  const isAddress = (run: Run) => run.isAddress === true && run.text.startsWith(' ');
  const runs = allRuns.filter((run) => !isAddress(run));
  const addresses = allRuns
    .filter(isAddress)
    .map((run, index) => (index === 0 ? { ...run, text: run.text.trimStart() } : run));
  const indent = headingIndents[depth - 1] ?? 0;
  const inner = indent === 0 ? margin : margin.nest(' '.repeat(indent), indent);
  const rule = headingRules[depth - 1] ?? (style ? undefined : 'lightRule');
  const ruleLine =
    rule === undefined ? [] : [applyStyle(styles.muted, signs[rule].repeat(measureHeading(runs, inner)))];
  const addressLines = addresses.length > 0 ? wrapRuns(addresses, inner.room).lines : [];
  return [...wrapRuns(runs, inner.room, inner.nextRoom).lines, ...ruleLine, ...addressLines].map(
    (line) => inner.takePrefix() + line,
  );
}

/** Returns the columns of a heading without the addresses of links. */
function measureHeading(runs: readonly Run[], margin: Margin): number {
  const { widths } = wrapRuns(
    runs.filter(({ isAddress }) => !isAddress),
    margin.room,
    margin.nextRoom,
  );
  return Math.min(
    widths.reduce((max, width) => Math.max(max, width), 0),
    margin.room,
  );
}

function* layoutQuote(quote: Blockquote, page: Page, margin: Margin, nesting: Nesting): Generator<LayoutLine> {
  const { styles, signs } = page.theme;
  const callout = parseCallout(quote);
  const style = styles[callout?.element ?? 'quote'];
  const bar = `${applyStyle(style, callout ? signs.heavyBar : signs.bar)} `;
  const inner = margin.nest(bar, 2, bar);
  const innerNesting: Nesting = { depth: nesting.depth + 1, listDepth: 0, isTight: false, isRemark: false };
  if (!callout) {
    yield* layoutSequence(quote.children, page, inner, innerNesting);
    return;
  }
  const bold = nestStyles(style, styles.strong);
  const title = inlinesToRuns(callout.title, page, bold);
  const isNamed = getPlainText(callout.title).toLowerCase().startsWith(callout.name.toLowerCase());
  const name = isNamed ? [] : [{ text: title.length > 0 ? `${callout.name}: ` : callout.name, style: bold }];
  yield* layoutText([...name, ...title], inner);
  yield* layoutSequence(callout.children, page, inner, { ...innerNesting, isAttached: true });
}

function* layoutList(list: List, page: Page, margin: Margin, nesting: Nesting): Generator<LayoutLine> {
  const { signs } = page.theme;
  const start = list.start ?? 1;
  const numberWidth = String(start + list.children.length - 1).length + 1;
  const bullet = nesting.isRemark ? signs.remark : (signs.bullets[nesting.listDepth % signs.bullets.length] ?? '');
  let number = start;
  let isFirst = true;
  for (const item of list.children) {
    const sign = list.ordered ? `${number++}.`.padStart(numberWidth) : bullet;
    let isBlankLineDue = list.spread && !isFirst;
    for (const line of layoutItem(item, sign, list, page, margin, nesting)) {
      if (typeof line === 'string') {
        if (isBlankLineDue) yield margin.continuation.trimEnd();
        isBlankLineDue = false;
        isFirst = false;
      }
      yield line;
    }
    release(item);
  }
}

function* layoutItem(
  item: ListItem,
  sign: string,
  list: List,
  page: Page,
  margin: Margin,
  nesting: Nesting,
): Generator<LayoutLine> {
  const { styles, signs } = page.theme;
  const style = nesting.isRemark ? styles.remark : styles.bullet;
  const number = list.ordered || item.checked === undefined ? `${sign} ` : '';
  const box = item.mark === undefined ? '' : `${signs[getTaskState(item.mark)]} `;
  const marker = applyStyle(style, number) + applyStyle(item.checked ? styles.pro : style, box);
  const inner = margin.nest(marker, measureWidth(number) + measureWidth(box));
  const innerNesting: Nesting = {
    depth: nesting.depth + 1,
    listDepth: nesting.listDepth + 1,
    isTight: !(list.spread || item.spread),
    isRemark: nesting.isRemark,
  };
  if (!isQuotedItem(item)) yield* layoutSequence(item.children, page, inner, innerNesting);
  else {
    yield* layoutSequence(item.children.slice(0, 1), page, inner, innerNesting);
    yield* layoutSequence(item.children.slice(1), page, inner, { ...innerNesting, isRemark: true });
  }
  // An item without content still gets a line.
  if (!inner.isUsed) yield inner.takePrefix().trimEnd();
}
