/** Quotes, the source's words, and remarks, the reader's own. */

import type { Note, Passage, Remark } from './note.ts';
import { sectionAt } from './note.ts';
import { isOnlyLinks, isQuoted, remarksIn } from './tradeoffs/entries.ts';
import type { Block, Blockquote, Node, Paragraph, Span } from './tree.ts';
import { childrenOf, plainText, walk } from './tree.ts';

/** How a callout begins, with a sign that it is folded or not. */
const calloutMark = /^\[![\w-]+\][+-]?\s*/;

type Quote = Passage & { readonly remarks: Remark[] };

/**
 * Every outermost block quote, and every list item wholly in quotation marks, is a quote. What else stands in a quoted
 * item, and the paragraph right after a block quote, is a remark.
 * @returns quotes and remarks in document order
 */
export function passagesOf(note: Note): Passage[] {
  const passages: Passage[] = [];
  const add = (type: Passage['type'], text: string, { from, to }: Span, line: number, about?: Quote) => {
    if (text === '') return about;
    const passage: Quote = {
      type,
      note,
      section: sectionAt(note.sections, from),
      text,
      line,
      from,
      to,
      about,
      remarks: [],
    };
    about?.remarks.push({ text, line });
    passages.push(passage);
    return passage;
  };
  walk(note.tree, (node) => {
    if (node.type === 'blockquote') return false;
    const children = childrenOf(node);
    const first = children[0];
    const isQuote = isQuotedItem(node);
    let quote: Quote | undefined;
    children.forEach((child, index) => {
      const before = children[index - 1];
      if (isSourceQuote(child) || (isQuote && child === first))
        quote = add('quote', plainText(child).replace(calloutMark, ''), child, note.lines.at(child.from));
      else if (
        isQuote ||
        (before &&
          isSourceQuote(before) &&
          (child.type === 'paragraph' || child.type === 'list') &&
          !isOnlyLinks(child))
      )
        for (const block of child.type === 'list' ? child.children.filter((item) => !isQuotedItem(item)) : [child])
          for (const remark of remarksIn(note, block as Block)) add('remark', remark.text, child, remark.line, quote);
    });
    return true;
  });
  return passages.sort((a, b) => a.line - b.line);
}

/** An item that begins with a quote, or is one. */
export function isQuotedItem(node: Node): boolean {
  const [first] = node.type === 'listItem' ? node.children : [];
  if (first?.type === 'paragraph') return mayBeQuoted(first) && isQuoted(plainText(first));
  return first !== undefined && isSourceQuote(first);
}

/** Whether the first characters of a paragraph are not another text's: told before all of it is put together. */
function mayBeQuoted({ children: [first] }: Paragraph): boolean {
  return first === undefined || first.type !== 'text' || /^["“„«\s]/.test(first.value);
}

/** A block quote, save the alerts of GitHub and the callouts of Obsidian: those are the writer's own. */
function isSourceQuote(node: Node): node is Blockquote {
  if (node.type !== 'blockquote') return false;
  const first = node.children[0];
  const [, callout] = (first?.type === 'paragraph' && /^\[!([\w-]+)\]/.exec(plainText(first))) || [];
  return callout === undefined || /^(?:quote|cite)$/i.test(callout);
}
