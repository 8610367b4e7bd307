/** Bare links (GFM §6.9): `https://…`, `www.…` and e-mail addresses in running text. */
import { isAlphanumeric, isLetter } from './characters.ts';

/** A bare link, as offsets of a text. */
export interface BareLink {
  readonly from: number;
  readonly to: number;
}

/**
 * `http://…` or `https://…` around a colon.
 * @param colon where `:` is
 * @param start where the leaf's content begins
 * @param floor what is before it belongs to something else
 */
export function webLinkAt(
  text: string,
  colon: number,
  start: number,
  floor: number,
  end: number,
): BareLink | undefined {
  if (text.charCodeAt(colon + 1) !== 47 || text.charCodeAt(colon + 2) !== 47) return undefined;
  let from = colon;
  if (from > floor && isLetterOf(text, from - 1, 115)) from--;
  from -= 4;
  if (from < floor) return undefined;
  if (
    !(
      isLetterOf(text, from, 104) &&
      isLetterOf(text, from + 1, 116) &&
      isLetterOf(text, from + 2, 116) &&
      isLetterOf(text, from + 3, 112)
    )
  )
    return undefined;
  if (from > start && isLetter(text.charCodeAt(from - 1))) return undefined;
  const domain = colon + 3;
  if (domain >= end || isWhiteOrPunctuation(text, domain) || text.charCodeAt(domain) < 32) return undefined;
  const domainTo = domainEnd(text, domain, end);
  return domainTo < 0 ? undefined : { from, to: pathEnd(text, domainTo, end) };
}

/** Whether `www.` may begin a link around a dot: after white space or one of some characters, with something after it. */
export function mayBeWww(text: string, dot: number, start: number, floor: number, end: number): boolean {
  const from = dot - 3;
  if (from < floor || dot + 1 >= end) return false;
  if (!(isLetterOf(text, from, 119) && isLetterOf(text, from + 1, 119) && isLetterOf(text, from + 2, 119)))
    return false;
  return from === start || '(*_[]~ \t\r\n'.includes(text.charAt(from - 1));
}

/** `www.…` around its first dot. */
export function wwwLinkAt(text: string, dot: number, end: number): BareLink | undefined {
  const domainTo = domainEnd(text, dot - 3, end);
  return domainTo < 0 ? undefined : { from: dot - 3, to: pathEnd(text, domainTo, end) };
}

/** An e-mail address around its `@`. */
export function mailLinkAt(text: string, at: number, start: number, floor: number, end: number): BareLink | undefined {
  let from = at;
  while (from > floor && isMailCharacter(text.charCodeAt(from - 1))) from--;
  if (from === at) return undefined;
  if (from > start && (text.charCodeAt(from - 1) === 47 || isMailCharacter(text.charCodeAt(from - 1))))
    return undefined;
  let to = at + 1;
  let hasDot = false;
  for (; to < end; to++) {
    const code = text.charCodeAt(to);
    if (code === 46) {
      if (to + 1 >= end || !isAlphanumeric(text.charCodeAt(to + 1))) break;
      hasDot = true;
    } else if (!(code === 45 || code === 95 || isAlphanumeric(code))) break;
  }
  return hasDot && isLetter(text.charCodeAt(to - 1)) ? { from, to } : undefined;
}

function domainEnd(text: string, from: number, end: number): number {
  let at = from;
  let isSeen = false;
  let underscoreInLast = false;
  let underscoreBefore = false;
  /** Up to here it is known that punctuation has more of the link after it. */
  let inside = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 || code === 95) {
      if (at >= inside) {
        inside = trailEnd(text, at, end);
        if (inside < 0) break;
      }
      if (code === 95) underscoreInLast = true;
      else {
        underscoreBefore = underscoreInLast;
        underscoreInLast = false;
      }
    } else if (code !== 45 && isWhiteOrPunctuation(text, at)) break;
    else isSeen = true;
  }
  return isSeen && !underscoreInLast && !underscoreBefore ? at : -1;
}

/** Where the last two parts of a domain begin: whether they hold an underscore decides for all that begins before them. */
export function lastPartsFrom(text: string, from: number, end: number): number {
  let at = from;
  let last = from;
  let before = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      before = last;
      last = at;
    } else if (code !== 45 && code !== 95 && isWhiteOrPunctuation(text, at)) break;
  }
  return before;
}

function pathEnd(text: string, from: number, end: number): number {
  let opened = 0;
  let closed = 0;
  let inside = from;
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 40) opened++;
    else if (code === 41 && closed < opened) closed++;
    else if (isTrailing(code) || code === 38 || code === 60 || code === 93) {
      if (at >= inside) {
        inside = trailEnd(text, at, end);
        if (inside < 0) break;
      }
      if (code === 41) closed++;
    } else if (isWhite(text, at)) break;
  }
  return at;
}

/**
 * Whether punctuation at an offset, perhaps with more after it, ends a link.
 * @returns -1 if it does; else where the punctuation ends that has more of the link after it
 */
function trailEnd(text: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (isTrailing(code)) at++;
    else if (code === 38) {
      const name = at + 1;
      let semicolon = name;
      while (semicolon < end && isLetter(text.charCodeAt(semicolon))) semicolon++;
      if (semicolon === name || semicolon >= end || text.charCodeAt(semicolon) !== 59) return at + 1;
      at = semicolon + 1;
    } else if (code === 93) {
      at++;
      if (at >= end || text.charCodeAt(at) === 40 || text.charCodeAt(at) === 91 || isWhite(text, at)) return -1;
    } else return code === 60 || isWhite(text, at) ? -1 : at;
  }
  return -1;
}

/** `! " ' ) * , . : ; ? _ ~` */
function isTrailing(code: number): boolean {
  return (
    code === 33 ||
    code === 34 ||
    code === 39 ||
    code === 41 ||
    code === 42 ||
    code === 44 ||
    code === 46 ||
    code === 58 ||
    code === 59 ||
    code === 63 ||
    code === 95 ||
    code === 126
  );
}

function isLetterOf(text: string, at: number, lower: number): boolean {
  return (text.charCodeAt(at) | 32) === lower;
}

function isMailCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 43 || code === 45 || code === 46 || code === 95;
}

function isWhite(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/.test(text.charAt(at)));
}

const punctuation = /[\p{P}\p{S}\s]/u;

function isWhiteOrPunctuation(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return !isAlphanumeric(code) && (code > 32 ? code !== 127 : isWhite(text, at));
  return punctuation.test(text.charAt(at));
}
