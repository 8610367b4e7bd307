/** Where something new is put in a note, and how it is written there: as what is there is written. */

import type { Item, Note, Section } from '../core/note.ts';
import { onlyHeading } from '../core/note.ts';
import { tradeOffsOf } from '../core/tradeoffs/index.ts';
import type { OwnNames, Side } from '../core/tradeoffs/lexicon/index.ts';
import { reasonAt, saidBy, signAt, withNames } from '../core/tradeoffs/phrases.ts';
import { isItemMarker } from '../core/tradeoffs/resolve-overlaps.ts';
import { tradeOffsWithin } from '../core/tradeoffs/select.ts';
import type { Block, List, ListItem, Span } from '../core/tree.ts';
import { childrenBetween, pathTo, plainText, walk } from '../core/tree.ts';

export interface Addition {
  /** Markdown, lines apart by line feeds. */
  readonly text: string;
  readonly isQuote: boolean;
  readonly side: 'pros' | 'cons' | undefined;
  /** Whether a heading may be made for the side. */
  readonly mayCreate: boolean;
  /** Names of sides beside those that are known. */
  readonly own: OwnNames | undefined;
}

/** Text to put at an offset. */
export interface Insertion {
  readonly at: number;
  readonly text: string;
}

/** Why nothing can be put there. */
export interface Obstacle {
  readonly reason: string;
  /** Whether a heading would help. */
  readonly isMissing: boolean;
  readonly line: number | undefined;
}

/**
 * Where something may be put, the likeliest place first. Notes are messy: which of them is right is told by reading the note as it
 * would be.
 * @param section nothing for the note as a whole
 */
export function insertionsFor(
  note: Note,
  section: Section | undefined,
  addition: Addition,
): readonly (Insertion | Obstacle)[] {
  const target = section ?? onlyHeading(note);
  if (addition.side !== undefined) return underSide(note, target, addition, addition.side);
  // Under `Pros:` a new item is a pro, wherever the list goes on to.
  const named = target ? sidesIn(target.heading, addition.own) : [];
  const side = (['pros', 'cons'] as const).find((one) => isOneSide(named, one));
  const onSide = side === undefined ? [] : underSide(note, target, addition, side).filter((one) => 'at' in one);
  return [...onSide, ...underSection(note, target, addition)];
}

/**
 * A heading with one thing under it, at the end of a section or of the note.
 * @param heading Markdown
 */
export function headingFor(
  note: Note,
  above: Section | undefined,
  heading: string,
  addition: Addition,
): Insertion | Obstacle {
  const parent = headingAbove(above ?? onlyHeading(note));
  const headings = note.sections.filter(({ label, container }) => !label && container.type === 'root');
  const sibling = headings.find((section) => section.parent === parent);
  // Where all headings stand in quotes, the note has a title all the same.
  const depth = sibling?.depth ?? (parent ? parent.depth + 1 : note.sections.length > 0 ? 2 : 1);
  if (depth > 6) return { reason: 'there are no headings of a seventh level', isMissing: false, line: parent?.line };
  const { lines } = note;
  const line = lines.lastNotBlank(parent?.to ?? note.source.length, parent?.line ?? 1);
  const end = lineEndOf(note);
  const item = written(addition, { before: '', lead: '', mark: addition.isQuote ? '> ' : `${bulletOf(note)} ` });
  const isEmpty = note.source.trim() === '';
  const start = isEmpty ? '' : end + end;
  const text = `${start}${'#'.repeat(depth)} ${heading}${end}${end}${item.join(end)}`;
  return isEmpty ? { at: note.source.length, text: text + end } : withRoom(note, line, text);
}

/** A label stands in a section; headings stand under headings. */
function headingAbove(section: Section | undefined): Section | undefined {
  let at = section;
  while (at && (at.label || at.container.type !== 'root')) at = at.parent;
  return at;
}

/** The sides that a section or what it stands under names. */
export function sidesOver(section: Section | undefined, own: OwnNames | undefined): readonly Side[] {
  const found: Side[] = [];
  for (let at = section; at; at = at.parent) found.push(...sidesIn(at.heading, own));
  return found;
}

