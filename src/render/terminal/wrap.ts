/** Wraps styled text into lines of a given width, for scripts with and without spaces between words. */

import { sanitizeLine } from '../../core/escape.ts';
import { unspacedScripts } from '../../core/scripts.ts';
import { ascii, measureWidth } from './width.ts';

export interface Style {
  readonly open: string;
  readonly close: string;
}

export function applyStyle(style: Style | undefined, text: string): string {
  return style && text !== '' ? style.open + text + style.close : text;
}

export function nestStyles(outer: Style | undefined, inner: Style | undefined): Style | undefined {
  if (!outer) return inner;
  return inner ? { open: outer.open + inner.open, close: inner.close + outer.close } : outer;
}

/** A run of text in one style. A line feed ends a line; no-break spaces do not separate words. */
export interface Run {
  readonly text: string;
  readonly style: Style | undefined;
  /** Whether this is the address of a link, or its number, rather than text of the note. */
  readonly isAddress?: true;
}

/** Scripts without spaces between words. A line may end after any of their characters, except for some punctuation. */
const unspaced = new RegExp(`[${unspacedScripts}\\u3000-\\u303f\\uff01-\\uff60]`, 'u');
/** Reports whether a text has a character of a script without spaces between words. */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

/**
 * A line must not begin with `noStart` or end with `noEnd` (Unicode UAX #14: closing punctuation, exclamation,
 * nonstarters).
 */
const noStart = /^[、。，．・：；？！）」』】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%‰℃]/u;
const noEnd = /[（「『【〈《〔［｛$￥]$/u;

const softHyphen = '\u00ad';
/** Characters at which a line may end without a space, in any script. */
const breakCharacters =
  /[\u00ad\u200b\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uaa60-\uaa7f\uf900-\uffef\ud840-\udbff]/;
