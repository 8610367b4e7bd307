/** The trade-offs of topics, to compare them. */
import type { TradeOff } from '../../core/note.ts';
import { isExactKind, isNamedKind } from '../../core/query/lookup.ts';
import { clipTradeOffs, removeDuplicateItems, selectSectionTradeOffs } from '../../core/tradeoffs/select.ts';
import { findTopics } from '../extract-answers.ts';
import type { Library } from '../library.ts';
import type { QueryTarget } from '../resolve-query.ts';
import { wholeNote } from '../resolve-query.ts';

/**
 * Finds the trade-offs of a topic: those in sections with exactly this name and those whose topic contains its words.
 * If there are none, uses sections whose names contain the words.
 * @param matches all matches of the topic as a query, best first
 */
export async function findTradeOffsAbout(
  library: Library,
  topic: string,
  matches: readonly QueryTarget[],
): Promise<TradeOff[]> {
  const getTradeOffs = await library.loadTradeOffExtractor();
  const listAbout = (targets: readonly QueryTarget[]) =>
    targets.flatMap(({ note, section }) =>
      selectSectionTradeOffs(clipTradeOffs(getTradeOffs(note), [section ?? wholeNote]), section),
    );
  const exact = matches.filter(({ kind }) => isExactKind(kind));
  const about = removeDuplicateItems([...listAbout(exact), ...(await findTopics(library, topic))]);
  return about.length > 0 ? about : removeDuplicateItems(listAbout(matches.filter(({ kind }) => isNamedKind(kind))));
}
