import type { Note } from '../core/note.ts';
import { getFileStem } from '../core/note.ts';
import type { UserWords } from '../core/tradeoffs/lexicon/lexicon.ts';
import { normalizeName } from '../core/words.ts';
import { createSourceExtractors } from './extract.ts';
import type { TextIndex } from './index/full-text/text-index.ts';
import { hashText } from './index/hash.ts';
import type { Library, Notice } from './library.ts';

/**
 * @param loadAllNotes returns all notes, including those that the filter excludes: the rarity of a word is counted in
 *   all
 * @param userWords names of pros and cons defined by the user, in addition to the built-in ones
 */
export function createMemoryLibrary(
  notes: readonly Note[],
  notices: readonly Notice[],
  loadAllNotes: () => Promise<readonly Note[]>,
  userWords?: UserWords,
): Library {
  const notesByFile = new Map(notes.map((note) => [note.file, note]));
  let textIndex: Promise<TextIndex> | undefined;
  /** Builds the tables of an index in memory, so that a search has the same results with and without an index. */
  const loadTextIndex = () => {
    textIndex ??= import('./index/full-text/text-index.ts').then(async ({ createMemoryIndex }) =>
      createMemoryIndex(await loadAllNotes(), notesByFile),
    );
    return textIndex;
  };
  return {
    ...createSourceExtractors(userWords),
    notices,
    isEmpty: notes.length === 0,
    noteCount: notes.length,
    get state() {
      return hashText(notes.map(({ file, modified, source }) => `${file}\0${modified}\0${source.length}`).join('\n'));
    },
    notes: () => notes,
    notesWith: () => notes,
    iterateNotes: () => notes,
    findCandidates: () => notes,
    findByGuess: () => notes,
    findByPrefix: () => notes,
    findByFile: (file) => notes.find((note) => note.file === file),
    findByName: (name) => {
      const normalizedName = normalizeName(name);
      return notes.filter((note) =>
        [getFileStem(note.path), note.title, ...note.aliases].some(
          (candidate) => normalizeName(candidate) === normalizedName,
        ),
      );
    },
    search: async (search, limit) => (await loadTextIndex()).search(search, limit),
    countResults: async (search, unit) => (await loadTextIndex()).countResults(search, unit, true),
    searchAnyWord: async (words, limit) => (await loadTextIndex()).searchAnyWord(words, limit),
    countFrequencies: async (words) => (await loadTextIndex()).countFrequencies(words),
    suggestSpellings: async (word) => (await loadTextIndex()).suggestSpellings(word),
    countTags: () => {
      const counts = new Map<string, number>();
      for (const { tags } of notes) for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
      return counts;
    },
    countHosts: async (start) => {
      const { findLinks } = await import('../markdown/links.ts');
      const { getHost } = await import('../core/link-kinds.ts');
      const counts = new Map<string, number>();
      for (const note of notes)
        for (const host of new Set(findLinks(note).map(({ url }) => getHost(url))))
          if (host?.startsWith(start)) counts.set(host, (counts.get(host) ?? 0) + 1);
      return counts;
    },
    close: () => undefined,
    findLinkingNotes: () => notes,
  };
}
