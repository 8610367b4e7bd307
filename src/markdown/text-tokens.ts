/** Texts: what escapes and references in them stand for, and the bare and wiki links in them. */
import { decodeReferences } from '../core/character-references.ts';
import type { Content } from './content.ts';
import { sourceEnd, sourceOffset } from './content.ts';
import { putResource } from './references.ts';
import type { Store } from './store.ts';
import { LINK, MAIL, TEXT, VERBATIM, WEB, WIKI_LINK } from './store.ts';

/** Escapes (§2.4) and character references (§2.5) as what they stand for. */
export function decodeString(raw: string): string {
  if (!raw.includes('\\')) return raw.includes('&') ? decodeReferences(raw) : raw;
  return raw.replace(
    /\\([!-/:-@[-`{-~])|&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]*);/gi,
    (whole, escaped: string | undefined) => escaped ?? decodeReferences(whole),
  );
}

/** The value of a text: besides, white space around line ends is no part of it (§6.8). */
export function decodeText(raw: string): string {
  return decodeString(/[\r\n]/.test(raw) ? raw.replace(/[ \t]*(\r\n|\n|\r)[ \t]*/g, '$1') : raw);
}

const wikiLink = /\[\[([^[\]|\r\n]{1,500})(?:\|([^[\]\r\n]{1,500}))?\]\]/g;

/**
 * Adds a text to the tree, as one node or, where it holds bare links that the tokens did not show or wiki links, as several.
 * @param mayHoldLinks whether to look for bare links
 * @param mayHoldWiki whether to look for wiki links
 */
export function splitText(
  store: Store,
  content: Content,
  from: number,
  to: number,
  flags: number,
  mayHoldLinks: boolean,
  mayHoldWiki: boolean,
  add: (node: number) => void,
): void {
  const { text, places, segments } = content;
  const make = (type: number, start: number, end: number, kind: number): number => {
    const node = store.add(type, sourceOffset(places, start), sourceEnd(places, end));
    store.flags[node] = kind;
    store.data[node] = segments;
    return node;
  };
  let at = from;
  const raw = text.slice(from, to);
  if (mayHoldLinks || (mayHoldWiki && raw.includes('[['))) {
    const { value, offsets } = decodeWithOffsets(raw, flags);
    const placeOf = (offset: number) => from + (offsets ? (offsets[offset] ?? raw.length) : offset);
    for (const found of linksIn(value, mayHoldLinks)) {
      const start = placeOf(found.from);
      // `\\[[a]]` is text: its first bracket is escaped.
      if (found.type === WIKI_LINK && !raw.startsWith('[[', start - from)) continue;
      if (start > at) add(make(TEXT, at, start, flags));
      at = placeOf(found.to);
      const node = make(found.type, start, at, (flags & VERBATIM) | found.flags);
      const urlTo = placeOf(found.urlTo);
      const resource = {
        urlFrom: placeOf(found.urlFrom),
        urlTo,
        titleFrom: urlTo,
        titleTo: urlTo,
        hasTitle: false,
        end: urlTo,
      };
      store.data[node] = putResource(store, places, resource, segments);
      // Made first: making a node may give the store new arrays.
      const inner = make(TEXT, placeOf(found.textFrom), placeOf(found.textTo), flags & VERBATIM);
      store.child[node] = inner;
      add(node);
    }
  }
  if (to > at) add(make(TEXT, at, to, flags));
}

const escapeOrReference = /\\[!-/:-@[-`{-~]|&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]*);/gi;

/** A text's value with, for each of its characters, where it comes from; no offsets where both are the same. */
function decodeWithOffsets(raw: string, flags: number): { value: string; offsets: number[] | undefined } {
  if (flags & VERBATIM || !/[\\&]/.test(raw)) return { value: raw, offsets: undefined };
  const offsets: number[] = [];
  let value = '';
  let at = 0;
  const add = (part: string, from: number, isSame: boolean) => {
    for (let index = 0; index < part.length; index++) offsets.push(isSame ? from + index : from);
    value += part;
  };
  for (const match of raw.matchAll(escapeOrReference)) {
    add(raw.slice(at, match.index), at, true);
    add(decodeString(match[0]), match.index, false);
    at = match.index + match[0].length;
  }
  add(raw.slice(at), at, true);
  return { value, offsets };
}

/** A link in a text, as offsets of that text. */
interface FoundLink {
  readonly type: typeof LINK | typeof WIKI_LINK;
  readonly flags: number;
  readonly from: number;
  readonly to: number;
  readonly urlFrom: number;
  readonly urlTo: number;
  readonly textFrom: number;
  readonly textTo: number;
}

const webLink = /(?<![\da-z])(https?:\/\/|www(?=\.))([\w-]*\.[\w\-.]*)/gi;
const mailLink = /(?<![\w+\-.@])(xmpp:|mailto:)?([\w+\-.]+)@([\w-]+(?:\.[\w-]+)+)/g;

/** The links in a text, in order, none in another. */
function linksIn(text: string, mayHoldLinks: boolean): FoundLink[] {
  const found: FoundLink[] = [];
  if (mayHoldLinks) {
    webLink.lastIndex = 0;
    for (let match = webLink.exec(text); match; match = webLink.exec(text)) {
      const [whole, protocol = '', domain = ''] = match;
      const from = match.index;
      const isWww = /^w/i.test(protocol);
      const name = isWww ? protocol + domain : domain;
      if (!isFree(text, from)) {
        webLink.lastIndex = from + 1;
        continue;
      }
      if (/^[\p{P}\p{S}]/u.test(name) || !isDomain(name)) {
        // What comes later in the same domain has the same last parts.
        webLink.lastIndex = Math.max(from + 1, from + whole.length - lastParts(name));
        continue;
      }
      const path = /^[^\t\n\r ]*/.exec(text.slice(from + whole.length))?.[0] ?? '';
      const to = from + protocol.length + withoutTrail(domain + path, isWww ? protocol : '');
      webLink.lastIndex = Math.max(to, from + 1);
      found.push({
        type: LINK,
        flags: isWww ? WEB : 0,
        from,
        to,
        urlFrom: from,
        urlTo: to,
        textFrom: from,
        textTo: to,
      });
    }
    const mails: FoundLink[][] = [];
    let before = 0;
    for (const next of [...found, undefined]) {
      mails.push(mailLinksIn(text, before, next?.from ?? text.length));
      before = next?.to ?? text.length;
    }
    for (const mail of mails.flat()) found.push(mail);
    found.sort((a, b) => a.from - b.from);
  }
  return [...found, ...wikiLinksIn(text, found)].sort((a, b) => a.from - b.from);
}

function mailLinksIn(text: string, start: number, end: number): FoundLink[] {
  const found: FoundLink[] = [];
  for (const match of text.slice(start, end).matchAll(mailLink)) {
    const [whole, scheme = '', , label = ''] = match;
    if (/[\d\-_]$/.test(label)) continue;
    const from = start + match.index;
    const to = from + whole.length;
    const flags = scheme === '' ? MAIL : 0;
    found.push({ type: LINK, flags, from, to, urlFrom: from, urlTo: to, textFrom: from, textTo: to });
  }
  return found;
}

/** @param others links that wiki links may not overlap, in order */
function wikiLinksIn(text: string, others: readonly FoundLink[]): FoundLink[] {
  const found: FoundLink[] = [];
  let other = 0;
  for (const match of text.matchAll(wikiLink)) {
    const from = match.index;
    const to = from + match[0].length;
    while ((others[other]?.to ?? Number.POSITIVE_INFINITY) <= from) other++;
    if ((others[other]?.from ?? Number.POSITIVE_INFINITY) < to) continue;
    const target = from + 2;
    const targetTo = target + (match[1] ?? '').length;
    const shown = match[2] === undefined ? target : targetTo + 1;
    found.push({
      type: WIKI_LINK,
      flags: 0,
      from,
      to,
      urlFrom: target,
      urlTo: targetTo,
      textFrom: shown,
      textTo: to - 2,
    });
  }
  return found;
}

/** Whether a link may begin where it does: after white space, punctuation or nothing. */
function isFree(text: string, from: number): boolean {
  return from === 0 || /[\s\p{P}\p{S}]/u.test(text.charAt(from - 1));
}

/** GFM §6.9: two parts at least, no underscore in the last two. */
function isDomain(name: string): boolean {
  const parts = name.split('.');
  const isFine = (part: string | undefined) => !part || (!part.includes('_') && /[\da-z]/i.test(part));
  return parts.length > 1 && isFine(parts.at(-1)) && isFine(parts.at(-2));
}

/** The length of the last two parts of a domain and what is between them. */
function lastParts(name: string): number {
  const last = name.lastIndexOf('.');
  return name.length - Math.max(0, name.lastIndexOf('.', last - 1));
}

/** The length of an address without the punctuation after it; a closing parenthesis that matches one inside belongs to it. */
function withoutTrail(address: string, before: string): number {
  const trail = /[!"&'),.:;<>?\]}]+$/.exec(address);
  if (!trail) return address.length;
  let end = trail.index;
  const count = (text: string, char: string) => text.split(char).length - 1;
  const opened = count(before + address.slice(0, end), '(');
  let closed = count(address.slice(0, end), ')');
  for (let close = address.indexOf(')', end); close >= 0 && opened > closed; close = address.indexOf(')', end)) {
    end = close + 1;
    closed++;
  }
  return end;
}
