/**
 * Finds the input of the trade-off rules: lines whose words may name a side, and the blocks around them. Other lines
 * allocate nothing.
 */

import { readHtmlStructure } from '../html-structure.ts';
import type { Note, Section } from '../note.ts';
import { findSectionAt } from '../note.ts';
import type { List, Node, Paragraph, PathStep, Table } from '../tree.ts';
import { findPath } from '../tree.ts';
import type { TextLine } from './entries.ts';
import { toTextLines } from './entries.ts';
import type { Side } from './lexicon/lexicon.ts';
import type { ParsedPhrase, Vocabulary } from './phrases.ts';
import {
  isComparison,
  isVagueHeading,
  maxNameLength,
  mayNameSide,
  parseAnnouncement,
  parseHeading,
  parsePairedName,
  parsePhrase,
  scanWordKinds,
  wordKinds,
} from './phrases.ts';
import { mayBeSign, mayContainSign } from './signs.ts';

export interface Candidate {
  readonly paragraph: Paragraph;
  readonly lines: readonly TextLine[];
  readonly candidateLines: Set<number>;
  /** The paragraph and its siblings, and its index among them. */
  readonly siblings: readonly Node[];
  readonly index: number;
  /** The list item that contains the paragraph: its list, its index, and the blocks after the list. */
  readonly item: { readonly list: List; readonly index: number; readonly following: readonly Node[] } | undefined;
}

/** How many characters of a line are examined: at its start or, if it ends in a colon, at its end. */
const maxScanLength = 160;
/** The maximum length of a question such as `Why REST?`. */
const maxQuestionLength = 60;
/** The headings of one level: how many name each side first, and the last one before each that names none. */
interface Level {
  readonly counts: ReadonlyMap<Side | 'neutral', number>;
  readonly subjects: ReadonlyMap<Section, Section | undefined>;
}

/** The maximum number of blocks after a list to search for answers to its questions. */
const maxFollowingBlocks = 12;

export class Scan {
  readonly note: Note;
  readonly vocabulary: Vocabulary;
  readonly phrases = new Map<Section, ParsedPhrase>();
  readonly candidates: Candidate[] = [];
  readonly signedLists: List[] = [];
  readonly signedCandidates: Candidate[] = [];
  readonly tables: Table[] = [];
  readonly #sectionLines = new Set<number>();
  readonly #rootSections: readonly Section[];
  /** Blocks before this offset have been added. */
  #addedTo = 0;

  constructor(note: Note, vocabulary: Vocabulary) {
    this.note = note;
    this.vocabulary = vocabulary;
    this.#rootSections = note.sections.filter(({ parent }) => !parent);
    const { lines, sections, source } = note;
    const markFinder = new MarkFinder(source);
    let sectionIndex = 0;
    // The last non-blank line and its indentation, needed if a list follows.
    let previousLine = 0;
    let previousIndent = 0;
    for (let line = 1; line <= lines.count; line++) {
      const from = lines.lineStart(line);
      const to = lines.lineEnd(line);
      const at = skipMarkers(source, from, to);
      if (at === to) continue;
      let section = sections[sectionIndex];
      while (section && section.line < line) section = sections[++sectionIndex];
      if (section?.line === line) {
        this.#sectionLines.add(line);
        const parsed = parseHeading(section.heading, vocabulary) ?? this.#parseLabel(section);
        if (parsed) this.phrases.set(section, parsed);
      }
      const start = skipQuoteMarks(source, from, at);
      const isItem = isListMarker(source, start, at);
      if (isItem && previousLine >= line - 2 && start - from > previousIndent) this.#addBareName(previousLine);
      previousLine = line;
      previousIndent = isItem ? start - from : -1;
      const isSigned = mayBeSign(source, at);
      if (isSigned || this.#mayNameSide(at, to, markFinder.findLast(at, Math.min(to, at + maxScanLength))))
        this.#addBlock(line, isSigned);
    }
    this.#addPairs();
  }

  /** Parses a label that is a sentence: `It comes with serious downsides:`. */
  #parseLabel({ heading, line }: Section): ParsedPhrase | undefined {
    const { source, lines } = this.note;
    if (findLeadInEnd(source, lines.lineEnd(line)) === 0) return undefined;
    const announced = parseAnnouncement(heading, this.vocabulary);
    return announced && { sides: [announced.side], topic: announced.topic };
  }

