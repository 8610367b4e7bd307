/**
 * What speaks for and against a topic, and when to use or avoid it. Each rule finds heads, places where a side is named, with the
 * entries that stand under them (`entries.ts`). What several rules find is settled in one place (`heads.ts`): an entry belongs to the
 * head nearest to it, what is nested in an entry belongs to the entry, and an entry that holds more than one side is a topic.
 */

import type { Item, Note, Section, TradeOff } from '../note.ts';
import type { Block, Inline, List, ListItem, Span, Table, TableCell } from '../tree.ts';
import { childrenBetween, plainText } from '../tree.ts';
import { foldCase } from '../words.ts';
import type { Place } from './candidates.ts';
import { Scan } from './candidates.ts';
import type { TextLine } from './entries.ts';
import { entriesOf, hasWords, isLeadIn, isQuestion, itemAt, itemsIn, pointsIn, tidy } from './entries.ts';
import type { OwnNames, Side } from './lexicon/index.ts';
import {
  announcedBy,
  asksFor,
  isElsewhere,
  longestName,
  mayHoldSign,
  oneSideOf,
  reasonAt,
  saidBy,
  sideSaidBy,
  signAt,
  withNames,
} from './phrases.ts';
import type { Head } from './resolve-overlaps.ts';
import { isItemMarker, settle } from './resolve-overlaps.ts';
import { bySide } from './select.ts';
import { isShortName, NamesAbove, wider } from './topics.ts';

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

const known = new WeakMap<Note, readonly TradeOff[]>();

/**
 * @param own names of sides beside those that are known, always the same for a note
 * @returns the trade-offs of a note, one a topic, in document order; found once
 */
export function tradeOffsOf(note: Note, own?: OwnNames): readonly TradeOff[] {
  const found = known.get(note) ?? withNames(own, () => findTradeOffs(note));
  known.set(note, found);
  return found;
}

function findTradeOffs(note: Note): TradeOff[] {
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
    if (isBeneath(section, isElsewhere)) continue;
    const around = section?.heading || note.title;
    const line = named === undefined && name === undefined ? above.of(head, section) : undefined;
    const topic = line?.name ?? wider(named ?? name, around);
    const key = `${line?.line ?? section?.line ?? 0} ${foldCase(topic)}`;
    const group = groups.get(key) ?? {
      note,
      topic,
      section,
      line: line?.line ?? (topic === around ? section?.line : undefined) ?? note.lines.at(from),
      ...bySide(() => []),
    };
    groups.set(key, group);
    for (const item of items) group[side].push(item);
  }
  return [...groups.values()].sort((a, b) => a.line - b.line);
}

/** The items of every side. */
function isBeneath(section: Section | undefined, test: (heading: string) => boolean): boolean {
  for (let at = section; at; at = at.parent) if (test(at.heading)) return true;
  return false;
}

function sections({ note, said }: Scan): Head[] {
  const heads: Head[] = [];
  // By the section that sides stand in, the names of what stands beneath each of them.
  const options = new Map<Section | undefined, Map<string, Set<Side>>>();
  for (const [section, all] of said) {
    const one = oneSideOf(all);
    if (!one) continue;
    heads.push({ ...one, from: section.from, items: entriesUnder(note, said, section) });
    const names = options.get(section.parent) ?? new Map<string, Set<Side>>();
    options.set(section.parent, names);
    for (const { heading } of section.children) names.set(heading, (names.get(heading) ?? new Set()).add(one.side));
  }
  // `Ubuntu` beneath `Pros`, and again beneath `Cons`, is a topic.
  for (const [section, all] of said) {
    const side = oneSideOf(all)?.side;
    const names = options.get(section.parent);
    for (const child of side ? section.children : [])
      if (side && (names?.get(child.heading)?.size ?? 0) > 1) {
        const items = entriesUnder(note, said, child);
        heads.push({ side, from: child.from, place: section.from, topic: child.heading, items });
      }
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
      const said = name === '' ? undefined : sideSaidBy(name);
      if (!said) return [];
      // A clause is no name, and with a dash a sentence looks alike: only a word alone is safe there.
      if (name.includes(',') || name.split(' ').length > mostNameWords) return [];
      if (!/^[^:：]*[:：]/.test(line.text) && name.includes(' ')) return [];
      const topic = said.topic ?? (line.line <= first.lastLine ? first.name : undefined);
      const parts = sidesIn(said.side, points).map((part) => ({ ...part, line: restOf(note, line, part.text) }));
      return parts.map(({ side, text, line: part }, index) => {
        const from = index === 0 ? line.from : part.from;
        return { side, from, topic, items: [itemAt({ ...part, to: parts[index + 1]?.line.from ?? line.to }, text)] };
      });
    });
  });
}

