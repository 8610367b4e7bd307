/** Where something new is put in a note, and how it is written there: as what is there is written. */
import { tradeOffsWithin } from './comparison.ts';
import { isItemMarker } from './heads.ts';
import type { Item, Note, Section } from './note.ts';
import { onlyHeading } from './note.ts';
import { oneSideOf, reasonAt, saidBy, signAt, withNames } from './phrases.ts';
import type { OwnNames } from './sides.ts';
import { tradeOffsOf } from './tradeoffs.ts';
import type { Block, List, ListItem } from './tree.ts';
import { childrenBetween, pathTo, plainText, walk } from './tree.ts';

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

/** @param section nothing for the note as a whole */
export function insertionFor(note: Note, section: Section | undefined, addition: Addition): Insertion | Obstacle {
  const target = section ?? onlyHeading(note);
  return addition.side === undefined
    ? underSection(note, target, addition)
    : underSide(note, target, addition, addition.side);
}

/** A heading with one thing under it, at the end of a section or of the note. */
export function headingFor(note: Note, above: Section | undefined, heading: string, addition: Addition): Insertion {
  const parent = headingAbove(above ?? onlyHeading(note));
  const siblings = note.sections.filter((section) => !section.label && section.parent === parent);
  const depth = Math.min(6, siblings[0]?.depth ?? (parent ? parent.depth + 1 : 1));
  const { lines } = note;
  const line = lines.lastNotBlank(parent?.to ?? note.source.length, parent?.line ?? 1);
  const end = lineEndOf(note);
  const item = written(addition, { before: '', lead: '', mark: addition.isQuote ? '> ' : '- ' });
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

/** After the last list of a section's own, or a list of its own at the end of what stands there. */
function underSection(note: Note, section: Section | undefined, addition: Addition): Insertion | Obstacle {
  const blocks = ownBlocks(note, section);
  const lists = blocks.filter((block) => block.type === 'list' || block.type === 'listItem');
  const last = lists.at(-1);
  const item = last?.type === 'list' ? last.children.at(-1) : last;
  const list = last?.type === 'list' ? last : undefined;
  const isAfterQuote = blocks.at(-1)?.type === 'blockquote' && addition.isQuote;
  if (item && !isAfterQuote) return afterItem(note, item, list?.children ?? lists.filter(isItem), addition);
  if (section && section.container.type !== 'root')
    return { reason: 'there is no list there to add to', isMissing: false, line: section.line };
  const first = section ? section.line : 1;
  const to = blocks.at(-1)?.to ?? section?.bodyFrom ?? frontMatterEnd(note);
  const line = note.lines.lastNotBlank(to, first);
  const end = lineEndOf(note);
  const style = { before: '', mark: addition.isQuote ? '> ' : `${bulletOf(note)} `, lead: '' };
  return withRoom(note, line, end + end + written(addition, style).join(end));
}

function isItem(block: Block | ListItem): block is ListItem {
  return block.type === 'listItem';
}

/** What stands under a heading or label before what stands under others. */
function ownBlocks(note: Note, section: Section | undefined): readonly (Block | ListItem)[] {
  if (!section) {
    const to = note.sections[0]?.from ?? note.source.length;
    return note.tree.children.filter(({ type, from }) => from < to && type !== 'yaml' && type !== 'toml');
  }
  const to = Math.min(section.to, ...section.children.map(({ from }) => from - 1));
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
): Insertion | Obstacle {
  const span = section ?? { from: 0, to: note.source.length };
  const found = tradeOffsWithin(tradeOffsOf(note, addition.own), [span]).filter((one) => one[side].length > 0);
  if (found.length > 1) {
    const topics = found.map(({ topic }) => `"${topic}"`).join(', ');
    return { reason: `there are ${side} of several topics (${topics}): name one`, isMissing: false, line: undefined };
  }
  const items = found[0]?.[side] ?? [];
  const last = items.at(-1);
  if (last) {
    const place = placeOf(note, last);
    return place
      ? afterItem(note, place.item, place.list.children, addition)
      : { reason: `its ${side} are no items of a list`, isMissing: false, line: last.line };
  }
  const headings = section
    ? [section, ...note.sections.filter(({ from, to }) => from > span.from && to <= span.to)]
    : note.sections;
  const named = withNames(addition.own, () =>
    headings.find(({ heading }) => {
      const said = saidBy(heading);
      return said && oneSideOf(said)?.side === side;
    }),
  );
  if (named) return underSection(note, named, addition);
  if (!addition.mayCreate) return { reason: `it has no ${side}`, isMissing: true, line: undefined };
  return headingFor(note, section, side === 'pros' ? 'Pros' : 'Cons', addition);
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

function afterItem(note: Note, item: ListItem, items: readonly ListItem[], addition: Addition): Insertion {
  const { source, lines } = note;
  const start = lines.start(lines.at(item.from));
  // Markers of lists around it stand on its first line alone; marks of quotes on all.
  const before = source.slice(start, item.from).replace(/[^>\s]/g, ' ');
  const [, marker = '-', space = ' '] = /^([-+*]|\d{1,9}[.)])([ \t]*)/.exec(source.slice(item.from, item.to)) ?? [];
  const index = items.indexOf(item);
  const previous = items[index - 1];
  const gap = /^ {1,4}$/.test(space) ? space : ' ';
  const task = item.checked === undefined ? '' : '[ ] ';
  const first = item.children[0];
  const isQuoted = addition.isQuote ? '> ' : '';
  const lead = addition.side === undefined || isQuoted !== '' ? '' : leadOf(plainText(first ?? item));
  const mark = `${nextMarker(source, marker, previous)}${gap}${task}${isQuoted}`;
  const isInQuote = before.includes('>');
  const last = lines.lastNotBlank(item.to, lines.at(item.from), isInQuote);
  const end = lineEndOf(note);
  const isLoose = previous !== undefined && lines.at(item.from) - 1 > lines.lastNotBlank(item.from, 1, isInQuote);
  const blank = isLoose ? before.trimEnd() + end : '';
  const text = end + blank + written(addition, { before, mark, lead }).join(end);
  return { at: lines.end(last), text };
}

/** `-` stays, a number goes on, unless all are the same. */
function nextMarker(source: string, marker: string, previous: ListItem | undefined): string {
  const [, number, delimiter = ''] = /^(\d+)([.)])$/.exec(marker) ?? [];
  if (number === undefined) return marker;
  const before = previous && /^\d+/.exec(source.slice(previous.from, previous.to))?.[0];
  if (before === number || Number(number) >= 999_999_999) return marker;
  return `${String(Number(number) + 1).padStart(number.length, '0')}${delimiter}`;
}

/** `✅ `, `Good, because `: what the points of a list begin with. */
function leadOf(text: string): string {
  const rest = (signAt(text) ?? reasonAt(text))?.text;
  return rest === undefined ? '' : text.slice(0, text.length - rest.length);
}

/** The lines of an item. */
function written({ text }: Addition, { before, mark, lead }: Style): string[] {
  const [first = '', ...others] = text.split('\n');
  // Lines after the first stand under its words; the mark of a quote goes on.
  const inner = mark.replace(/[^>\s]/g, ' ');
  const indent = before + inner;
  return [
    before + mark + lead + first,
    ...others.map((line) => (line.trim() === '' ? (before + inner).trimEnd() : indent + line)),
  ];
}

/** What is put after a line, with an empty line before what follows. */
function withRoom({ source, lines }: Note, line: number, text: string): Insertion {
  const at = lines.end(line);
  const hasNext = line < lines.count && source.slice(lines.start(line + 1), lines.end(line + 1)).trim() !== '';
  return { at, text: hasNext ? text + lineEndOf({ source }) : text };
}

/** What ends the first line that is ended: all others are taken to end so. */
export function lineEndOf({ source }: Pick<Note, 'source'>): string {
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
