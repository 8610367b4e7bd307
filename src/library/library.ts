/** What can be asked of the notes of a library, whether they were read just now or stand in an index. */
import { realpathSync } from 'node:fs';
import type { Link, Note, Passage, Section, TradeOff } from '../core/note.ts';
import type { Search } from '../core/query/search.ts';

/** Something to tell a person about a file. */
export interface Notice {
  /** `unreadable` means that the answer lacks something; a warning changes nothing. */
  readonly severity: 'unreadable' | 'warning';
  readonly file: string;
  /** From 1, where the notice is about a line. */
  readonly line?: number;
  readonly message: string;
}

export interface Counts {
  /** The last that is not blank, from 1. */
  readonly endLine: number;
  readonly headings: number;
  /** Without images. */
  readonly links: number;
  readonly words: number;
}

/** What notes say: each gives a function that tells it of a note, from an index or by looking. */
export interface Facts {
  links(): Promise<(note: Note) => readonly Link[]>;
  tradeOffs(): Promise<(note: Note) => readonly TradeOff[]>;
  passages(): Promise<(note: Note) => readonly Passage[]>;
  counts(): Promise<(note: Note) => Counts>;
}

/** A section that was found, or with none the text of a note before its first heading. */
export interface Found {
  readonly note: Note;
  readonly section: Section | undefined;
  /** The greater the better; comparable within one answer. */
  readonly score: number;
}

/** How much of what is found is wanted: so many notes, each with all that is found in it that is as good, or so many sections. */
export interface Most {
  readonly count: number;
  readonly of: 'notes' | 'sections';
}

export interface Library extends Facts {
  readonly notices: readonly Notice[];
  readonly isEmpty: boolean;
  /** How many notes there are. */
  readonly count: number;
  /** All notes, in order. */
  notes(): readonly Note[];
  /**
   * The notes in which a lookup may find something, in order: all that it would find in all notes, it finds in these.
   * @param paths what the query may mean as a path: absolute, without an address's fragment
   * @param isComplete whether guesses are wanted too where something is called just so
   */
  candidates(query: string, paths: readonly string[], isComplete: boolean): readonly Note[];
  /** The same where nothing was found: those that bear words spelled nearly so. */
  nearlySpelled(query: string): readonly Note[];
  /** Notes with headings that look like a query that found nothing. */
  alike(query: string): readonly Note[];
  /** Notes with a file, title, alias, heading or label that begins with a text, so many of them. */
  startingWith(text: string, most: number): readonly Note[];
  /** The note of a file. */
  noteAt(file: string): Note | undefined;
  /** Notes whose file, title or alias is called so. */
  called(name: string): readonly Note[];
  /** The sections in which something is found, the best first, then in order. */
  search(search: Search, most: Most): Promise<readonly Found[]>;
  /** Sections that bear some words. */
  bearing(words: readonly string[], most: Most): Promise<readonly Found[]>;
  /** Of some words, how many sections have each. */
  frequencies(words: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Words of the library that are spelled nearly as one that is not in it, the nearest first. */
  spellings(word: string): Promise<readonly string[]>;
  /** Tags with how many notes have each. */
  tags(): ReadonlyMap<string, number>;
  /** Hosts of links on the web that begin with a text, with how many notes have a link there. */
  hosts(start: string): Promise<ReadonlyMap<string, number>>;
  /** Lets go of the index, so that others may write to it: nothing may be asked any more. */
  close(): void;
  /** Notes with a link that may lead to a note. */
  linkingTo(note: Note): readonly Note[];
}

/** Several libraries as one, each note once. */
export function together(libraries: readonly Library[]): Library {
  const [only] = libraries;
  if (only && libraries.length === 1) return only;
  const owners = new WeakMap<Note, Library>();
  const all = (ask: (library: Library) => readonly Note[]): Note[] => {
    const seen = new Set<string>();
    return libraries.flatMap((library) =>
      ask(library).filter((note) => {
        owners.set(note, library);
        const file = realOf(note.file);
        return !seen.has(file) && seen.add(file) !== undefined;
      }),
    );
  };
  const merged = async (ask: (library: Library) => Promise<readonly Found[]>): Promise<Found[]> => {
    const found = await Promise.all(libraries.map(ask));
    const known = new Set(all((library) => found[libraries.indexOf(library)]?.map(({ note }) => note) ?? []));
    return found
      .flat()
      .filter(({ note }) => known.has(note))
      .sort((a, b) => b.score - a.score);
  };
  const ofOwner = async <Fact>(tell: (library: Library) => Promise<(note: Note) => Fact>) => {
    const tellers = new Map(
      await Promise.all(libraries.map(async (library) => [library, await tell(library)] as const)),
    );
    return (note: Note): Fact => {
      const owner = owners.get(note);
      const teller = owner && tellers.get(owner);
      if (!teller) throw new Error(`${note.file} is no note of this library`);
      return teller(note);
    };
  };
  return {
    notices: withoutRepeats(libraries.flatMap(({ notices }) => notices)),
    isEmpty: libraries.every(({ isEmpty }) => isEmpty),
    get count() {
      return this.notes().length;
    },
    notes: () => all((library) => library.notes()),
    candidates: (query, paths, isComplete) => all((library) => library.candidates(query, paths, isComplete)),
    nearlySpelled: (query) => all((library) => library.nearlySpelled(query)),
    alike: (query) => all((library) => library.alike(query)),
    startingWith: (text, most) => all((library) => library.startingWith(text, most)),
    noteAt: (file) => all((library) => [library.noteAt(file)].filter((note) => note !== undefined))[0],
    called: (name) => all((library) => library.called(name)),
    search: (search, most) => merged((library) => library.search(search, most)),
    bearing: (words, most) => merged((library) => library.bearing(words, most)),
    frequencies: async (words) => summed(await Promise.all(libraries.map((library) => library.frequencies(words)))),
    spellings: async (word) => [
      ...new Set((await Promise.all(libraries.map((library) => library.spellings(word)))).flat()),
    ],
    tags: () => summed(libraries.map((library) => library.tags())),
    hosts: async (start) => summed(await Promise.all(libraries.map((library) => library.hosts(start)))),
    linkingTo: (note) => all((library) => library.linkingTo(note)),
    close: () => {
      for (const library of libraries) library.close();
    },
    links: () => ofOwner((library) => library.links()),
    tradeOffs: () => ofOwner((library) => library.tradeOffs()),
    passages: () => ofOwner((library) => library.passages()),
    counts: () => ofOwner((library) => library.counts()),
  };
}

function summed(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const one of counts) for (const [name, count] of one) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}

function realOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

/** What overlapping roots have both found is said once. */
function withoutRepeats(notices: readonly Notice[]): Notice[] {
  const said = new Set<string>();
  return notices.filter(({ file, message }) => !said.has(`${file}\n${message}`) && said.add(`${file}\n${message}`));
}
