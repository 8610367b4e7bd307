/** Text nodes: decodes their escapes and references, and finds the bare and wiki links in them. */

import { decodeReferences } from '../core/character-references.ts';
import { trimEndWhile } from '../core/trim-end.ts';
import { measureXmppResource } from './bare-links.ts';
import { BACKSLASH, EXCLAMATION_MARK } from './codes.ts';
import type { Content } from './content.ts';
import { toSourceEnd, toSourceOffset } from './content.ts';
import { putResource } from './references.ts';
import type { Store } from './store.ts';
import { LINK, MAIL, TEXT, VERBATIM, WEB, WIKI_LINK } from './store.ts';

/** Decodes escapes (§2.4) and character references (§2.5). */
export function decodeString(raw: string): string {
  if (!raw.includes('\\')) return raw.includes('&') ? decodeReferences(raw) : raw;
  return raw.replace(
    /\\([!-/:-@[-`{-~])|&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]*);/gi,
    (whole, escaped: string | undefined) => escaped ?? decodeReferences(whole),
  );
}

/** Decodes a text. Also strips the white space around line ends (§6.8). */
export function decodeText(raw: string): string {
  return decodeString(/[\r\n]/.test(raw) ? raw.replace(/(?<![ \t])[ \t]*(\r\n|\n|\r)[ \t]*/g, '$1') : raw);
}

const wikiLink = /\[\[([^[\]|\r\n]{1,500})(?:\|([^[\]\r\n]{1,500}))?\]\]/g;

/**
 * Adds a text to the tree: as one node, or as several if it contains wiki links or bare links that the tokens missed.
 */
export function splitText(
  store: Store,
  content: Content,
  from: number,
  to: number,
  flags: number,
  mayHaveLinks: boolean,
  mayHaveWikiLinks: boolean,
  add: (node: number) => void,
): void {
  const { text, offsetMap, segments } = content;
  const addNode = (type: number, start: number, end: number, kind: number): number => {
    const node = store.add(type, toSourceOffset(offsetMap, start), toSourceEnd(offsetMap, end));
    store.flags[node] = kind;
    store.data[node] = segments;
    return node;
  };
  let at = from;
  const raw = text.slice(from, to);
  if (mayHaveLinks || (mayHaveWikiLinks && raw.includes('[['))) {
    const { value, offsets } = decodeWithOffsets(raw, flags);
    const toContentOffset = (offset: number) => from + (offsets ? (offsets[offset] ?? raw.length) : offset);
    for (const link of findTextLinks(value, mayHaveLinks, store.hasLabelFirst)) {
      const start = toContentOffset(link.from);
      // `\\[[a]]` is text: its first bracket is escaped.
      if (link.type === WIKI_LINK && !raw.startsWith('[[', start - from)) continue;
      const nodeFrom = link.type === WIKI_LINK && isEmbedMark(raw, start - from - 1) ? start - 1 : start;
      if (nodeFrom > at) add(addNode(TEXT, at, nodeFrom, flags));
      at = toContentOffset(link.to);
      const node = addNode(link.type, nodeFrom, at, (flags & VERBATIM) | link.flags);
      const urlTo = toContentOffset(link.urlTo);
      const resource = {
        urlFrom: toContentOffset(link.urlFrom),
        urlTo,
        titleFrom: urlTo,
        titleTo: urlTo,
        hasTitle: false,
        end: urlTo,
      };
      store.data[node] = putResource(store, offsetMap, resource, segments);
      // Add the text first: adding a node may replace the store's arrays.
      const inner = addNode(TEXT, toContentOffset(link.textFrom), toContentOffset(link.textTo), flags & VERBATIM);
      store.child[node] = inner;
      add(node);
    }
  }
  if (to > at) add(addNode(TEXT, at, to, flags));
}

/** Reports whether a `!` that is not escaped is at an offset: `![[note]]` embeds a note. */
function isEmbedMark(raw: string, at: number): boolean {
  return raw.charCodeAt(at) === EXCLAMATION_MARK && raw.charCodeAt(at - 1) !== BACKSLASH;
}

const escapeOrReference = /\\[!-/:-@[-`{-~]|&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]*);/gi;

/**
 * Decodes a text and returns, for each character of the value, its offset in `raw`. No offsets if the value equals
 * `raw`.
 */
function decodeWithOffsets(raw: string, flags: number): { value: string; offsets: number[] | undefined } {
  if (flags & VERBATIM || !/[\\&]/.test(raw)) return { value: raw, offsets: undefined };
  const offsets: number[] = [];
  let value = '';
  let at = 0;
  const add = (part: string, from: number, isUnchanged: boolean) => {
    for (let index = 0; index < part.length; index++) offsets.push(isUnchanged ? from + index : from);
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

interface TextLink {
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
const mailLink = /(?<![\w+\-.@/])(xmpp:|mailto:)?([\w+\-.]+)@([\w-]+(?:\.[\w-]+)+)/gi;

function findTextLinks(text: string, mayHaveLinks: boolean, hasLabelFirst: boolean): TextLink[] {
  const links: TextLink[] = [];
  if (mayHaveLinks) {
    webLink.lastIndex = 0;
    for (let match = webLink.exec(text); match; match = webLink.exec(text)) {
      const [whole, protocol = '', domain = ''] = match;
      const from = match.index;
      const isWww = /^w/i.test(protocol);
      const name = isWww ? protocol + domain : domain;
      if (!canStartLink(text, from)) {
        webLink.lastIndex = from + 1;
        continue;
      }
      if (/^[\p{P}\p{S}]/u.test(name) || !isDomain(name)) {
        // Later matches in the same domain would fail for the same reason, so skip them.
        webLink.lastIndex = Math.max(from + 1, from + whole.length - getLastPartsLength(name));
        continue;
      }
      const path = /^[^\t\n\r ]*/.exec(text.slice(from + whole.length))?.[0] ?? '';
      const to = from + protocol.length + measureAddress(domain + path, isWww ? protocol : '');
      webLink.lastIndex = Math.max(to, from + 1);
      links.push({
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
    const mails: TextLink[][] = [];
    let previousEnd = 0;
    for (const next of [...links, undefined]) {
      mails.push(findMailLinks(text, previousEnd, next?.from ?? text.length));
      previousEnd = next?.to ?? text.length;
    }
    for (const mail of mails.flat()) links.push(mail);
    links.sort((a, b) => a.from - b.from);
  }
  return [...links, ...findWikiLinks(text, links, hasLabelFirst)].sort((a, b) => a.from - b.from);
}

function findMailLinks(text: string, start: number, end: number): TextLink[] {
  const links: TextLink[] = [];
  for (const match of text.slice(start, end).matchAll(mailLink)) {
    const [whole, scheme = '', , label = ''] = match;
    if (/[\d\-_]$/.test(label)) continue;
    const from = start + match.index;
    const resource = /^xmpp:/i.test(scheme) ? measureXmppResource(text, from + whole.length, end) : 0;
    const to = from + whole.length + resource;
    const flags = scheme === '' ? MAIL : 0;
    links.push({ type: LINK, flags, from, to, urlFrom: from, urlTo: to, textFrom: from, textTo: to });
  }
  return links;
}

/**
 * @param otherLinks links that wiki links must not overlap, in order
 * @param hasLabelFirst whether `[[a|b]]` is a link to b
 */
function findWikiLinks(text: string, otherLinks: readonly TextLink[], hasLabelFirst: boolean): TextLink[] {
  const links: TextLink[] = [];
  let otherIndex = 0;
  for (const match of text.matchAll(wikiLink)) {
    const from = match.index;
    const to = from + match[0].length;
    if (isExpression(text, match)) continue;
    while ((otherLinks[otherIndex]?.to ?? Number.POSITIVE_INFINITY) <= from) otherIndex++;
    if ((otherLinks[otherIndex]?.from ?? Number.POSITIVE_INFINITY) < to) continue;
    const firstTo = from + 2 + (match[1] ?? '').length;
    const first = { from: from + 2, to: firstTo };
    const second = match[2] === undefined ? first : { from: firstTo + 1, to: to - 2 };
    const [target, label] = hasLabelFirst ? [second, first] : [first, second];
    links.push({
      type: WIKI_LINK,
      flags: 0,
      from,
      to,
      urlFrom: target.from,
      urlTo: target.to,
      textFrom: label.from,
      textTo: label.to,
    });
  }
  return links;
}

/**
 * Reports whether double brackets are a test of Bash (`[[ -f x ]]`), a class of POSIX (`[[:alpha:]]`), or an index
 * (`m[["name"]]`, `list[[1]]`).
 */
function isExpression(text: string, { 0: whole, 1: target = '', index }: RegExpExecArray): boolean {
  if (/^\[\[(?:\s.*\s|:.*|.*:|"[^"]*"|'[^']*')\]\]$/.test(whole)) return true;
  return /^(?:-?\d+|[a-z])$/i.test(target) && /[\w)\]]/.test(text.charAt(index - 1));
}

function canStartLink(text: string, from: number): boolean {
  return from === 0 || /[\s\p{P}\p{S}]/u.test(text.charAt(from - 1));
}

/** Checks a domain: at least two parts, no underscore in the last two (GFM §6.9). */
function isDomain(name: string): boolean {
  const parts = name.split('.');
  const isValidPart = (part: string | undefined) => !part || (!part.includes('_') && /[\da-z]/i.test(part));
  return parts.length > 1 && isValidPart(parts.at(-1)) && isValidPart(parts.at(-2));
}

/** Returns the length of the last two parts of a domain, including the dot between them. */
function getLastPartsLength(name: string): number {
  const last = name.lastIndexOf('.');
  return name.length - Math.max(0, name.lastIndexOf('.', last - 1));
}

/**
 * Returns the length of an address without trailing punctuation. A closing parenthesis that matches one inside is part
 * of the address.
 */
function measureAddress(address: string, protocol: string): number {
  let end = trimEndWhile(address, /[!"&'),.:;<>?\]}]/).length;
  const count = (text: string, char: string) => text.split(char).length - 1;
  const opened = count(protocol + address.slice(0, end), '(');
  let closed = count(address.slice(0, end), ')');
  for (let close = address.indexOf(')', end); close >= 0 && opened > closed; close = address.indexOf(')', end)) {
    end = close + 1;
    closed++;
  }
  return end;
}
