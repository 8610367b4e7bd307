/** Finds the entries of a side (list items, paragraphs, points on lines) and the remarks on them. */

import { isQuoteCallout, parseCalloutMark, stripCalloutMark } from '../callouts.ts';
import { expandHtml } from '../html-structure.ts';
import type { Item, Note, Remark } from '../note.ts';
import type { Block, Blockquote, ListItem, Node, Paragraph, Span } from '../tree.ts';
import { findPath, getChildren, getOverlappingChildren, getPlainText, walk } from '../tree.ts';
import { trimEndWhile } from '../trim-end.ts';
import { hasWord } from '../words.ts';
import { parseSign } from './signs.ts';

export interface TextLine extends Span {
  readonly line: number;
  readonly text: string;
}

/**
 * Returns the entries in some blocks: the items of their lists or, if there are none, their paragraphs. A paragraph is
 * one entry, or one per line if it is written that way. Blocks with nothing but links are not entries.
 */
export function findEntries(note: Note, writtenBlocks: readonly (Block | ListItem)[]): Item[] {
  const blocks = expandHtml(writtenBlocks);
  if (blocks[0]?.type === 'blockquote') return findQuotedEntries(note, blocks[0]) ?? findQuotes(note, blocks);
  const items = blocks.flatMap((block) =>
    block.type === 'list' ? block.children : block.type === 'listItem' ? [block] : [],
  );
  const listEntries = findListEntries(note, items);
  if (listEntries.length > 0) return listEntries;
  return blocks.flatMap((block) => {
    if (block.type === 'blockquote') return [blockToItem(note, block, true)];
    return block.type === 'paragraph' && !isOnlyLinks(block) && !isLeadIn(block)
      ? splitPoints(toTextLines(note, block), true)
      : [];
  });
}

/** Returns the entries in all blocks, in order: the items of lists, and paragraphs that do not introduce one. */
export function findAllEntries(
  note: Note,
  writtenBlocks: readonly (Block | ListItem)[],
  announces: (text: string) => boolean,
): Item[] {
  const blocks = expandHtml(writtenBlocks);
  return blocks.flatMap((block, index) => {
    const isBeforeList = block.type === 'paragraph' && blocks[index + 1]?.type === 'list';
    return isBeforeList && announces(getPlainText(block)) ? [] : findEntries(note, [block]);
  });
}

/** Returns the items of a quoted list, and the content of a callout; undefined for other quotes. */
function findQuotedEntries(note: Note, quote: Blockquote): Item[] | undefined {
  const mark = parseCalloutMark(getPlainText(quote));
  const [list] = quote.children.filter((block) => block.type === 'list');
  if (list && quote.children.length === (mark ? 2 : 1)) return findListEntries(note, list.children);
  if (!mark || isQuoteCallout(mark.type)) return undefined;
  const { line, ...item } = blockToItem(note, quote, false);
  // The title, if there is text below it.
  const [title = '', ...lines] = stripCalloutMark(getPlainText(quote)).split('\n');
  const text = lines.join('\n').trim();
  return text === '' ? (title === '' ? [] : [{ ...item, line, text: title }]) : [{ ...item, line: line + 1, text }];
}

export function isLeadIn(paragraph: Paragraph): boolean {
  return /[:：]$/.test(getPlainText(paragraph));
}

/** Returns the entries for list items, or none if every item contains only links. */
export function findListEntries(note: Note, items: readonly ListItem[]): Item[] {
  const nonEmptyItems = items.filter(
    (item) => (getPlainText(item) !== '' || item.children[0]?.type === 'html') && !isStruckThrough(item),
  );
  return nonEmptyItems.every(isOnlyLinks)
    ? []
    : nonEmptyItems
        .filter((item) => !isContentsEntry(item))
        .flatMap((item) => [listItemToItem(note, item), ...findStrayItems(note, item)]);
}

/** Reports whether a node contains only links and images. */
export function isOnlyLinks(node: Node): boolean {
  let hasOther = false;
  walk(node, (descendant) => {
    if (descendant.type === 'text') hasOther ||= hasWord(descendant.value);
    else if (descendant.type === 'inlineCode' || descendant.type === 'code') hasOther = true;
    return !hasOther && !/^(?:link|image|wikiLink|break)/.test(descendant.type);
  });
  return !hasOther;
}

