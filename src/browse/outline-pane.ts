/** The headings of a note beside its text: it follows the text, and sections fold. */
import { sanitizeLine } from '../core/escape.ts';
import type { Note, Section } from '../core/note.ts';
import type { Theme } from '../render/terminal/theme.ts';
import { applyStyle } from '../render/terminal/wrap.ts';
import { bold, inverse, padLine } from './styled-line.ts';
import { scroll } from './view.ts';

export class OutlinePane {
  readonly #headings: readonly Section[];
  readonly #minDepth: number;
  readonly #folded = new Set<string>();
  readonly #theme: Theme;
  #selected: Section | undefined;
  #top = 0;
  #rows = 1;

  constructor({ sections }: Note, theme: Theme) {
    this.#headings = sections.filter(({ label }) => !label);
    this.#minDepth = this.#headings.reduce((least, { depth }) => Math.min(least, depth), 6);
    this.#theme = theme;
  }

  get isEmpty(): boolean {
    return this.#headings.length === 0;
  }

  get selected(): Section | undefined {
    return this.#selected;
  }

  /** Returns the heading of a section, or of the last one before an offset. */
  findHeading(offset: number): Section | undefined {
    return this.#headings.findLast(({ from }) => from <= offset);
  }

  select(section: Section | undefined): void {
    this.#selected = section;
  }

  /** Returns the heading a number of steps from the one at an offset, as `(` and `)` go. */
  findNeighbor(offset: number, step: 1 | -1): Section | undefined {
    return step > 0
      ? this.#headings.find(({ from }) => from > offset)
      : this.#headings.findLast(({ from }) => from < offset);
  }

  #listVisible(): Section[] {
    let foldedDepth = Number.POSITIVE_INFINITY;
    return this.#headings.filter(({ depth, slug }) => {
      if (depth > foldedDepth) return false;
      foldedDepth = this.#folded.has(slug) ? depth : Number.POSITIVE_INFINITY;
      return true;
    });
  }

  #findVisible(section: Section | undefined, visible: readonly Section[]): number {
    const at = visible.findLastIndex(({ from }) => from <= (section?.from ?? -1));
    return Math.max(0, at);
  }

  /** @param current the heading that is being read */
  render(columns: number, rows: number, current: Section | undefined, isFocused: boolean): string[] {
    const { styles, signs } = this.#theme;
    this.#rows = rows;
    const visible = this.#listVisible();
    const marked = this.#findVisible(isFocused ? this.#selected : current, visible);
    const last = Math.max(0, visible.length - rows);
    if (marked < this.#top || marked >= this.#top + rows) this.#top = Math.max(0, Math.min(last, marked - (rows >> 1)));
    this.#top = Math.min(this.#top, last);
    return visible.slice(this.#top, this.#top + rows).map(({ heading, depth, slug }, index) => {
      const isMarked = this.#top + index === marked;
      const hasFolded = this.#folded.has(slug);
      const text = `${'  '.repeat(depth - this.#minDepth)}${sanitizeLine(heading)}${hasFolded ? ` ${signs.ellipsis}` : ''}`;
      const line = padLine(`${isMarked ? signs.arrow : ' '} ${text}`, columns);
      return applyStyle(isMarked ? (isFocused ? inverse : bold) : styles.muted, line);
    });
  }

  /** Handles a key while the outline has the focus. @returns whether it did */
  onKey(name: string): boolean {
    const visible = this.#listVisible();
    const at = this.#findVisible(this.#selected, visible);
    const section = visible[at];
    if (section && (name === ' ' || name === 'left' || name === 'right' || name === 'h' || name === 'l')) {
      const isFolded = this.#folded.has(section.slug);
      const isToFold = name === ' ' ? !isFolded : name === 'left' || name === 'h';
      if (isToFold) this.#folded.add(section.slug);
      else this.#folded.delete(section.slug);
      return true;
    }
    const moved = scroll(name, at, this.#rows, visible.length - 1);
    if (moved === undefined) return false;
    this.#selected = visible[moved];
    return true;
  }

  /** Selects the heading in a row of the pane. */
  click(row: number): Section | undefined {
    this.#selected = this.#listVisible()[this.#top + row];
    return this.#selected;
  }
}
