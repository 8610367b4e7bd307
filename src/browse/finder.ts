/**
 * Filters entries by a query, and ranks them as `show` does: the same name, a name that starts with the query, starts of
 * words, parts of words, words of the note or of the headings above, and last the letters of the query in order.
 *
 * A library may have 400,000 headings: they are kept in columns, and a set of letters for each rules out most of them.
 */

/** An entry as it is shown. */
export interface Entry<Value> {
  readonly name: string;
  /** What tells entries of one name apart. */
  readonly detail: string;
  readonly value: Value;
}

export interface Found<Value> {
  readonly entries: readonly Entry<Value>[];
  readonly count: number;
}

/** The best matches of each rank that are kept. */
const maxPerRank = 500;
/** With more matches by words than this, scattered letters are not tried. */
const enough = 20;
const rankCount = 6;
const noParent = -1;

/** Entries belong to groups: headings to a note. A value is made from both when an entry is shown. */
export class Finder<Group, Value> {
  readonly #toValue: (group: Group, position: number) => Value;
  readonly #groups: {
    readonly group: Group;
    readonly detail: string;
    readonly key: string;
    readonly letters: number;
  }[] = [];
  readonly #names: string[] = [];
  /** Names in lower case. */
  readonly #keys: string[] = [];
  readonly #letters: number[] = [];
  readonly #groupOf: number[] = [];
  readonly #parents: number[] = [];
  readonly #positions: number[] = [];
  #last: { readonly query: string; readonly numbers: readonly number[] } | undefined;

  constructor(toValue: (group: Group, position: number) => Value) {
    this.#toValue = toValue;
  }

  get size(): number {
    return this.#names.length;
  }

  clear(): void {
    for (const column of [this.#groups, this.#names, this.#keys, this.#letters]) column.length = 0;
    for (const column of [this.#groupOf, this.#parents, this.#positions]) column.length = 0;
    this.#last = undefined;
  }

  /** Begins a group. The entries that follow belong to it. */
  addGroup(group: Group, detail: string): void {
    const key = detail.toLowerCase();
    this.#groups.push({ group, detail, key, letters: findLetters(key) });
  }

  /** @param parent the number of the entry above this one. @returns the entry's number */
  add(name: string, position: number, parent: number = noParent): number {
    const key = name.toLowerCase();
    this.#keys.push(key);
    this.#letters.push(findLetters(key));
    this.#groupOf.push(this.#groups.length - 1);
    this.#parents.push(parent);
    this.#positions.push(position);
    this.#last = undefined;
    return this.#names.push(name) - 1;
  }

  /** Returns the entries that match, the best first. */
  find(query: string): Found<Value> {
    const text = query.trim().toLowerCase();
    const { size } = this;
    if (text === '') {
      const shown = Array.from({ length: Math.min(size, maxPerRank) }, (_, number) => this.#toEntry(number));
      return { entries: shown, count: size };
    }
    const numbers: number[] = [];
    const ranks = Array.from({ length: rankCount }, (): number[] => []);
    const words = text.split(/\s+/).map((word) => ({ word, letters: findLetters(word) }));
    const consider = (number: number) => {
      const rank = this.#rank(number, text, words);
      if (rank < 0) return;
      numbers.push(number);
      const ranked = ranks[rank];
      if (ranked && ranked.length < maxPerRank) ranked.push(number);
    };
    // What is typed next leaves fewer matches.
    if (this.#last && text.startsWith(this.#last.query)) for (const number of this.#last.numbers) consider(number);
    else for (let number = 0; number < size; number++) consider(number);
    this.#last = { query: text, numbers };
    let count = numbers.length;
    const scattered = ranks[rankCount - 1];
    if (count < enough && text.length > 1 && scattered) {
      const found = new Set(numbers);
      const pattern = text.replace(/\s+/g, '');
      const letters = findLetters(pattern);
      for (let number = 0; number < size; number++) {
        if (((this.#letters[number] ?? 0) & letters) !== letters || found.has(number)) continue;
        if (!hasLetters(this.#keys[number] ?? '', pattern)) continue;
        count++;
        if (scattered.length < maxPerRank) scattered.push(number);
      }
    }
    const length = (number: number) => (this.#names[number] ?? '').length;
    const best = ranks.flatMap((ranked) => ranked.sort((a, b) => length(a) - length(b) || a - b)).slice(0, maxPerRank);
    return { entries: best.map((number) => this.#toEntry(number)), count };
  }

  #rank(number: number, text: string, words: readonly { readonly word: string; readonly letters: number }[]): number {
    const key = this.#keys[number] ?? '';
    const own = this.#letters[number] ?? 0;
    let isInName = true;
    let isAtStarts = true;
    for (const { word, letters } of words) {
      const at = (own & letters) === letters ? key.indexOf(word) : -1;
      if (at < 0) {
        if (!this.#isAround(number, word, letters)) return -1;
        isInName = false;
      } else if (at > 0 && isWordCharacter(key.charCodeAt(at - 1))) isAtStarts = false;
    }
    if (!isInName) return 4;
    if (key.startsWith(text)) return key.length === text.length ? 0 : 1;
    return isAtStarts ? 2 : 3;
  }

  /** Reports whether a word is in the detail of an entry's group, or in an entry above it. */
  #isAround(number: number, word: string, letters: number): boolean {
    const group = this.#groups[this.#groupOf[number] ?? 0];
    if (group && (group.letters & letters) === letters && group.key.includes(word)) return true;
    for (let parent = this.#parents[number] ?? noParent; parent >= 0; parent = this.#parents[parent] ?? noParent)
      if (((this.#letters[parent] ?? 0) & letters) === letters && this.#keys[parent]?.includes(word)) return true;
    return false;
  }

  #toEntry(number: number): Entry<Value> {
    const group = this.#groups[this.#groupOf[number] ?? 0];
    const names = [this.#names[number] ?? ''];
    for (let parent = this.#parents[number] ?? noParent; parent >= 0; parent = this.#parents[parent] ?? noParent)
      names.push(this.#names[parent] ?? '');
    return {
      name: names.join(' ‹ '),
      detail: group?.detail ?? '',
      value: this.#toValue(group?.group as Group, this.#positions[number] ?? 0),
    };
  }
}

/** Creates a finder for a few entries, each a group of its own. */
export function createFinder<Value>(entries: readonly Entry<Value>[]): Finder<Value, Value> {
  const finder = new Finder<Value, Value>((value) => value);
  for (const { name, detail, value } of entries) {
    finder.addGroup(value, detail);
    finder.add(name, 0);
  }
  return finder;
}

/** Returns a set of the characters of a text, as bits: letters have one each, other characters share the rest. */
function findLetters(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 97 && code <= 122) letters |= 1 << (code - 97);
    else if (code > 32) letters |= 1 << (26 + (code % 5));
  }
  return letters;
}

function isWordCharacter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return /[\p{L}\p{N}]/u.test(String.fromCharCode(code));
}

/** Reports whether letters occur in a text in this order, the first at the start of a word. */
function hasLetters(text: string, letters: string): boolean {
  let at = text.indexOf(letters.charAt(0));
  while (at > 0 && isWordCharacter(text.charCodeAt(at - 1))) at = text.indexOf(letters.charAt(0), at + 1);
  for (let index = 1; at >= 0 && index < letters.length; index++) at = text.indexOf(letters.charAt(index), at + 1);
  return at >= 0;
}