  /** Adds headings that name a side only beside the other side: `Problems` beside `Benefits`. */
  #addPairs(): void {
    const namesByParent = new Map<Section | undefined, Map<Section, { side: Side; topic: string | undefined }>>();
    const hasNames = this.phrases.size > 0;
    for (const section of this.note.sections) {
      if (this.phrases.has(section)) continue;
      const paired = parsePairedName(section.heading, hasNames);
      if (!paired) continue;
      const names = namesByParent.get(section.parent) ?? new Map();
      namesByParent.set(section.parent, names);
      names.set(section, paired);
    }
    if (namesByParent.size === 0) return;
    const sidesByParent = new Map<Section | undefined, Set<Side>>();
    const addSide = (parent: Section | undefined, side: Side) =>
      sidesByParent.set(parent, (sidesByParent.get(parent) ?? new Set()).add(side));
    for (const [{ parent }, { sides: named }] of this.phrases) for (const side of named) addSide(parent, side);
    for (const [parent, names] of namesByParent) for (const { side } of names.values()) addSide(parent, side);
    for (const [parent, names] of namesByParent) {
      const siblings = sidesByParent.get(parent);
      if (siblings?.has('pros') && siblings.has('cons'))
        for (const [section, { side, topic }] of names) this.phrases.set(section, { sides: [side], topic });
    }
  }

  /** @param mark offset of the colon or question mark that may end a name or question, or 0 if there is none */
  #mayNameSide(from: number, to: number, mark: number): boolean {
    const { vocabulary } = this;
    const { source } = this.note;
    if (mark > 0) {
      const kinds = scanWordKinds(source, from, mark, vocabulary);
      const mayMatch = mayNameSide(kinds) || ((kinds & wordKinds.whyWord) !== 0 && mark - from < maxQuestionLength);
      if (mayMatch && hasSidePhrase(source, from, mark, vocabulary)) return true;
    }
    // A row of a table, also in HTML: `<tr>`, `<th>`.
    if (
      source.charCodeAt(from) === 124 ||
      (source.charCodeAt(from) === 60 && (source.charCodeAt(from + 1) | 32) === 116)
    )
      return mayNameSide(scanWordKinds(source, from, to, vocabulary)) || mayContainSign(source, from, to);
    if (scanFirstWordKinds(source, from, to, vocabulary) & wordKinds.lineStart) return true;
    if (hasEmphasizedName(source, from, to, vocabulary)) return true;
    const end = findLeadInEnd(source, to);
    return (
      end > 0 && (scanWordKinds(source, Math.max(from, end - maxScanLength), end, vocabulary) & wordKinds.name) !== 0
    );
  }

  #addBareName(line: number): void {
    const { source, lines } = this.note;
    const from = lines.lineStart(line);
    const to = lines.lineEnd(line);
    const kinds = scanWordKinds(source, from, Math.min(to, from + 70), this.vocabulary);
    if (to - from <= maxNameLength && (kinds & wordKinds.name) !== 0) this.#addBlock(line, false);
  }

  /** Adds the block on a line, or the line to the block added last. */
  #addBlock(line: number, isSigned: boolean): void {
    const from = this.note.lines.lineStart(line);
    const to = this.note.lines.lineEnd(line);
    if (from < this.#addedTo) {
      this.candidates.at(-1)?.candidateLines.add(line);
      return;
    }
    // A line may start before its block (indentation, markers), so look up the line's last character.
    const path = findPath(this.note.tree, to - 1);
    const step = path.at(-1);
    if (!step) return;
    if (step.node.type === 'table') this.tables.push(step.node);
    else if (step.node.type === 'html') {
      for (const block of readHtmlStructure(step.node) ?? []) if (block.type === 'table') this.tables.push(block);
    } else if (step.node.type === 'paragraph') this.#addParagraph(step.node, path, line, isSigned);
    else return;
    this.#addedTo = step.node.to;
  }

  #addParagraph(paragraph: Paragraph, path: readonly PathStep[], line: number, isSigned: boolean): void {
    const { siblings, index } = path.at(-1) as PathStep;
    const item = path.at(-2);
    const list = path.at(-3);
    const isItem = item?.node.type === 'listItem' && list?.node.type === 'list';
    if (isItem && isSigned && this.signedLists.at(-1) !== list.node) this.signedLists.push(list.node as List);
    const candidate: Candidate = {
      paragraph,
      lines: toTextLines(this.note, paragraph),
      candidateLines: new Set([line]),
      siblings,
      index,
      item: isItem
        ? {
            list: list.node as List,
            index: item.index,
            following: list.siblings.slice(list.index + 1, list.index + 1 + maxFollowingBlocks),
          }
        : undefined,
    };
    this.candidates.push(candidate);
    if (isSigned && !isItem) this.signedCandidates.push(candidate);
  }

  isSectionLine(line: number): boolean {
    return this.#sectionLines.has(line);
  }

  /** Returns the nodes from an index up to the next heading, thematic break, label or question. */
  takeUntilBoundary(nodes: readonly Node[], from: number): Node[] {
    const taken: Node[] = [];
    for (let at = from; at < nodes.length; at++) {
      const node = nodes[at];
      if (!node || node.type === 'heading' || node.type === 'thematicBreak' || this.#isBoundary(node)) break;
      taken.push(node);
    }
    return taken;
  }

  #isBoundary(node: Node): boolean {
    const first = node.type === 'list' ? node.children[0] : node;
    const firstBlock = first?.type === 'listItem' ? first.children[0] : first;
    if (firstBlock?.type !== 'paragraph') return false;
    if (node.type !== 'list' && this.#sectionLines.has(this.note.lines.lineAt(firstBlock.from))) return true;
    return /[?？][\s*_)"”\]]*$/.test(
      this.note.source.slice(Math.max(firstBlock.from, firstBlock.to - 8), firstBlock.to),
    );
  }

  /** Returns the nearest section that names a topic, and the topic of the headings below it that name a side. */
  findTopic(offset: number): { section: Section | undefined; name: string | undefined } {
    let section = findSectionAt(this.note.sections, offset);
    const subject = section && this.#findPrecedingSubject(section);
    if (subject) return { section: subject, name: undefined };
    let name: string | undefined;
    while (section) {
      const parsed = this.phrases.get(section);
      if (!parsed && (name !== undefined || !isVagueHeading(section.heading) || section.heading === this.note.title))
        break;
      name ??= parsed?.topic;
      section = section.parent;
    }
    return { section, name };
  }

  /**
   * Returns the heading before the sides of a topic at the same level, if the level has several topics: `Option 1`, `Pros`,
   * `Cons`, `Option 2`, `Pros`, `Cons`.
   */
  #findPrecedingSubject(section: Section): Section | undefined {
    const side = this.phrases.get(section)?.sides[0];
    if (section.label || side === undefined || this.phrases.get(section)?.topic !== undefined) return undefined;
    let level = this.#levels.get(section.parent);
    if (!level) {
      level = this.#describeLevel(section.parent?.children ?? this.#rootSections);
      this.#levels.set(section.parent, level);
    }
    return (level.counts.get(side) ?? 0) < 2 ? undefined : level.subjects.get(section);
  }

  readonly #levels = new Map<Section | undefined, Level>();

  #describeLevel(siblings: readonly Section[]): Level {
    const counts = new Map<Side | 'neutral', number>();
    const subjects = new Map<Section, Section | undefined>();
    let subject: Section | undefined;
    for (const sibling of siblings) {
      if (sibling.label) continue;
      subjects.set(sibling, subject);
      const phrase = this.phrases.get(sibling);
      const side = phrase?.sides[0];
      if (!phrase) subject = sibling;
      if (side !== undefined) counts.set(side, (counts.get(side) ?? 0) + 1);
    }
    return { counts, subjects };
  }

  isUnderBothSides(offset: number): boolean {
    const section = findSectionAt(this.note.sections, offset);
    return ((section && this.phrases.get(section)?.sides.length) ?? 0) > 1;
  }

  /** Reports whether a heading names what is done, allowed or supported. */
  isStatusList(offset: number): boolean {
    const heading = findSectionAt(this.note.sections, offset)?.heading ?? '';
    return /\b(?:checklist|status|rules?|support|quiz|roadmap|allowed|progress|todo|tests?|legend|answers?)\b/i.test(
      heading,
    );
  }

  isInComparison(offset: number): boolean {
    const section = findSectionAt(this.note.sections, offset);
    if (!section) return false;
    return (this.phrases.get(section)?.sides.length ?? 0) > 1 || isComparison(section.heading);
  }
}

