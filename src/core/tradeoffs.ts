/** What speaks for and against a topic, and when to use or avoid it, from the headings and labels that say so. */
import type { Item, Note, Remark, Section, TradeOff } from './note.ts';
import { sectionAt } from './note.ts';
import type { Side } from './sides.ts';
import { aboutWords, announcements, leads, openings } from './sides.ts';
import { foldCase } from './text.ts';
import type { Block, ListItem, Node, Span } from './tree.ts';
import { childrenBetween, childrenOf, plainText, walk } from './tree.ts';

/** @returns the trade-offs of a note, one a topic, in document order */
export function tradeOffsOf(note: Note): TradeOff[] {
  const groups = new Groups(note);
  for (const section of note.sections) {
    const said = sideOf(section.heading);
    if (said) groups.add(said.side, said.topic, topicSection(section.parent), section.line, itemsOf(note, section));
  }
  for (const { side, item } of oneLineItems(note)) {
    const around = sectionAt(note.sections, item.from);
    if (!isInSide(around)) groups.add(side, undefined, topicSection(around), item.line, [item]);
  }
  return groups.all();
}

type Group = TradeOff & Record<Side, Item[]>;

/** The items of each topic, as they come. */
class Groups {
  readonly #note: Note;
  readonly #groups = new Map<string, Group>();

  constructor(note: Note) {
    this.#note = note;
  }

  add(side: Side, named: string | undefined, about: Section | undefined, line: number, items: readonly Item[]): void {
    if (items.length === 0) return;
    const note = this.#note;
    const topic = named || about?.heading || note.title;
    const key = `${about?.slug ?? ''}\n${foldCase(topic)}`;
    const group = this.#groups.get(key) ?? {
      note,
      topic,
      section: about,
      line: about?.line ?? line,
      pros: [],
      cons: [],
      neutral: [],
      useWhen: [],
      avoidWhen: [],
    };
    this.#groups.set(key, group);
    for (const item of items) group[side].push(item);
  }

  all(): TradeOff[] {
    return [...this.#groups.values()].sort((a, b) => a.line - b.line);
  }
}

/** `Pros: fast, cheap` or `**Cons** - slow`: a side and one item of it on one line, of a paragraph or a list item. */
function oneLineItems(note: Note): { side: Side; item: Item }[] {
  const found: { side: Side; item: Item }[] = [];
  walk(note.tree, (node) => {
    if (node.type !== 'paragraph') return;
    linesIn(node).forEach((text, index) => {
      const match = /^([^:：.]{2,40}?)\s*(?:[:：]|\s[-–—]\s)\s*(\S.*)$/.exec(text);
      const said = match?.[1] ? sideOf(match[1]) : undefined;
      if (!match?.[2] || !said || said.topic !== undefined || match[1]?.trim().includes(' ')) return;
      const line = note.lines.at(node.from) + index;
      const from = Math.max(node.from, note.lines.start(line));
      const to = Math.min(node.to, note.lines.end(line));
      found.push({ side: said.side, item: { from, to, line, text: match[2], quote: isQuoted(match[2]), remarks: [] } });
    });
  });
  return found;
}

function isInSide(section: Section | undefined): boolean {
  for (let at = section; at; at = at.parent) if (sideOf(at.heading)) return true;
  return false;
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

/** The side that a heading or label names, with the topic if it names that too; nothing for one that names both sides. */
function sideOf(heading: string): { side: Side; topic: string | undefined } | undefined {
  const text = phraseOf(heading);
  for (const [side, phrases] of openings) {
    const phrase = phrases.find((candidate) => text === candidate || text.startsWith(`${candidate} `));
    if (!phrase) continue;
    const rest = text.slice(phrase.length).trim();
    if ((side === 'pros' || side === 'cons') && rest !== '' && !aboutWords.test(rest)) return undefined;
    const topic = aboutWords.test(rest) ? rest.replace(aboutWords, '') : '';
    return { side, topic: topicAsWritten(heading, topic) };
  }
  return undefined;
}

/** A heading's words as the tables of `sides.ts` have them. */
function phraseOf(heading: string): string {
  const words = foldCase(heading)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}+#/&]+/gu, ' ');
  return words.trim().replace(leads, '');
}

/** The folded topic as the heading has it. */
function topicAsWritten(heading: string, topic: string): string | undefined {
  if (topic === '') return undefined;
  const at = foldCase(heading).indexOf(topic);
  return at < 0 || foldCase(heading).length !== heading.length ? topic : heading.slice(at, at + topic.length);
}

/** The nearest section, from one upward, that is neither a side nor an announcement of sides. */
function topicSection(section: Section | undefined): Section | undefined {
  let above = section;
  while (above && (sideOf(above.heading) || announcements.has(phraseOf(above.heading)))) above = above.parent;
  return above;
}

