/** Emphasis, strong emphasis and strikethrough (CommonMark 0.31.2 §6.2, GFM §6.5): runs of delimiters and how they pair. */
import { DELETE, EMPHASIS, STRONG } from './store.ts';
import type { Tokens } from './tokens.ts';

/** Runs of delimiters that may still open or close something, as a list from the last to the first. */
export class Runs {
  /** -1 for none. */
  last = -1;
  readonly #tokens: Tokens;
  #count = 0;
  readonly #token: number[] = [];
  readonly #code: number[] = [];
  readonly #length: number[] = [];
  readonly #before: number[] = [];
  readonly #after: number[] = [];
  readonly #opens: boolean[] = [];
  readonly #closes: boolean[] = [];

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  clear(): void {
    this.last = -1;
    this.#count = 0;
  }

  add(token: number, code: number, length: number, opens: boolean, closes: boolean): void {
    const run = this.#count++;
    this.#token[run] = token;
    this.#code[run] = code;
    this.#length[run] = length;
    this.#before[run] = this.last;
    this.#after[run] = -1;
    this.#opens[run] = opens;
    this.#closes[run] = closes;
    if (this.last >= 0) this.#after[this.last] = run;
    this.last = run;
  }

  /** Takes the last run back if it is a token's. */
  takeBack(token: number): void {
    if (this.last < 0 || this.#token[this.last] !== token) return;
    this.last = this.#before[this.last] ?? -1;
    if (this.last >= 0) this.#after[this.last] = -1;
  }

  /**
   * §6.2, "process emphasis": pairs the runs above one on the stack. What no opener was found for is remembered by kind,
   * length mod 3 and whether the closer can open, so that nothing is looked at more often than that.
   */
  resolve(bottom: number): void {
    if (this.last < 0 || this.last === bottom) return;
    const bottoms = new Map<number, number>();
    let closer = bottom < 0 ? this.#first() : (this.#after[bottom] ?? -1);
    while (closer >= 0) {
      if (!this.#closes[closer]) {
        closer = this.#after[closer] ?? -1;
        continue;
      }
      const code = this.#code[closer] ?? 0;
      const key = this.#bottomKey(closer, code);
      const least = bottoms.get(key) ?? bottom;
      let opener = this.#before[closer] ?? -1;
      while (opener >= 0 && opener !== bottom && opener !== least && !this.#pairs(opener, closer, code))
        opener = this.#before[opener] ?? -1;
      const isFound = opener >= 0 && opener !== bottom && opener !== least;
      const old = closer;
      if (isFound) {
        closer = this.#pair(opener, closer, code);
      } else {
        closer = this.#after[closer] ?? -1;
        bottoms.set(key, this.#before[old] ?? -1);
        if (!this.#opens[old]) this.#remove(old);
      }
    }
    // Whatever is left is text.
    for (let run = this.last; run >= 0 && run !== bottom; run = this.#before[run] ?? -1)
      this.last = this.#before[run] ?? -1;
    if (bottom >= 0) this.#after[bottom] = -1;
  }

  #first(): number {
    let run = this.last;
    while (run >= 0 && (this.#before[run] ?? -1) >= 0) run = this.#before[run] ?? -1;
    return run;
  }

  #bottomKey(closer: number, code: number): number {
    const length = this.#length[closer] ?? 0;
    if (code === 126) return 1000 + length;
    return (code === 42 ? 0 : 6) + (this.#opens[closer] ? 3 : 0) + (length % 3);
  }

  #pairs(opener: number, closer: number, code: number): boolean {
    if (this.#code[opener] !== code || !this.#opens[opener]) return false;
    const left = this.#length[opener] ?? 0;
    const right = this.#length[closer] ?? 0;
    if (code === 126) return left === right;
    // Rules 9 and 10 of §6.2: of runs that can both open and close, the lengths may not add up to a multiple of 3.
    return !((this.#closes[opener] || this.#opens[closer]) && right % 3 !== 0 && (left + right) % 3 === 0);
  }

  /** Makes emphasis of what stands between two runs. @returns the closer to go on with */
  #pair(opener: number, closer: number, code: number): number {
    const tokens = this.#tokens;
    const left = this.#token[opener] ?? 0;
    const right = this.#token[closer] ?? 0;
    const leftLength = (tokens.to[left] ?? 0) - (tokens.from[left] ?? 0);
    const rightLength = (tokens.to[right] ?? 0) - (tokens.from[right] ?? 0);
    const used = code === 126 ? leftLength : leftLength >= 2 && rightLength >= 2 ? 2 : 1;
    const to = (tokens.from[right] ?? 0) + used;
    tokens.to[left] = (tokens.to[left] ?? 0) - used;
    tokens.from[right] = to;
    const token = tokens.make(code === 126 ? DELETE : used === 2 ? STRONG : EMPHASIS, tokens.to[left] ?? 0, to, 0);
    const first = tokens.next[left] ?? 0;
    if (first !== right) {
      tokens.child[token] = first;
      tokens.next[tokens.previous[right] ?? 0] = 0;
    }
    tokens.next[left] = token;
    tokens.previous[token] = left;
    tokens.next[token] = right;
    tokens.previous[right] = token;
    // Runs between the two stay text.
    this.#after[opener] = closer;
    this.#before[closer] = opener;
    if (leftLength === used) this.#remove(opener);
    if (rightLength > used) return closer;
    const next = this.#after[closer] ?? -1;
    this.#remove(closer);
    return next;
  }

  #remove(run: number): void {
    const before = this.#before[run] ?? -1;
    const after = this.#after[run] ?? -1;
    if (before >= 0) this.#after[before] = after;
    if (after >= 0) this.#before[after] = before;
    else this.last = before;
  }
}