/** Finds the next colon and question mark, and searches for each only once. */
class MarkFinder {
  readonly #source: string;
  readonly #isWide: boolean;
  #colon = -1;
  #question = -1;

  constructor(source: string) {
    this.#source = source;
    this.#isWide = source.includes('：') || source.includes('？');
  }

  /** @returns the later of the first colon and the first question mark in a range, or 0 if it has neither */
  findLast(from: number, to: number): number {
    if (this.#isWide) return findLastWideMark(this.#source, from, to);
    if (this.#colon < from) this.#colon = indexOrInfinity(this.#source, ':', from);
    if (this.#question < from) this.#question = indexOrInfinity(this.#source, '?', from);
    return Math.max(this.#colon < to ? this.#colon : 0, this.#question < to ? this.#question : 0);
  }
}

function indexOrInfinity(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function findLastWideMark(source: string, from: number, to: number): number {
  const at = source.slice(from, to).search(/[:：?？](?![^:：?？]*[:：?？])/);
  return at < 0 ? 0 : from + at;
}

/** Reports whether the text before a colon or question mark names a side. The rules check more closely. */
function hasSidePhrase(source: string, from: number, to: number, vocabulary: Vocabulary): boolean {
  const text = source.slice(from, to + 1).replace(/[*_`~[\]]+/g, '');
  const isPhrase = (part: string) => parsePhrase(part, vocabulary) !== undefined;
  if (isPhrase(text)) return true;
  // `Q: Why use it?`, `Pros: is it fast?`
  const colon = text.search(/[:：]/);
  return colon >= 0 && (isPhrase(text.slice(0, colon)) || isPhrase(text.slice(colon + 1)));
}

function scanFirstWordKinds(source: string, from: number, to: number, vocabulary: Vocabulary): number {
  let end = from;
  while (end < to && end - from < 16 && source.charCodeAt(end) > 44) end++;
  return scanWordKinds(source, from, end, vocabulary);
}

/** How far into a line an emphasized side may begin, and how long it may be. */
const maxEmphasisStart = 20;
const maxEmphasisLength = 30;

/** Reports whether one of the first words of a line is emphasized and may name a side: `As **advantages** we see …`. */
function hasEmphasizedName(source: string, from: number, to: number, vocabulary: Vocabulary): boolean {
  const limit = Math.min(to - 1, from + maxEmphasisStart);
  let at = from;
  while (at < limit && !(source.charCodeAt(at) === 42 && source.charCodeAt(at + 1) === 42)) at++;
  if (at >= limit) return false;
  const kinds = scanWordKinds(source, at + 2, Math.min(to, at + 2 + maxEmphasisLength), vocabulary);
  return (kinds & wordKinds.name) !== 0;
}

function skipQuoteMarks(source: string, from: number, to: number): number {
  let at = from;
  while (at < to && (source.charCodeAt(at) <= 32 || source.charCodeAt(at) === 62)) at++;
  return at;
}

/** Reports whether a range is a list marker: a marker character followed by a space. */
function isListMarker(source: string, from: number, to: number): boolean {
  const code = source.charCodeAt(from);
  const last = source.charCodeAt(to - 1);
  return to - from > 1 && code !== 35 && code !== 62 && (last === 32 || source.charCodeAt(from + 1) === 32);
}

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

/** Returns the end of the text before a line's final colon, or 0 if the line does not end in a colon. */
function findLeadInEnd(source: string, to: number): number {
  let last = to - 1;
  for (let code = source.charCodeAt(last); code <= 32 || code === 42 || code === 95; code = source.charCodeAt(last))
    last--;
  const code = source.charCodeAt(last);
  return code === 58 || code === 0xff1a ? last : 0;
}