/** The sides that a heading names. */
export function sidesIn(heading: string, own: OwnNames | undefined): readonly Side[] {
  return withNames(own, () => saidBy(heading))?.sides ?? [];
}

/** After the last list of a section's own, or a list of its own at the end of what stands there. */
function underSection(note: Note, section: Section | undefined, addition: Addition): readonly (Insertion | Obstacle)[] {
  const found: (Insertion | Obstacle)[] = [];
  // Items that name what their children are cut no list; other labels and headings end what is the section's own.
  const blocks = ownBlocks(note, section, false);
  for (const around of [ownBlocks(note, section, true), blocks]) {
    const lists = around.filter((block) => block.type === 'list' || block.type === 'listItem');
    const last = lists.at(-1);
    const item = last?.type === 'list' ? last.children.at(-1) : last;
    const isAfterQuote = around.at(-1)?.type === 'blockquote' && addition.isQuote;
    if (item && !isAfterQuote)
      found.push(...afterItem(note, item, last?.type === 'list' ? last.children : lists.filter(isItem), addition));
  }
  if (section && section.container.type !== 'root')
    return [...found, { reason: 'there is no list there to add to', isMissing: false, line: section.line }];
  const to = blocks.at(-1)?.to ?? section?.bodyFrom ?? frontMatterEnd(note);
  const line = note.lines.lastNotBlank(to, section ? section.line : 1);
  const end = lineEndOf(note);
  const style = { before: '', mark: addition.isQuote ? '> ' : `${bulletOf(note)} `, lead: '' };
  const isFirst = !section && blocks.length === 0 && frontMatterEnd(note) === 0 && note.source.trim() !== '';
  const room = (text: string) => (isFirst ? { at: 0, text: text + end + end } : withRoom(note, line, end + end + text));
  const own = room(written(addition, style).join(end));
  if (!addition.isQuote) return [...found, own];
  // Before a label a quote would have it for a remark: an item of a list has not.
  const item = { before: '', mark: `${bulletOf(note)} > `, lead: '' };
  return [...found, own, room(written(addition, item).join(end))];
}

function isItem(block: Block | ListItem): block is ListItem {
  return block.type === 'listItem';
}

/**
 * What stands under a heading or label before what stands under others.
 * @param withItems whether items of lists that are labels themselves are its own
 */
function ownBlocks(note: Note, section: Section | undefined, withItems: boolean): readonly (Block | ListItem)[] {
  const inner = section ? section.children : note.sections.filter(({ parent }) => !parent);
  const ends = inner.filter(
    ({ container }) => !withItems || (container.type !== 'list' && container.type !== 'listItem'),
  );
  const to = Math.min(section?.to ?? note.source.length, ...ends.map(({ from }) => from - 1));
  if (!section) return note.tree.children.filter(({ type, from }) => from < to && type !== 'yaml' && type !== 'toml');
  const { container } = section;
  if (container.type !== 'list') return childrenBetween<Block | ListItem>(container.children, section.bodyFrom, to);
  const own = childrenBetween<ListItem>(container.children, section.from, section.bodyFrom)[0];
  const nested = own ? childrenBetween<Block>(own.children, section.bodyFrom, to) : [];
  return nested.length > 0 ? nested : childrenBetween<ListItem>(container.children, section.bodyFrom, to);
}

function frontMatterEnd({ tree }: Note): number {
  const [first] = tree.children;
  return first?.type === 'yaml' || first?.type === 'toml' ? first.to : 0;
}

