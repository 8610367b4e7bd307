/**
 * What speaks for and against a topic, and when to use or avoid it. Each rule finds heads, places where a side is named, with the
 * entries that stand under them (`entries.ts`). What several rules find is settled in one place, `settle`: an entry belongs to the
 * head nearest to it, what is nested in an entry belongs to the entry, and an entry that holds more than one side is a topic.
 */
import type { TextLine } from './entries.ts';
import { entriesOf, isLeadIn, itemAt, itemsIn, pointsIn, tidy } from './entries.ts';
import type { Item, Note, Section, TradeOff } from './note.ts';
import {
  announcedBy,
  comparesIn,
  isNothing,
  longestName,
  mayHoldSign,
  namedBy,
  reasonAt,
  saidBy,
  signAt,
} from './phrases.ts';
import type { Place } from './scan.ts';
import { Scan } from './scan.ts';
import type { Side } from './sides.ts';
import { foldCase, nameOf } from './text.ts';
import type { Block, Inline, List, ListItem, Node, Paragraph, Span, Table, TableCell } from './tree.ts';
import { childrenBetween, pathTo, plainText } from './tree.ts';

/** A place where a side is named, and the entries of that side. */
interface Head {
  readonly side: Side | 'neutral';
  /** Where it begins. */
  readonly from: number;
  /** Where what it is about is spoken of, if that is not where it begins. */
  readonly place?: number;
  /** Its words, where they are the last line of the item before its entries. */
  readonly lazyName?: string;
  /** The topic, where the head names it. */
  readonly topic: string | undefined;
  readonly items: readonly Item[];
}

/** A form in which notes say what speaks for and against something. */
export interface Rule {
  readonly name: string;
  readonly example: string;
  readonly find: (scan: Scan) => Head[];
}

export const rules: readonly Rule[] = [
  { name: 'a heading or label with what stands under it', example: '**Pros:**\n\n- fast\n- cheap', find: sections },
  {
    name: 'one heading for both sides, and a list for each',
    example: '## Pros/Cons\n\n- fast\n\n<!-- -->\n\n- dear',
    find: twoLists,
  },
  { name: 'a name and its points on one line', example: '**Cons** - slow', find: oneLiners },
  { name: 'a line that is a name, before a list or points', example: 'Benefits\n- fast', find: bareLines },
  { name: 'a question and its answer', example: '1. Why use it?\n\nIt is fast.', find: questions },
  { name: 'a sentence that announces a list', example: 'It has several drawbacks:\n\n- slow', find: announcements },
  { name: 'items that signs mark', example: '- ✅ fast\n- ❌ dear', find: signedItems },
  { name: 'lines that signs mark', example: '✅ fast\n\n❌ dear', find: signedLines },
  { name: 'reasons of a decision record', example: '- Good, because it is fast', find: reasons },
  { name: 'a column of a table for each side', example: '| Pros | Cons |\n|-|-|\n| fast | dear |', find: tableColumns },
  {
    name: 'a row of a table for each side',
    example: '| | REST |\n|-|-|\n| Pros | fast |\n| Cons | bare |',
    find: tableRows,
  },
  { name: 'cells of a table that signs mark', example: '| A | B |\n|-|-|\n| ✅ fast | ❌ slow |', find: signedCells },
];

/** @returns the trade-offs of a note, one a topic, in document order */
export function tradeOffsOf(note: Note): TradeOff[] {
  const scan = new Scan(note);
  const heads = settle(
    note,
    rules.flatMap((rule) => rule.find(scan)),
  );
  const above = new NamesAbove(note, heads);
  const groups = new Map<string, TradeOff & Record<Head['side'], Item[]>>();
  for (const head of heads) {
    const { side, from, topic: named, items, place = from } = head;
    const { section, name } = scan.topicAt(place);
    const around = section?.heading || note.title;
    const line = named === undefined && name === undefined ? above.of(head, section) : undefined;
    const topic = line?.name ?? wider(named ?? name, around);
    const key = `${line?.line ?? section?.line ?? 0} ${foldCase(topic)}`;
    const group = groups.get(key) ?? {
      note,
      topic,
      section,
      line: line?.line ?? (topic === around ? section?.line : undefined) ?? note.lines.at(from),
      pros: [],
      cons: [],
      neutral: [],
      useWhen: [],
      avoidWhen: [],
    };
    groups.set(key, group);
    for (const item of items) group[side].push(item);
  }
  return [...groups.values()].sort((a, b) => a.line - b.line);
}

