/** Defines `SideMatch`, the result of a trade-off rule, and resolves overlaps between matches. */

import type { Item, Note } from '../note.ts';
import { findFirstChildFrom } from '../tree.ts';
import { isQuestion } from './entries.ts';
import type { Side } from './lexicon/lexicon.ts';
import type { Vocabulary } from './phrases.ts';
import { isEmptyAnswer, isQuestionLike, maxNameLength, parseLeadingSide, parsePhrase } from './phrases.ts';

/** A place in a note that names a side, with the entries of that side. */
export interface SideMatch {
  readonly side: Side | 'neutral';
  readonly from: number;
  /** The offset used to look up the topic, if it differs from `from`. */
  readonly topicFrom?: number;
  /** The text of the match, if it is the last line (a lazy continuation) of the item before its entries. */
  readonly lazyName?: string;
  readonly topic: string | undefined;
  /** Whether it is a cell of a table, whose topic is that of its row or column alone. */
  readonly isCell?: true;
  /** Whether the name counts only if the topic has the other side too. */
  readonly isAmbiguous?: boolean;
  readonly items: readonly Item[];
}

/** Assigns each entry to one match: the nearest before it. Matches left without entries are dropped. */
export function resolveOverlaps(note: Note, allMatches: readonly SideMatch[], vocabulary: Vocabulary): SideMatch[] {
  const matches = allMatches
    .map((match) => ({
      ...match,
      items: match.items.filter((item, index) =>
        isEntry(note, item, index === 0 && match.items.length > 1, vocabulary),
      ),
    }))
    .filter(({ items }) => items.length > 0)
    .sort((a, b) => a.from - b.from);
  // For each match, the index of the next match of another side.
  const nextOtherSide = new Array<number>(matches.length).fill(matches.length);
  for (let at = matches.length - 2; at >= 0; at--)
    nextOtherSide[at] = matches[at]?.side === matches[at + 1]?.side ? (nextOtherSide[at + 1] ?? 0) : at + 1;
  const isNested = new Array<boolean>(matches.length).fill(false);
  const matchByItem = new Map<number, SideMatch>();
  const resolved = matches.map((match, index) => {
    if (isNested[index]) return { ...match, items: [] };
    const nestedIndexes = match.items.map((item) => {
      const first = Math.max(index + 1, findFirstChildFrom(matches, item.from));
      const next = matches[first];
      // If an item's last line names a side and the entries follow the item, the line is not part of the item.
      return next && next.from < item.to && (next.items[0]?.from ?? 0) < item.to ? first : -1;
    });
    const hasTopicEntries = match.items.some((item, at) => {
      const first = nestedIndexes[at] ?? -1;
      const otherSideIndex =
        first < 0 || matches[first]?.side !== match.side ? first : (nextOtherSide[first] ?? matches.length);
      return first >= 0 && (matches[otherSideIndex]?.from ?? Number.POSITIVE_INFINITY) < item.to;
    });
    const items = match.items.filter((item, at) => {
      const first = nestedIndexes[at] ?? -1;
      if (first < 0) return true;
      if (hasTopicEntries) return false;
      // A match of the same side on the entry's own line replaces the entry; any other match inside it belongs to it.
      const isRepeated = matches[first]?.items[0]?.line === item.line;
      for (let next = first; next < matches.length && (matches[next]?.from ?? 0) < item.to; next++)
        if (matches[next]?.items[0]?.line !== item.line) isNested[next] = true;
      return !isRepeated;
    });
    return { ...match, items };
  });
  for (const match of resolved) for (const item of match.items) matchByItem.set(item.from, match);
  const lazyMatches = resolved.filter(({ lazyName }) => lazyName !== undefined);
  return resolved
    .map((match) => ({
      ...match,
      items: match.items
        .filter((item) => matchByItem.get(item.from) === match)
        .map((item) => removeLazyName(item, lazyMatches))
        .filter(({ text }) => text !== ''),
    }))
    .filter(({ items }) => items.length > 0);
}

/** Removes a lazy name from an item: `Cons:` at the margin, parsed as a continuation of the item `cheap`. */
function removeLazyName(item: Item, lazyMatches: readonly SideMatch[]): Item {
  const lazyMatch = lazyMatches[findFirstChildFrom(lazyMatches, item.from)];
  if (lazyMatch?.lazyName === undefined || lazyMatch.from >= item.to || !item.text.endsWith(lazyMatch.lazyName))
    return item;
  return { ...item, to: lazyMatch.from, text: item.text.slice(0, -lazyMatch.lazyName.length).trimEnd() };
}

/**
 * A short question counts as an entry because it expresses a concern (`Charging at home?`). A longer one is a real
 * question.
 */
const maxDoubtWords = 5;

/** Excludes `none`, questions, and a line before others that only names a side: `Technical benefits of X.` */
function isEntry(
  note: Note,
  { from, to, text, remarks }: Item,
  isBeforeOthers: boolean,
  vocabulary: Vocabulary,
): boolean {
  if (isEmptyAnswer(text) || (isQuestion(text) && (isQuestionLike(text) || text.split(' ').length > maxDoubtWords)))
    return false;
  const isLine =
    isBeforeOthers && remarks.length === 0 && text.length <= maxNameLength && !isItemMarker(note.source, from, to);
  // If a line starts with a name, as in `Pros: good for teams`, the text is only part of the line.
  const isWholeLine = text.length >= to - from - 4;
  return !(isLine && (isWholeLine ? parsePhrase(text, vocabulary) : parseLeadingSide(text, vocabulary)));
}

export function isItemMarker(source: string, from: number, to: number): boolean {
  return /^(?:[-+*]|\d{1,9}[.)])\s/.test(source.slice(from, Math.min(to, from + 11)));
}
