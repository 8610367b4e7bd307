/** Finds quotes, in the source's words, and remarks, in the reader's own. */

import { getBlockText } from './block-text.ts';
import { isQuoteCallout, parseCalloutMark, stripCalloutMark } from './callouts.ts';
import type { Note, Passage, Remark } from './note.ts';
import { findSectionAt } from './note.ts';
import { findRemarks, isOnlyLinks, isQuoted } from './tradeoffs/entries.ts';
import type { Block, Blockquote, List, Node, Paragraph, Span } from './tree.ts';
import { getChildren, getPlainText, walk } from './tree.ts';

type Quote = Passage & { readonly remarks: Remark[] };

/**
 * Returns quotes and remarks in document order. A quote is an outermost block quote of somebody else's words, or a list
 * item wholly in quotation marks. A remark is the rest of such an item, or a short block right after a quote that is
 * marked, in the first person, or in the place where the note's other quotes have their remarks.
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
  let hasHabit: boolean | undefined;
  const hasRemarkHabit = () => {
    hasHabit ??= findRemarkHabit(note);
    return hasHabit;
  };
  walk(note.tree, (node) => {
    if (node.type === 'blockquote') return false;
    const children = getChildren(node);
    const first = children[0];
    const isQuote = isQuotedItem(node);
    let quote: Quote | undefined;
    children.forEach((child, index) => {
      const previous = children[index - 1];
      if (isSourceQuote(child, previous) || (isQuote && child === first))
        quote = addPassage(
          'quote',
          stripCalloutMark(getBlockText(child as Block)),
          child,
          note.lines.lineAt(child.from),
        );
      else if (
        isQuote ||
        (previous &&
          isSourceQuote(previous, children[index - 2]) &&
          isRemark(child, children[index + 1], hasRemarkHabit))
      )
        for (const block of child.type === 'list' ? child.children.filter((item) => !isQuotedItem(item)) : [child])
          for (const remark of findRemarks(note, block as Block))
            addPassage('remark', remark.text, child, remark.line, quote);
    });
    return true;
  });
  return isWorksheet(passages) ? [] : passages.sort((a, b) => a.line - b.line);
}

/** Reports whether half of the quotes, and at least three, are questions: those of exercises. */
function isWorksheet(passages: readonly Passage[]): boolean {
  const quotes = passages.filter(({ type }) => type === 'quote');
  const questions = quotes.filter(({ text }) => /[?？]$/.test(text) && !/^["“„«]/.test(text));
  return questions.length > 2 && questions.length * 2 >= quotes.length;
}

const maxRemarkLength = 300;

/** Reports whether a block after a quote is the reader's remark on it. */
function isRemark(node: Node, next: Node | undefined, hasRemarkHabit: () => boolean): boolean {
  if (!mayBeRemark(node)) return false;
  const text = getPlainText(node);
  const isItalic = node.type === 'paragraph' && node.children.length === 1 && node.children[0]?.type === 'emphasis';
  if (isItalic || remarkMark.test(text) || /\b(?:I|I[’']\w+|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)\b/.test(text)) return true;
  return isLastBefore(next) && hasRemarkHabit();
}

/** Arrows and words that mark a remark: `→`, `Me:`, `My take:`. */
const remarkMark =
  /^(?:→|⇒|->|=>|—>|me\s*:|my (?:take|view|thoughts?|notes?|comments?)\b|thoughts?\s*:|comments?\s*:|remarks?\s*:|nb\s*:)/i;

/** Reports whether a block is short prose: not a question, a caption, an introduction, or links. */
function mayBeRemark(node: Node): node is Paragraph | List {
  if ((node.type !== 'paragraph' && node.type !== 'list') || isOnlyLinks(node)) return false;
  const text = getPlainText(node);
  return (
    text.length <= maxRemarkLength && !/[?？:：]\s*$/.test(text) && !/^(?:fig(?:ure)?|table|source|image)\b/i.test(text)
  );
}

/** Reports whether the passage ends here: at another quote, a heading, a rule, or the end. */
function isLastBefore(next: Node | undefined): boolean {
  return next === undefined || next.type === 'blockquote' || next.type === 'heading' || next.type === 'thematicBreak';
}

/** Reports whether most quotes of a note have one short block between them and the next quote or heading. */
function findRemarkHabit(note: Note): boolean {
  let quotes = 0;
  let remarks = 0;
  walk(note.tree, (node) => {
    if (node.type === 'blockquote') return false;
    const children = getChildren(node);
    children.forEach((child, index) => {
      if (!isSourceQuote(child, children[index - 1])) return;
      quotes++;
      const after = children[index + 1];
      if (after && mayBeRemark(after) && isLastBefore(children[index + 2])) remarks++;
    });
    return true;
  });
  return remarks > 1 && remarks * 5 >= quotes * 3;
}

export function isQuotedItem(node: Node): boolean {
  const [first] = node.type === 'listItem' ? node.children : [];
  if (first?.type === 'paragraph') return mayBeQuoted(first) && isQuoted(getPlainText(first));
  return first !== undefined && isSourceQuote(first, undefined);
}

/** Reports whether a paragraph may start with a quotation mark: a cheap check before its whole text is assembled. */
function mayBeQuoted({ children: [first] }: Paragraph): boolean {
  return first === undefined || first.type !== 'text' || /^["“„«\s]/.test(first.value);
}

/**
 * Reports whether a node is a block quote of somebody else's words: not a callout, an aside (`> Note: …`), an answer to a
 * numbered question, or only an address or data.
 */
function isSourceQuote(node: Node, previous: Node | undefined): node is Blockquote {
  if (node.type !== 'blockquote') return false;
  const [first] = node.children;
  const text = first?.type === 'paragraph' ? getPlainText(first) : '';
  const callout = parseCalloutMark(text);
  if (callout) return isQuoteCallout(callout.type);
  if (first?.type !== 'paragraph') return true;
  if (asideMark.test(text) || isOnlyLinks(node) || !/\p{L}/u.test(text) || /[{};]$/.test(text)) return false;
  if (isCommand(text) || (previous && isOnlyImage(previous) && text.length <= maxCaptionLength)) return false;
  // An aside often begins with a bold sentence.
  const [head] = first.children;
  if (head?.type === 'strong' && /[.:!]$/.test(getPlainText(head))) return false;
  const isQuestion =
    previous?.type === 'list'
      ? previous.ordered && /[?？]$/.test(getPlainText(previous.children.at(-1) ?? previous))
      : previous?.type === 'paragraph' && /^(?:\d+[.)]|q\d*[.:)])\s.*[?？]$/is.test(getPlainText(previous));
  return !isQuestion;
}

/** Reports whether a text is a line for a shell, which some authors quote. */
function isCommand(text: string): boolean {
  return (
    /^(?:[$%] |(?:sudo|wget|curl|tar|gcc|make|npm|npx|yarn|git|apt|apt-get|brew|pip3?|docker|kubectl|cd|mkdir|chmod|ssh) [\w./~-])/.test(
      text,
    ) && !/[.!?…]$/.test(text)
  );
}

const maxCaptionLength = 300;

/** Reports whether a block is a picture; a quote right below it is its caption. */
function isOnlyImage(node: Node): boolean {
  return (
    node.type === 'paragraph' &&
    node.children.some(({ type }) => type === 'image' || type === 'imageReference') &&
    isOnlyLinks(node)
  );
}

/** The first word of an aside of the author. */
const asideMark =
  /^(?:(?:assumption|theorem|lemma|definition|proposition|corollary|axiom|rule|step|law) \d+\s*[:.]|(?:note|nb|tip|warning|hint|important|info|example|update|edit|aside|todo|caution|disclaimer|attention|remember|answer|hinweis|achtung|remarque|attention|nota|nota bene|opmerking)\b\s*[:!–—-])/i;
