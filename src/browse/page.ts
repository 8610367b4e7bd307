/** A note laid out in lines, as `show` prints it. Lines are made when they are needed. */
import type { Note } from '../core/note.ts';
import type { Block } from '../core/tree.ts';
import type { RenderContext } from '../render/answers.ts';
import type { LayoutLine } from '../render/terminal/code.ts';
import { layoutSection } from '../render/terminal/show.ts';
import { isUnspaced } from '../render/terminal/wrap.ts';
import { findLineLinks, getText } from './styled-line.ts';

/** Where a block begins: its offset in the source, and the line of the page. */
export interface Mark {
  readonly from: number;
  readonly line: number;
  readonly isHeading: boolean;
}

/** A link on the page; a long one goes over several lines. */
export interface PageLink {
  readonly url: string;
  readonly isWiki: boolean;
  readonly spans: readonly { readonly line: number; readonly from: number; readonly to: number }[];
}

/** A match; one that was wrapped goes over several lines. */
export interface Match {
  readonly spans: readonly { readonly line: number; readonly from: number; readonly to: number }[];
}

/** Begins the address of a link that is not on the web; its number follows. */
export const innerLink = 'readings:';

export class Page {
  readonly lines: string[] = [];
  readonly marks: Mark[] = [];
  isComplete = false;
  readonly #layout: Iterator<LayoutLine>;
  /** Links that are not on the web, by number. */
  readonly #innerLinks: { readonly url: string; readonly isWiki: boolean }[] = [];
  #links: PageLink[] | undefined;
  /** Blocks whose first line comes next. */
  readonly #begun: Block[] = [];
  #filling: Promise<void> = Promise.resolve();

  constructor(note: Note, context: RenderContext) {
    const shown = { note, section: undefined, score: 1, parts: [{ from: 0, to: note.source.length }] };
    const ownContext: RenderContext = {
      ...context,
      links: 'hyperlink',
      isCodeCut: true,
      resolveFileUrl: (_, url, isWiki) => `${innerLink}${this.#innerLinks.push({ url, isWiki }) - 1}`,
    };
    const onBlock = (block: Block) => this.#begun.push(block);
    this.#layout = layoutSection(shown, ownContext, onBlock)[Symbol.iterator]();
  }

  /** Makes lines until there are this many, or all. */
  fill(count: number): Promise<void> {
    this.#filling = this.#filling.then(() => this.#fill(count));
    return this.#filling;
  }

  async #fill(count: number): Promise<void> {
    for (let made = 0; !this.isComplete && this.lines.length < count; made++) {
      const next = this.#layout.next();
      if (next.done) this.isComplete = true;
      else if (typeof next.value === 'string') this.#addLines(next.value);
      else await next.value;
      // Lets keys be handled.
      if (made % 512 === 511) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #addLines(text: string): void {
    // The blank line before a block is not part of it.
    if (text !== '')
      for (const { from, type } of this.#begun.splice(0))
        this.marks.push({ from, line: this.lines.length, isHeading: type === 'heading' });
    for (const item of text.split('\n')) this.lines.push(item);
  }

  fillAll(): Promise<void> {
    return this.fill(Number.POSITIVE_INFINITY);
  }

  /** Makes lines until the block at an offset of the source begins. @returns its line */
  async findLine(from: number): Promise<number> {
    while (!this.isComplete && (this.marks.at(-1)?.from ?? -1) < from) await this.fill(this.lines.length + 64);
    // Footnotes are out of order: they come last.
    const exact = this.marks.find((mark) => mark.from === from);
    return (exact ?? this.marks.findLast((mark) => mark.from <= from))?.line ?? 0;
  }

  /** Returns the last block that begins at a line or above it. */
  findMark(line: number): Mark | undefined {
    return this.marks.findLast((mark) => mark.line <= line);
  }

  /** Returns the links of all lines, in order. */
  listLinks(): readonly PageLink[] {
    if (this.#links) return this.#links;
    const links: {
      url: string;
      isWiki: boolean;
      target: string;
      spans: { line: number; from: number; to: number }[];
    }[] = [];
    for (const [line, text] of this.lines.entries())
      for (const { target, from, to } of findLineLinks(text)) {
        const last = links.at(-1);
        const end = last?.spans.at(-1);
        const isContinued =
          last?.target === target && end && ((end.line === line && end.to === from) || end.line === line - 1);
        if (isContinued) last.spans.push({ line, from, to });
        else {
          const inner = target.startsWith(innerLink)
            ? this.#innerLinks[Number(target.slice(innerLink.length))]
            : undefined;
          links.push({
            url: inner?.url ?? target,
            isWiki: inner?.isWiki ?? false,
            target,
            spans: [{ line, from, to }],
          });
        }
      }
    if (this.isComplete) this.#links = links;
    return links;
  }

  /** Finds a text, also where it is wrapped. Its case counts if it has a capital letter. */
  async search(text: string): Promise<Match[]> {
    await this.fillAll();
    const isCaseSensitive = text !== text.toLowerCase();
    const fold = (line: string) => (isCaseSensitive ? line : line.toLowerCase());
    const { joined, starts, offsets } = this.#joinLines();
    const searched = fold(joined);
    const sought = text.replace(/\s+/g, ' ');
    const matches: Match[] = [];
    let line = 0;
    for (
      let at = searched.indexOf(sought);
      at >= 0 && sought !== '';
      at = searched.indexOf(sought, at + sought.length)
    ) {
      while ((starts[line + 1] ?? Number.POSITIVE_INFINITY) <= at) line++;
      const end = at + sought.length;
      const spans: Match['spans'][number][] = [];
      for (let next = line; (starts[next] ?? Number.POSITIVE_INFINITY) < end; next++) {
        const [start, offset] = [starts[next] ?? 0, offsets[next] ?? 0];
        const length = (starts[next + 1] ?? joined.length) - start;
        const [from, to] = [Math.max(0, at - start), Math.min(length, end - start)];
        if (from < to) spans.push({ line: next, from: offset + from, to: offset + to });
      }
      matches.push({ spans });
    }
    return matches;
  }

  /**
   * Joins the lines that a paragraph was wrapped into.
   * @returns the text, where each line starts in it, and how many characters before its text are left out
   */
  #joinLines(): { joined: string; starts: number[]; offsets: number[] } {
    let joined = '';
    const starts: number[] = [];
    const offsets: number[] = [];
    for (const styled of this.lines) {
      const plain = getText(styled);
      const offset = /^[\s│┃|]*/.exec(plain)?.[0].length ?? 0;
      const text = plain.slice(offset);
      if (text === '') joined += '\n';
      else if (joined !== '' && !joined.endsWith('\n') && !(isUnspaced(joined.slice(-1)) && isUnspaced(text.charAt(0))))
        joined += joined.endsWith(' ') ? '' : ' ';
      starts.push(joined.length);
      offsets.push(offset);
      joined += text;
    }
    return { joined, starts, offsets };
  }
}