/** After the last pro or con that stands in a list, or under the heading that is to hold them. */
function underSide(
  note: Note,
  section: Section | undefined,
  addition: Addition,
  side: 'pros' | 'cons',
): readonly (Insertion | Obstacle)[] {
  const span = section ?? { from: 0, to: note.source.length };
  const found = tradeOffsWithin(tradeOffsOf(note, addition.own), [span]).filter((one) => one[side].length > 0);
  if (found.length > 1) {
    const topics = found.map(({ topic }) => `"${topic}"`).join(', ');
    return [{ reason: `there are ${side} of several topics (${topics}): name one`, isMissing: false, line: undefined }];
  }
  const last = found[0]?.[side].at(-1);
  const inside = note.sections.filter(({ from, to }) => from > span.from && to <= span.to);
  const named = [...(section ? [section] : []), ...inside].filter(({ heading }) =>
    isOneSide(sidesIn(heading, addition.own), side),
  );
  const place = last && placeOf(note, last);
  const places = [
    ...(place ? afterItem(note, place.item, place.list.children, addition, last.to) : []),
    ...named.flatMap((one) => underSection(note, one, addition)),
    ...afterLabel(note, span, addition, side),
  ].filter((one) => 'at' in one);
  if (last)
    return [...places, { reason: `its ${side} stand in no list of their own`, isMissing: false, line: last.line }];
  if (places.length > 0)
    return [...places, { reason: `there is no room under its ${side}`, isMissing: false, line: undefined }];
  if (!addition.mayCreate) return [{ reason: `it has no ${side}`, isMissing: true, line: undefined }];
  return [headingFor(note, section, side === 'pros' ? 'Pros' : 'Cons', addition)];
}

function isOneSide(sides: readonly Side[], side: Side): boolean {
  return sides.length === 1 && sides[0] === side;
}

/** `Pros:` with nothing after it yet: a paragraph of its own, or an item of a list. */
function afterLabel(note: Note, { from, to }: Span, addition: Addition, side: Side): Insertion[] {
  const { source, lines } = note;
  const end = lineEndOf(note);
  const found: Insertion[] = [];
  walk(note.tree, (node) => {
    if (node.to < from || node.from > to) return false;
    if (node.type !== 'paragraph' || lines.at(node.from) !== lines.at(node.to)) return true;
    if (!isOneSide(sidesIn(plainText(node), addition.own), side)) return false;
    const line = lines.at(node.from);
    const before = source.slice(lines.start(line), node.from);
    const indent = indentOf(before);
    const text = written(addition, {
      before: indent,
      mark: `${bulletOf(note)} ${addition.isQuote ? '> ' : ''}`,
      lead: '',
    });
    for (const gap of /[-+*\d]/.test(before) ? [end] : [end, end + indent.trimEnd() + end]) {
      found.push({ at: lines.end(line), text: gap + text.join(end) });
      found.push({ at: lines.end(line), text: gap + text.join(end) + end });
    }
    return false;
  });
  return found;
}

/** The item of a list that something said is. */
function placeOf({ tree }: Note, { from }: Item): { readonly item: ListItem; readonly list: List } | undefined {
  const path = pathTo(tree, from);
  const index = path.findLastIndex(({ node }) => node.type === 'listItem');
  const [above, step] = [path[index - 1]?.node, path[index]?.node];
  return above?.type === 'list' && step?.type === 'listItem' ? { item: step, list: above } : undefined;
}

/** How a line of an item begins. */
interface Style {
  /** What stands before the marker on every line. */
  readonly before: string;
  readonly mark: string;
  /** What comes before the words: a sign, the beginning of a reason. */
  readonly lead: string;
}

/**
 * After an item: where it ends or, since CommonMark takes a label right after a list for part of its last item, before that.
 * @param to where what the item says ends
 */
