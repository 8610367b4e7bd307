/**
 * Emphasis, strong emphasis, strikethrough (CommonMark 0.31.2 §6.2, GFM §6.5) and highlights (an extension): runs of
 * delimiters and their pairs.
 */
import { ASTERISK, EQUALS_SIGN, TILDE } from './codes.ts';
import { DELETE, EMPHASIS, MARK, STRONG } from './store.ts';
import type { Tokens } from './tokens.ts';

/** Delimiter runs that may still open or close emphasis, linked from the last to the first. */
export class DelimiterRuns {
  /** -1 for none. */
  last = -1;
  readonly #tokens: Tokens;
  #count = 0;
  readonly #token: number[] = [];
  readonly #code: number[] = [];
  readonly #length: number[] = [];
  readonly #previous: number[] = [];
  readonly #next: number[] = [];
  readonly #canOpen: boolean[] = [];
  readonly #canClose: boolean[] = [];

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  clear(): void {
    this.last = -1;
    this.#count = 0;
  }

  add(token: number, code: number, length: number, canOpen: boolean, canClose: boolean): void {
    const run = this.#count++;
    this.#token[run] = token;
    this.#code[run] = code;
    this.#length[run] = length;
    this.#previous[run] = this.last;
    this.#next[run] = -1;
    this.#canOpen[run] = canOpen;
    this.#canClose[run] = canClose;
    if (this.last >= 0) this.#next[this.last] = run;
    this.last = run;
  }

  removeIfLast(token: number): void {
    if (this.last < 0 || this.#token[this.last] !== token) return;
    this.last = this.#previous[this.last] ?? -1;
    if (this.last >= 0) this.#next[this.last] = -1;
  }

  /**
   * Pairs the runs above `bottom` (§6.2, "process emphasis"). For a closer without an opener it records how far back
   * the search went, by delimiter, length mod 3 and whether the closer can also open, so that later searches of that
   * kind stop there.
   */
  resolve(bottom: number): void {
    if (this.last < 0 || this.last === bottom) return;
    const openerBottoms = new Map<number, number>();
    let closer = bottom < 0 ? this.#findFirst() : (this.#next[bottom] ?? -1);
    while (closer >= 0) {
      if (!this.#canClose[closer]) {
        closer = this.#next[closer] ?? -1;
        continue;
      }
      const code = this.#code[closer] ?? 0;
      const key = this.#getBottomKey(closer, code);
      const openerBottom = openerBottoms.get(key) ?? bottom;
      let opener = this.#previous[closer] ?? -1;
      while (opener >= 0 && opener !== bottom && opener !== openerBottom && !this.#canPair(opener, closer, code))
        opener = this.#previous[opener] ?? -1;
      const hasOpener = opener >= 0 && opener !== bottom && opener !== openerBottom;
      const currentCloser = closer;
      if (hasOpener) {
        closer = this.#pair(opener, closer, code);
      } else {
        closer = this.#next[closer] ?? -1;
        openerBottoms.set(key, this.#previous[currentCloser] ?? -1);
        if (!this.#canOpen[currentCloser]) this.#remove(currentCloser);
      }
    }
    // Remaining runs are text.
    for (let run = this.last; run >= 0 && run !== bottom; run = this.#previous[run] ?? -1)
      this.last = this.#previous[run] ?? -1;
    if (bottom >= 0) this.#next[bottom] = -1;
  }

  #findFirst(): number {
    let run = this.last;
    while (run >= 0 && (this.#previous[run] ?? -1) >= 0) run = this.#previous[run] ?? -1;
    return run;
  }

  #getBottomKey(closer: number, code: number): number {
    const length = this.#length[closer] ?? 0;
    if (code === TILDE || code === EQUALS_SIGN) return (code << 8) + length;
    return (code === ASTERISK ? 0 : 6) + (this.#canOpen[closer] ? 3 : 0) + (length % 3);
  }

  #canPair(opener: number, closer: number, code: number): boolean {
    if (this.#code[opener] !== code || !this.#canOpen[opener]) return false;
    const left = this.#length[opener] ?? 0;
    const right = this.#length[closer] ?? 0;
    if (code === TILDE || code === EQUALS_SIGN) return left === right;
    // Rules 9 and 10 of §6.2: if either run can both open and close, their lengths must not add up to a multiple of 3,
    // unless both lengths are multiples of 3.
    return !((this.#canClose[opener] || this.#canOpen[closer]) && right % 3 !== 0 && (left + right) % 3 === 0);
  }

  /** Wraps the nodes between two runs in emphasis. @returns the next closer to process */
  #pair(opener: number, closer: number, code: number): number {
    const tokens = this.#tokens;
    const left = this.#token[opener] ?? 0;
    const right = this.#token[closer] ?? 0;
    const leftLength = tokens.getTo(left) - tokens.getFrom(left);
    const rightLength = tokens.getTo(right) - tokens.getFrom(right);
    const isWhole = code === TILDE || code === EQUALS_SIGN;
    const usedLength = isWhole ? leftLength : leftLength >= 2 && rightLength >= 2 ? 2 : 1;
    const to = tokens.getFrom(right) + usedLength;
    tokens.to[left] = tokens.getTo(left) - usedLength;
    tokens.from[right] = to;
    const token = tokens.make(
      code === TILDE ? DELETE : code === EQUALS_SIGN ? MARK : usedLength === 2 ? STRONG : EMPHASIS,
      tokens.getTo(left),
      to,
      0,
    );
    const first = tokens.getNext(left);
    if (first !== right) {
      tokens.child[token] = first;
      tokens.next[tokens.getPrevious(right)] = 0;
    }
    tokens.next[left] = token;
    tokens.previous[token] = left;
    tokens.next[token] = right;
    tokens.previous[right] = token;
    // Runs between the two remain text.
    this.#next[opener] = closer;
    this.#previous[closer] = opener;
    if (leftLength === usedLength) this.#remove(opener);
    if (rightLength > usedLength) return closer;
    const next = this.#next[closer] ?? -1;
    this.#remove(closer);
    return next;
  }

  #remove(run: number): void {
    const previousRun = this.#previous[run] ?? -1;
    const nextRun = this.#next[run] ?? -1;
    if (previousRun >= 0) this.#next[previousRun] = nextRun;
    if (nextRun >= 0) this.#previous[nextRun] = previousRun;
    else this.last = previousRun;
  }
}