/** Finds lines such as `-like this`: meant as items, but parsed as a continuation of the item before them. */
function findStrayItems(note: Note, item: ListItem): Item[] {
  const strayItems: Item[] = [];
  walk(item, (node) => {
    if (
      node.type === 'paragraph' &&
      note.source.slice(node.from, node.to).search(/[\n\r][ \t>]*[-•][\p{L}\p{N}]/u) >= 0
    )
      for (const line of toTextLines(note, node).slice(1))
        if (hasStrayBullet(line.text)) strayItems.push(createItem(line, stripBullet(line.text)));
    return node.type !== 'paragraph';
  });
  return strayItems;
}

function hasStrayBullet(text: string): boolean {
  return /^[-•·*–](?=[\p{L}\p{N}“"])/u.test(text);
}

function stripBullet(text: string): string {
  return text.replace(/^[-•·*–]\s*/u, '');
}

/** Reports whether an item is struck through as a whole: `~~slow~~`. */
function isStruckThrough({ children: [first] }: ListItem): boolean {
  return first?.type === 'paragraph' && first.children.length === 1 && first.children[0]?.type === 'delete';
}

/** Matches an entry of a table of contents: `[Pros](#pros)`. */
function isContentsEntry(item: ListItem): boolean {
  const first = item.children[0];
  const nodes = first?.type === 'paragraph' ? first.children : [];
  return nodes.length === 1 && nodes[0]?.type === 'link' && nodes[0].url.startsWith('#');
}

/** Returns quotes as entries. Blocks between a quote and the next one become remarks on it. */
function findQuotes(note: Note, blocks: readonly (Block | ListItem)[]): Item[] {
  const items: (Item & { remarks: Remark[] })[] = [];
  for (const block of blocks) {
    if (block.type === 'blockquote') items.push({ ...blockToItem(note, block, true), remarks: [] });
    else for (const remark of findRemarks(note, block)) items.at(-1)?.remarks.push(remark);
  }
  return items.filter((item) => item.text !== '');
}

function blockToItem(note: Note, block: Block, quote: boolean): Item {
  const { from, to } = block;
  const text = getPlainText(block);
  return { from, to, line: note.lines.lineAt(from), text, quote: quote || isQuoted(text), remarks: [] };
}

/** Converts a list item to an entry. Nested blocks, and blocks beside a quote in it, become remarks. */
function listItemToItem(note: Note, item: ListItem): Item {
  const { from, to } = item;
  const first = item.children[0];
  const line = note.lines.lineAt(first?.from ?? from);
  const itemText =
    first?.type === 'html'
      ? (first.value.split('\n')[0] ?? '')
      : first && first.type !== 'list'
        ? getPlainText(first)
        : '';
  if (itemText === '') return { from, to, line, text: getPlainText(item), quote: false, remarks: [] };
  const remarks = item.children.slice(1).flatMap((block) => findRemarks(note, block));
  return { from, to, line, text: itemText, quote: first?.type === 'blockquote' || isQuoted(itemText), remarks };
}

export function createItem({ from, to, line }: TextLine, text: string): Item {
  return { from, to, line, text, quote: isQuoted(text), remarks: [] };
}

/** Lines longer than this were wrapped by an editor rather than ended by the author. */
const maxPointLength = 70;

/**
 * Returns one entry per line if each line is a separate point, otherwise one entry for all lines.
 * @param allowRunningText whether to return running text as one entry; otherwise it is ignored
 */
export function splitPoints(lines: readonly TextLine[], allowRunningText: boolean): Item[] {
  const nonEmptyLines = lines.filter(({ text }) => hasWord(text));
  const [first] = nonEmptyLines;
  const last = nonEmptyLines.at(-1);
  if (!first || !last) return [];
  const signedTexts = nonEmptyLines.map((line) => parseSign(line.text)?.text ?? '');
  if (signedTexts.every(hasWord)) return nonEmptyLines.map((line, index) => createItem(line, signedTexts[index] ?? ''));
  const bulletLines = nonEmptyLines.filter(({ text }) => hasStrayBullet(text));
  const areShort = nonEmptyLines.length > 1 && nonEmptyLines.every(({ text }) => text.length <= maxPointLength);
  const areEnded = nonEmptyLines
    .slice(0, -1)
    .every(({ text }) => /[.!;)]$/.test(text) || text.length < maxPointLength / 2);
  const areSentences = nonEmptyLines.length > 2 && nonEmptyLines.every(({ text }) => /^\P{Ll}.*[.!]$/u.test(text));
  if (bulletLines.length > 0 && bulletLines.length >= nonEmptyLines.length - 1)
    return bulletLines.map((line) => createItem(line, stripBullet(line.text)));
  if ((areShort && areEnded) || areSentences)
    return nonEmptyLines.map((line) => createItem(line, stripAnswerPrefix(line.text)));
  if (!allowRunningText) return [];
  const text = stripAnswerPrefix(nonEmptyLines.map((line) => line.text).join(' '));
  return hasWord(text) ? [createItem({ ...first, to: last.to, text }, text)] : [];
}

export function stripAnswerPrefix(text: string): string {
  return text.replace(/^(?:a|ans|answer)\s{0,3}\d{0,4}\s{0,3}[:.)]\s+|^[-–—:]\s+/i, '');
}

