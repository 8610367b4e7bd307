/** Blocks as lines of a width: margins, lists, quotes and what stands between them. */

import { safeText } from '../../core/escape.ts';
import { isQuotedItem } from '../../core/quotes.ts';
import type { Block, Blockquote, Code, FootnoteDefinition, Heading, List, ListItem } from '../../core/tree.ts';
import { plainText, release } from '../../core/tree.ts';
import { deepest } from '../shown-blocks.ts';
import { calloutOf } from './callouts.ts';
import type { CodeWriter } from './code.ts';
import type { Page as InlinePage } from './inline.ts';
import { runsOf, runsOfHtml } from './inline.ts';
import { tableLines } from './table.ts';
import { textWidth } from './width.ts';
import type { Run } from './wrap.ts';
import { Filler, fillLines, styled, within } from './wrap.ts';

/** What the parts of one page have in common. */
export interface Page extends InlinePage {
  readonly code: CodeWriter;
  readonly footnotes: Footnotes;
}

/** The footnotes of a page: those that stand in it, and those that it refers to. They are shown at its end, each once. */
export class Footnotes {
  #met: FootnoteDefinition[] = [];
  #referred = new Set<string>();
  readonly #taken = new Set<string>();

  /** A definition stands in what is shown. */
  meet(definition: FootnoteDefinition): void {
    if (this.#taken.has(definition.identifier)) return;
    this.#taken.add(definition.identifier);
    this.#met.push(definition);
  }

  /** A reference does. */
  add(identifier: string): void {
    this.#referred.add(identifier);
  }

  /** The definitions that were met since the last time. */
  takeMet(): FootnoteDefinition[] {
    const met = this.#met;
    this.#met = [];
    return met;
  }

  /** The identifiers that were referred to since the last time, and whose definitions were not met. */
  takeMissing(): Set<string> {
    const missing = new Set([...this.#referred].filter((identifier) => !this.#taken.has(identifier)));
    for (const identifier of missing) this.#taken.add(identifier);
    this.#referred = new Set();
    return missing;
  }
}

/** A line, or something to wait for before the next one is asked for: a grammar that is being loaded. */
export type Laid = string | Promise<unknown>;

/** Margins stop growing where they would leave less than so many columns; below the second number markers are left out too. */
const leastRoom = 16;
const leastBesideMarker = 4;

/** What stands before the lines of a block: a marker before the first, and what is as wide before the others. */
class Margin {
  readonly #outer: Margin | undefined;
  readonly #marker: string;
  readonly rest: string;
  /** The columns that are left on the first line, and on the others. */
  readonly #firstRoom: number;
  readonly room: number;
  #isUsed = false;

  constructor(outer: Margin | undefined, marker: string, rest: string, firstRoom: number, room: number) {
    this.#outer = outer;
    this.#marker = marker;
    this.rest = rest;
    this.#firstRoom = firstRoom;
    this.room = room;
  }

  /** Whether a line stands in it already. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** The columns that are left on the next line. */
  get nextRoom(): number {
    return this.#isUsed ? this.room : this.#firstRoom;
  }

  /** What stands before the next line. */
  next(): string {
    if (this.#isUsed) return this.rest;
    this.#isUsed = true;
    return (this.#outer?.next() ?? '') + this.#marker;
  }

  /**
   * A margin in this one; where there is no room for it, the marker alone, or nothing.
   * @param wide columns of the marker, and of what stands before the other lines
   */
  inside(marker: string, wide: number, rest = ' '.repeat(wide)): Margin {
    const firstRoom = this.nextRoom - wide;
    if (firstRoom < leastBesideMarker) return new Margin(this, '', this.rest, this.nextRoom, this.room);
    if (this.room - wide < leastRoom) return new Margin(this, marker, this.rest, firstRoom, this.room);
    return new Margin(this, marker, this.rest + rest, firstRoom, this.room - wide);
  }
}

/** Lays out blocks. Lines come as they are asked for, so that a long note's first are there before its last are made. */
export function* layOut(blocks: readonly Block[], page: Page, width: number): Generator<Laid> {
  const margin = new Margin(undefined, '', '', width, width);
  yield* spaced(blocks, page, margin, { depth: 0, listDepth: 0, isTight: false, isRemark: false });
}

/** Footnotes, each after its mark. */
export function* footnoteLines(notes: readonly FootnoteDefinition[], page: Page, width: number): Generator<Laid> {
  for (const note of notes) {
    const mark = `[^${safeText(note.label)}] `;
    const margin = new Margin(undefined, '', '', width, width).inside(
      styled(page.theme.styles.muted, mark),
      textWidth(mark),
      ' '.repeat(Math.min(4, textWidth(mark))),
    );
    yield* spaced(note.children, page, margin, { depth: 1, listDepth: 0, isTight: true, isRemark: false });
  }
}

/** Where a block stands. */
interface Place {
  /** How many blocks it is nested in, and how many lists. */
  readonly depth: number;
  readonly listDepth: number;
  /** Whether no blank lines stand between blocks. */
  readonly isTight: boolean;
  /** Whether it is what the reader says of a quote. */
  readonly isRemark: boolean;
  /** Whether the first block follows what stands before it without a blank line. */
  readonly isAttached?: boolean;
}

/** Blocks under one another, with a blank line between two unless they are tight. */
function* spaced(blocks: readonly Block[], page: Page, margin: Margin, place: Place): Generator<Laid> {
  let isAttached = place.isAttached ?? false;
  for (const block of blocks) {
    let isPending = margin.isUsed && !place.isTight && !isAttached;
    for (const line of laid(block, page, margin, place)) {
      if (typeof line === 'string') {
        if (isPending) yield margin.rest.trimEnd();
        isPending = false;
        isAttached = false;
      }
      yield line;
    }
    release(block);
  }
}

function laid(block: Block, page: Page, margin: Margin, place: Place): Iterable<Laid> {
  if (place.depth > deepest) return filled([{ text: safeText(plainText(block)), style: undefined }], margin);
  const { styles, signs } = page.theme;
  switch (block.type) {
    case 'heading':
      return headingLines(block, page, margin);
    case 'paragraph':
      return filled(runsOf(block.children, page, place.isRemark ? styles.remark : undefined), margin);
    case 'blockquote':
      return quoteLines(block, page, margin, place);
    case 'list':
      return listLines(block, page, margin, place);
    case 'code':
      return codeLines(block, page, margin);
    case 'table':
      return inMargin(tableLines(block, page, Math.min(margin.room, margin.nextRoom)), margin);
    case 'html':
      return filled(runsOfHtml(block.value, page), margin);
    case 'thematicBreak':
      return [margin.next() + styled(styles.muted, signs.rule.repeat(Math.max(3, margin.room)))];
    case 'footnoteDefinition':
      page.footnotes.meet(block);
      return [];
    default:
      // Definitions and front matter are not shown.
      return [];
  }
}

function filled(runs: readonly Run[], margin: Margin): Iterable<string> {
  if (runs.reduce((sum, { text }) => sum + text.length, 0) > longText) return filledInParts(runs, margin);
  return fillLines(runs, margin.room, margin.nextRoom).lines.map((line) => margin.next() + line);
}

/** More characters than this are not all made lines before the first of them is printed. */
const longText = 32_768;

function* filledInParts(runs: readonly Run[], margin: Margin): Generator<string> {
  const filler = new Filler(margin.room, margin.nextRoom);
  for (const { text, style } of runs) {
    for (let at = 0; at < text.length; ) {
      const space = at + longText < text.length ? text.indexOf(' ', at + longText) : -1;
      const end = space < 0 ? text.length : space;
      filler.add({ text: text.slice(at, end), style });
      at = end;
      for (const line of filler.take()) yield margin.next() + line;
    }
  }
  for (const line of filler.end().lines) yield margin.next() + line;
}

function* inMargin(lines: Iterable<string>, margin: Margin): Generator<string> {
  for (const line of lines) yield margin.next() + line;
}

/** Code stands four columns in, as Markdown has it. */
const codeIndent = '    ';

function* codeLines(block: Code, page: Page, margin: Margin): Generator<Laid> {
  for (const line of page.code.lines(block, Math.min(margin.room, margin.nextRoom) - codeIndent.length)) {
    if (typeof line !== 'string') yield line;
    else yield line === '' ? margin.next().trimEnd() : margin.next() + codeIndent + line;
  }
}

const rules = ['doubleRule', 'rule'] as const;
const headingElements = ['title', 'heading'] as const;

/** The first two levels are underlined, the others follow as many `#` as they have in Markdown. */
function headingLines({ depth, children }: Heading, page: Page, margin: Margin): Iterable<string> {
  const { styles, signs } = page.theme;
  const runs = runsOf(children, page, styles[headingElements[depth - 1] ?? 'subheading']);
  if (runs.length === 0) return [];
  const rule = rules[depth - 1];
  if (rule === undefined) {
    const mark = `${'#'.repeat(depth)} `;
    return filled(runs, margin.inside(styled(styles.muted, mark), mark.length));
  }
  const { lines, widths } = fillLines(runs, margin.room, margin.nextRoom);
  const wide = Math.min(
    widths.reduce((most, width) => Math.max(most, width), 0),
    margin.room,
  );
  return [...lines, styled(styles.muted, signs[rule].repeat(wide))].map((line) => margin.next() + line);
}

function* quoteLines(quote: Blockquote, page: Page, margin: Margin, place: Place): Generator<Laid> {
  const { styles, signs } = page.theme;
  const callout = calloutOf(quote);
  const style = styles[callout?.element ?? 'quote'];
  const bar = `${styled(style, callout ? signs.heavyBar : signs.bar)} `;
  const inner = margin.inside(bar, 2, bar);
  const inside: Place = { depth: place.depth + 1, listDepth: 0, isTight: false, isRemark: false };
  if (!callout) {
    yield* spaced(quote.children, page, inner, inside);
    return;
  }
  const bold = within(style, styles.strong);
  const title = callout.title.length > 0 ? runsOf(callout.title, page, bold) : [{ text: callout.name, style: bold }];
  yield* filled(title, inner);
  yield* spaced(callout.children, page, inner, { ...inside, isAttached: true });
}

function* listLines(list: List, page: Page, margin: Margin, place: Place): Generator<Laid> {
  const { signs } = page.theme;
  const start = list.start ?? 1;
  const numberWidth = String(start + list.children.length - 1).length + 1;
  const bullet = place.isRemark ? signs.remark : (signs.bullets[place.listDepth % signs.bullets.length] ?? '');
  let number = start;
  let isFirst = true;
  for (const item of list.children) {
    const sign = list.ordered ? `${number++}.`.padStart(numberWidth) : bullet;
    let isPending = list.spread && !isFirst;
    for (const line of itemLines(item, sign, list, page, margin, place)) {
      if (typeof line === 'string') {
        if (isPending) yield margin.rest.trimEnd();
        isPending = false;
        isFirst = false;
      }
      yield line;
    }
    release(item);
  }
}

function* itemLines(
  item: ListItem,
  sign: string,
  list: List,
  page: Page,
  margin: Margin,
  place: Place,
): Generator<Laid> {
  const { styles, signs } = page.theme;
  const style = place.isRemark ? styles.remark : styles.bullet;
  const number = list.ordered || item.checked === undefined ? `${sign} ` : '';
  const box = item.checked === undefined ? '' : `${item.checked ? signs.done : signs.open} `;
  const marker = styled(style, number) + styled(item.checked ? styles.pro : style, box);
  const inner = margin.inside(marker, textWidth(number) + textWidth(box));
  const inside: Place = {
    depth: place.depth + 1,
    listDepth: place.listDepth + 1,
    isTight: !(list.spread || item.spread),
    isRemark: place.isRemark,
  };
  if (!isQuotedItem(item)) yield* spaced(item.children, page, inner, inside);
  else {
    yield* spaced(item.children.slice(0, 1), page, inner, inside);
    yield* spaced(item.children.slice(1), page, inner, { ...inside, isRemark: true });
  }
  // An item with nothing in it is one all the same.
  if (!inner.isUsed) yield inner.next().trimEnd();
}
