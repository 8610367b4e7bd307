/** Finds where to insert new text in a note, and formats it like the text around it. */

import type { Item, Note, Section } from '../core/note.ts';
import { findTitleSection } from '../core/note.ts';
import { readTradeOffs } from '../core/tradeoffs/index.ts';
import type { Side, UserWords } from '../core/tradeoffs/lexicon/lexicon.ts';
import { getVocabulary, parsePhrase, parseReason } from '../core/tradeoffs/phrases.ts';
import { isItemMarker } from '../core/tradeoffs/resolve-overlaps.ts';
import { clipTradeOffs } from '../core/tradeoffs/select.ts';
import { parseSign } from '../core/tradeoffs/signs.ts';
import type { Block, List, ListItem, Span } from '../core/tree.ts';
import { findPath, getChildrenStartingIn, getPlainText, walk } from '../core/tree.ts';

export interface Addition {
  /** Markdown; lines are separated by line feeds. */
  readonly text: string;
  readonly isQuote: boolean;
  readonly side: 'pros' | 'cons' | undefined;
  readonly mayCreate: boolean;
  readonly userWords: UserWords | undefined;
}

export interface Insertion {
  readonly at: number;
  readonly text: string;
}

export interface Obstacle {
  readonly reason: string;
  /** Whether creating a heading would help. */
  readonly needsHeading: boolean;
  readonly line: number | undefined;
}

/**
 * Returns possible insertions, the most likely first. Notes are messy, so the caller tries each one and parses the
 * result to check it.
 * @param section undefined for the whole note
 */
export function findInsertions(
  note: Note,
  section: Section | undefined,
  addition: Addition,
): readonly (Insertion | Obstacle)[] {
  const target = section ?? findTitleSection(note);
  if (addition.side !== undefined) return findSideInsertions(note, target, addition, addition.side);
  // Under `Pros:` a new item is a pro, even if the list also contains other sides.
  const namedSides = target ? parseSides(target.heading, addition.userWords) : [];
  const side = (['pros', 'cons'] as const).find((result) => isOneSide(namedSides, result));
  const onSide =
    side === undefined ? [] : findSideInsertions(note, target, addition, side).filter((candidate) => 'at' in candidate);
  return [...onSide, ...findSectionInsertions(note, target, addition)];
}

/**
 * Creates an insertion of a heading with one entry below it, at the end of a section or of the note.
 * @param heading Markdown
 */
export function createHeadingInsertion(
  note: Note,
  above: Section | undefined,
  heading: string,
  addition: Addition,
): Insertion | Obstacle {
  const parent = findEnclosingHeading(above ?? findTitleSection(note));
  const headings = note.sections.filter(({ label, container }) => !label && container.type === 'root');
  const sibling = headings.find((section) => section.parent === parent);
  // If all headings are in quotes, the note still has a title.
  const depth = sibling?.depth ?? (parent ? parent.depth + 1 : note.sections.length > 0 ? 2 : 1);
  if (depth > 6)
    return {
      reason: 'a heading here would be at level 7, but Markdown has only 6 levels',
      needsHeading: false,
      line: parent?.line,
    };
  const { lines } = note;
  const line = lines.findLastNonBlank(parent?.to ?? note.source.length, parent?.line ?? 1);
  const end = detectLineEnding(note);
  const itemLines = formatLines(addition, {
    before: '',
    lead: '',
    mark: addition.isQuote ? '> ' : `${detectBullet(note)} `,
  });
  const isEmpty = note.source.trim() === '';
  const start = isEmpty ? '' : end + end;
  const text = `${start}${'#'.repeat(depth)} ${heading}${end}${end}${itemLines.join(end)}`;
  return isEmpty ? { at: note.source.length, text: text + end } : createInsertion(note, line, text);
}

/** Returns the nearest section that can contain headings: not a label, and not in a quote or list. */
function findEnclosingHeading(section: Section | undefined): Section | undefined {
  let current = section;
  while (current && (current.label || current.container.type !== 'root')) current = current.parent;
  return current;
}

export function findSidesAbove(section: Section | undefined, userWords: UserWords | undefined): readonly Side[] {
  const sides: Side[] = [];
  for (let at = section; at; at = at.parent) for (const item of parseSides(at.heading, userWords)) sides.push(item);
  return sides;
}

