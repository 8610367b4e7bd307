/** The tokens of a leaf while its inlines are parsed: linked lists in arrays that every leaf reuses. */

/** Larger arrays are released after use. */
const maxKeptLength = 1 << 16;
const minLength = 256;

export class Tokens {
  /** Number of tokens; token 0 is the head of the list. */
  count = 1;
  tail = 0;
  type = new Int32Array(minLength);
  from = new Int32Array(minLength);
  to = new Int32Array(minLength);
  next = new Int32Array(minLength);
  previous = new Int32Array(minLength);
  child = new Int32Array(minLength);
  data = new Int32Array(minLength);
  flags = new Int32Array(minLength);

  clear(): void {
    if (this.type.length > maxKeptLength) this.#resize(minLength, 0);
    this.count = 1;
    this.tail = 0;
    this.next[0] = 0;
  }

  // Tokens are indexes into the columns, so that reading one never misses.
  getType(token: number): number {
    return this.type[token] as number;
  }

  getFlags(token: number): number {
    return this.flags[token] as number;
  }

  getFrom(token: number): number {
    return this.from[token] as number;
  }

  getTo(token: number): number {
    return this.to[token] as number;
  }

  getNext(token: number): number {
    return this.next[token] as number;
  }

  getPrevious(token: number): number {
    return this.previous[token] as number;
  }

  getChild(token: number): number {
    return this.child[token] as number;
  }

  getData(token: number): number {
    return this.data[token] as number;
  }

  append(type: number, from: number, to: number, flags = 0): number {
    const token = this.make(type, from, to, flags);
    this.next[this.tail] = token;
    this.previous[token] = this.tail;
    this.tail = token;
    return token;
  }

  /** Makes a token outside the list. */
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

  #resize(size: number, keptCount: number): void {
    const resized = (old: Int32Array) => {
      const copy = new Int32Array(size);
      copy.set(old.subarray(0, keptCount));
      return copy;
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
