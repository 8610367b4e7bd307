/**
 * What the rules of trade-offs look at: the lines of a note that may say something of sides, told by their words, and the blocks
 * that these lines stand in. Most lines say nothing, and nothing is made of them.
 */

import type { Note, Section } from '../note.ts';
import { sectionAt } from '../note.ts';
import type { List, Node, Paragraph, Step, Table } from '../tree.ts';
import { pathTo } from '../tree.ts';
import type { TextLine } from './entries.ts';
import { linesIn } from './entries.ts';
import type { Side } from './lexicon/index.ts';
import type { Said } from './phrases.ts';
import {
  comparesIn,
  kindsIn,
  longestName,
  mayBeSaid,
  mayBeSign,
  mayHoldSign,
  saidBy,
  sideInPair,
  wordKinds,
} from './phrases.ts';

/** A paragraph where it stands. */
export interface Place {
  readonly paragraph: Paragraph;
  readonly lines: readonly TextLine[];
  /** The lines that may say something. */
  readonly heads: Set<number>;
  /** The blocks that it is one of, and which of them it is. */
  readonly siblings: readonly Node[];
  readonly index: number;
  /** The list item that it stands in: its list, its place there, and what follows the list. */
  readonly item: { readonly list: List; readonly index: number; readonly after: readonly Node[] } | undefined;
}

/** So many characters of a line are looked at, at its start or, where it ends in a colon, at its end. */
const reach = 160;
/** `Why REST?` */
const longestQuestion = 60;
/** So many blocks after a list may answer a question in it. */
const mostAfter = 12;

export class Scan {
  readonly note: Note;
  /** Headings and labels that name a side or both. */
  readonly said = new Map<Section, Said>();
  readonly places: Place[] = [];
  readonly signedLists: List[] = [];
  /** Paragraphs that begin with a sign and are no item. */
  readonly signedPlaces: Place[] = [];
  readonly tables: Table[] = [];
  readonly #marked = new Set<number>();
  /** Before this, blocks are known. */
  #known = 0;

  constructor(note: Note) {
    this.note = note;
    const { lines, sections, source } = note;
    const marks = new Marks(source);
    let next = 0;
    // The last line with anything on it, in case a list begins after it, and how deep it stands.
    let above = 0;
    let depthAbove = 0;
    for (let line = 1; line <= lines.count; line++) {
      const from = lines.start(line);
      const to = lines.end(line);
      const at = skipMarkers(source, from, to);
      if (at === to) continue;
      let section = sections[next];
      while (section && section.line < line) section = sections[++next];
      if (section?.line === line) {
        this.#marked.add(line);
        const said = saidBy(section.heading);
        if (said) this.said.set(section, said);
      }
      const start = skipQuoteMarks(source, from, at);
      const isItem = isMarker(source, start, at);
      if (isItem && above >= line - 2 && start - from > depthAbove) this.#addBareName(above);
      above = line;
      depthAbove = isItem ? start - from : -1;
      const isSigned = mayBeSign(source, at);
      if (isSigned || this.#says(at, to, marks.upTo(at, Math.min(to, at + reach)))) this.#addBlock(line, isSigned);
    }
    this.#addPairs();
  }

  /** `Positive` and `Negative` beneath the same heading. */
  #addPairs(): void {
    const found = new Map<Section | undefined, [Section, Side][]>();
    for (const section of this.note.sections) {
      const side = sideInPair(section.heading);
      if (!side) continue;
      const beside = found.get(section.parent) ?? [];
      beside.push([section, side]);
      found.set(section.parent, beside);
    }
    for (const beside of found.values())
      if (new Set(beside.map(([, side]) => side)).size > 1)
        for (const [section, side] of beside) this.said.set(section, { sides: [side], topic: undefined });
  }

