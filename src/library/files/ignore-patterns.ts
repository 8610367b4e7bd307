/**
 * Patterns of `.gitignore` (https://git-scm.com/docs/gitignore). They may come from somebody else, so they are matched
 * without backtracking over more than one `*`: in time proportional to pattern times path.
 */

/** Longer patterns match no path that a system has. */
const maxPatternLength = 4096;

interface Pattern {
  /** The later one decides. */
  readonly index: number;
  readonly isNegated: boolean;
  readonly isForFolders: boolean;
  /** Between slashes; `**` stands for any number of segments. */
  readonly segments: readonly string[];
}

const wildcard = /[*?[\\]/;

export class IgnorePatterns {
  /** Patterns that are names, by name: most are, and looking them up takes no time. */
  readonly #byName = new Map<string, Pattern[]>();
  readonly #byPath = new Map<string, Pattern[]>();
  /** Patterns whose first or last segment is a name, by that name. */
  readonly #byFirst = new Map<string, Pattern[]>();
  readonly #byLast = new Map<string, Pattern[]>();
  readonly #others: Pattern[] = [];
  readonly #isCaseSensitive: boolean;
  #count = 0;

  /** @param isCaseSensitive as in git, except where the file system is not */
  constructor(isCaseSensitive = true) {
    this.#isCaseSensitive = isCaseSensitive;
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Adds the patterns of a text, one per line. */
  add(text: string): void {
    for (const line of text.split('\n')) this.#addLine(line.endsWith('\r') ? line.slice(0, -1) : line);
  }

  #addLine(line: string): void {
    if (line.length > maxPatternLength || line.startsWith('#')) return;
    const trimmed = trimEnd(line);
    const isNegated = trimmed.startsWith('!');
    let pattern = isNegated ? trimmed.slice(1) : trimmed;
    if (!this.#isCaseSensitive) pattern = pattern.toLowerCase();
    const isForFolders = pattern.endsWith('/');
    if (isForFolders) pattern = pattern.slice(0, -1);
    if (pattern === '') return;
    const isAnchored = pattern.includes('/');
    const parts = splitPattern(pattern.startsWith('/') ? pattern.slice(1) : pattern);
    if (parts.includes('') && parts.length > 1) return;
    const entry = { index: this.#count++, isNegated, isForFolders, segments: isAnchored ? parts : ['**', ...parts] };
    const [first = ''] = entry.segments;
    const last = parts.at(-1) ?? '';
    if (!wildcard.test(pattern))
      isAnchored ? put(this.#byPath, parts.join('/'), entry) : put(this.#byName, pattern, entry);
    else if (!wildcard.test(first)) put(this.#byFirst, first, entry);
    else if (!wildcard.test(last)) put(this.#byLast, last, entry);
    else this.#others.push(entry);
  }

  /** Reports whether a path itself is ignored, if the folders above it are not. @param path a folder ends with `/` */
  test(path: string): boolean {
    const isFolder = path.endsWith('/');
    const cased = this.#isCaseSensitive ? path : path.toLowerCase();
    const name = isFolder ? cased.slice(0, -1) : cased;
    const segments = name.split('/');
    let last: Pattern | undefined;
    const consider = (pattern: Pattern) => {
      if ((!last || pattern.index > last.index) && (isFolder || !pattern.isForFolders)) last = pattern;
    };
    for (const pattern of this.#byPath.get(name) ?? []) consider(pattern);
    for (const pattern of this.#byName.get(segments.at(-1) ?? '') ?? []) consider(pattern);
    for (const list of [
      this.#byFirst.get(segments[0] ?? '') ?? [],
      this.#byLast.get(segments.at(-1) ?? '') ?? [],
      this.#others,
    ])
      for (let at = list.length - 1; at >= 0; at--) {
        const pattern = list[at];
        if (!pattern || (last && pattern.index < last.index)) break;
        if ((isFolder || !pattern.isForFolders) && matchSegments(pattern.segments, segments)) consider(pattern);
      }
    return last !== undefined && !last.isNegated;
  }

  /** Reports whether a path or a folder above it is ignored. */
  ignores(path: string): boolean {
    for (let at = path.indexOf('/'); at >= 0 && at < path.length - 1; at = path.indexOf('/', at + 1))
      if (this.test(path.slice(0, at + 1))) return true;
    return this.test(path);
  }
}

function put(map: Map<string, Pattern[]>, key: string, entry: Pattern): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}

/** Removes spaces at the end that are not escaped. */
function trimEnd(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === ' ') end--;
  let escapes = 0;
  while (line[end - 1 - escapes] === '\\') escapes++;
  return line.slice(0, escapes % 2 === 1 && end < line.length ? end + 1 : end);
}

/** Splits a pattern at its slashes, but not at those in brackets. */
function splitPattern(pattern: string): string[] {
  const segments: string[] = [];
  let from = 0;
  for (let at = 0; at < pattern.length; at++) {
    const isEscaped = pattern[at] === '\\';
    if (pattern[at] === '/' || (isEscaped && pattern[at + 1] === '/')) {
      segments.push(pattern.slice(from, at));
      if (isEscaped) at++;
      from = at + 1;
    } else if (isEscaped) at++;
    else if (pattern[at] === '[') at = findClassEnd(pattern, at);
  }
  // More than two stars are as good as two.
  return [...segments, pattern.slice(from)].map((segment) => (/^\*{2,}$/.test(segment) ? '**' : segment));
}

/** Returns the offset of the bracket that closes a class, or of the one that opens it if none does. */
function findClassEnd(pattern: string, from: number): number {
  let at = from + 1;
  if (pattern[at] === '!' || pattern[at] === '^') at++;
  for (let isFirst = true; at < pattern.length; isFirst = false) {
    if (pattern[at] === ']' && !isFirst) return at;
    const named = pattern.startsWith('[:', at) ? pattern.indexOf(':]', at + 2) : -1;
    at = named >= 0 ? named + 2 : pattern[at] === '\\' ? at + 2 : at + 1;
  }
  return from;
}

/** Matches segments, where `**` stands for any number of them; at the end of a pattern, for at least one. */
function matchSegments(pattern: readonly string[], path: readonly string[]): boolean {
  let [at, from] = [0, 0];
  // After a mismatch, the last `**` takes one segment more.
  let [star, taken] = [-1, 0];
  while (from < path.length) {
    const segment = pattern[at];
    if (segment === '**') {
      if (at === pattern.length - 1) return true;
      star = at++;
      taken = from;
    } else if (segment !== undefined && matchSegment(segment, path[from] ?? '')) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++taken;
    } else return false;
  }
  return at === pattern.length;
}

/** Matches one segment: `*`, `?`, classes in brackets, and escapes (wildmatch of git). */
function matchSegment(pattern: string, text: string): boolean {
  let [at, from] = [0, 0];
  let [star, taken] = [-1, 0];
  while (from < text.length) {
    const code = text.codePointAt(from) ?? 0;
    const step = code > 0xffff ? 2 : 1;
    if (pattern[at] === '*') {
      star = at++;
      taken = from;
      continue;
    }
    const end = at < pattern.length ? matchOne(pattern, at, code) : -1;
    if (end >= 0) {
      at = end;
      from += step;
    } else if (star >= 0) {
      at = star + 1;
      taken += (text.codePointAt(taken) ?? 0) > 0xffff ? 2 : 1;
      from = taken;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** Matches one character. @returns the offset after what matched it, or -1 */
function matchOne(pattern: string, at: number, code: number): number {
  const sign = pattern[at];
  if (sign === '?') return at + 1;
  if (sign === '[') return matchClass(pattern, at, code);
  const literal = sign === '\\' ? at + 1 : at;
  const expected = pattern.codePointAt(literal);
  if (expected !== code) return -1;
  return literal + (expected > 0xffff ? 2 : 1);
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[\da-z]/i,
  alpha: /[a-z]/i,
  blank: /[ \t]/,
  digit: /\d/,
  graph: /[!-~]/,
  lower: /[a-z]/,
  print: /[ -~]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[\da-f]/i,
};

function matchClass(pattern: string, from: number, code: number): number {
  let at = from + 1;
  const isNegated = pattern[at] === '!' || pattern[at] === '^';
  if (isNegated) at++;
  let isMatch = false;
  for (let isFirst = true; isFirst || pattern[at] !== ']'; isFirst = false) {
    if (at >= pattern.length) return -1;
    const named = pattern.startsWith('[:', at) ? /^\[:([a-z]{4,6}):\]/.exec(pattern.slice(at, at + 12)) : null;
    if (named) {
      const known = classes[named[1] ?? ''];
      if (!known) return -1;
      isMatch ||= known.test(String.fromCodePoint(code));
      at += named[0].length;
      continue;
    }
    const [low, afterLow] = readCharacter(pattern, at);
    at = afterLow;
    if (pattern[at] === '-' && at + 1 < pattern.length && pattern[at + 1] !== ']') {
      const [high, afterHigh] = readCharacter(pattern, at + 1);
      at = afterHigh;
      isMatch ||= low <= code && code <= high;
    } else isMatch ||= low === code;
  }
  return isMatch === isNegated ? -1 : at + 1;
}

function readCharacter(pattern: string, at: number): [code: number, end: number] {
  const from = pattern[at] === '\\' ? at + 1 : at;
  const code = pattern.codePointAt(from) ?? 0;
  return [code, from + (code > 0xffff ? 2 : 1)];
}