export function parseSides(heading: string, userWords: UserWords | undefined): readonly Side[] {
  return parsePhrase(heading, getVocabulary(userWords))?.sides ?? [];
}

/** Returns insertions after the last direct list of a section, or as a new list at the end of its direct content. */
function findSectionInsertions(
  note: Note,
  section: Section | undefined,
  addition: Addition,
): readonly (Insertion | Obstacle)[] {
  const results: (Insertion | Obstacle)[] = [];
  // Labels in list items do not end a list. Other labels and headings end the section's direct content.
  const directBlocks = findDirectBlocks(note, section, false);
  for (const candidateBlocks of [findDirectBlocks(note, section, true), directBlocks]) {
    const lists = candidateBlocks.filter((block) => block.type === 'list' || block.type === 'listItem');
    const last = lists.at(-1);
    const item = last?.type === 'list' ? last.children.at(-1) : last;
    const isAfterQuote = candidateBlocks.at(-1)?.type === 'blockquote' && addition.isQuote;
    if (item && !isAfterQuote)
      results.push(
        ...findItemInsertions(note, item, last?.type === 'list' ? last.children : lists.filter(isListItem), addition),
      );
  }
  if (section && section.container.type !== 'root')
    return [...results, { reason: 'the section has no list to add to', needsHeading: false, line: section.line }];
  const to = directBlocks.at(-1)?.to ?? section?.bodyFrom ?? getFrontMatterEnd(note);
  const line = note.lines.findLastNonBlank(to, section ? section.line : 1);
  const end = detectLineEnding(note);
  const style = { before: '', mark: addition.isQuote ? '> ' : `${detectBullet(note)} `, lead: '' };
  const isFirst = !section && directBlocks.length === 0 && getFrontMatterEnd(note) === 0 && note.source.trim() !== '';
  const createSpacedInsertion = (text: string) =>
    isFirst ? { at: 0, text: text + end + end } : createInsertion(note, line, end + end + text);
  const newList = createSpacedInsertion(formatLines(addition, style).join(end));
  if (!addition.isQuote) return [...results, newList];
  // A quote before a label would take the label as a remark. A quote in a list item does not.
  const quoteItem = { before: '', mark: `${detectBullet(note)} > `, lead: '' };
  return [...results, newList, createSpacedInsertion(formatLines(addition, quoteItem).join(end))];
}

function isListItem(block: Block | ListItem): block is ListItem {
  return block.type === 'listItem';
}

/**
 * Returns the blocks directly in a section, before its first subsection.
 * @param withItems whether list items that are labels count as direct content
 */
function findDirectBlocks(note: Note, section: Section | undefined, withItems: boolean): readonly (Block | ListItem)[] {
  const subsections = section ? section.children : note.sections.filter(({ parent }) => !parent);
  const boundaries = subsections.filter(
    ({ container }) => !withItems || (container.type !== 'list' && container.type !== 'listItem'),
  );
  const to = boundaries.reduce((least, { from }) => Math.min(least, from - 1), section?.to ?? note.source.length);
  if (!section) return note.tree.children.filter(({ type, from }) => from < to && type !== 'yaml' && type !== 'toml');
  const { container } = section;
  if (container.type !== 'list')
    return getChildrenStartingIn<Block | ListItem>(container.children, section.bodyFrom, to);
  const labelItem = getChildrenStartingIn<ListItem>(container.children, section.from, section.bodyFrom)[0];
  const nested = labelItem ? getChildrenStartingIn<Block>(labelItem.children, section.bodyFrom, to) : [];
  return nested.length > 0 ? nested : getChildrenStartingIn<ListItem>(container.children, section.bodyFrom, to);
}

function getFrontMatterEnd({ tree }: Note): number {
  const [first] = tree.children;
  return first?.type === 'yaml' || first?.type === 'toml' ? first.to : 0;
}

/** How many headings or labels of one side are tried: each attempt reads the note again. */
const maxSideSections = 40;

