import type { Note } from '../../core/note.ts';
import { toNameKey } from '../../core/words.ts';
import type { Library } from '../library.ts';

/** A topic with its number of pros and cons, and their location. */
interface TopicCount {
  readonly topic: string;
  readonly pros: number;
  readonly cons: number;
  readonly note: Note;
  readonly line: number;
}

/** Counts the pros and cons of each topic of a library, in alphabetical order. */
export async function countTopics(library: Library): Promise<TopicCount[]> {
  const getTradeOffs = await library.loadTradeOffExtractor();
  const byName = new Map<string, TopicCount>();
  for (const { topic, pros, cons, note, line } of library.notesWith('tradeoffs').flatMap(getTradeOffs)) {
    if (topic === '' || pros.length + cons.length === 0) continue;
    const key = toNameKey(topic);
    const count = byName.get(key) ?? { topic, pros: 0, cons: 0, note, line };
    byName.set(key, { ...count, pros: count.pros + pros.length, cons: count.cons + cons.length });
  }
  return [...byName.values()].sort((a, b) => (a.topic.toLowerCase() < b.topic.toLowerCase() ? -1 : 1));
}
