/** A note on the screen, with its outline beside it where there is room. */
import { sanitizeLine } from '../core/escape.ts';
import type { Note, Section } from '../core/note.ts';
import { getTheme } from '../render/terminal/theme.ts';
import { applyStyle } from '../render/terminal/wrap.ts';
import type { Host } from './host.ts';
import type { Key } from './keys.ts';
import { OutlinePane } from './outline-pane.ts';
import type { Match, PageLink } from './page.ts';
import { innerLink, Page } from './page.ts';
import type { Place } from './places.ts';
import type { TextSpan } from './styled-line.ts';
import { cutLine, inverse, markSpans, padLine, removeHyperlinks } from './styled-line.ts';
import type { Size, View } from './view.ts';
import { scroll } from './view.ts';

/** The outline is shown from this width on, unless the reader hides it. */
const minColumnsWithOutline = 100;
const gap = 3;

/** Where the screen begins: a block of the note, and how many lines below its start. */
interface Anchor {
  readonly from: number;
  readonly lines: number;
}

type OutlineState = 'auto' | 'shown' | 'focused' | 'hidden';

export class NoteView implements View {
  readonly #host: Host;
  #note: Note;
  #outline: OutlinePane;
  #outlineState: OutlineState = 'auto';
  #page: Page | undefined;
  #pageColumns = 0;
  #outlineColumns = 0;
  #top = 0;
  /** Where to be once the page is laid out. */
  #anchor: Anchor | undefined;
  #rows = 1;
  #searched = '';
  #matches: readonly Match[] = [];
  #match = -1;
  #link = -1;
  readonly #spansByLine = new Map<number, TextSpan[]>();
  #wordsToFind = '';

  constructor(host: Host, note: Note, from: number, lines = 0) {
    this.#host = host;
    this.#note = note;
    this.#outline = new OutlinePane(note, getTheme(host.context));
    this.#anchor = { from, lines };
  }

  /** Searches for words once the note is shown, to mark what a search over all notes has found. */
  findWords(words: string): void {
    this.#wordsToFind = words.trim().toLowerCase();
  }