/** Returns insertions after the last pro or con in a list, or under the heading for that side. */
function findSideInsertions(
  note: Note,
  section: Section | undefined,
  addition: Addition,
  side: 'pros' | 'cons',
): readonly (Insertion | Obstacle)[] {
  const span = section ?? { from: 0, to: note.source.length };
  const matches = clipTradeOffs(readTradeOffs(note, addition.userWords), [span]).filter((one) => one[side].length > 0);
  if (matches.length > 1) {
    const topics = matches.map(({ topic }) => `"${topic}"`).join(', ');
    return [
      { reason: `several topics have ${side} (${topics}); name one of them`, needsHeading: false, line: undefined },
    ];
  }
  const last = matches[0]?.[side].at(-1);
  const subsections = note.sections.filter(({ from, to }) => from > span.from && to <= span.to);
  const sideSections = [...(section ? [section] : []), ...subsections].filter(({ heading }) =>
    isOneSide(parseSides(heading, addition.userWords), side),
  );
  const position = last && findListItem(note, last);
  const results = [
    ...(position ? findItemInsertions(note, position.item, position.list.children, addition, last.to) : []),
    ...sideSections
      .slice(0, maxSideSections)
      .flatMap((sideSection) => findSectionInsertions(note, sideSection, addition)),
    ...findLabelInsertions(note, span, addition, side),
  ].filter((one) => 'at' in one);
  if (last)
    return [...results, { reason: `its ${side} are not in a list of their own`, needsHeading: false, line: last.line }];
  if (results.length > 0)
    return [...results, { reason: `nothing can be inserted under its ${side}`, needsHeading: false, line: undefined }];
  if (!addition.mayCreate) return [{ reason: `it has no ${side}`, needsHeading: true, line: undefined }];
  return [createHeadingInsertion(note, section, side === 'pros' ? 'Pros' : 'Cons', addition)];
}

function isOneSide(sides: readonly Side[], side: Side): boolean {
  return sides.length === 1 && sides[0] === side;
}

/** Returns insertions after a label without content, such as `Pros:`, which is a paragraph or a list item. */
function findLabelInsertions(note: Note, { from, to }: Span, addition: Addition, side: Side): Insertion[] {
  const { source, lines } = note;
  const end = detectLineEnding(note);
  const insertions: Insertion[] = [];
  walk(note.tree, (node) => {
    if (node.to < from || node.from > to || insertions.length > maxSideSections) return false;
    if (node.type !== 'paragraph' || lines.lineAt(node.from) !== lines.lineAt(node.to)) return true;
    if (!isOneSide(parseSides(getPlainText(node), addition.userWords), side)) return false;
    const line = lines.lineAt(node.from);
    const before = source.slice(lines.lineStart(line), node.from);
    const indent = toIndent(before);
    const text = formatLines(addition, {
      before: indent,
      mark: `${detectBullet(note)} ${addition.isQuote ? '> ' : ''}`,
      lead: '',
    });
    for (const gap of /[-+*\d]/.test(before) ? [end] : [end, end + indent.trimEnd() + end]) {
      insertions.push({ at: lines.lineEnd(line), text: gap + text.join(end) });
      insertions.push({ at: lines.lineEnd(line), text: gap + text.join(end) + end });
    }
    return false;
  });
  return insertions;
}

function findListItem({ tree }: Note, { from }: Item): { readonly item: ListItem; readonly list: List } | undefined {
  const path = findPath(tree, from);
  const index = path.findLastIndex(({ node }) => node.type === 'listItem');
  const [parent, step] = [path[index - 1]?.node, path[index]?.node];
  return parent?.type === 'list' && step?.type === 'listItem' ? { item: step, list: parent } : undefined;
}

interface ItemStyle {
  readonly before: string;
  readonly mark: string;
  /** The text before the words: a sign or the start of a reason. */
  readonly lead: string;
}

/**
 * Returns insertions after an item. In CommonMark, a label directly after a list belongs to the last item. Tries both
 * the end of the item and the line before the label.
 * @param to where the text of the item ends
 */
