/** Lines of a width out of text of several looks, for scripts with spaces between words and for those without. */
import { safeLine } from '../../core/escape.ts';
import { ascii, textWidth } from './width.ts';

/** The escapes of a look: what opens it and what closes it. */
export interface Style {
  readonly open: string;
  readonly close: string;
}

/** A text in a look. */
export function styled(style: Style | undefined, text: string): string {
  return style && text !== '' ? style.open + text + style.close : text;
}

/** One look inside another. */
export function within(outer: Style | undefined, inner: Style | undefined): Style | undefined {
  if (!outer) return inner;
  return inner ? { open: outer.open + inner.open, close: inner.close + outer.close } : outer;
}

/** A stretch of text of one look. A line feed in it ends a line; no-break spaces do not part words. */
export interface Run {
  readonly text: string;
  readonly style: Style | undefined;
}

/** Scripts that put no spaces between words: a line may end after any of their characters, but for some punctuation. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff01-\uff60]/u;
/** No line begins with these (Unicode UAX #14: closing punctuation, exclamation, nonstarters), and none ends with those. */
const noStart = /^[、。，．・：；？！）」』】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%‰℃]/u;
const noEnd = /[（「『【〈《〔［｛$￥]$/u;

const softHyphen = '\u00ad';
/** Where a line may end though there is no space, in any script. */
const mayEnd =
  /[\u00ad\u200b\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uaa60-\uaa7f\uf900-\uffef\ud840-\udbff]/;
/** White space, or one character with what combines with it. */
const atoms = /[ \t]+|\n|.(?:\p{M}|\ufe0f|\u200d.)*/gsu;

/** Lines, and how wide each is. */
export interface Filled {
  readonly lines: readonly string[];
  readonly widths: readonly number[];
}

/**
 * Fills lines with words. A word that is wider than a line stands on one by itself and is never cut.
 * @param width columns of a line
 * @param firstWidth columns of the first line
 * @returns the lines; escapes that are opened on a line are closed on it
 */
export function fillLines(runs: readonly Run[], width: number, firstWidth = width): Filled {
  const filler = new Filler(width, firstWidth);
  for (const run of runs) filler.add(run);
  return filler.end();
}

