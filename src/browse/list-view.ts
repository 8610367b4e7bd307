/** A list with a filter and a preview of the selected entry. */
import { sanitizeLine } from '../core/escape.ts';
import type { Theme } from '../render/terminal/theme.ts';
import { measureWidth } from '../render/terminal/width.ts';
import { applyStyle } from '../render/terminal/wrap.ts';
import type { Entry, Found } from './finder.ts';
import type { Key } from './keys.ts';
import { LineEditor } from './line-editor.ts';
import { bold, cutLine, padLine } from './styled-line.ts';
import type { Size, View } from './view.ts';
import { scroll } from './view.ts';

export interface ListOptions<Value> {
  readonly title: string;
  readonly theme: Theme;
  /** Returns what matches the text that was typed. */
  readonly find: (query: string) => Found<Value> | Promise<Found<Value>>;
  readonly query?: string;
  /** What a key other than those that move does with the selected entry; by the key's name. */
  readonly actions: Readonly<Record<string, (value: Value) => unknown>>;
  /** The keys, in one line. */
  readonly hint: string;
  /** Returns the first lines of what an entry is about. */
  readonly preview?: (value: Value, size: Size) => Promise<readonly string[]>;
  /** Whether entries are still being read. */
  readonly isLoading?: () => boolean;
  /** Asks to be painted again. */
  readonly repaint: () => void;
}

/** The preview is beside the list from this width on, otherwise below it. */
const minColumnsBeside = 100;
const minRowsBelow = 16;

export class ListView<Value> implements View {
  readonly #options: ListOptions<Value>;
  readonly #editor: LineEditor;
  #found: Found<Value> = { entries: [], count: 0 };
  #isStale = true;
  #selected = 0;
  #top = 0;
  #rows = 1;
  #preview: { readonly value: Value; readonly key: string; readonly lines: readonly string[] } | undefined;
  #previewing: Value | undefined;

  constructor(options: ListOptions<Value>) {
    this.#options = options;
    this.#editor = new LineEditor(options.query);
  }

  get query(): string {
    return this.#editor.text;
  }

  /** Searches again, for example because there are more entries. */
  refresh(): void {
    this.#isStale = true;
  }

  async render({ columns, rows }: Size): Promise<readonly string[]> {
    const { theme, hint, preview } = this.#options;
    await this.#update();
    const isBeside = preview !== undefined && columns >= minColumnsBeside;
    const isBelow = preview !== undefined && !isBeside && rows >= minRowsBelow;
    const listColumns = isBeside ? Math.floor(columns * 0.45) : columns;
    // A screen of a few lines has no room for the hint.
    const headRows = rows < 6 ? 1 : 2;
    this.#rows = Math.max(1, (isBelow ? Math.ceil(rows / 2) : rows) - headRows);
    this.#top = Math.max(Math.min(this.#top, this.#selected), this.#selected - this.#rows + 1, 0);
    const prompt = `> ${sanitizeLine(this.#editor.text)}`;
    const list = this.#found.entries
      .slice(this.#top, this.#top + this.#rows)
      .map((entry, index) => this.#renderEntry(entry, this.#top + index === this.#selected, listColumns));
    const head = [cutLine(prompt, columns), applyStyle(theme.styles.muted, cutLine(hint, columns))].slice(0, headRows);
    if (!isBeside && !isBelow) return [...head, ...list];
    const size = isBeside
      ? { columns: columns - listColumns - 3, rows: rows - 2 }
      : { columns, rows: rows - this.#rows - 3 };
    const shown = this.#getPreview(size);
    if (isBelow) {
      const filler = Array.from({ length: this.#rows - list.length }, () => '');
      return [...head, ...list, ...filler, applyStyle(theme.styles.muted, theme.signs.rule.repeat(columns)), ...shown];
    }
    const bar = applyStyle(theme.styles.muted, theme.signs.bar);
    const beside = Array.from(
      { length: Math.max(list.length, shown.length) },
      (_, at) => `${padLine(list[at] ?? '', listColumns)} ${bar} ${shown[at] ?? ''}`,
    );
    return [...head, ...beside];
  }

  /** Finds the entries again if the filter has changed. */
  async #update(): Promise<void> {
    if (!this.#isStale) return;
    this.#isStale = false;
    this.#found = await this.#options.find(this.#editor.text);
    this.#selected = Math.min(this.#selected, Math.max(0, this.#found.entries.length - 1));
  }

  #renderEntry({ name, detail }: Entry<Value>, isSelected: boolean, columns: number): string {
    const { styles, signs } = this.#options.theme;
    const mark = isSelected ? `${signs.arrow} ` : '  ';
    const shownName = cutLine(sanitizeLine(name), columns - 2);
    const room = columns - 4 - measureWidth(shownName);
    const shownDetail = room < 6 ? '' : `  ${cutLine(sanitizeLine(detail), room)}`;
    return isSelected
      ? applyStyle(styles.bullet, mark) + applyStyle(bold, shownName) + applyStyle(styles.muted, shownDetail)
      : `${mark}${shownName}${applyStyle(styles.muted, shownDetail)}`;
  }

  /** Returns the preview of the selected entry. If it is not ready, starts it and returns no lines. */
  #getPreview(size: Size): readonly string[] {
    const { preview, repaint } = this.#options;
    const value = this.#found.entries[this.#selected]?.value;
    if (value === undefined || !preview) return [];
    const key = `${size.columns}x${size.rows}`;
    if (this.#preview?.value === value && this.#preview.key === key) return this.#preview.lines;
    if (this.#previewing !== value) {
      this.#previewing = value;
      const done = (lines: readonly string[]) => {
        if (this.#previewing !== value) return;
        this.#previewing = undefined;
        this.#preview = { value, key, lines: lines.slice(0, size.rows).map((line) => cutLine(line, size.columns)) };
        repaint();
      };
      preview(value, size).then(done, () => done([]));
    }
    return [];
  }

  status(): { readonly left: string; readonly right: string } {
    const { count } = this.#found;
    const { title, isLoading } = this.#options;
    const emptyText = isLoading?.() ? 'reading the notes' : 'no match';
    return { left: title, right: count === 0 ? emptyText : `${this.#selected + 1} of ${count}` };
  }

  cursor(): readonly [number, number] {
    return [0, 2 + this.#editor.column];
  }

  async onKey(key: Key): Promise<boolean> {
    const { name, text, row } = key;
    if (text === '') await this.#update();
    const last = Math.max(0, this.#found.entries.length - 1);
    const selected = this.#found.entries[this.#selected]?.value;
    const action = this.#options.actions[name];
    if (action) {
      if (selected !== undefined) await action(selected);
      return true;
    }
    if (name === 'click' && row !== undefined) {
      this.#selected = Math.max(0, Math.min(last, this.#top + row - 2));
      return true;
    }
    const { text: before } = this.#editor;
    if (this.#editor.onKey(key)) {
      if (this.#editor.text === before) return true;
      this.#selected = 0;
      this.#isStale = true;
      return true;
    }
    const moved = scroll(name, this.#selected, this.#rows, last);
    if (moved === undefined) return false;
    this.#selected = moved;
    return true;
  }
}