function findItemInsertions(
  note: Note,
  item: ListItem,
  items: readonly ListItem[],
  addition: Addition,
  to = item.to,
): Insertion[] {
  const { source, lines } = note;
  const start = lines.lineStart(lines.lineAt(item.from));
  const before = toIndent(source.slice(start, item.from));
  const [, marker = '-', space = ' '] = /^([-+*]|\d{1,9}[.)])([ \t]*)/.exec(source.slice(item.from, item.to)) ?? [];
  const previous = items[items.indexOf(item) - 1];
  const gap = /^(?: {1,4}|\t)$/.test(space) ? space : ' ';
  const task = item.checked === undefined || /^\[[ xX]\] /.test(addition.text) ? '' : '[ ] ';
  const mark = `${getNextMarker(source, marker, previous)}${gap}${task}${addition.isQuote ? '> ' : ''}`;
  const lead =
    addition.side === undefined || addition.isQuote
      ? ''
      : getLead(getPlainText(item.children[0] ?? item), addition.text);
  const isInQuote = before.includes('>');
  const end = detectLineEnding(note);
  const isLooseList =
    previous !== undefined && lines.lineAt(item.from) - 1 > lines.findLastNonBlank(item.from, 1, isInQuote);
  const blank = isLooseList ? before.trimEnd() + end : '';
  const text = end + blank + formatLines(addition, { before, mark, lead }).join(end);
  const label = note.sections.find(
    ({ from, to: end }) => from > lines.lineEnd(lines.lineAt(item.from)) && from < item.to && end >= item.to - 1,
  );
  const first = lines.lineAt(item.from);
  const endLines = [item.to, to, ...(label ? [label.from] : [])].map((one) =>
    lines.findLastNonBlank(one, first, isInQuote),
  );
  return [...new Set(endLines)].flatMap((line) => {
    const at = lines.lineEnd(line);
    const next = source.slice(lines.lineStart(line + 1), lines.lineEnd(line + 1));
    // If the next line is not blank, it could continue the new paragraph. Also try with a blank line between them.
    const isFollowedByBlank = line >= lines.count || next.replaceAll('>', '').trim() === '';
    return isFollowedByBlank
      ? [{ at, text }]
      : [
          { at, text },
          { at, text: text + end + before.trimEnd() },
        ];
  });
}

/** Returns the next list marker: the next number, unless all items have the same number; bullets stay. */
function getNextMarker(source: string, marker: string, previous: ListItem | undefined): string {
  const [, number, delimiter = ''] = /^(\d+)([.)])$/.exec(marker) ?? [];
  if (number === undefined) return marker;
  const previousNumber = previous && /^\d+/.exec(source.slice(previous.from, previous.to))?.[0];
  if (previousNumber === number || Number(number) >= 999_999_999) return marker;
  return `${String(Number(number) + 1).padStart(number.length, '0')}${delimiter}`;
}

/** Returns the prefix of an item, such as `✅ ` or `Good, because `, unless the new text already has one. */
function getLead(text: string, newText: string): string {
  const stripLead = (one: string) => (parseSign(one) ?? parseReason(one))?.text;
  const textWithoutLead = stripLead(text);
  return textWithoutLead === undefined || stripLead(newText) !== undefined
    ? ''
    : text.slice(0, text.length - textWithoutLead.length);
}

/** Returns the indent of continuation lines: list markers become spaces, quote markers are repeated. */
function toIndent(start: string): string {
  return start.replace(/[^>\s]/g, ' ');
}

function formatLines({ text }: Addition, { before, mark, lead }: ItemStyle): string[] {
  const [first = '', ...otherLines] = text.split('\n');
  const indent = before + toIndent(mark);
  return [
    before + mark + lead + first,
    // A tab after the indent would only reach to the next tab stop, so use four spaces instead.
    ...otherLines.map((line) =>
      line.trim() === '' ? indent.trimEnd() : indent + line.replace(/^\t+/, (tabs) => '    '.repeat(tabs.length)),
    ),
  ];
}

/** Creates an insertion after a line, with a blank line before any following text. */
function createInsertion({ source, lines }: Note, line: number, text: string): Insertion {
  const at = lines.lineEnd(line);
  const hasNext = line < lines.count && source.slice(lines.lineStart(line + 1), lines.lineEnd(line + 1)).trim() !== '';
  return { at, text: hasNext ? text + detectLineEnding({ source }) : text };
}

/** Returns the first line ending in a source. All lines are assumed to end the same way. */
function detectLineEnding({ source }: Pick<Note, 'source'>): string {
  return /\r\n|\n|\r/.exec(source)?.[0] ?? '\n';
}

function detectBullet({ tree, source }: Note): string {
  let bullet: string | undefined;
  walk(tree, (node) => {
    if (bullet !== undefined) return false;
    if (node.type === 'listItem' && isItemMarker(source, node.from, node.to) && /[-+*]/.test(source[node.from] ?? ''))
      bullet = source[node.from];
    return true;
  });
  return bullet ?? '-';
}
