/** Reads the tables and lists in a block of HTML as blocks of Markdown: notes exported by other programs contain them. */
import { decodeReferences } from './character-references.ts';
import type { Tag } from './html-tags.ts';
import { findTags } from './html-tags.ts';
import type { Block, Html, Inline, List, ListItem, Node, Table, TableCell, TableRow } from './tree.ts';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Lists nest at most this deep; deeper ones are part of their item. */
const maxDepth = 20;
/** Cells span at most this many rows and columns (HTML §4.9.11 allows 1000 columns). */
const maxSpan = 100;
/** How many empty cells are added for cells that span, so that a short note cannot ask for a huge table. */
const maxAddedCells = 20_000;
const hasStructure = /<(?:li|tr|td)\b/i;

/**
 * Returns the blocks of a piece of HTML: its tables, its lists, and the HTML around them. A list in a cell is one line
 * per item; a table in a cell is text.
 * @returns undefined if it has neither a row nor an item, or ends within a table or an empty item, because Markdown
 * follows there
 */
export function readHtmlStructure(html: Html): Block[] | undefined {
  if (!hasStructure.test(html.value)) return undefined;
  const blocks = new StructureReader(html).read();
  return blocks?.some(({ type }) => type !== 'html') ? blocks : undefined;
}

/** Replaces blocks of HTML by the tables and lists in them. */
export function expandHtml<Kind extends Node>(blocks: readonly Kind[]): readonly (Kind | Block)[] {
  if (!blocks.some(({ type }) => type === 'html')) return blocks;
  return blocks.flatMap((block): readonly (Kind | Block)[] =>
    block.type === 'html' ? (readHtmlStructure(block) ?? [block]) : [block],
  );
}

interface OpenList {
  readonly list: Mutable<List>;
  readonly items: ListItem[];
  item: { readonly from: number; readonly blocks: Block[] } | undefined;
}

class StructureReader {
  readonly #html: Html;
  readonly #blocks: Block[] = [];
  readonly #lists: OpenList[] = [];
  #rows: TableRow[] | undefined;
  #cells: TableCell[] | undefined;
  #tableFrom = 0;
  #rowFrom = 0;
  #isInCell = false;
  #columnSpan = 1;
  #rowSpan = 1;
  /** How many more rows a cell above reaches into, by column. */
  #spansBelow: number[] = [];
  #hasHead = false;
  #addedCells = 0;
  /** How many tables are open in the cell. */
  #innerTables = 0;
  /** The inlines of the open cell, or of the paragraph of the open item. */
  #inlines: Inline[] = [];
  #hiddenName = '';
  /** Where HTML outside tables and lists begins. */
  #outsideFrom = 0;

  constructor(html: Html) {
    this.#html = html;
  }

