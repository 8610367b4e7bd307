/** What speaks for and against a topic, and when to use or avoid it, from the headings and labels that say so. */
import type { Item, Note, Remark, Section, TradeOff } from './note.ts';
import type { Side } from './sides.ts';
import { aboutWords, announcements, leads, openings } from './sides.ts';
import { foldCase } from './text.ts';
import type { Block, List, ListItem, Node, Span } from './tree.ts';
import { childrenOf, plainText } from './tree.ts';

/** @returns the trade-offs of a note, one a topic, in document order */
export function tradeOffsOf(note: Note): TradeOff[] {
  const groups = new Map<string, TradeOff & Record<Side, Item[]>>();
  for (const section of note.sections) {
    const said = sideOf(section.heading);
    if (!said) continue;
    const items = itemsOf(note, section);
    if (items.length === 0) continue;
    const about = topicSection(section);
    const topic = said.topic || about?.heading || note.title;
    const key = `${about?.slug ?? ''}\n${foldCase(topic)}`;
    let group = groups.get(key);
    if (!group) {
      const line = (about ?? section).line;
      group = { note, topic, section: about, line, pros: [], cons: [], neutral: [], useWhen: [], avoidWhen: [] };
      groups.set(key, group);
    }
    group[said.side].push(...items);
  }
  return [...groups.values()];
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

/** The nearest section above that is neither a side nor an announcement of sides. */
function topicSection(section: Section): Section | undefined {
  let above = section.parent;
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
  const listed = blocks.flatMap((block) =>
    block.type === 'list' ? block.children : block.type === 'listItem' ? [block] : [],
  );
  const own =
    listed.length > 0
      ? listed.filter((item) => plainText(item) !== '').map((item) => itemOf(note, item))
      : blocks
          .filter((block) => block.type === 'paragraph' || block.type === 'blockquote')
          .map((block) => paragraphItem(note, block));
  return [...own, ...inside.filter((child) => !sideOf(child.heading)).flatMap((child) => itemsOf(note, child))];
}

/** Whether two sections stand side by side, not one in a list item or quote of the other. */
function isSameContainer(a: Section, b: Section): boolean {
  return (
    a.container.type === b.container.type && a.container.from === b.container.from && a.container.to === b.container.to
  );
}

/** The blocks that stand under a heading or label, siblings of a label among list items included. */
function blocksUnder(section: Section): readonly (Block | ListItem)[] {
  const under = (node: Node) => node.from >= section.bodyFrom && node.from <= section.to;
  const { container } = section;
  if (container.type !== 'list') return container.children.filter(under);
  const own = container.children.find((item) => item.from <= section.bodyFrom && section.bodyFrom <= item.to);
  const nested = own?.children.filter(under) ?? [];
  return nested.length > 0 ? nested : (container as List).children.filter(under);
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

function paragraphItem(note: Note, block: Block): Item {
  const text = plainText(block);
  const { from, to } = block;
  return {
    from,
    to,
    line: note.lines.at(from),
    text,
    quote: block.type === 'blockquote' || isQuoted(text),
    remarks: [],
  };
}

/** What a reader wrote beneath or beside a quote: each item of a list, or the block as a whole. */
export function remarksIn(note: Note, block: Block): Remark[] {
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
