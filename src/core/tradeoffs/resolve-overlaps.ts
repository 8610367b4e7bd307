/** What rules of trade-offs find, and which of it holds. */

import type { Item, Note } from '../note.ts';
import { firstChildFrom } from '../tree.ts';
import { isQuestion } from './entries.ts';
import type { Side } from './lexicon/index.ts';
import { asksSomething, isNothing, longestName, namedBy, saidBy } from './phrases.ts';

/** A place where a side is named, and the entries of that side. */
export interface Head {
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

/** @returns heads in document order with the entries that are theirs; those without are left out */
export function settle(note: Note, found: readonly Head[]): Head[] {
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
      const first = Math.max(index + 1, firstChildFrom(heads, item.from));
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
      items: head.items
        .filter((item) => owners.get(item.from) === head)
        .map((item) => withoutLazyName(item, lazy))
        .filter(({ text }) => text !== ''),
    }))
    .filter(({ items }) => items.length > 0);
}

/** `cheap` of an item that a line `Cons:` at the margin goes on with. */
function withoutLazyName(item: Item, lazy: readonly Head[]): Item {
  const name = lazy[firstChildFrom(lazy, item.from)];
  if (name?.lazyName === undefined || name.from >= item.to || !item.text.endsWith(name.lazyName)) return item;
  return { ...item, to: name.from, text: item.text.slice(0, -name.lazyName.length).trimEnd() };
}

/** `Charging at home?` is a doubt, an entry; what has more words asks something. */
const longestDoubt = 5;

/** `none` is no entry, nor is a question, nor a line before others that only names a side: `Technical benefits of X.` */
function isEntry(note: Note, { from, to, text, remarks }: Item, isBeforeOthers: boolean): boolean {
  if (isNothing(text) || (isQuestion(text) && (asksSomething(text) || text.split(' ').length > longestDoubt)))
    return false;
  const isLine =
    isBeforeOthers && remarks.length === 0 && text.length <= longestName && !isItemMarker(note.source, from, to);
  // Of a line with its own name on it, `Pros: good for teams`, only part is the text.
  const isWholeLine = text.length >= to - from - 4;
  return !(isLine && (isWholeLine ? saidBy(text) : namedBy(text)));
}

export function isItemMarker(source: string, from: number, to: number): boolean {
  return /^(?:[-+*]|\d{1,9}[.)])\s/.test(source.slice(from, Math.min(to, from + 11)));
}
