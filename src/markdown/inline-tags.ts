/**
 * Tags in the text of a note, as in Obsidian: `#reading`, `#course/databases`. A tag follows white space, an opening
 * parenthesis or bracket, a comma, markup of emphasis or nothing, and has a letter. It is in text: not in code, links,
 * math, HTML or a heading.
 *
 * What stays text: issue numbers (`#12`), colors (`#fff`, `#1e90ff`), directives (`#include`), single letters (`#t`), and
 * selectors of CSS (`#main {`).
 */

import type { Node, Root } from '../core/tree.ts';
import { findPath, walk } from '../core/tree.ts';
import { trimEndWhile } from '../core/trim-end.ts';
import {
  ASTERISK,
  CARRIAGE_RETURN,
  COMMA,
  EQUALS_SIGN,
  LEFT_BRACKET,
  LEFT_PARENTHESIS,
  LINE_FEED,
  MAX_ASCII,
  NUMBER_SIGN,
  SPACE,
  TAB,
  UNDERSCORE,
} from './codes.ts';

const tagPattern =
  /#([\p{L}\p{M}\p{N}\p{Extended_Pictographic}_](?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}_/-]*[\p{L}\p{M}\p{N}\p{Extended_Pictographic}_])?)/uy;
/** What follows a selector of CSS or a word with an apostrophe. */
const noTagAfter = /['’]\p{L}| [{>]/uy;
/** Three, four, six or eight hexadecimal digits: at least one a digit, or all the same letter. */
const color = /^(?=[\da-f]*\d|([a-f])\1*$)(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
/** Directives of C, C# and their relatives. */
const directives = new Set(
  'define elif else endif endregion error if ifdef ifndef import include line nullable pragma region undef using warning'.split(
    ' ',
  ),
);

/** Returns the tags in the text of a note, without `#`, in document order. A tag may occur twice. */
export function findInlineTags(source: string, tree: Root): string[] {
  const tags: string[] = [];
  for (let at = source.indexOf('#'); at >= 0; at = source.indexOf('#', at + 1)) {
    if (at > 0 && !mayPrecedeTag(source.charCodeAt(at - 1))) continue;
    const next = source.charCodeAt(at + 1);
    if (next === SPACE || next === NUMBER_SIGN || next <= LINE_FEED) continue;
    tagPattern.lastIndex = at;
    const match = tagPattern.exec(source)?.[1];
    noTagAfter.lastIndex = tagPattern.lastIndex;
    if (match === undefined || noTagAfter.test(source)) continue;
    const tag = source[at - 1] === '_' ? trimEndWhile(match, /_/) : match;
    if (isTag(tag) && isText(tree, at)) tags.push(tag);
  }
  return tags;
}

/** Markup of emphasis may stand before a tag too. */
const precedingCodes = new Set([SPACE, COMMA, LEFT_BRACKET, LEFT_PARENTHESIS, ASTERISK, UNDERSCORE, EQUALS_SIGN]);

function mayPrecedeTag(code: number): boolean {
  return (code >= TAB && code <= CARRIAGE_RETURN) || code > MAX_ASCII
    ? /\s/.test(String.fromCharCode(code))
    : precedingCodes.has(code);
}

function isTag(tag: string): boolean {
  return (
    /[\p{L}\p{Extended_Pictographic}]/u.test(tag.replace(/\d/g, '')) &&
    !color.test(tag) &&
    !directives.has(tag) &&
    !/^[a-z]$/i.test(tag)
  );
}

const textParents = new Set<string>([
  'paragraph',
  'table',
  'tableRow',
  'tableCell',
  'emphasis',
  'strong',
  'delete',
  'mark',
]);

/** Reports whether a character belongs to the text of a paragraph or table. */
function isText(tree: Root, offset: number): boolean {
  const leaf = findPath(tree, offset).at(-1)?.node;
  let found: Node | undefined;
  if (leaf && textParents.has(leaf.type))
    walk(leaf, (node) => {
      if (node.from > offset || node.to <= offset) return false;
      if (node.type === 'text') found = node;
      return textParents.has(node.type);
    });
  return found !== undefined;
}
