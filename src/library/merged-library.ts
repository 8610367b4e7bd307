import { realpathSync } from 'node:fs';
import type { Note } from '../core/note.ts';
import type { Library, Notice, SearchResult } from './library.ts';

/** Merges libraries into one that has each note once. */
export function mergeLibraries(libraries: readonly Library[]): Library {
  const [firstLibrary] = libraries;
  if (firstLibrary && libraries.length === 1) return firstLibrary;
  const owners = new WeakMap<Note, Library>();
  const mergeNotes = (getNotes: (library: Library) => readonly Note[]): Note[] => {
    const seenFiles = new Set<string>();
    return libraries.flatMap((library) =>
      getNotes(library).filter((note) => {
        owners.set(note, library);
        const file = resolveRealPath(note.file);
        return !seenFiles.has(file) && seenFiles.add(file) !== undefined;
      }),
    );
  };
  const mergeResults = async (
    getResults: (library: Library) => Promise<readonly SearchResult[]>,
  ): Promise<SearchResult[]> => {
    const results = await Promise.all(libraries.map(getResults));
    const uniqueNotes = new Set(
      mergeNotes((library) => results[libraries.indexOf(library)]?.map(({ note }) => note) ?? []),
    );
    return results
      .flat()
      .filter(({ note }) => uniqueNotes.has(note))
      .sort((a, b) => b.score - a.score);
  };
  const delegateToOwner = async <Content>(loadExtractor: (library: Library) => Promise<(note: Note) => Content>) => {
    const extractors = new Map(
      await Promise.all(libraries.map(async (library) => [library, await loadExtractor(library)] as const)),
    );
    return (note: Note): Content => {
      const owner = owners.get(note);
      const extractor = owner && extractors.get(owner);
      if (!extractor) throw new Error(`${note.file} does not belong to this library.`);
      return extractor(note);
    };
  };
  return {
    notices: removeDuplicateNotices(libraries.flatMap(({ notices }) => notices)),
    isEmpty: libraries.every(({ isEmpty }) => isEmpty),
    get state() {
      return libraries.map(({ state }) => state).join('-');
    },
    get noteCount() {
      return this.notes().length;
    },
    notes: () => mergeNotes((library) => library.notes()),
    notesWith: (content) => mergeNotes((library) => library.notesWith(content)),
    *iterateNotes() {
      const files = new Set<string>();
      for (const library of libraries)
        for (const note of library.iterateNotes()) {
          const file = resolveRealPath(note.file);
          if (!files.has(file)) yield note;
          files.add(file);
        }
    },
    findCandidates: (query, paths, isComplete) =>
      mergeNotes((library) => library.findCandidates(query, paths, isComplete)),
    findByGuess: (query, guess) => mergeNotes((library) => library.findByGuess(query, guess)),
    findByPrefix: (text, limit) => mergeNotes((library) => library.findByPrefix(text, limit)),
    findByFile: (file) => mergeNotes((library) => [library.findByFile(file)].filter((note) => note !== undefined))[0],
    findByName: (name) => mergeNotes((library) => library.findByName(name)),
    search: (search, limit) => mergeResults((library) => library.search(search, limit)),
    countResults: async (search, unit) => {
      const counts = await Promise.all(libraries.map((library) => library.countResults(search, unit)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    searchAnyWord: (words, limit) => mergeResults((library) => library.searchAnyWord(words, limit)),
    countFrequencies: async (words) =>
      sumCounts(await Promise.all(libraries.map((library) => library.countFrequencies(words)))),
    suggestSpellings: async (word) => [
      ...new Set((await Promise.all(libraries.map((library) => library.suggestSpellings(word)))).flat()),
    ],
    countTags: () => sumCounts(libraries.map((library) => library.countTags())),
    countHosts: async (start) => sumCounts(await Promise.all(libraries.map((library) => library.countHosts(start)))),
    findLinkingNotes: (note) => mergeNotes((library) => library.findLinkingNotes(note)),
    close: () => {
      for (const library of libraries) library.close();
    },
    loadLinkExtractor: () => delegateToOwner((library) => library.loadLinkExtractor()),
    loadTradeOffExtractor: () => delegateToOwner((library) => library.loadTradeOffExtractor()),
    loadPassageExtractor: () => delegateToOwner((library) => library.loadPassageExtractor()),
    loadCountExtractor: () => delegateToOwner((library) => library.loadCountExtractor()),
  };
}

function sumCounts(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const map of counts) for (const [name, count] of map) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

function resolveRealPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function removeDuplicateNotices(notices: readonly Notice[]): Notice[] {
  const seen = new Set<string>();
  return notices.filter(({ file, message }) => !seen.has(`${file}\n${message}`) && seen.add(`${file}\n${message}`));
}
