/** A library whose notes have all been read. */
import type { Note } from '../core/note.ts';
import { stemOf } from '../core/note.ts';
import type { OwnNames } from '../core/tradeoffs/lexicon/index.ts';
import { nameOf } from '../core/words.ts';
import { factsOfSource } from './extract.ts';
import type { TextIndex } from './index/text-index.ts';
import type { Library, Notice } from './library.ts';

/**
 * @param all the notes that were not asked for among them: how rare a word is, is told by all
 * @param words names of sides beside those that are known
 */
export function readLibrary(
  notes: readonly Note[],
  notices: readonly Notice[],
  all: () => Promise<readonly Note[]>,
  words?: OwnNames,
): Library {
  const own = new Map(notes.map((note) => [note.file, note]));
  let made: Promise<TextIndex> | undefined;
  /** The tables of an index, in memory: what is found without an index is what is found with one. */
  const index = () => {
    made ??= import('./index/text-index.ts').then(async ({ indexInMemory }) => indexInMemory(await all(), own));
    return made;
  };
  return {
    ...factsOfSource(words),
    notices,
    isEmpty: notes.length === 0,
    count: notes.length,
    notes: () => notes,
    candidates: () => notes,
    nearlySpelled: () => [],
    alike: () => notes,
    startingWith: () => notes,
    noteAt: (file) => notes.find((note) => note.file === file),
    called: (name) => {
      const wanted = nameOf(name);
      return notes.filter((note) =>
        [stemOf(note.path), note.title, ...note.aliases].some((own) => nameOf(own) === wanted),
      );
    },
    search: async (search, most) => (await index()).search(search, most),
    bearing: async (words, most) => (await index()).bearing(words, most),
    frequencies: async (words) => (await index()).frequencies(words),
    spellings: async (word) => (await index()).spellings(word),
    tags: () => {
      const counts = new Map<string, number>();
      for (const { tags } of notes) for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      return counts;
    },
    hosts: async (start) => {
      const { linksOf } = await import('../markdown/links.ts');
      const { hostOf } = await import('../core/link-kinds.ts');
      const counts = new Map<string, number>();
      for (const note of notes)
        for (const host of new Set(linksOf(note).map(({ url }) => hostOf(url))))
          if (host?.startsWith(start)) counts.set(host, (counts.get(host) ?? 0) + 1);
      return counts;
    },
    close: () => undefined,
    linkingTo: () => notes,
  };
}