  /** @param mark where a name, a question or a lead-in may end on a line; 0 for nowhere */
  #says(from: number, to: number, mark: number): boolean {
    const { source } = this.note;
    if (mark > 0) {
      const kinds = kindsIn(source, from, mark);
      const maySay = mayBeSaid(kinds) || ((kinds & wordKinds.alone) !== 0 && mark - from < longestQuestion);
      if (maySay && saysIn(source, from, mark)) return true;
    }
    if (source.charCodeAt(from) === 124) return mayBeSaid(kindsIn(source, from, to)) || mayHoldSign(source, from, to);
    if (firstKinds(source, from, to) & wordKinds.first) return true;
    const end = endOfLeadIn(source, to);
    return end > 0 && (kindsIn(source, Math.max(from, end - reach), end) & wordKinds.name) !== 0;
  }

  /** A line that a list follows, if it has the name of a side. */
  #addBareName(line: number): void {
    const { source, lines } = this.note;
    const from = lines.start(line);
    const to = lines.end(line);
    if (to - from <= longestName && (kindsIn(source, from, Math.min(to, from + 70)) & wordKinds.name) !== 0)
      this.#addBlock(line, false);
  }

  /** Adds the block that stands on a line, or the line to the block that was added last. */
  #addBlock(line: number, isSigned: boolean): void {
    const from = this.note.lines.start(line);
    const to = this.note.lines.end(line);
    if (from < this.#known) {
      this.places.at(-1)?.heads.add(line);
      return;
    }
    // A section's place is its line: what stands there begins by the end of it.
    const path = pathTo(this.note.tree, to - 1);
    const step = path.at(-1);
    if (!step) return;
    if (step.node.type === 'table') this.tables.push(step.node);
    else if (step.node.type === 'paragraph') this.#addParagraph(step.node, path, line, isSigned);
    else return;
    this.#known = step.node.to;
  }

  #addParagraph(paragraph: Paragraph, path: readonly Step[], line: number, isSigned: boolean): void {
    const { nodes: siblings, index } = path.at(-1) as Step;
    const item = path.at(-2);
    const list = path.at(-3);
    const isItem = item?.node.type === 'listItem' && list?.node.type === 'list';
    if (isItem && isSigned && this.signedLists.at(-1) !== list.node) this.signedLists.push(list.node as List);
    const place: Place = {
      paragraph,
      lines: linesIn(this.note, paragraph),
      heads: new Set([line]),
      siblings,
      index,
      item: isItem
        ? {
            list: list.node as List,
            index: item.index,
            after: list.nodes.slice(list.index + 1, list.index + 1 + mostAfter),
          }
        : undefined,
    };
    this.places.push(place);
    if (isSigned && !isItem) this.signedPlaces.push(place);
  }

  /** Whether a heading or label stands on a line that may say something. */
  isMarked(line: number): boolean {
    return this.#marked.has(line);
  }

  /** The nodes from one on that come before a heading, a thematic break, a label or a question. */
  untilNextHead(nodes: readonly Node[], from: number): Node[] {
    const found: Node[] = [];
    for (let at = from; at < nodes.length; at++) {
      const node = nodes[at];
      if (!node || node.type === 'heading' || node.type === 'thematicBreak' || this.#isHead(node)) break;
      found.push(node);
    }
    return found;
  }

  #isHead(node: Node): boolean {
    const first = node.type === 'list' ? node.children[0] : node;
    const name = first?.type === 'listItem' ? first.children[0] : first;
    if (name?.type !== 'paragraph') return false;
    if (node.type !== 'list' && this.#marked.has(this.note.lines.at(name.from))) return true;
    return /[?？][\s*_)"”\]]*$/.test(this.note.source.slice(Math.max(name.from, name.to - 8), name.to));
  }

  /** What is spoken of at an offset: the nearest section that is no side, and the topic that one that names both sides names. */
  topicAt(offset: number): { section: Section | undefined; name: string | undefined } {
    let section = sectionAt(this.note.sections, offset);
    let name: string | undefined;
    for (let said = section && this.said.get(section); section && said; said = section && this.said.get(section)) {
      if (said.sides.length > 1) name ??= said.topic;
      section = section.parent;
    }
    return { section, name };
  }

  /** Whether the nearest section at an offset names both sides, or compares two things. */
  isAnnouncedAt(offset: number): boolean {
    const section = sectionAt(this.note.sections, offset);
    if (!section) return false;
    return (this.said.get(section)?.sides.length ?? 0) > 1 || comparesIn(section.heading);
  }
}

