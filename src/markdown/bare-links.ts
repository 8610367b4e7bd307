/** Bare links (GFM §6.9): `https://…`, `www.…` and e-mail addresses in running text. */

import { isAlphanumeric, isLetter } from './characters.ts';
import {
  AMPERSAND,
  APOSTROPHE,
  ASTERISK,
  AT_SIGN,
  CARRIAGE_RETURN,
  COLON,
  COMMA,
  DELETE_CHARACTER,
  EXCLAMATION_MARK,
  FULL_STOP,
  HYPHEN,
  LEFT_BRACKET,
  LEFT_PARENTHESIS,
  LESS_THAN,
  MAX_ASCII,
  PLUS_SIGN,
  QUESTION_MARK,
  QUOTATION_MARK,
  RIGHT_BRACKET,
  RIGHT_PARENTHESIS,
  SEMICOLON,
  SLASH,
  SPACE,
  TAB,
  TILDE,
  UNDERSCORE,
} from './codes.ts';

export interface BareLink {
  readonly from: number;
  readonly to: number;
  /** Whether the address begins with its scheme: `mailto:box@example.com`. */
  readonly hasScheme?: boolean;
}

/**
 * Finds the `http://…` or `https://…` link around a colon.
 * @param start where the leaf's content begins
 * @param floor start of the text that belongs to no earlier token
 */
export function findWebLink(
  text: string,
  colon: number,
  start: number,
  floor: number,
  end: number,
): BareLink | undefined {
  if (text.charCodeAt(colon + 1) !== SLASH || text.charCodeAt(colon + 2) !== SLASH) return undefined;
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
  if (domain >= end || isWhiteSpaceOrPunctuationAt(text, domain) || text.charCodeAt(domain) < SPACE) return undefined;
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
  if (from > start && (text.charCodeAt(from - 1) === SLASH || isMailCharacter(text.charCodeAt(from - 1))))
    return undefined;
  let to = atSign + 1;
  let hasDot = false;
  for (; to < end; to++) {
    const code = text.charCodeAt(to);
    if (code === FULL_STOP) {
      if (to + 1 >= end || !isAlphanumeric(text.charCodeAt(to + 1))) break;
      hasDot = true;
    } else if (!(code === HYPHEN || code === UNDERSCORE || isAlphanumeric(code))) break;
  }
  if (!hasDot || !isLetter(text.charCodeAt(to - 1))) return undefined;
  const scheme = findMailScheme(text, from, start, floor);
  if (scheme === undefined) return { from, to };
  const resource = scheme === 'xmpp:' ? measureXmppResource(text, to, end) : 0;
  return { from: from - scheme.length, to: to + resource, hasScheme: true };
}

const mailSchemes = ['mailto:', 'xmpp:'];

/** Returns the scheme right before an address (GFM §6.9, extended protocol autolinks), if it is a word of its own. */
function findMailScheme(text: string, from: number, start: number, floor: number): string | undefined {
  if (from <= start || text.charCodeAt(from - 1) !== COLON) return undefined;
  return mailSchemes.find((scheme) => {
    const at = from - scheme.length;
    if (at < floor || text.slice(at, from).toLowerCase() !== scheme) return false;
    return at === start || !(isMailCharacter(text.charCodeAt(at - 1)) || text.charCodeAt(at - 1) === SLASH);
  });
}

/** Returns the length of the resource after an XMPP address: `/desk`. */
export function measureXmppResource(text: string, from: number, end: number): number {
  if (from >= end || text.charCodeAt(from) !== SLASH) return 0;
  let to = from + 1;
  while (to < end) {
    const code = text.charCodeAt(to);
    if (!isAlphanumeric(code) && code !== AT_SIGN && code !== FULL_STOP) break;
    to++;
  }
  while (text.charCodeAt(to - 1) === FULL_STOP) to--;
  return to > from + 1 ? to - from : 0;
}

function findDomainEnd(text: string, from: number, end: number): number {
  let at = from;
  let hasName = false;
  let isUnderscoreInLast = false;
  let isUnderscoreInPrevious = false;
  /** Punctuation before this offset is known to be followed by more of the link. */
  let checkedTo = from;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === FULL_STOP || code === UNDERSCORE) {
      if (at >= checkedTo) {
        checkedTo = skipTrail(text, at, end);
        if (checkedTo < 0) break;
      }
      if (code === UNDERSCORE) isUnderscoreInLast = true;
      else {
        isUnderscoreInPrevious = isUnderscoreInLast;
        isUnderscoreInLast = false;
      }
    } else if (code !== HYPHEN && isWhiteSpaceOrPunctuationAt(text, at)) break;
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
    if (code === FULL_STOP) {
      previous = last;
      last = at;
    } else if (code !== HYPHEN && code !== UNDERSCORE && isWhiteSpaceOrPunctuationAt(text, at)) break;
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
    if (code === LEFT_PARENTHESIS) opened++;
    else if (code === RIGHT_PARENTHESIS && closed < opened) closed++;
    else if (isTrailing(code) || code === AMPERSAND || code === LESS_THAN || code === RIGHT_BRACKET) {
      if (at >= checkedTo) {
        checkedTo = skipTrail(text, at, end);
        if (checkedTo < 0) break;
      }
      if (code === RIGHT_PARENTHESIS) closed++;
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
    else if (code === AMPERSAND) {
      const name = at + 1;
      let semicolon = name;
      while (semicolon < end && isLetter(text.charCodeAt(semicolon))) semicolon++;
      if (semicolon === name || semicolon >= end || text.charCodeAt(semicolon) !== SEMICOLON) return at + 1;
      at = semicolon + 1;
    } else if (code === RIGHT_BRACKET) {
      at++;
      if (
        at >= end ||
        text.charCodeAt(at) === LEFT_PARENTHESIS ||
        text.charCodeAt(at) === LEFT_BRACKET ||
        isWhiteSpaceAt(text, at)
      )
        return -1;
    } else return code === LESS_THAN || isWhiteSpaceAt(text, at) ? -1 : at;
  }
  return -1;
}

/** `! " ' ) * , . : ; ? _ ~` */
function isTrailing(code: number): boolean {
  return (
    code === EXCLAMATION_MARK ||
    code === QUOTATION_MARK ||
    code === APOSTROPHE ||
    code === RIGHT_PARENTHESIS ||
    code === ASTERISK ||
    code === COMMA ||
    code === FULL_STOP ||
    code === COLON ||
    code === SEMICOLON ||
    code === QUESTION_MARK ||
    code === UNDERSCORE ||
    code === TILDE
  );
}

function isLetterAt(text: string, at: number, lower: number): boolean {
  return (text.charCodeAt(at) | 32) === lower;
}

function isMailCharacter(code: number): boolean {
  return isAlphanumeric(code) || code === PLUS_SIGN || code === HYPHEN || code === FULL_STOP || code === UNDERSCORE;
}

function isWhiteSpaceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN) || (code > MAX_ASCII && /\s/.test(text.charAt(at)));
}

const punctuation = /[\p{P}\p{S}\s]/u;

function isWhiteSpaceOrPunctuationAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return !isAlphanumeric(code) && (code > SPACE ? code !== DELETE_CHARACTER : isWhiteSpaceAt(text, at));
  return punctuation.test(text.charAt(at));
}