function afterItem(
  note: Note,
  item: ListItem,
  items: readonly ListItem[],
  addition: Addition,
  to = item.to,
): Insertion[] {
  const { source, lines } = note;
  const start = lines.start(lines.at(item.from));
  const before = indentOf(source.slice(start, item.from));
  const [, marker = '-', space = ' '] = /^([-+*]|\d{1,9}[.)])([ \t]*)/.exec(source.slice(item.from, item.to)) ?? [];
  const previous = items[items.indexOf(item) - 1];
  const gap = /^(?: {1,4}|\t)$/.test(space) ? space : ' ';
  const task = item.checked === undefined || /^\[[ xX]\] /.test(addition.text) ? '' : '[ ] ';
  const mark = `${nextMarker(source, marker, previous)}${gap}${task}${addition.isQuote ? '> ' : ''}`;
  const lead =
    addition.side === undefined || addition.isQuote ? '' : leadOf(plainText(item.children[0] ?? item), addition.text);
  const isInQuote = before.includes('>');
  const end = lineEndOf(note);
  const isLoose = previous !== undefined && lines.at(item.from) - 1 > lines.lastNotBlank(item.from, 1, isInQuote);
  const blank = isLoose ? before.trimEnd() + end : '';
  const text = end + blank + written(addition, { before, mark, lead }).join(end);
  const label = note.sections.find(
    ({ from, to: end }) => from > lines.end(lines.at(item.from)) && from < item.to && end >= item.to - 1,
  );
  const first = lines.at(item.from);
  const ends = [item.to, to, ...(label ? [label.from] : [])].map((one) => lines.lastNotBlank(one, first, isInQuote));
  return [...new Set(ends)].flatMap((line) => {
    const at = lines.end(line);
    const next = source.slice(lines.start(line + 1), lines.end(line + 1));
    // What is no paragraph's end may be followed by what would go on with the new one.
    const isApart = line >= lines.count || next.replaceAll('>', '').trim() === '';
    return isApart
      ? [{ at, text }]
      : [
          { at, text },
          { at, text: text + end + before.trimEnd() },
        ];
  });
}

/** `-` stays, a number goes on, unless all are the same. */
function nextMarker(source: string, marker: string, previous: ListItem | undefined): string {
  const [, number, delimiter = ''] = /^(\d+)([.)])$/.exec(marker) ?? [];
  if (number === undefined) return marker;
  const before = previous && /^\d+/.exec(source.slice(previous.from, previous.to))?.[0];
  if (before === number || Number(number) >= 999_999_999) return marker;
  return `${String(Number(number) + 1).padStart(number.length, '0')}${delimiter}`;
}

/** `✅ `, `Good, because `: what the points of a list begin with, and the new one does not yet. */
function leadOf(text: string, added: string): string {
  const restOf = (one: string) => (signAt(one) ?? reasonAt(one))?.text;
  const rest = restOf(text);
  return rest === undefined || restOf(added) !== undefined ? '' : text.slice(0, text.length - rest.length);
}

/** What the lines after one begin with: markers of lists stand on the first alone, marks of quotes on all. */
function indentOf(start: string): string {
  return start.replace(/[^>\s]/g, ' ');
}

/** The lines of an item. */
function written({ text }: Addition, { before, mark, lead }: Style): string[] {
  const [first = '', ...others] = text.split('\n');
  const indent = before + indentOf(mark);
  return [
    before + mark + lead + first,
    // A tab after the indent would be as wide as what is left to its stop.
    ...others.map((line) =>
      line.trim() === '' ? indent.trimEnd() : indent + line.replace(/^\t+/, (tabs) => '    '.repeat(tabs.length)),
    ),
  ];
}

/** What is put after a line, with an empty line before what follows. */
function withRoom({ source, lines }: Note, line: number, text: string): Insertion {
  const at = lines.end(line);
  const hasNext = line < lines.count && source.slice(lines.start(line + 1), lines.end(line + 1)).trim() !== '';
  return { at, text: hasNext ? text + lineEndOf({ source }) : text };
}

/** What ends the first line that is ended: all others are taken to end so. */
function lineEndOf({ source }: Pick<Note, 'source'>): string {
  return /\r\n|\n|\r/.exec(source)?.[0] ?? '\n';
}

/** The marker of the first list of bullets of a note. */
function bulletOf({ tree, source }: Note): string {
  let bullet: string | undefined;
  walk(tree, (node) => {
    if (bullet !== undefined) return false;
    if (node.type === 'listItem' && isItemMarker(source, node.from, node.to) && /[-+*]/.test(source[node.from] ?? ''))
      bullet = source[node.from];
    return true;
  });
  return bullet ?? '-';
}