/**
 * Lines that are nothing but a name, `element.innerHTML` before a list of its pros and cons: of two options under one heading each
 * is a topic. Between such a line and a head only other heads and their entries may stand.
 */
class NamesAbove {
  readonly #note: Note;
  /** Where heads and their entries begin, in order. */
  readonly #starts: readonly Pick<Head, 'from'>[];
  /** For the places in front of blocks that were asked about: the name there, `null` for none, `undefined` to look further out. */
  readonly #known = new Map<readonly Node[], Map<number, Name | null | undefined>>();

  constructor(note: Note, heads: readonly Head[]) {
    this.#note = note;
    this.#starts = heads.flatMap((head) => [head, ...head.items]).sort((one, other) => one.from - other.from);
  }

  /** @param section what is spoken of: a name above its heading is of something else */
  of({ from }: Head, section: Section | undefined): { name: string; line: number } | undefined {
    const path = pathTo(this.#note.tree, from);
    if (path.at(-1)?.node.type === 'heading') return undefined;
    for (let level = path.length - 1; level >= 0; level--) {
      const { nodes, index } = path[level] ?? { nodes: [], index: 0 };
      const isItem = path[level - 1]?.node.type === 'listItem';
      const found = this.#before(nodes, index, isItem);
      if (found === undefined) continue;
      return found && found.from > (section?.bodyFrom ?? -1)
        ? { name: found.name, line: this.#note.lines.at(found.from) }
        : undefined;
    }
    return undefined;
  }

  #before(nodes: readonly Node[], index: number, isItem: boolean): Name | null | undefined {
    const known = this.#known.get(nodes) ?? new Map<number, Name | null | undefined>();
    this.#known.set(nodes, known);
    let at = index;
    while (at > 0 && !known.has(at) && this.#isSkipped(nodes[at - 1])) at--;
    const node = nodes[at - 1];
    const name = node?.type === 'paragraph' ? (isItem && at === 1 ? leadOf(node) : nameIn(node)) : undefined;
    const own = node && name !== undefined ? { name, from: node.from } : node ? null : undefined;
    const found = known.has(at) ? known.get(at) : own;
    for (let place = at; place <= index; place++) known.set(place, found);
    return found;
  }

  /** Whether a head or an entry stands in a block, or the block says nothing. */
  #isSkipped(node: Node | undefined): boolean {
    if (!node || node.type === 'thematicBreak') return node !== undefined;
    const { lines } = this.#note;
    const start = this.#starts[firstFrom(this.#starts, lines.start(lines.at(node.from)))];
    return start !== undefined && start.from < node.to;
  }
}

interface Name {
  readonly name: string;
  readonly from: number;
}

/** The name that a paragraph is: a word or three, or more in code, emphasis or a link. */
function nameIn(paragraph: Paragraph): string | undefined {
  const text = plainText(paragraph);
  if (text.length > 60 || !hasWords(text) || /[.!?:;,]$/.test(text)) return undefined;
  const isMarked = paragraph.children.length === 1 && paragraph.children[0]?.type !== 'text';
  return isMarked || isShortName(text) ? text : undefined;
}

/** The name that an item begins with: `**Passive**: listens.` */
function leadOf(paragraph: Paragraph): string | undefined {
  const [first] = paragraph.children;
  const isBold = first?.type === 'strong' || (first?.type === 'emphasis' && first.children[0]?.type === 'strong');
  const lead = isBold ? plainText(first) : (/^([^:：]+)[:：]/.exec(plainText(paragraph))?.[1] ?? '');
  const name = lead.replace(/[\s:：]+$/, '');
  return name !== '' && name.length <= 60 && (isBold || isShortName(name)) ? name : nameIn(paragraph);
}

function isShortName(text: string): boolean {
  return hasWords(text) && text.split(' ').length <= 3 && !/[.!?:;,]$/.test(text);
}

/**
 * What a name is the name of: what stands around it, when that says it with more words (`serverless` in `What is serverless?`) and
 * does not put it beside another.
 */
function wider(named: string | undefined, around: string): string {
  if (named === undefined) return around;
  return ` ${nameOf(around)} `.includes(` ${nameOf(named)} `) && !comparesIn(around) ? around : named;
}

/** @returns heads in document order with the entries that are theirs; those without are left out */
function settle(note: Note, found: readonly Head[]): Head[] {
  const heads = found
    .map((head) => ({
      ...head,
      items: head.items.filter((item, index) => isEntry(note, item, index === 0 && head.items.length > 1)),
    }))
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => a.from - b.from);
  // For each head the next one of another side.
  const other = new Array<number>(heads.length).fill(heads.length);
  for (let at = heads.length - 2; at >= 0; at--)
    other[at] = heads[at]?.side === heads[at + 1]?.side ? (other[at + 1] ?? 0) : at + 1;
  const isNested = new Array<boolean>(heads.length).fill(false);
  const owners = new Map<number, Head>();
  const settled = heads.map((head, index) => {
    if (isNested[index]) return { ...head, items: [] };
    const inner = head.items.map((item) => {
      const first = Math.max(index + 1, firstFrom(heads, item.from));
      const next = heads[first];
      // A name at the end of an item that the items after it are of is no part of what the item says.
      return next && next.from < item.to && (next.items[0]?.from ?? 0) < item.to ? first : -1;
    });
    const areTopics = head.items.some((item, at) => {
      const first = inner[at] ?? -1;
      const isOther = first < 0 || heads[first]?.side !== head.side ? first : (other[first] ?? heads.length);
      return first >= 0 && (heads[isOther]?.from ?? Number.POSITIVE_INFINITY) < item.to;
    });
    const items = head.items.filter((item, at) => {
      const first = inner[at] ?? -1;
      if (first < 0) return true;
      if (areTopics) return false;
      // The same side again on the entry's own line says what the entry says, and better; all else in it is the entry's.
      const isSaidAgain = heads[first]?.items[0]?.line === item.line;
      for (let next = first; next < heads.length && (heads[next]?.from ?? 0) < item.to; next++)
        if (heads[next]?.items[0]?.line !== item.line) isNested[next] = true;
      return !isSaidAgain;
    });
    return { ...head, items };
  });
  for (const head of settled) for (const item of head.items) owners.set(item.from, head);
  const lazy = settled.filter(({ lazyName }) => lazyName !== undefined);
  return settled
    .map((head) => ({
      ...head,
      items: head.items.filter((item) => owners.get(item.from) === head).map((item) => withoutLazyName(item, lazy)),
    }))
    .filter(({ items }) => items.length > 0);
}

