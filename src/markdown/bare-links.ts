/** Bare links (GFM §6.9): `https://…`, `www.…` and e-mail addresses in running text. */
import { isAlphanumeric, isLetter } from './characters.ts';

export interface BareLink {
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the `http://…` or `https://…` link around a colon.
 * @param start where the leaf's content begins
 * @param floor where the text begins that no earlier token has taken
 */
export function findWebLink(
  text: string,
  colon: number,
  start: number,
  floor: number,
  end: number,
): BareLink | undefined {
  if (text.charCodeAt(colon + 1) !== 47 || text.charCodeAt(colon + 2) !== 47) return undefined;
  let from = colon;
  if (from > floor && isLetterAt(text, from - 1, 115)) from--;
  from -= 4;
  if (from < floor) return undefined;
  if (
    !(
      isLetterAt(text, from, 104) &&
      isLetterAt(text, from + 1, 116) &&
      isLetterAt(text, from + 2, 116) &&
      isLetterAt(text, from + 3, 112)
    )
  )
    return undefined;
  if (from > start && isLetter(text.charCodeAt(from - 1))) return undefined;
  const domain = colon + 3;
  if (domain >= end || isWhiteSpaceOrPunctuationAt(text, domain) || text.charCodeAt(domain) < 32) return undefined;
  const domainEndOffset = findDomainEnd(text, domain, end);
  return domainEndOffset < 0 ? undefined : { from, to: findPathEnd(text, domainEndOffset, end) };
}

/**
 * Reports whether `www.` may start a link around a dot: after white space or one of `(*_[]~`, with more text after it.
 */
export function mayBeWww(text: string, dot: number, start: number, floor: number, end: number): boolean {
  const from = dot - 3;
  if (from < floor || dot + 1 >= end) return false;
  if (!(isLetterAt(text, from, 119) && isLetterAt(text, from + 1, 119) && isLetterAt(text, from + 2, 119)))
    return false;
  return from === start || '(*_[]~ \t\r\n'.includes(text.charAt(from - 1));
}

export function findWwwLink(text: string, dot: number, end: number): BareLink | undefined {
  const domainEndOffset = findDomainEnd(text, dot - 3, end);
  return domainEndOffset < 0 ? undefined : { from: dot - 3, to: findPathEnd(text, domainEndOffset, end) };
}

export function findMailLink(
  text: string,
  atSign: number,
  start: number,
  floor: number,
  end: number,
): BareLink | undefined {
  let from = atSign;
  while (from > floor && isMailCharacter(text.charCodeAt(from - 1))) from--;
  if (from === atSign) return undefined;
  if (from > start && (text.charCodeAt(from - 1) === 47 || isMailCharacter(text.charCodeAt(from - 1))))
    return undefined;
  let to = atSign + 1;
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

function findDomainEnd(text: string, from: number, end: number): number {
  let at = from;
  let hasName = false;
  let isUnderscoreInLast = false;
  let isUnderscoreInPrevious = false;
  /** Punctuation before this offset is known to have more of the link after it. */
  let checkedTo = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 46 || code === 95) {
      if (at >= checkedTo) {
        checkedTo = skipTrail(text, at, end);
        if (checkedTo < 0) break;
      }
      if (code === 95) isUnderscoreInLast = true;
      else {
        isUnderscoreInPrevious = isUnderscoreInLast;
        isUnderscoreInLast = false;
      }
    } else if (code !== 45 && isWhiteSpaceOrPunctuationAt(text, at)) break;
    else hasName = true;
  }
  return hasName && !isUnderscoreInLast && !isUnderscoreInPrevious ? at : -1;
}

/**
 * Returns where the last two parts of a domain begin. An underscore in them rules out every link that starts earlier.
 */
export function findLastDomainParts(text: string, from: number, end: number): number {
  let at = from;
  let last = from;
  let previous = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 46) {
      previous = last;
      last = at;
    } else if (code !== 45 && code !== 95 && isWhiteSpaceOrPunctuationAt(text, at)) break;
  }
  return previous;
}

function findPathEnd(text: string, from: number, end: number): number {
  let opened = 0;
  let closed = 0;
  let checkedTo = from;
  let at = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 40) opened++;
    else if (code === 41 && closed < opened) closed++;
    else if (isTrailing(code) || code === 38 || code === 60 || code === 93) {
      if (at >= checkedTo) {
        checkedTo = skipTrail(text, at, end);
        if (checkedTo < 0) break;
      }
      if (code === 41) closed++;
    } else if (isWhiteSpaceAt(text, at)) break;
  }
  return at;
}

/**
 * Skips punctuation that may be the end of a link.
 * @returns -1 if the link ends at `from`, else the end of the punctuation that the link continues after
 */
function skipTrail(text: string, from: number, end: number): number {
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
      if (at >= end || text.charCodeAt(at) === 40 || text.charCodeAt(at) === 91 || isWhiteSpaceAt(text, at)) return -1;
    } else return code === 60 || isWhiteSpaceAt(text, at) ? -1 : at;
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

function isLetterAt(text: string, at: number, lower: number): boolean {
  return (text.charCodeAt(at) | 32) === lower;
}

function isMailCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === 43 || code === 45 || code === 46 || code === 95;
}

function isWhiteSpaceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/.test(text.charAt(at)));
}

const punctuation = /[\p{P}\p{S}\s]/u;

function isWhiteSpaceOrPunctuationAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return !isAlphanumeric(code) && (code > 32 ? code !== 127 : isWhiteSpaceAt(text, at));
  return punctuation.test(text.charAt(at));
}