/** The start of an address in a word, and the parts after which a line may end. */
const addressStart = /^\W?(?:[a-z][\w+.-]*:\/\/|www\.|#[\w-]{20})/i;
const addressParts = /[^/?&]+(?:(?<=:)\/\/[^/?&]*\/?|[/?&]*)|[/?&]+/g;
/** Columns that an address needs at least in a table. */
const minPartWidth = 20;
/** White space, a line feed, or one character with its combining characters. */
const atoms = /[ \t]+|\n|.(?:\p{M}|\ufe0f|\u200d.)*/gsu;

export interface WrappedText {
  readonly lines: readonly string[];
  readonly widths: readonly number[];
}

/**
 * Wraps text into lines. A word wider than a line gets a line of its own and is never cut.
 * @param width columns of a line
 * @param firstWidth columns of the first line
 * @returns the lines; escape sequences opened on a line are closed on it
 */
export function wrapRuns(runs: readonly Run[], width: number, firstWidth = width): WrappedText {
  const wrapper = new LineWrapper(width, firstWidth);
  for (const run of runs) wrapper.add(run);
  return wrapper.finish();
}

/**
 * Measures text in columns.
 * @returns the width of the longest line without wrapping, of the longest part that cannot be broken, and the number of lines
 */
export function measureRuns(runs: readonly Run[]): {
  readonly line: number;
  readonly part: number;
  readonly count: number;
} {
  const wrapper = new LineWrapper(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY);
  for (const run of runs) wrapper.add(run);
  const { widths } = wrapper.finish();
  return {
    line: widths.reduce((max, width) => Math.max(max, width), 0),
    part: wrapper.widestPart,
    count: widths.length,
  };
}

/**
 * Wraps one text into lines with margins.
 * @param firstMargin text before the first line; `margin` is before the others
 * @param width columns, including the margins
 */
export function wrapText(text: string, firstMargin: string, margin: string, width: number, style?: Style): string {
  const runs = [{ text: sanitizeLine(text), style }];
  const { lines } = wrapRuns(
    runs,
    Math.max(8, width - measureWidth(margin)),
    Math.max(8, width - measureWidth(firstMargin)),
  );
  return lines.map((line, index) => (index === 0 ? firstMargin : margin) + line).join('\n');
}

export class LineWrapper implements WrappedText {
  lines: string[] = [];
  widths: number[] = [];
  widestPart = 0;
  readonly #width: number;
  #room: number;
  /** The current line: text with its escape sequences, then text in one style that still needs them. */
  #line = '';
  #tail = '';
  #tailStyle: Style | undefined;
  #lineWidth = 0;
  /** The current word: text that cannot be broken and is not on a line yet. */
  #wordRuns: Run[] = [];
  #wordWidth = 0;
  /** The space before the word; undefined if a line may end there without one. */
  #gap: Run | undefined;
  #hyphen: Run | undefined;
  #lastChars = '';

  constructor(width: number, firstWidth: number) {
    this.#width = width;
    this.#room = firstWidth;
  }

  add({ text, style }: Run): void {
    const isAscii = ascii.test(text);
    if (!isAscii && breakCharacters.test(text)) this.#addAtoms(text, style);
    else this.#addWords(text, style, isAscii);
  }

  #addWords(text: string, style: Style | undefined, isAscii: boolean): void {
    const { length } = text;
    for (let at = 0; at < length; ) {
      const code = text.charCodeAt(at);
      if (code === 10) {
        this.#breakLine();
        at++;
      } else if (isSpace(code)) {
        const from = at++;
        while (at < length && isSpace(text.charCodeAt(at))) at++;
        this.#addSpace(text.slice(from, at), style);
      } else {
        at = isAscii ? this.#addFittingWords(text, at, style) : at;
        const from = at;
        while (at < length && text.charCodeAt(at) !== 10 && !isSpace(text.charCodeAt(at))) at++;
        if (at > from) this.#addWord(text.slice(from, at), style);
      }
    }
  }

  /**
   * Adds as many words as fit on the line, without examining each. @returns the offset of the first word that is left
   */
  #addFittingWords(text: string, from: number, style: Style | undefined): number {
    if (this.#wordRuns.length > 0 || this.#hyphen || this.#room === Number.POSITIVE_INFINITY) return from;
    const gap = this.#lineWidth > 0 && this.#gap ? this.#gap.text.length : 0;
    const remainingWidth = this.#room - this.#lineWidth - gap;
    if (remainingWidth <= 0) return from;
    const end = text.lastIndexOf(' ', from + remainingWidth);
    if (end <= from) return from;
    const words = text.slice(from, end).trimEnd();
    if (gap > 0 && this.#gap) this.#append(this.#gap.text, this.#gap.style);
    this.#append(words, style);
    this.#lineWidth += gap + words.length;
    this.#gap = undefined;
    return from + words.length;
  }

  #addAtoms(text: string, style: Style | undefined): void {
    for (const [atom] of text.matchAll(atoms)) {
      if (atom === '\n') this.#breakLine();
      else if (isSpace(atom.charCodeAt(0))) this.#addSpace(atom, style);
      else if (atom === softHyphen) {
        const isInWord = this.#wordRuns.length > 0;
        this.#placeWord(1);
        if (isInWord) this.#hyphen = { text: '-', style };
      } else if (atom === '\u200b') this.#placeWord(0);
      else this.#addPart(atom, style);
    }
  }

  /** Adds a word without white space. An address or path that is wider than a line may end a line after `/`, `?` and `&`. */
  #addWord(text: string, style: Style | undefined): void {
    const isLong = this.#width === Number.POSITIVE_INFINITY || measureWidth(text) > this.#width;
    if (!isLong || !(text.includes('/') || addressStart.test(text))) {
      this.#addPart(text, style);
      return;
    }
    for (const [part] of text.matchAll(addressParts))
      for (const piece of this.#splitPart(part)) {
        this.#addPart(piece, style);
        if (piece.length < part.length || /[/?&]$/.test(part)) this.#placeWord(0);
      }
  }

  /** Splits a part of an address that is wider than a line: after a sign, else anywhere. */
  #splitPart(part: string): readonly string[] {
    // What follows an address, such as `).`, belongs on the same line.
    const width = Number.isFinite(this.#width) ? Math.max(4, this.#width - 3) : minPartWidth;
    if (measureWidth(part) <= width) return [part];
    const pieces = part.match(/[^-_.=,;+~#:][^-_.=,;+~%#:]*[-_.=,;+~#:]*|[-_.=,;+~#:]+/g) ?? [];
    return pieces.flatMap((piece) =>
      piece.length <= width ? [piece] : (piece.match(new RegExp(`.{1,${width}}`, 'gsu')) ?? []),
    );
  }

  /** Adds to the current word. If a line may end before the new text, the word is placed first. */
  #addPart(text: string, style: Style | undefined): void {
    if (this.#lastChars !== '' && (breakCharacters.test(text) || breakCharacters.test(this.#lastChars))) {
      const first = String.fromCodePoint(text.codePointAt(0) ?? 0);
      const isBetween = isUnspaced(first) || isUnspaced(this.#lastChars);
      if (isBetween && !noStart.test(first) && !noEnd.test(this.#lastChars)) this.#placeWord(0);
    }
    this.#wordRuns.push({ text, style });
    this.#wordWidth += measureWidth(text);
    this.#lastChars = text.slice(-2);
  }

  #addSpace(text: string, style: Style | undefined): void {
    this.#placeWord(0);
    this.#gap ??= { text: text.includes('\t') ? text.replaceAll('\t', ' ') : text, style };
    this.#hyphen = undefined;
  }

  /**
   * Places the current word on this line or on the next.
   * @param reserved columns to keep free after it
   */
  #placeWord(reserved: number): void {
    if (this.#wordRuns.length === 0) return;
    const gap = this.#lineWidth > 0 ? this.#gap : undefined;
    const neededWidth = (gap?.text.length ?? 0) + this.#wordWidth;
    if (this.#lineWidth > 0 && this.#lineWidth + neededWidth + reserved > this.#room) {
      if (this.#hyphen) {
        this.#append(this.#hyphen.text, this.#hyphen.style);
        this.#lineWidth++;
      }
      this.#finishLine();
    } else if (gap) {
      this.#append(gap.text, gap.style);
      this.#lineWidth += gap.text.length;
    }
    for (const { text, style } of this.#wordRuns) this.#append(text, style);
    this.#lineWidth += this.#wordWidth;
    this.widestPart = Math.max(this.widestPart, this.#wordWidth + reserved);
    this.#wordRuns.length = 0;
    this.#wordWidth = 0;
    this.#gap = undefined;
    this.#hyphen = undefined;
    this.#lastChars = '';
  }

  #append(text: string, style: Style | undefined): void {
    if (this.#tailStyle === style) this.#tail += text;
    else {
      this.#line += applyStyle(this.#tailStyle, this.#tail);
      this.#tail = text;
      this.#tailStyle = style;
    }
  }

  #breakLine(): void {
    this.#placeWord(0);
    this.#finishLine();
    this.#gap = undefined;
    this.#hyphen = undefined;
  }

  #finishLine(): void {
    this.lines.push(this.#line + applyStyle(this.#tailStyle, this.#tail));
    this.widths.push(this.#lineWidth);
    this.#line = '';
    this.#tail = '';
    this.#tailStyle = undefined;
    this.#lineWidth = 0;
    this.#room = this.#width;
  }

  /** Removes the finished lines and returns them. */
  takeLines(): string[] {
    const { lines } = this;
    this.lines = [];
    this.widths = [];
    return lines;
  }

  /** Finishes the last line. @returns the remaining lines; none for no text */
  finish(): WrappedText {
    this.#placeWord(0);
    if (this.#line !== '' || this.#tail !== '') this.#finishLine();
    return this;
  }
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9;
}