/**
 * The entries of a side: top-level list items, or without a list the paragraphs; then those of the headings and labels
 * beneath it that are no sides themselves.
 */
function itemsOf(note: Note, section: Section): Item[] {
  const inside = section.children.filter((child) => isSameContainer(child, section));
  const first = inside[0]?.from ?? Number.POSITIVE_INFINITY;
  const blocks = blocksUnder(section).filter((block) => block.from < first);
  if (blocks[0]?.type === 'blockquote') return quotedItems(note, blocks);
  const listed = blocks.flatMap((block) =>
    block.type === 'list' ? block.children : block.type === 'listItem' ? [block] : [],
  );
  const own =
    listed.length > 0
      ? listed.filter((item) => plainText(item) !== '').map((item) => itemOf(note, item))
      : blocks
          .filter((block) => block.type === 'paragraph' || block.type === 'blockquote')
          .flatMap((block) => paragraphItems(note, block));
  return [...own, ...inside.filter((child) => !sideOf(child.heading)).flatMap((child) => itemsOf(note, child))];
}

/** Quotes, each with what stands between it and the next as remarks. */
function quotedItems(note: Note, blocks: readonly (Block | ListItem)[]): Item[] {
  const items: (Item & { remarks: Remark[] })[] = [];
  for (const block of blocks) {
    const { from, to } = block;
    if (block.type === 'blockquote')
      items.push({ from, to, line: note.lines.at(from), text: plainText(block), quote: true, remarks: [] });
    else items.at(-1)?.remarks.push(...remarksIn(note, block));
  }
  return items.filter((item) => item.text !== '');
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

/** What is nested in an item, or stands beside a quote in it, is remarks on it. */
function itemOf(note: Note, item: ListItem): Item {
  const { from, to } = item;
  const first = item.children[0];
  const line = note.lines.at(first?.from ?? from);
  const own = first && first.type !== 'list' ? plainText(first) : '';
  if (own === '') return { from, to, line, text: plainText(item), quote: false, remarks: [] };
  const remarks = item.children.slice(1).flatMap((block) => remarksIn(note, block));
  return { from, to, line, text: own, quote: first?.type === 'blockquote' || isQuoted(own), remarks };
}

/** A paragraph is an item; one that is written a point a line is one a line. */
function paragraphItems(note: Note, block: Block): Item[] {
  const { from, to } = block;
  const points = block.type === 'paragraph' ? pointsOf(linesIn(block)) : [];
  if (points.length > 0) {
    const first = note.lines.at(from);
    return points.map(({ text, index }) => {
      const span = {
        from: Math.max(from, note.lines.start(first + index)),
        to: Math.min(to, note.lines.end(first + index)),
      };
      return { ...span, line: first + index, text, quote: isQuoted(text), remarks: [] };
    });
  }
  const text = plainText(block);
  return [
    { from, to, line: note.lines.at(from), text, quote: block.type === 'blockquote' || isQuoted(text), remarks: [] },
  ];
}

/** Lines longer than this were wrapped by somebody's editor, not ended by somebody. */
const longestPoint = 70;

/** The lines that are points of their own, without one that only says that points follow; none for running text. */
function pointsOf(lines: readonly string[]): { text: string; index: number }[] {
  if (lines.length < 2 || lines.some((line) => line.length > longestPoint)) return [];
  const points = lines.map((text, index) => ({ text, index }));
  const isEnded = points.slice(0, -1).every(({ text }) => /[.!;)]$/.test(text) || text.length < longestPoint / 2);
  if (!isEnded) return [];
  const announces = openings.some(([, phrases]) =>
    phrases.some((phrase) => ` ${phraseOf(lines[0] ?? '')} `.includes(` ${phrase} `)),
  );
  return announces ? points.slice(1) : points;
}

/** The lines of a paragraph, without markup. */
function linesIn(paragraph: Node): string[] {
  let text = '';
  walk(paragraph, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
    else if (node.type === 'break') text += '\n';
    else if (node.type === 'image' || node.type === 'imageReference') text += node.alt;
  });
  return text.split(/\r\n|\n|\r/).map((line) => line.trim());
}

/** What a reader wrote beneath or beside a quote: each item of a list, or the block as a whole. */
export function remarksIn(note: Note, block: Block | ListItem): Remark[] {
  const blocks: readonly (Block | ListItem)[] = block.type === 'list' ? block.children : [block];
  return blocks
    .map((one) => ({
      text: plainText(one),
      line: note.lines.at(childrenOf(one)[0]?.from ?? one.from),
    }))
    .filter((remark) => remark.text !== '');
}

/** Wholly in quotation marks. */
export function isQuoted(text: string): boolean {
  return /^(?:"[^"]+"|“[^”]+”|„[^“]+“|«[^»]+»)[.,]?$/.test(text);
}
