/** The entries of a side: items of lists, paragraphs, points on lines; and the remarks on them. */
import type { Item, Note, Remark } from '../note.ts';
import type { Block, ListItem, Node, Paragraph, Span } from '../tree.ts';
import { childrenIn, childrenOf, pathTo, plainText, walk } from '../tree.ts';

/** A line of a paragraph, without markup. */
export interface TextLine extends Span {
  readonly line: number;
  readonly text: string;
}

/**
 * The entries of some blocks: the items of their lists; without any the paragraphs, each as a whole or, where it is written so,
 * line by line. Ways to somewhere else are none.
 */
export function entriesOf(note: Note, blocks: readonly (Block | ListItem)[]): Item[] {
  if (blocks[0]?.type === 'blockquote') return quotedItems(note, blocks);
  const items = blocks.flatMap((block) =>
    block.type === 'list' ? block.children : block.type === 'listItem' ? [block] : [],
  );
  const listed = itemsIn(note, items);
  if (listed.length > 0) return listed;
  return blocks.flatMap((block) => {
    if (block.type === 'blockquote') return [whole(note, block, true)];
    return block.type === 'paragraph' && !isOnlyLinks(block) && !isLeadIn(block)
      ? pointsIn(linesIn(note, block), true)
      : [];
  });
}

/** Words that something else follows. */
export function isLeadIn(paragraph: Paragraph): boolean {
  return /[:：]$/.test(plainText(paragraph));
}

/** The entries that list items are; none when all that they are is links. */
export function itemsIn(note: Note, items: readonly ListItem[]): Item[] {
  const filled = items.filter((item) => plainText(item) !== '' && !isStruck(item));
  return filled.every(isOnlyLinks)
    ? []
    : filled
        .filter((item) => !isContentsEntry(item))
        .flatMap((item) => [itemOf(note, item), ...strayPoints(note, item)]);
}

/** A way to somewhere else, or a picture. */
export function isOnlyLinks(node: Node): boolean {
  if (node.type === 'text') return !hasWords(node.value);
  if (/^(?:link|image|wikiLink|break)/.test(node.type)) return true;
  const children = childrenOf(node);
  return node.type !== 'inlineCode' && node.type !== 'code' && children.every(isOnlyLinks);
}

/** `-like this`: lines that were meant to be items, and went on with the item before them. */
function strayPoints(note: Note, item: ListItem): Item[] {
  const found: Item[] = [];
  walk(item, (node) => {
    if (
      node.type === 'paragraph' &&
      note.source.slice(node.from, node.to).search(/[\n\r][ \t>]*[-•][\p{L}\p{N}]/u) >= 0
    )
      for (const line of linesIn(note, node).slice(1))
        if (isStray(line.text)) found.push(itemAt(line, withoutBullet(line.text)));
    return node.type !== 'paragraph';
  });
  return found;
}