export function toTextLines(note: Note, paragraph: Paragraph): TextLine[] {
  let text = '';
  walk(paragraph, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
    else if (node.type === 'break') text += '\n';
    else if (node.type === 'image' || node.type === 'imageReference') text += node.alt;
    else if (node.type === 'html' && /^<br\b/i.test(node.value)) text += ' ';
  });
  const first = note.lines.lineAt(paragraph.from);
  return text.split(/\r\n|\n|\r/).map((line, index) => ({
    from: Math.max(paragraph.from, note.lines.lineStart(first + index)),
    to: Math.min(paragraph.to, note.lines.lineEnd(first + index)),
    line: first + index,
    text: line.trim(),
  }));
}

/** Returns the links in a span of a note, without images. */
export function findLinks({ tree }: Note, span: Span): { url: string; text: string }[] {
  const links: { url: string; text: string }[] = [];
  const ancestor = findPath(tree, span.from).findLast(({ node }) => node.to >= span.to)?.node ?? tree;
  for (const child of getOverlappingChildren(getChildren(ancestor), span))
    walk(child, (node) => {
      if (node.to <= span.from || node.from >= span.to) return false;
      const isLink = node.type === 'link' || node.type === 'linkReference';
      if (isLink) links.push({ url: node.url, text: getPlainText(node) || node.url });
      else if (node.type === 'wikiLink') links.push({ url: node.target, text: getPlainText(node) });
      return !isLink;
    });
  return links;
}

/** Returns the reader's remarks below or beside a quote: one per list item, or one for the whole block. */
export function findRemarks(note: Note, block: Block | ListItem): Remark[] {
  const blocks: readonly (Block | ListItem)[] = block.type === 'list' ? block.children : [block];
  return blocks
    .map((child) => ({
      text: getPlainText(child),
      line: note.lines.lineAt(getChildren(child)[0]?.from ?? child.from),
    }))
    .filter((remark) => remark.text !== '');
}

export function isQuestion(text: string): boolean {
  return /[?？]$/.test(trimEndWhile(text, /[^\w?？]/));
}

/** Reports whether a text is entirely in quotation marks, apart from a source or page: `(p. 12)`, `[3]`, `— Knuth`. */
export function isQuoted(text: string): boolean {
  return quotedPattern.test(text);
}

const quotedPattern =
  /^(?:"[^"]+"|“[^”]+”|„[^“]+“|«[^»]+»)[.,]?(?:\s*(?:\([^()]{1,60}\)|\[[^[\]]{1,60}\]|[-–—]\s*[^"“”«»]{1,60}|(?:pp?|S|s)\.\s*\d[\d–-]*))?[.,]?$/;
