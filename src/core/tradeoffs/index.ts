/**
 * Finds pros, cons, and when to use or avoid a topic. Each rule finds matches: places that name a side, with the
 * entries below them (`rules.ts`, `entries.ts`). `resolve-overlaps.ts` resolves overlaps between rules: an entry belongs to the nearest match,
 * a match nested in an entry belongs to the entry, and an entry that contains several sides is a topic.
 */

import type { Item, Note, Section, TradeOff } from '../note.ts';
import { foldCase } from '../words.ts';
import { Scan } from './candidates.ts';
import type { UserWords } from './lexicon/lexicon.ts';
import type { Vocabulary } from './phrases.ts';
import { getVocabulary, isUnrelatedHeading } from './phrases.ts';
import type { SideMatch } from './resolve-overlaps.ts';
import { resolveOverlaps } from './resolve-overlaps.ts';
import { tradeOffRules } from './rules.ts';
import { mapSides } from './select.ts';
import { PrecedingNames, widenTopic } from './topics.ts';

const cache = new WeakMap<Note, readonly TradeOff[]>();

/**
 * Returns the trade-offs of a note, one per topic, in document order. Caches the result.
 * @param userWords additional names of sides; must be the same for every call with a note
 */
export function readTradeOffs(note: Note, userWords?: UserWords): readonly TradeOff[] {
  const tradeOffs = cache.get(note) ?? findTradeOffs(note, getVocabulary(userWords));
  cache.set(note, tradeOffs);
  return tradeOffs;
}

function findTradeOffs(note: Note, vocabulary: Vocabulary): TradeOff[] {
  const scan = new Scan(note, vocabulary);
  const matches = resolveOverlaps(
    note,
    tradeOffRules.flatMap((rule) => rule.find(scan)),
    vocabulary,
  );
  const namesAbove = new PrecedingNames(note, matches, vocabulary);
  const groups = new Map<string, TradeOff & Record<SideMatch['side'], Item[]>>();
  for (const match of matches) {
    const { side, from, topic: matchTopic, items, topicFrom = from } = match;
    const { section, name: sectionTopic } = scan.findTopic(topicFrom);
    if (isUnderHeading(section, isUnrelatedHeading)) continue;
    const defaultTopic = section?.heading || note.title;
    const nameAbove =
      matchTopic === undefined && sectionTopic === undefined ? namesAbove.findName(match, section) : undefined;
    const topic = nameAbove?.name ?? widenTopic(matchTopic ?? sectionTopic, defaultTopic);
    const key = `${nameAbove?.line ?? section?.line ?? 0} ${foldCase(topic)}`;
    const group = groups.get(key) ?? {
      note,
      topic,
      section,
      line: nameAbove?.line ?? (topic === defaultTopic ? section?.line : undefined) ?? note.lines.lineAt(from),
      ...mapSides(() => []),
    };
    groups.set(key, group);
    for (const item of items) group[side].push(item);
  }
  return [...groups.values()].sort((a, b) => a.line - b.line);
}

function isUnderHeading(section: Section | undefined, test: (heading: string) => boolean): boolean {
  for (let current = section; current; current = current.parent) if (test(current.heading)) return true;
  return false;
}