  read(): Block[] | undefined {
    const { value } = this.#html;
    let at = 0;
    for (const tag of findTags(value)) {
      this.#addText(at, tag.from);
      at = tag.to;
      if (this.#hiddenName !== '') {
        if (tag.closing && tag.name === this.#hiddenName) this.#hiddenName = '';
      } else this.#addTag(tag);
    }
    this.#addText(at, value.length);
    if (this.#rows || this.#isInEmptyItem()) return undefined;
    while (this.#lists.length > 0) this.#closeList(value.length);
    this.#closeOutside(value.length);
    return this.#blocks;
  }

  #isInEmptyItem(): boolean {
    return this.#inlines.length === 0 && this.#lists.at(-1)?.item?.blocks.length === 0;
  }

  #addText(from: number, to: number): void {
    if (from >= to || this.#hiddenName !== '') return;
    const value = decodeReferences(this.#html.value.slice(from, to)).replace(/\s+/g, ' ');
    const open = this.#lists.at(-1);
    // Text in a list but in no item makes an item of its own.
    if (open && !open.item && value.trim() !== '') open.item = { from, blocks: [] };
    if (!this.#isInCell && !open?.item) return;
    const isFirst = this.#inlines.length === 0;
    if (isFirst && value.trim() === '') return;
    this.#inlines.push({ type: 'text', ...this.#span(from, to), value: isFirst ? value.trimStart() : value });
  }

  #span(from: number, to: number): { from: number; to: number } {
    const limit = (offset: number) => Math.min(this.#html.from + offset, this.#html.to);
    return { from: limit(from), to: limit(to) };
  }

  #addTag(tag: Tag): void {
    const { name, closing, from, to } = tag;
    switch (name) {
      case 'script':
      case 'style':
        if (!closing) this.#hiddenName = name;
        return;
      case 'ul':
      case 'ol':
        if (this.#rows) this.#addLineBreak(tag);
        else if (closing) this.#closeList(to);
        else this.#openList(tag);
        return;
      case 'li':
        if (this.#rows) this.#addLineBreak(tag);
        else if (closing) this.#closeItem(from);
        else this.#openItem(tag);
        return;
      case 'table':
        if (this.#isInCell && !closing) this.#innerTables++;
        else if (this.#innerTables > 0) this.#innerTables--;
        else if (closing) this.#closeTable(to);
        else if (!this.#rows && this.#lists.length === 0) this.#openTable(from);
        return;
      case 'tr':
        if (this.#innerTables > 0) this.#addLineBreak(tag);
        else if (this.#lists.length === 0) this.#addRow(tag);
        return;
      case 'td':
      case 'th':
        if (this.#innerTables > 0) this.#inlines.push({ type: 'text', ...this.#span(from, to), value: ' ' });
        else if (this.#cells) this.#addCell(tag);
        return;
      case 'p':
      case 'div':
        if (this.#lists.length > 0) this.#closeParagraph();
        else if (this.#isInCell) this.#addLineBreak(tag);
        return;
      case 'thead':
      case 'tbody':
      case 'tfoot':
        return;
      default:
        if (this.#isInCell || this.#lists.at(-1)?.item)
          this.#inlines.push({ type: 'html', ...this.#span(from, to), value: this.#html.value.slice(from, to) });
    }
  }

  #addRow({ closing, from }: Tag): void {
    this.#closeRow(from);
    if (closing) return;
    if (!this.#rows) this.#openTable(from);
    this.#cells = [];
    this.#rowFrom = from;
    this.#addSpannedCells();
  }

  #addCell({ name, closing, attributes }: Tag): void {
    this.#closeCell();
    this.#isInCell = !closing;
    if (name === 'th') this.#hasHead = true;
    this.#columnSpan = readSpan(attributes.get('colspan'));
    this.#rowSpan = readSpan(attributes.get('rowspan'));
  }

  /** Begins a new line in a cell that has text. */
  #addLineBreak({ from, to }: Tag): void {
    const last = this.#inlines.findLast((inline) => inline.type !== 'text' || inline.value.trim() !== '');
    if (this.#isInCell && last && !(last.type === 'html' && last.value === '<br>'))
      this.#inlines.push({ type: 'html', ...this.#span(from, to), value: '<br>' });
  }

  /** Adds empty cells where cells of the rows above reach into this row. */
  #addSpannedCells(): void {
    const cells = this.#cells;
    for (let below = this.#spansBelow[cells?.length ?? 0] ?? 0; cells && below > 0 && this.#canAddCells; ) {
      this.#spansBelow[cells.length] = below - 1;
      this.#addEmptyCell();
      below = this.#spansBelow[cells.length] ?? 0;
    }
  }

  get #canAddCells(): boolean {
    return this.#addedCells < maxAddedCells;
  }

  #addEmptyCell(): void {
    this.#addedCells++;
    const at = this.#cells?.at(-1)?.to ?? this.#span(this.#rowFrom, this.#rowFrom).from;
    this.#cells?.push({ type: 'tableCell', from: at, to: at, children: [] });
  }

  /** Adds the HTML before a table or list as it is. */
  #closeOutside(to: number): void {
    const value = this.#html.value.slice(this.#outsideFrom, to);
    if (value.replace(/<!--(?:[\s\S]*?-->|[\s\S]*)|<[^<>]*>/g, '').trim() !== '' || /<(?:img|hr|br)\b/i.test(value))
      this.#blocks.push({ type: 'html', ...this.#span(this.#outsideFrom, to), value });
    this.#outsideFrom = to;
  }

  #openTable(from: number): void {
    this.#closeOutside(from);
    this.#rows = [];
    this.#spansBelow = [];
    this.#innerTables = 0;
    this.#hasHead = false;
    this.#tableFrom = from;
  }

  #closeTable(to: number): void {
    this.#closeRow(to);
    const rows = this.#rows;
    this.#rows = undefined;
    if (!rows) return;
    this.#outsideFrom = to;
    const width = rows.reduce((most, { children }) => Math.max(most, children.length), 0);
    // A table without a head that has one row or one column is there for the layout.
    if (!this.#hasHead && (rows.length < 2 || width < 2)) {
      const value = this.#html.value.slice(this.#tableFrom, to);
      this.#blocks.push({ type: 'html', ...this.#span(this.#tableFrom, to), value });
      return;
    }
    const table: Table = {
      type: 'table',
      ...this.#span(this.#tableFrom, to),
      align: new Array<undefined>(width).fill(undefined),
      children: rows,
    };
    this.#blocks.push(table);
  }

  #closeRow(to: number): void {
    this.#closeCell();
    const cells = this.#cells;
    this.#cells = undefined;
    if (cells && cells.length > 0)
      this.#rows?.push({ type: 'tableRow', ...this.#span(this.#rowFrom, to), children: cells });
  }

  #closeCell(): void {
    if (!this.#isInCell) return;
    this.#isInCell = false;
    const children = this.#takeInlines();
    const from = children[0]?.from ?? this.#html.from;
    const cells = this.#cells;
    if (!cells) return;
    const column = cells.length;
    cells.push({ type: 'tableCell', from, to: children.at(-1)?.to ?? from, children });
    while (cells.length < column + this.#columnSpan && this.#canAddCells) this.#addEmptyCell();
    if (this.#rowSpan > 1) this.#spansBelow.length = Math.max(this.#spansBelow.length, cells.length);
    if (this.#rowSpan > 1) this.#spansBelow.fill(this.#rowSpan - 1, column, cells.length);
    this.#addSpannedCells();
  }

  #takeInlines(): Inline[] {
    const inlines = this.#inlines;
    this.#inlines = [];
    for (let last = inlines.at(-1); last && isBlank(last); last = inlines.at(-1)) inlines.pop();
    return inlines;
  }

  #openList({ name, from, attributes }: Tag): void {
    if (this.#lists.length >= maxDepth) return;
    if (this.#lists.length === 0) this.#closeOutside(from);
    this.#closeParagraph();
    const start = Number(attributes.get('start') ?? 1);
    const ordered = name === 'ol';
    const list: Mutable<List> = {
      type: 'list',
      ...this.#span(from, from),
      ordered,
      start: ordered ? (Number.isSafeInteger(start) && start >= 0 ? start : 1) : undefined,
      spread: false,
      children: [],
    };
    this.#lists.push({ list, items: [], item: undefined });
  }

  #openItem({ from, to }: Tag): void {
    if (this.#lists.length === 0) this.#openList({ name: 'ul', closing: false, attributes: new Map(), from, to: from });
    this.#closeItem(from);
    const open = this.#lists.at(-1);
    if (open) open.item = { from: to, blocks: [] };
  }

  #closeParagraph(): void {
    const item = this.#lists.at(-1)?.item;
    const children = this.#takeInlines();
    const [first] = children;
    if (item && first)
      item.blocks.push({ type: 'paragraph', from: first.from, to: children.at(-1)?.to ?? first.to, children });
  }

  #closeItem(to: number): void {
    const open = this.#lists.at(-1);
    this.#closeParagraph();
    if (!open?.item) return;
    const { from, blocks } = open.item;
    const span = this.#span(from, to);
    open.items.push({
      type: 'listItem',
      from: blocks[0]?.from ?? span.from,
      to: blocks.at(-1)?.to ?? span.to,
      spread: false,
      checked: undefined,
      mark: undefined,
      children: blocks,
    });
    open.item = undefined;
  }

  #closeList(to: number): void {
    this.#closeItem(to);
    const open = this.#lists.pop();
    if (!open) return;
    const list = Object.assign(open.list, { to: this.#span(to, to).to, children: open.items });
    const outer = this.#lists.at(-1);
    if (open.items.length > 0) {
      if (outer?.item) outer.item.blocks.push(list);
      else if (outer) for (const item of open.items) outer.items.push(item);
      else this.#blocks.push(list);
    }
    if (!outer) this.#outsideFrom = to;
  }
}

function isBlank(inline: Inline): boolean {
  return inline.type === 'text' ? inline.value.trim() === '' : inline.type === 'html' && inline.value === '<br>';
}

/** Reads `colspan` or `rowspan` (HTML §4.9.11). */
function readSpan(value: string | undefined): number {
  const span = Number.parseInt(value ?? '1', 10);
  return span >= 1 ? Math.min(span, maxSpan) : 1;
}