/** The next colon and the next question mark, each looked for once. */
class Marks {
  readonly #source: string;
  readonly #isWide: boolean;
  #colon = -1;
  #question = -1;

  constructor(source: string) {
    this.#source = source;
    this.#isWide = source.includes('：') || source.includes('？');
  }

  /** @returns the later of the first of each between two offsets, 0 if there is none */
  upTo(from: number, to: number): number {
    if (this.#isWide) return lastWideMark(this.#source, from, to);
    if (this.#colon < from) this.#colon = indexFrom(this.#source, ':', from);
    if (this.#question < from) this.#question = indexFrom(this.#source, '?', from);
    return Math.max(this.#colon < to ? this.#colon : 0, this.#question < to ? this.#question : 0);
  }
}

function indexFrom(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function lastWideMark(source: string, from: number, to: number): number {
  const at = source.slice(from, to).search(/[:：?？](?![^:：?？]*[:：?？])/);
  return at < 0 ? 0 : from + at;
}

/** Whether what stands before a colon or question mark names a side, markup left out: the rules look closer. */
function saysIn(source: string, from: number, to: number): boolean {
  const text = source.slice(from, to + 1).replace(/[*_`~[\]]+/g, '');
  if (saidBy(text)) return true;
  // `Q: Why use it?`, `Pros: is it fast?`
  const colon = text.search(/[:：]/);
  return colon >= 0 && (saidBy(text.slice(0, colon)) !== undefined || saidBy(text.slice(colon + 1)) !== undefined);
}

/** Kinds of the first word. */
function firstKinds(source: string, from: number, to: number): number {
  let end = from;
  while (end < to && end - from < 16 && source.charCodeAt(end) > 44) end++;
  return kindsIn(source, from, end);
}

/** Past white space and quote markers. */
function skipQuoteMarks(source: string, from: number, to: number): number {
  let at = from;
  while (at < to && (source.charCodeAt(at) <= 32 || source.charCodeAt(at) === 62)) at++;
  return at;
}

/** Whether a list marker ends between two offsets: a character of one with a space after it. */
function isMarker(source: string, from: number, to: number): boolean {
  const code = source.charCodeAt(from);
  const last = source.charCodeAt(to - 1);
  return to - from > 1 && code !== 35 && code !== 62 && (last === 32 || source.charCodeAt(from + 1) === 32);
}

/** Past white space, quote and list markers, and markup before the first word. */
function skipMarkers(source: string, from: number, to: number): number {
  let at = from;
  while (at < to && isMarkerCode(source.charCodeAt(at))) at++;
  return at;
}

/** White space, `*`, `+`, `-`, `.`, `>`, `#`, `_`, digits and, after those, `)`. */
function isMarkerCode(code: number): boolean {
  return (
    code <= 32 ||
    code === 42 ||
    code === 43 ||
    code === 45 ||
    code === 46 ||
    code === 62 ||
    code === 35 ||
    code === 95 ||
    code === 41 ||
    (code >= 48 && code <= 57)
  );
}

/** Where the words of a line end that ends in a colon; 0 if it does not. */
function endOfLeadIn(source: string, to: number): number {
  let last = to - 1;
  for (let code = source.charCodeAt(last); code <= 32 || code === 42 || code === 95; code = source.charCodeAt(last))
    last--;
  const code = source.charCodeAt(last);
  return code === 58 || code === 0xff1a ? last : 0;
}
