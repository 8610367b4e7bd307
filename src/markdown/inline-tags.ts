/**
 * Tags in the text of a note, as in Obsidian: `#reading`, `#course/databases`. A tag follows white space, an opening
 * parenthesis, markup of emphasis or nothing, and has a letter. It is in text: not in code, links, math, HTML or a heading.
 *
 * What stays text: issue numbers (`#12`), colors (`#fff`, `#1e90ff`), directives of the C preprocessor (`#include`).
 */
import type { Node, Root } from '../core/tree.ts';
import { findPath, walk } from '../core/tree.ts';
import {
  ASTERISK,
  CARRIAGE_RETURN,
  EQUALS_SIGN,
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
/** Three, four, six or eight hexadecimal digits: at least one a digit, or three or six of them. */
const color = /^(?:(?=.*\d)(?:[\da-f]{4}|[\da-f]{8})|[\da-f]{3}|[\da-f]{6})$/i;
const directives = new Set('define elif else endif error if ifdef ifndef include line pragma undef warning'.split(' '));

/** Returns the tags in the text of a note, without `#`, in document order. A tag may occur twice. */
export function findInlineTags(source: string, tree: Root): string[] {
  const tags: string[] = [];
  for (let at = source.indexOf('#'); at >= 0; at = source.indexOf('#', at + 1)) {
    if (at > 0 && !mayPrecedeTag(source.charCodeAt(at - 1))) continue;
    const next = source.charCodeAt(at + 1);
    if (next === SPACE || next === NUMBER_SIGN || next <= LINE_FEED) continue;
    tagPattern.lastIndex = at;
    const tag = tagPattern.exec(source)?.[1];
    if (tag !== undefined && isTag(tag) && isText(tree, at)) tags.push(tag);
  }
  return tags;
}

/** Markup of emphasis may stand before a tag too. */
const precedingCodes = new Set([SPACE, LEFT_PARENTHESIS, ASTERISK, UNDERSCORE, EQUALS_SIGN]);

function mayPrecedeTag(code: number): boolean {
  return (code >= TAB && code <= CARRIAGE_RETURN) || code > MAX_ASCII
    ? /\s/.test(String.fromCharCode(code))
    : precedingCodes.has(code);
}

function isTag(tag: string): boolean {
  return /[\p{L}\p{Extended_Pictographic}]/u.test(tag.replace(/\d/g, '')) && !color.test(tag) && !directives.has(tag);
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