/** `fast / Cons: loud` after `Pros:`: the points of each side, without what parts them. */
function sidesIn(side: Side, points: string): { side: Side; text: string }[] {
  const parts = points.split(/(?<=^|[\s.,;/|])(\p{L}{2,15})\s*[:：]\s+/u);
  const found = [{ side, text: parts[0] ?? '' }];
  for (let at = 1; at < parts.length; at += 2) {
    const other = sideSaidBy(parts[at] ?? '')?.side;
    const text = parts[at + 1] ?? '';
    const last = found.at(-1);
    if (other) found.push({ side: other, text });
    else if (last) last.text += `${parts[at]}: ${text}`;
  }
  return found.map((one) => ({ ...one, text: one.text.replace(/[\s/|,;]+$/, '') })).filter(({ text }) => text !== '');
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
      // A sentence is no name, but for an exercise: `Name two benefits of X.`
      if (/[.!]$|[.!?] /.test(line.text) && !asksFor(line.text)) return;
      // `[!success] Pros`, of a callout.
      const said = sideSaidBy(line.text.replace(/^\[![\w-]+\][+-]?\s*/, ''));
      if (!said) return;
      const points = isLast ? [] : pointsIn(lines.slice(1), false);
      const listed = next?.type === 'list' ? entriesOf(scan.note, [next]) : itemsIn(scan.note, after);
      const items = [...points, ...listed];
      heads.push({
        ...said,
        from: line.from,
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
      const said = question === '' ? undefined : sideSaidBy(question);
      if (!said) return [];
      const isAnswered = /\p{L}/u.test(answer) && !isQuestion(answer);
      if (scan.isMarked(line.line) && !isAnswered) return [];
      const items = isAnswered
        ? [itemAt(restOf(scan.note, line, answer), tidy(answer))]
        : answerAfter(scan, place, lines.slice(index + 1));
      return [{ ...said, from: line.from, items }];
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
  // A question that is to be answered yet.
  if (list.children[index]?.checked !== undefined) return [];
  const items = scan.untilNextHead(list.children, index + 1);
  return items.length > 0
    ? itemsIn(note, items as ListItem[])
    : index < list.children.length - 1
      ? []
      : entriesOf(note, scan.untilNextHead(after, 0) as Block[]);
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
      sign && sign.text !== '' && !saidBy(sign.text)
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
    const said = head.map(({ text }) => sideSaidBy(text) ?? signAlone(text));
    if (!said.some((one) => one?.side === 'pros' || one?.side === 'cons')) return [];
    const hasTopics = said[0] === undefined && head[0]?.text !== '#';
    return rows.flatMap((row) =>
      row.flatMap((cell, column) => {
        const own = said[column];
        if (!own || !hasWords(cell.text)) return [];
        const topic = hasTopics && hasWords(row[0]?.text ?? '') ? row[0]?.text : own.topic;
        return [{ side: own.side, from: cell.from, topic, items: pointsOf(note, cell) }];
      }),
    );
  });
}

/** A head that is nothing but a sign. */
function signAlone(text: string): { side: Side; topic: undefined } | undefined {
  const sign = signAt(text);
  return sign?.text === '' ? { side: sign.side, topic: undefined } : undefined;
}

function tableRows({ note, tables }: Scan): Head[] {
  return tables.flatMap((table) => {
    const [head = [], ...rows] = cellsOf(table);
    const named = new Set(rows.map(([name]) => name && sideSaidBy(name.text)?.side));
    if (!named.has('pros') || !named.has('cons')) return [];
    return rows.flatMap(([name, ...cells]) => {
      const said = name && sideSaidBy(name.text);
      if (!said) return [];
      return cells.flatMap((cell, column) => {
        const topic = head[column + 1]?.text;
        if (!hasWords(cell.text)) return [];
        return [
          {
            side: said.side,
            from: cell.from,
            topic: topic && cells.length > 1 ? topic : said.topic,
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

function cellItem(note: Note, { from, to }: Span, text: string): Item {
  return itemAt({ from, to, line: note.lines.at(from), text }, text);
}