  #setMatches(matches: readonly Match[]): void {
    this.#matches = matches;
    this.#spansByLine.clear();
    for (const { spans } of matches)
      for (const span of spans) {
        const ofLine = this.#spansByLine.get(span.line);
        if (ofLine) ofLine.push(span);
        else this.#spansByLine.set(span.line, [span]);
      }
  }

  get note(): Note {
    return this.#note;
  }

  /** The heading at the top of the screen, or the last above it. */
  get heading(): Section | undefined {
    return this.#outline.findHeading(this.#page?.findMark(this.#top)?.from ?? this.#anchor?.from ?? -1);
  }

  get selectedLink(): PageLink | undefined {
    return this.#link < 0 ? undefined : this.#page?.listLinks()[this.#link];
  }

  getPlace(): Place {
    const { heading } = this;
    const line = heading && this.#page?.marks.find(({ from }) => from === heading.from)?.line;
    return { slug: heading?.slug ?? '', lines: this.#top - (line ?? 0) };
  }

  /** Where the screen begins, so that one can come back. */
  getAnchor(): Anchor {
    const mark = this.#page?.findMark(this.#top);
    return mark ? { from: mark.from, lines: this.#top - mark.line } : (this.#anchor ?? { from: -1, lines: this.#top });
  }

  /** Goes to a block of the note. */
  goTo(from: number): void {
    this.#anchor = { from, lines: 0 };
    this.#link = -1;
  }

  /** Shows another state of the note, at the same heading. */
  replaceNote(note: Note): void {
    const place = this.getPlace();
    const heading = note.sections.find(({ slug }) => slug === place.slug);
    this.#note = note;
    this.#outline = new OutlinePane(note, getTheme(this.#host.context));
    this.#page = undefined;
    this.#link = -1;
    this.#anchor = heading ? { from: heading.from, lines: place.lines } : { from: -1, lines: this.#top };
  }

  async render({ columns, rows }: Size): Promise<readonly string[]> {
    this.#rows = rows;
    const hasRoom = columns >= minColumnsWithOutline;
    const isShown =
      !this.#outline.isEmpty && (this.#outlineState === 'auto' ? hasRoom : this.#outlineState !== 'hidden');
    // A narrow screen shows either the outline or the text.
    if (isShown && !hasRoom && this.#outlineState === 'focused')
      return this.#outline.render(columns, rows, this.heading, true);
    this.#outlineColumns = isShown && hasRoom ? Math.min(36, Math.floor(columns * 0.3)) : 0;
    const paneColumns = this.#outlineColumns === 0 ? columns : columns - this.#outlineColumns - gap;
    const page = await this.#layOut(Math.min(paneColumns, this.#host.maxWidth));
    await page.fill(this.#top + rows);
    this.#top = Math.max(0, Math.min(this.#top, page.lines.length - 1));
    const lines = Array.from({ length: rows }, (_, row) => this.#renderLine(page, this.#top + row, paneColumns));
    if (this.#outlineColumns === 0) return lines;
    const { styles, signs } = getTheme(this.#host.context);
    const bar = applyStyle(styles.muted, signs.bar);
    const outline = this.#outline.render(this.#outlineColumns, rows, this.heading, this.#outlineState === 'focused');
    return lines.map((line, row) => `${padLine(outline[row] ?? '', this.#outlineColumns)} ${bar} ${line}`);
  }

  /** Lays the note out for a width, and goes to where one was. */
  async #layOut(columns: number): Promise<Page> {
    if (!this.#page || this.#pageColumns !== columns) {
      this.#anchor ??= this.getAnchor();
      this.#page = new Page(this.#note, { ...this.#host.context, width: columns });
      this.#pageColumns = columns;
      this.#link = -1;
      if (this.#searched !== '') {
        this.#setMatches(await this.#page.search(this.#searched));
        this.#match = Math.min(this.#match, this.#matches.length - 1);
      }
    }
    await this.#goToAnchor(this.#page);
    const words = this.#wordsToFind;
    this.#wordsToFind = '';
    if (words !== '' && (await this.search(words)) === 0) {
      const [longest = ''] = words.split(/\s+/).sort((a, b) => b.length - a.length);
      if ((await this.search(longest)) === 0) this.#searched = '';
    }
    return this.#page;
  }

  async #goToAnchor(page: Page): Promise<void> {
    if (!this.#anchor) return;
    const { from, lines } = this.#anchor;
    this.#anchor = undefined;
    // The first block follows the line with the path.
    this.#top = (from < 0 ? 0 : await page.findLine(from)) + lines;
    await page.fill(this.#top + this.#rows);
    this.#top = Math.max(0, Math.min(this.#top, page.lines.length - 1));
  }

  #renderLine(page: Page, number: number, columns: number): string {
    const line = page.lines[number];
    if (line === undefined) return '';
    const spans: TextSpan[] = this.#spansByLine.get(number) ?? [];
    const link = this.selectedLink?.spans.filter((span) => span.line === number) ?? [];
    const marked = markSpans(
      line,
      [...spans, ...link].sort((a, b) => a.from - b.from),
      inverse,
    );
    const isKept = (target: string) => this.#host.hasHyperlinks && !target.startsWith(innerLink);
    return cutLine(removeHyperlinks(marked, isKept), columns);
  }

  status(): { readonly left: string; readonly right: string } {
    const { heading } = this;
    const names = [this.#note.title, heading?.heading ?? ''].filter(
      (name, at, all) => name !== '' && name !== all[at - 1],
    );
    const count = this.#page?.lines.length ?? 0;
    const end = Math.min(count, this.#top + this.#rows);
    const isEnd = this.#page?.isComplete === true && end >= count;
    const percent = this.#page?.isComplete
      ? `${Math.round((100 * end) / Math.max(1, count))} %`
      : `line ${this.#top + 1}`;
    const matches = this.#searched === '' ? '' : `${this.#match + 1}/${this.#matches.length} matches  `;
    const link = this.selectedLink;
    return {
      left: link ? sanitizeLine(link.url) : sanitizeLine(names.join(' › ')),
      right: `${matches}${isEnd ? 'end' : percent}`,
    };
  }

  async onKey({ name, row = 0, column = 0 }: Key): Promise<boolean> {
    const page = this.#page;
    if (!page) return false;
    // Keys may come faster than the screen is painted.
    await this.#goToAnchor(page);
    if (name === 'o') {
      this.#toggleOutline();
      return true;
    }
    if (name === 'click') return this.#click(row, column);
    if (this.#outlineState === 'focused') return this.#onOutlineKey(name);
    if (name === 'tab' || name === 'shift-tab') return this.#selectLink(page, name === 'tab' ? 1 : -1);
    if (name === 'enter' && this.#link >= 0) return false;
    if (name === 'n' || name === 'N') return this.#goToMatch(page, name === 'n' ? 1 : -1);
    if (name === '(' || name === ')') {
      const from = page.findMark(this.#top)?.from ?? -1;
      const section = this.#outline.findNeighbor(
        name === '(' && !this.#isAtHeading(page) ? from + 1 : from,
        name === ')' ? 1 : -1,
      );
      if (section) this.goTo(section.from);
      return true;
    }
    if (name === 'escape' && (this.#searched !== '' || this.#link >= 0)) {
      this.#searched = '';
      this.#setMatches([]);
      this.#link = -1;
      return true;
    }
    if (name === 'G' || name === 'end') await page.fillAll();
    else await page.fill(this.#top + 3 * this.#rows);
    const last = Math.max(0, page.lines.length - this.#rows);
    const moved = scroll(name, this.#top, this.#rows, last);
    if (moved === undefined) return false;
    this.#top = moved;
    return true;
  }

  /** Reports whether a heading is in the first line of the screen. */
  #isAtHeading(page: Page): boolean {
    return page.marks.some(({ line, isHeading }) => isHeading && line === this.#top);
  }

  #toggleOutline(): void {
    const isVisible = this.#outlineColumns > 0;
    if (this.#outlineState === 'focused') this.#outlineState = 'hidden';
    else if (isVisible || this.#outlineState === 'hidden' || this.#outlineState === 'auto') {
      this.#outlineState = 'focused';
      this.#outline.select(this.heading);
    }
  }

  #onOutlineKey(name: string): boolean {
    if (name === 'enter' || name === 'escape') {
      const { selected } = this.#outline;
      this.#outlineState = this.#outlineColumns > 0 ? 'shown' : 'hidden';
      if (name === 'enter' && selected) this.goTo(selected.from);
      return true;
    }
    return this.#outline.onKey(name);
  }

  #click(row: number, column: number): boolean {
    if (column < this.#outlineColumns) {
      const section = this.#outline.click(row);
      if (section) this.goTo(section.from);
    } else {
      const at = column - (this.#outlineColumns === 0 ? 0 : this.#outlineColumns + gap);
      const links = this.#page?.listLinks() ?? [];
      this.#link = links.findIndex(({ spans }) =>
        spans.some((span) => span.line === this.#top + row && span.from <= at && at < span.to),
      );
    }
    return true;
  }

  /** Selects the next link, from the screen on. */
  async #selectLink(page: Page, step: 1 | -1): Promise<boolean> {
    await page.fillAll();
    const links = page.listLinks();
    if (links.length === 0) return true;
    const isShown = (line: number) => line >= this.#top && line < this.#top + this.#rows;
    const selected = links[this.#link]?.spans[0]?.line;
    if (selected !== undefined && isShown(selected)) this.#link = (this.#link + step + links.length) % links.length;
    else {
      const first = links.findIndex(({ spans }) => (spans[0]?.line ?? 0) >= this.#top);
      const last = links.findLastIndex(({ spans }) => (spans[0]?.line ?? 0) < this.#top + this.#rows);
      this.#link = Math.max(0, step > 0 ? first : last);
    }
    this.#reveal(links[this.#link]?.spans[0]?.line ?? this.#top);
    return true;
  }

  #reveal(line: number): void {
    if (line < this.#top || line >= this.#top + this.#rows) this.#top = Math.max(0, line - Math.floor(this.#rows / 3));
  }

  /** Searches the note, and goes to the first match on the screen or after it. @returns the number of matches */
  async search(text: string): Promise<number> {
    this.#searched = text;
    this.#setMatches((await this.#page?.search(text)) ?? []);
    this.#match = this.#matches.findIndex(({ spans }) => (spans[0]?.line ?? 0) >= this.#top);
    if (this.#match < 0) this.#match = this.#matches.length > 0 ? 0 : -1;
    const match = this.#matches[this.#match];
    if (match) this.#reveal(match.spans[0]?.line ?? 0);
    return this.#matches.length;
  }

  #goToMatch(page: Page, step: 1 | -1): boolean {
    const { length } = this.#matches;
    if (length === 0) return true;
    this.#match = (this.#match + step + length) % length;
    this.#reveal(this.#matches[this.#match]?.spans[0]?.line ?? 0);
    this.#top = Math.min(this.#top, Math.max(0, page.lines.length - 1));
    return true;
  }
}