/** `cheap` of an item that a line `Cons:` at the margin goes on with. */
function withoutLazyName(item: Item, lazy: readonly Head[]): Item {
  const name = lazy[firstFrom(lazy, item.from)];
  if (name?.lazyName === undefined || name.from >= item.to || !item.text.endsWith(name.lazyName)) return item;
  return { ...item, to: name.from, text: item.text.slice(0, -name.lazyName.length).trimEnd() };
}

/** `none` is no entry, nor is a question, nor a line before others that only names a side: `Technical benefits of X.` */
function isEntry(note: Note, { from, to, text, remarks }: Item, isBeforeOthers: boolean): boolean {
  if (isNothing(text) || isQuestion(text)) return false;
  const isLine =
    isBeforeOthers && remarks.length === 0 && text.length <= longestName && !isItemMarker(note.source, from, to);
  // Of a line with its own name on it, `Pros: good for teams`, only part is the text.
  const isWholeLine = text.length >= to - from - 4;
  return !(isLine && (isWholeLine ? saidBy(text) : namedBy(text)));
}

function isItemMarker(source: string, from: number, to: number): boolean {
  return /^(?:[-+*]|\d{1,9}[.)])\s/.test(source.slice(from, Math.min(to, from + 11)));
}

/** The first head that begins at an offset or after it. */
function firstFrom(heads: readonly Pick<Head, 'from'>[], offset: number): number {
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((heads[middle]?.from ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sections({ note, said }: Scan): Head[] {
  const heads: Head[] = [];
  // By the section that sides stand in, the names of what stands beneath each of them.
  const options = new Map<Section | undefined, Map<string, Set<Side>>>();
  for (const [section, { sides, topic }] of said) {
    const [side] = sides;
    if (!side || sides.length > 1) continue;
    heads.push({ side, from: section.from, topic, items: entriesUnder(note, said, section) });
    const names = options.get(section.parent) ?? new Map<string, Set<Side>>();
    options.set(section.parent, names);
    for (const { heading } of section.children) names.set(heading, (names.get(heading) ?? new Set()).add(side));
  }
  // `Ubuntu` beneath `Pros`, and again beneath `Cons`, is a topic.
  for (const [section, { sides }] of said) {
    const [side] = sides;
    if (!side || sides.length > 1) continue;
    for (const child of section.children)
      if ((options.get(section.parent)?.get(child.heading)?.size ?? 0) > 1)
        heads.push({
          side,
          from: child.from,
          place: section.from,
          topic: child.heading,
          items: entriesUnder(note, said, child),
        });
  }
  return heads;
}

/**
 * The entries under a heading or label: those that stand there, and what is beneath it that is no side itself. Several headings or
 * labels beneath it are entries, with what stands under them as remarks; one label with a colon leads up to its entries, and a
 * heading over a list groups them.
 */
function entriesUnder(note: Note, said: Scan['said'], section: Section): Item[] {
  const inside = section.children.filter((child) => isSameContainer(child, section));
  const first = inside[0]?.from ?? Number.POSITIVE_INFINITY;
  const blocks = untilOtherWords(
    section,
    blocksUnder(section).filter((block) => block.from < first),
  );
  const listed = entriesOf(
    note,
    blocks.filter(({ type }) => type !== 'paragraph'),
  );
  // After a list of them, a heading is about something else.
  const others = inside.filter(
    (child) => !said.has(child) && !isQuestion(child.heading) && (child.label || listed.length === 0),
  );
  const isTitled = others.length > 1 || others.some((child) => isTitle(note, child));
  const beneath = others.flatMap((child) => {
    const items = entriesUnder(note, said, child);
    const isGroup =
      !child.label && items.length > 1 && items.every(({ from, to }) => isItemMarker(note.source, from, to));
    return isTitled && items.length > 0 && !isGroup ? [titleItem(child, items)] : items;
  });
  // Running text before other entries leads up to them.
  const hasOthers = beneath.length > 0 || inside.some((child) => said.has(child));
  return [...(hasOthers ? listed : entriesOf(note, blocks)), ...beneath];
}

/** A heading or a line in bold, not a lead-in with a colon. */
function isTitle({ source }: Note, { label, from, bodyFrom }: Section): boolean {
  return !label || !/[:：][\s*_]*$/.test(source.slice(from, bodyFrom));
}

function titleItem({ from, bodyFrom, line, heading }: Section, items: readonly Item[]): Item {
  const remarks = items.flatMap((item) => [{ text: item.text, line: item.line }, ...item.remarks]);
  return { ...itemAt({ from, to: bodyFrom, line, text: heading }, heading), remarks };
}

/** Of a label what stands under it up to words after its list that lead up to nothing: those are about something else. */
function untilOtherWords({ label }: Section, blocks: readonly (Block | ListItem)[]): readonly (Block | ListItem)[] {
  const list = blocks.findIndex(({ type }) => type === 'list');
  if (!label || list < 0) return blocks;
  const end = blocks.findIndex((block, at) => at > list && block.type === 'paragraph' && !isLeadIn(block));
  return end < 0 ? blocks : blocks.slice(0, end);
}

/** Whether two sections stand side by side, not one in a list item or quote of the other. */
function isSameContainer(a: Section, b: Section): boolean {
  return (
    a.container.type === b.container.type && a.container.from === b.container.from && a.container.to === b.container.to
  );
}

/** The blocks that stand under a heading or label, siblings of a label among list items included. */
function blocksUnder(section: Section): readonly (Block | ListItem)[] {
  const { container, bodyFrom, to } = section;
  if (container.type !== 'list') return childrenBetween<Block | ListItem>(container.children, bodyFrom, to);
  // The item that the label is begins on the section's first line.
  const own = childrenBetween(container.children, section.from, bodyFrom)[0];
  const nested = own ? childrenBetween(own.children, bodyFrom, to) : [];
  return nested.length > 0 ? nested : childrenBetween(container.children, bodyFrom, to);
}

function twoLists({ note, said }: Scan): Head[] {
  return [...said].flatMap(([section, { sides, topic }]) => {
    if (sides.length < 2 || section.children.length > 0) return [];
    const blocks = blocksUnder(section);
    const lists = blocks.filter((block) => block.type === 'list');
    if (lists.length !== 2 || blocks.some((block) => block.type === 'paragraph')) return [];
    return sides.flatMap((side, index) => {
      const list = lists[index];
      return list ? [{ side, from: list.from, topic, items: entriesOf(note, [list]) }] : [];
    });
  });
}

/** `Cookies`, with `Pros: …` and `Cons: …` on the lines after it: the name, and the last line that it is the name of. */
function nameOnFirstLine({ lines, heads }: Place): { name: string | undefined; lastLine: number } {
  const [first, ...rest] = lines;
  const isName = first && !heads.has(first.line) && isShortName(first.text);
  const other = rest.find(({ line }) => !heads.has(line));
  return { name: isName ? first.text : undefined, lastLine: (other?.line ?? Number.POSITIVE_INFINITY) - 1 };
}

/** Names before points on the same line have at most so many words. */
const mostNameWords = 8;

/** The part of a line that some words at its end stand in, as it is written: from what comes before the first of them. */
function restOf({ source }: Note, line: TextLine, words: string): TextLine {
  const written = source.slice(line.from, line.to);
  const first = /^[\p{L}\p{N}]+/u.exec(words)?.[0] ?? words.slice(0, 1);
  const start = /[:：?？]|\s[-–—]\s/.exec(written);
  const at = start ? written.indexOf(first, start.index + start[0].length) : -1;
  if (at < 0) return line;
  const before = /[[*_~`(“"!]*$/.exec(written.slice(0, at))?.[0].length ?? 0;
  // `**Pros:** fast`: what closes the name is no part of its points.
  const isClosing = /[:：?？][*_~`]+\s*$/.test(written.slice(0, at));
  return { ...line, from: line.from + at - (isClosing ? 0 : before) };
}

/** The lines of a place that may say something. */
function headLines({ lines, heads }: Place): TextLine[] {
  return lines.filter(({ line }) => heads.has(line));
}

/** `Pros: fast, cheap`, `**Cons** - slow`, `Benefits of X: it is quick`. */
function oneLiners({ note, places }: Scan): Head[] {
  return places.flatMap((place) => {
    const first = nameOnFirstLine(place);
    return headLines(place).flatMap((line) => {
      const match = /^([^:：?？]{2,80}?)\s*(?:[:：]\s*|\s[-–—]\s+)(\S.*)$/.exec(line.text);
      const [, name = '', points = ''] = match ?? [];
      const said = name === '' ? undefined : saidBy(name);
      const [side] = said?.sides ?? [];
      if (!said || !side || said.sides.length > 1) return [];
      // A clause is no name, and with a dash a sentence looks alike: only a word alone is safe there.
      if (name.includes(',') || name.split(' ').length > mostNameWords) return [];
      if (!/^[^:：]*[:：]/.test(line.text) && name.includes(' ')) return [];
      const topic = said.topic ?? (line.line <= first.lastLine ? first.name : undefined);
      return [{ side, from: line.from, topic, items: [itemAt(restOf(note, line, points), points)] }];
    });
  });
}

/** For each place in an item, which item of its list is the next with a place of more than one line in it, that one included. */
function nextPlaces(places: readonly Place[]): (number | undefined)[] {
  const next: (number | undefined)[] = [];
  const ends = new Map<List, number>();
  for (let at = places.length - 1; at >= 0; at--) {
    const { item, lines } = places[at] ?? { item: undefined, lines: [] };
    if (!item) continue;
    next[at] = ends.get(item.list);
    if (lines.length > 1) ends.set(item.list, item.index + 1);
  }
  return next;
}

/** A line that is not marked as a label and says nothing but a side. */
function bareLines(scan: Scan): Head[] {
  const nextIn = nextPlaces(scan.places);
  return scan.places.flatMap((place, at) => {
    const { lines } = place;
    const heads: Head[] = [];
    lines.forEach((line, index) => {
      if (!place.heads.has(line.line)) return;
      if (line.text.length > longestName || /[?？]|[:：]\s*\S/.test(line.text) || scan.isMarked(line.line)) return;
      const isLast = index === lines.length - 1;
      const next = place.siblings[place.index + 1];
      // `- last of the pros`, and on the next line `Cons:` at the margin: the items after it are its.
      const after =
        isLast && index > 0 && !next ? (place.item?.list.children.slice(place.item.index + 1, nextIn[at]) ?? []) : [];
      if (isLast ? next?.type !== 'list' && after.length === 0 : index > 0) return;
      const said = saidBy(line.text);
      const [side] = said?.sides ?? [];
      if (!said || !side || said.sides.length > 1) return;
      const points = isLast ? [] : pointsIn(lines.slice(1), false);
      const listed = next?.type === 'list' ? entriesOf(scan.note, [next]) : itemsIn(scan.note, after);
      const items = [...points, ...listed];
      heads.push({
        side,
        from: line.from,
        topic: said.topic,
        items,
        ...(after.length > 0 ? { lazyName: line.text } : {}),
      });
    });
    return heads;
  });
}

/** A question on a line, and its answer: after it, in the lines after it, in the blocks after it, or in the items after it. */
function questions(scan: Scan): Head[] {
  return scan.places.flatMap((place) => {
    const { lines } = place;
    return lines.flatMap((line, index) => {
      if (!place.heads.has(line.line)) return [];
      const [, question = '', answer = ''] =
        /^(?:[qQ]\w{0,7}\s*\d*\s*[.:)]\s*|\d+\s*[.)]\s*)?([^?？]{4,200})[?？]+\W*?\s*(.*)$/.exec(line.text) ?? [];
      const said = question === '' ? undefined : saidBy(question);
      const [side] = said?.sides ?? [];
      if (!said || !side || said.sides.length > 1) return [];
      const isAnswered = /\p{L}/u.test(answer) && !isQuestion(answer);
      if (scan.isMarked(line.line) && !isAnswered) return [];
      const items = isAnswered
        ? [itemAt(restOf(scan.note, line, answer), tidy(answer))]
        : answerAfter(scan, place, lines.slice(index + 1));
      return [{ side, from: line.from, topic: said.topic, items }];
    });
  });
}

function answerAfter(scan: Scan, place: Place, lines: readonly TextLine[]): Item[] {
  const { note } = scan;
  const end = lines.findIndex((line) => isQuestion(line.text));
  const own = (end < 0 ? lines : lines.slice(0, end)).filter(({ text }) => !/^https?:\S+$/.test(text));
  if (own.length > 0) return pointsIn(own, true);
  if (end >= 0) return [];
  const below = scan.untilNextHead(place.siblings, place.index + 1);
  if (below.length > 0 || !place.item) return entriesOf(note, below as Block[]);
  const { list, index, after } = place.item;
  const items = scan.untilNextHead(list.children, index + 1);
  return items.length > 0
    ? itemsIn(note, items as ListItem[])
    : index < list.children.length - 1
      ? []
      : entriesOf(note, scan.untilNextHead(after, 0) as Block[]);
}

function isQuestion(text: string): boolean {
  return /[?？]\W*$/.test(text);
}

/** `There are several benefits to using X:` and a list. */
function announcements(scan: Scan): Head[] {
  return scan.places.flatMap(({ paragraph, siblings, index }) => {
    const next = siblings[index + 1];
    if (next?.type !== 'list') return [];
    const text = plainText(paragraph);
    if (!/[:：]$/.test(text)) return [];
    const sentence = text.slice(Math.max(0, text.search(/[^.!?]*$/)));
    const side = saidBy(sentence) ? undefined : announcedBy(sentence);
    return side ? [{ side, from: paragraph.from, topic: undefined, items: entriesOf(scan.note, [next]) }] : [];
  });
}

/** Items that begin with a sign, where the list has both kinds, or stands under a heading that names both sides. */
function signedItems(scan: Scan): Head[] {
  return scan.signedLists.flatMap((list) => {
    const signed = list.children.map((item) => ({ item, sign: signAt(plainText(item.children[0] ?? item)) }));
    const kinds = new Set(signed.flatMap(({ sign }) => (sign ? [sign.side] : [])));
    const isAnnounced = scan.isAnnouncedAt(list.from);
    if (kinds.size < 2 && !isAnnounced) return [];
    return signed.flatMap(({ item, sign }) =>
      sign && sign.text !== ''
        ? [
            {
              side: sign.side,
              from: item.from,
              topic: undefined,
              items: itemsIn(scan.note, [item]).map((one) => ({ ...one, text: sign.text })),
            },
          ]
        : [],
    );
  });
}

/** Lines that begin with a sign, where both kinds stand in the same paragraph or beside one another. */
function signedLines({ signedPlaces }: Scan): Head[] {
  const found = signedPlaces.flatMap(({ lines, siblings }) =>
    lines.flatMap((line) => {
      const sign = signAt(line.text);
      return sign && sign.text !== '' ? [{ ...sign, line, siblings }] : [];
    }),
  );
  const kinds = new Map<unknown, Set<string>>();
  for (const { siblings, side } of found) kinds.set(siblings, (kinds.get(siblings) ?? new Set()).add(side));
  return found
    .filter(({ siblings }) => (kinds.get(siblings)?.size ?? 0) > 1)
    .map(({ side, line, text }) => ({ side, from: line.from, topic: undefined, items: [itemAt(line, text)] }));
}

/** `Good, because …`, `Bad, because …`, `Neutral, because …`. */
function reasons({ places }: Scan): Head[] {
  const found = places.flatMap((place) =>
    headLines(place).flatMap((line) => {
      const reason = reasonAt(line.text);
      return reason ? [{ ...reason, line, list: place.item?.list }] : [];
    }),
  );
  const counts = new Map<unknown, number>();
  for (const { list } of found) if (list) counts.set(list, (counts.get(list) ?? 0) + 1);
  // Without its `because` one reason alone may be a sentence like any other.
  const isReason = ({ isWhole, list }: (typeof found)[number]) => isWhole || (counts.get(list) ?? 0) > 1;
  return found
    .filter(isReason)
    .map(({ side, line, text }) => ({ side, from: line.from, topic: undefined, items: [itemAt(line, text)] }));
}

/** A cell of a table, whose words are found when they are asked for. */
class Cell implements Span {
  readonly from: number;
  readonly to: number;
  readonly #node: TableCell;
  #text: string | undefined;

  constructor(node: TableCell) {
    // Without the bars around it.
    this.from = node.children[0]?.from ?? node.from;
    this.to = node.children.at(-1)?.to ?? node.to;
    this.#node = node;
  }

  get text(): string {
    this.#text ??= plainText(this.#node);
    return this.#text;
  }

  /** Its nodes, a list for each line that a `<br>` ends. */
  parts(): Inline[][] {
    const parts: Inline[][] = [[]];
    for (const node of this.#node.children) {
      if (node.type === 'html' && /^<br\b/i.test(node.value)) parts.push([]);
      else parts.at(-1)?.push(node);
    }
    return parts;
  }
}

function cellsOf(table: Table): Cell[][] {
  return table.children.map((row) => row.children.map((cell) => new Cell(cell)));
}

/** The points of a cell: `<br>` parts them. */
function pointsOf(note: Note, cell: Cell): Item[] {
  return cell.parts().flatMap((nodes) => {
    const text = plainText(nodes).replace(/^[-•·*–]\s+/u, '');
    const [first] = nodes;
    const last = nodes.at(-1);
    if (!first || !last || !hasWords(text)) return [];
    return [itemAt({ from: first.from, to: last.to, line: note.lines.at(first.from), text }, text)];
  });
}

/** A row is a topic when its first cell is no side; else a point of what the table stands under. */
function tableColumns({ note, tables }: Scan): Head[] {
  return tables.flatMap((table) => {
    const [head = [], ...rows] = cellsOf(table);
    const said = head.map(({ text }) => saidBy(text));
    const named = said.some((one) => one?.sides.length === 1 && (one.sides[0] === 'pros' || one.sides[0] === 'cons'));
    if (!named) return [];
    const hasTopics = said[0] === undefined && head[0]?.text !== '#';
    return rows.flatMap((row) =>
      row.flatMap((cell, column) => {
        const [side, more] = said[column]?.sides ?? [];
        if (!side || more || !hasWords(cell.text)) return [];
        const topic = hasTopics && hasWords(row[0]?.text ?? '') ? row[0]?.text : said[column]?.topic;
        return [{ side, from: cell.from, topic, items: pointsOf(note, cell) }];
      }),
    );
  });
}

function tableRows({ note, tables }: Scan): Head[] {
  return tables.flatMap((table) => {
    const [head = [], ...rows] = cellsOf(table);
    const named = new Set(rows.flatMap(([name]) => (name && saidBy(name.text)?.sides) ?? []));
    if (!named.has('pros') || !named.has('cons')) return [];
    return rows.flatMap(([name, ...cells]) => {
      const said = name && saidBy(name.text);
      const [side, more] = said?.sides ?? [];
      if (!side || more) return [];
      return cells.flatMap((cell, column) => {
        const topic = head[column + 1]?.text;
        if (!hasWords(cell.text)) return [];
        return [
          {
            side,
            from: cell.from,
            topic: topic && cells.length > 1 ? topic : said?.topic,
            items: pointsOf(note, cell),
          },
        ];
      });
    });
  });
}

/** A cell with a sign and words is a point of its column; a sign alone, under a heading that compares, makes the row's name one. */
function signedCells(scan: Scan): Head[] {
  return scan.tables.flatMap((table) => {
    if (!mayHoldSign(scan.note.source, table.from, table.to)) return [];
    const [head = [], ...rows] = cellsOf(table);
    const signed = rows.map((row) => row.map((cell) => signAt(cell.text)));
    const kinds = new Set(signed.flatMap((row) => row.flatMap((sign) => (sign ? [sign.side] : []))));
    if (kinds.size < 2) return [];
    const isCompared = scan.isAnnouncedAt(table.from);
    return rows.flatMap((row, at) =>
      row.flatMap((cell, column) => {
        const sign = signed[at]?.[column];
        const text = sign?.text || (isCompared && column > 0 ? row[0]?.text : '');
        if (!sign || !text) return [];
        return [
          {
            side: sign.side,
            from: cell.from,
            topic: head[column]?.text || undefined,
            items: [cellItem(scan.note, cell, text)],
          },
        ];
      }),
    );
  });
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function cellItem(note: Note, { from, to }: Span, text: string): Item {
  return itemAt({ from, to, line: note.lines.at(from), text }, text);
}

/** The parts of trade-offs that lie in some spans; those with nothing in them are left out. */
export function tradeOffsWithin(tradeOffs: readonly TradeOff[], spans: readonly Span[]): TradeOff[] {
  const inside = (items: readonly Item[]) =>
    items.filter((item) => spans.some((span) => span.from <= item.from && item.from <= span.to));
  return tradeOffs
    .map((tradeOff) => ({
      ...tradeOff,
      pros: inside(tradeOff.pros),
      cons: inside(tradeOff.cons),
      neutral: inside(tradeOff.neutral),
      useWhen: inside(tradeOff.useWhen),
      avoidWhen: inside(tradeOff.avoidWhen),
    }))
    .filter(({ pros, cons, neutral, useWhen, avoidWhen }) =>
      [pros, cons, neutral, useWhen, avoidWhen].some((side) => side.length > 0),
    );
}
