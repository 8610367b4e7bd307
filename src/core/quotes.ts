/** Finds quotes, in the source's words, and remarks, in the reader's own. */

import { isQuoteCallout, parseCalloutMark, stripCalloutMark } from './callouts.ts';
import type { Note, Passage, Remark } from './note.ts';
import { findSectionAt } from './note.ts';
import { findRemarks, isOnlyLinks, isQuoted } from './tradeoffs/entries.ts';
import type { Block, Blockquote, Node, Paragraph, Span } from './tree.ts';
import { getChildren, getPlainText, walk } from './tree.ts';

type Quote = Passage & { readonly remarks: Remark[] };

/**
 * Returns quotes and remarks in document order. A quote is an outermost block quote, or a list item wholly in quotation
 * marks. A remark is the rest of such an item, or the paragraph or list right after a block quote.
 */
export function findPassages(note: Note): Passage[] {
  const passages: Passage[] = [];
  const addPassage = (type: Passage['type'], text: string, { from, to }: Span, line: number, about?: Quote) => {
    if (text === '') return about;
    const passage: Quote = {
      type,
      note,
      section: findSectionAt(note.sections, from),
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
    const children = getChildren(node);
    const first = children[0];
    const isQuote = isQuotedItem(node);
    let quote: Quote | undefined;
    children.forEach((child, index) => {
      const previous = children[index - 1];
      if (isSourceQuote(child) || (isQuote && child === first))
        quote = addPassage('quote', stripCalloutMark(getPlainText(child)), child, note.lines.lineAt(child.from));
      else if (
        isQuote ||
        (previous &&
          isSourceQuote(previous) &&
          (child.type === 'paragraph' || child.type === 'list') &&
          !isOnlyLinks(child))
      )
        for (const block of child.type === 'list' ? child.children.filter((item) => !isQuotedItem(item)) : [child])
          for (const remark of findRemarks(note, block as Block))
            addPassage('remark', remark.text, child, remark.line, quote);
    });
    return true;
  });
  return passages.sort((a, b) => a.line - b.line);
}

export function isQuotedItem(node: Node): boolean {
  const [first] = node.type === 'listItem' ? node.children : [];
  if (first?.type === 'paragraph') return mayBeQuoted(first) && isQuoted(getPlainText(first));
  return first !== undefined && isSourceQuote(first);
}

/** Reports whether a paragraph may start with a quotation mark: a cheap check before its whole text is assembled. */
function mayBeQuoted({ children: [first] }: Paragraph): boolean {
  return first === undefined || first.type !== 'text' || /^["“„«\s]/.test(first.value);
}

/** Reports whether a node is a block quote, but not a GitHub alert or an Obsidian callout: the writer's own words. */
function isSourceQuote(node: Node): node is Blockquote {
  if (node.type !== 'blockquote') return false;
  const first = node.children[0];
  const callout = first?.type === 'paragraph' ? parseCalloutMark(getPlainText(first)) : undefined;
  return callout === undefined || isQuoteCallout(callout.type);
}
