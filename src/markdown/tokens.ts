/** The tokens of a leaf while its inlines are parsed: arrays that every leaf uses again, linked as lists. */

/** Arrays larger than this are let go after use. */
const mostKept = 1 << 16;
const least = 256;

export class Tokens {
  /** How many there are; number 0 is the head of the list. */
  count = 1;
  tail = 0;
  type = new Int32Array(least);
  from = new Int32Array(least);
  to = new Int32Array(least);
  next = new Int32Array(least);
  previous = new Int32Array(least);
  child = new Int32Array(least);
  data = new Int32Array(least);
  flags = new Int32Array(least);

  clear(): void {
    if (this.type.length > mostKept) this.#resize(least, 0);
    this.count = 1;
    this.tail = 0;
    this.next[0] = 0;
  }

  /** Makes a token at the end of the list. */
  append(type: number, from: number, to: number, flags = 0): number {
    const token = this.make(type, from, to, flags);
    this.next[this.tail] = token;
    this.previous[token] = this.tail;
    this.tail = token;
    return token;
  }

  /** Makes a token that is not in the list. */
  make(type: number, from: number, to: number, flags: number): number {
    const token = this.count++;
    if (token === this.type.length) this.#resize(token * 2, token);
    this.type[token] = type;
    this.from[token] = from;
    this.to[token] = to;
    this.next[token] = 0;
    this.previous[token] = 0;
    this.child[token] = 0;
    this.data[token] = 0;
    this.flags[token] = flags;
    return token;
  }

  #resize(size: number, kept: number): void {
    const resized = (old: Int32Array) => {
      const made = new Int32Array(size);
      made.set(old.subarray(0, kept));
      return made;
    };
    this.type = resized(this.type);
    this.from = resized(this.from);
    this.to = resized(this.to);
    this.next = resized(this.next);
    this.previous = resized(this.previous);
    this.child = resized(this.child);
    this.data = resized(this.data);
    this.flags = resized(this.flags);
  }
}