/** @returns the columns of the longest line when none is broken, and of the longest part that none may end in */
export function measureRuns(runs: readonly Run[]): { readonly line: number; readonly part: number } {
  const filler = new Filler(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  for (const run of runs) filler.add(run);
  const { widths } = filler.end();
  return { line: widths.reduce((most, width) => Math.max(most, width), 0), part: filler.widestPart };
}

/**
 * One text as lines with margins.
 * @param first what stands before its first line, and `rest` before the others
 * @param width columns, the margins included
 */
export function fill(text: string, first: string, rest: string, width: number, style?: Style): string {
  const runs = [{ text: safeLine(text), style }];
  const { lines } = fillLines(runs, Math.max(8, width - textWidth(rest)), Math.max(8, width - textWidth(first)));
  return lines.map((line, index) => (index === 0 ? first : rest) + line).join('\n');
}

/** Fills lines with text that comes in parts. */
export class Filler implements Filled {
  lines: string[] = [];
  widths: number[] = [];
  widestPart = 0;
  readonly #width: number;
  #room: number;
  /** The line: what has its escapes, then what has not, in one look. */
  #line = '';
  #tail = '';
  #tailStyle: Style | undefined;
  #lineWidth = 0;
  /** What cannot be parted and has no place yet. */
  #word: Run[] = [];
  #wordWidth = 0;
  /** What stands before it: a space, or nothing where a line may end all the same. */
  #gap: Run | undefined;
  #hyphen: Run | undefined;
  #last = '';

  constructor(width: number, firstWidth: number) {
    this.#width = width;
    this.#room = firstWidth;
  }

  add({ text, style }: Run): void {
    const isAscii = ascii.test(text);
    if (!isAscii && mayEnd.test(text)) this.#addAtoms(text, style);
    else this.#addWords(text, style, isAscii);
  }

  #addWords(text: string, style: Style | undefined, isAscii: boolean): void {
    const { length } = text;
    for (let at = 0; at < length; ) {
      const code = text.charCodeAt(at);
      if (code === 10) {
        this.#lineEnd();
        at++;
      } else if (isSpace(code)) {
        const from = at++;
        while (at < length && isSpace(text.charCodeAt(at))) at++;
        this.#space(text.slice(from, at), style);
      } else {
        at = isAscii ? this.#many(text, at, style) : at;
        const from = at;
        while (at < length && text.charCodeAt(at) !== 10 && !isSpace(text.charCodeAt(at))) at++;
        if (at > from) this.#part(text.slice(from, at), style);
      }
    }
  }

  /** Puts as many words as the line has room for, without a look at each. @returns where the first one begins that is left */
  #many(text: string, from: number, style: Style | undefined): number {
    if (this.#word.length > 0 || this.#hyphen || this.#room === Number.POSITIVE_INFINITY) return from;
    const gap = this.#lineWidth > 0 && this.#gap ? this.#gap.text.length : 0;
    const left = this.#room - this.#lineWidth - gap;
    if (left <= 0) return from;
    const end = text.lastIndexOf(' ', from + left);
    if (end <= from) return from;
    const words = text.slice(from, end).trimEnd();
    if (gap > 0 && this.#gap) this.#put(this.#gap.text, this.#gap.style);
    this.#put(words, style);
    this.#lineWidth += gap + words.length;
    this.#gap = undefined;
    return from + words.length;
  }

  #addAtoms(text: string, style: Style | undefined): void {
    for (const [atom] of text.matchAll(atoms)) {
      if (atom === '\n') this.#lineEnd();
      else if (isSpace(atom.charCodeAt(0))) this.#space(atom, style);
      else if (atom === softHyphen) {
        const isInWord = this.#word.length > 0;
        this.#place(1);
        if (isInWord) this.#hyphen = { text: '-', style };
      } else if (atom === '\u200b') this.#place(0);
      else this.#part(atom, style);
    }
  }

  /** Adds to the word, unless a line may end before what is added. */
  #part(text: string, style: Style | undefined): void {
    if (this.#last !== '' && (mayEnd.test(text) || mayEnd.test(this.#last))) {
      const first = String.fromCodePoint(text.codePointAt(0) ?? 0);
      const isBetween = unspaced.test(first) || unspaced.test(this.#last);
      if (isBetween && !noStart.test(first) && !noEnd.test(this.#last)) this.#place(0);
    }
    this.#word.push({ text, style });
    this.#wordWidth += textWidth(text);
    this.#last = text.slice(-2);
  }

  #space(text: string, style: Style | undefined): void {
    this.#place(0);
    this.#gap ??= { text: text.includes('\t') ? text.replaceAll('\t', ' ') : text, style };
    this.#hyphen = undefined;
  }

  /**
   * Gives the word its place: on this line, or on the next.
   * @param reserved columns that have to be left after it
   */
  #place(reserved: number): void {
    if (this.#word.length === 0) return;
    const gap = this.#lineWidth > 0 ? this.#gap : undefined;
    const wide = (gap?.text.length ?? 0) + this.#wordWidth;
    if (this.#lineWidth > 0 && this.#lineWidth + wide + reserved > this.#room) {
      if (this.#hyphen) {
        this.#put(this.#hyphen.text, this.#hyphen.style);
        this.#lineWidth++;
      }
      this.#endLine();
    } else if (gap) {
      this.#put(gap.text, gap.style);
      this.#lineWidth += gap.text.length;
    }
    for (const { text, style } of this.#word) this.#put(text, style);
    this.#lineWidth += this.#wordWidth;
    this.widestPart = Math.max(this.widestPart, this.#wordWidth + reserved);
    this.#word.length = 0;
    this.#wordWidth = 0;
    this.#gap = undefined;
    this.#hyphen = undefined;
    this.#last = '';
  }

  #put(text: string, style: Style | undefined): void {
    if (this.#tailStyle === style) this.#tail += text;
    else {
      this.#line += styled(this.#tailStyle, this.#tail);
      this.#tail = text;
      this.#tailStyle = style;
    }
  }

  #lineEnd(): void {
    this.#place(0);
    this.#endLine();
    this.#gap = undefined;
    this.#hyphen = undefined;
  }

  #endLine(): void {
    this.lines.push(this.#line + styled(this.#tailStyle, this.#tail));
    this.widths.push(this.#lineWidth);
    this.#line = '';
    this.#tail = '';
    this.#tailStyle = undefined;
    this.#lineWidth = 0;
    this.#room = this.#width;
  }

  /** @returns the lines that are full, which it then forgets */
  take(): string[] {
    const { lines } = this;
    this.lines = [];
    this.widths = [];
    return lines;
  }

  /** @returns the lines that are left; none for no text */
  end(): Filled {
    this.#place(0);
    if (this.#line !== '' || this.#tail !== '') this.#endLine();
    return this;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}