function isStray(text: string): boolean {
  return /^[-•·*–](?=[\p{L}\p{N}“"])/u.test(text);
}

function withoutBullet(text: string): string {
  return text.replace(/^[-•·*–]\s*/u, '');
}

/** `~~slow~~`: taken back. */
function isStruck({ children: [first] }: ListItem): boolean {
  return first?.type === 'paragraph' && first.children.length === 1 && first.children[0]?.type === 'delete';
}

/** `[Pros](#pros)` */
function isContentsEntry(item: ListItem): boolean {
  const first = item.children[0];
  const only = first?.type === 'paragraph' ? first.children : [];
  return only.length === 1 && only[0]?.type === 'link' && only[0].url.startsWith('#');
}

/** Quotes, each with what stands between it and the next as remarks. */
function quotedItems(note: Note, blocks: readonly (Block | ListItem)[]): Item[] {
  const items: (Item & { remarks: Remark[] })[] = [];
  for (const block of blocks) {
    if (block.type === 'blockquote') items.push({ ...whole(note, block, true), remarks: [] });
    else items.at(-1)?.remarks.push(...remarksIn(note, block));
  }
  return items.filter((item) => item.text !== '');
}

function whole(note: Note, block: Block, quote: boolean): Item {
  const { from, to } = block;
  const text = plainText(block);
  return { from, to, line: note.lines.at(from), text, quote: quote || isQuoted(text), remarks: [] };
}

/** What is nested in an item, or stands beside a quote in it, is remarks on it. */
function itemOf(note: Note, item: ListItem): Item {
  const { from, to } = item;
  const first = item.children[0];
  const line = note.lines.at(first?.from ?? from);
  const own = first && first.type !== 'list' ? plainText(first) : '';
  if (own === '') return { from, to, line, text: plainText(item), quote: false, remarks: [] };
  const remarks = item.children.slice(1).flatMap((block) => remarksIn(note, block));
  return { from, to, line, text: own, quote: first?.type === 'blockquote' || isQuoted(own), remarks };
}

/** An entry that is what stands on a line, or part of it. */
export function itemAt({ from, to, line }: TextLine, text: string): Item {
  return { from, to, line, text, quote: isQuoted(text), remarks: [] };
}

/** Lines longer than this were wrapped by somebody's editor, not ended by somebody. */
const longestPoint = 70;

/**
 * Lines as entries: one a line where each line is a point of its own, else one for all of them.
 * @param mayBeOne whether running text is an entry; else it is none
 */
export function pointsIn(lines: readonly TextLine[], mayBeOne: boolean): Item[] {
  const filled = lines.filter(({ text }) => hasWords(text));
  const [first] = filled;
  const last = filled.at(-1);
  if (!first || !last) return [];
  const bullets = filled.filter(({ text }) => isStray(text));
  const isPoints = filled.length > 1 && filled.every(({ text }) => text.length <= longestPoint);
  const isEnded = filled.slice(0, -1).every(({ text }) => /[.!;)]$/.test(text) || text.length < longestPoint / 2);
  const isSentences = filled.length > 2 && filled.every(({ text }) => /^\P{Ll}.*[.!]$/u.test(text));
  if (bullets.length > 0 && bullets.length >= filled.length - 1)
    return bullets.map((line) => itemAt(line, withoutBullet(line.text)));
  if ((isPoints && isEnded) || isSentences) return filled.map((line) => itemAt(line, tidy(line.text)));
  if (!mayBeOne) return [];
  const text = tidy(filled.map((line) => line.text).join(' '));
  return hasWords(text) ? [itemAt({ ...first, to: last.to, text }, text)] : [];
}

/** An answer without what says that it is one. */
export function tidy(text: string): string {
  return text.replace(/^(?:a|ans|answer)\s*\d*\s*[:.)]\s+|^[-–—:]\s+/i, '');
}

/** The lines of a paragraph, without markup. */
export function linesIn(note: Note, paragraph: Paragraph): TextLine[] {
  let text = '';
  walk(paragraph, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
    else if (node.type === 'break') text += '\n';
    else if (node.type === 'image' || node.type === 'imageReference') text += node.alt;
    else if (node.type === 'html' && /^<br\b/i.test(node.value)) text += ' ';
  });
  const first = note.lines.at(paragraph.from);
  return text.split(/\r\n|\n|\r/).map((line, index) => ({
    from: Math.max(paragraph.from, note.lines.start(first + index)),
    to: Math.min(paragraph.to, note.lines.end(first + index)),
    line: first + index,
    text: line.trim(),
  }));
}

/** The links in a part of a note, images left out. */
export function linksIn({ tree }: Note, span: Span): { url: string; text: string }[] {
  const found: { url: string; text: string }[] = [];
  const around = pathTo(tree, span.from).findLast(({ node }) => node.to >= span.to)?.node ?? tree;
  for (const child of childrenIn(childrenOf(around), span))
    walk(child, (node) => {
      if (node.to <= span.from || node.from >= span.to) return false;
      const isLink = node.type === 'link' || node.type === 'linkReference';
      if (isLink) found.push({ url: node.url, text: plainText(node) || node.url });
      else if (node.type === 'wikiLink') found.push({ url: node.target, text: plainText(node) });
      return !isLink;
    });
  return found;
}

/** What a reader wrote beneath or beside a quote: each item of a list, or the block as a whole. */
export function remarksIn(note: Note, block: Block | ListItem): Remark[] {
  const blocks: readonly (Block | ListItem)[] = block.type === 'list' ? block.children : [block];
  return blocks
    .map((one) => ({
      text: plainText(one),
      line: note.lines.at(childrenOf(one)[0]?.from ?? one.from),
    }))
    .filter((remark) => remark.text !== '');
}

/** Whether a text ends in a question mark. */
export function isQuestion(text: string): boolean {
  return /[?？]\W*$/.test(text);
}

/** Whether there is a letter or digit. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Wholly in quotation marks, but for whose words they are and where they stand: `(p. 12)`, `[3]`, `— Knuth`. */
export function isQuoted(text: string): boolean {
  return quoted.test(text);
}

const quoted =
  /^(?:"[^"]+"|“[^”]+”|„[^“]+“|«[^»]+»)[.,]?(?:\s*(?:\([^()]{1,60}\)|\[[^[\]]{1,60}\]|[-–—]\s*[^"“”«»]{1,60}|(?:pp?|S|s)\.\s*\d[\d–-]*))?[.,]?$/;
