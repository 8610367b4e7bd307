/** The interface of a library of notes, whether the notes were just read or come from an index. */
import type { Link, Note, Passage, Section, TradeOff } from '../core/note.ts';
import type { SearchQuery } from '../core/query/search.ts';

export interface Notice {
  /** `unreadable`: part of the answer is missing. `warning`: the answer is complete. */
  readonly severity: 'unreadable' | 'warning';
  readonly file: string;
  /** From 1; set if the notice is about a particular line. */
  readonly line?: number;
  readonly message: string;
}

export interface Counts {
  /** The last line that is not blank, from 1. */
  readonly endLine: number;
  readonly headings: number;
  /** Excludes images. */
  readonly links: number;
  readonly words: number;
}

/** Extracts the content of notes. Each method returns a function that takes it from an index or parses the note. */
export interface Extractors {
  loadLinkExtractor(): Promise<(note: Note) => readonly Link[]>;
  loadTradeOffExtractor(): Promise<(note: Note) => readonly TradeOff[]>;
  loadPassageExtractor(): Promise<(note: Note) => readonly Passage[]>;
  loadCountExtractor(): Promise<(note: Note) => Counts>;
}

/** Content of notes that an index stores. */
export type Content = 'links' | 'tradeoffs' | 'passages';

/** A section that matches a search, or without a section the text of a note before its first heading. */
export interface SearchResult {
  readonly note: Note;
  readonly section: Section | undefined;
  /** Higher is better; comparable only within one answer. */
  readonly score: number;
}

/**
 * Limits a search to the best `count` sections, or to the sections that cover the best `count` notes. Sections that tie
 * with the last one are included.
 */
export interface SearchLimit {
  readonly count: number;
  readonly unit: 'notes' | 'sections';
}

export interface Library extends Extractors {
  readonly notices: readonly Notice[];
  readonly isEmpty: boolean;
  readonly noteCount: number;
  /** Differs if a note differs: while it is the same, answers are the same. */
  readonly state: string;
  notes(): readonly Note[];
  /** Returns the notes that may have content of a kind, sorted by path. No other note has any. */
  notesWith(content: Content): readonly Note[];
  /** Returns all notes, one after another and sorted by path, without keeping them. */
  iterateNotes(): Iterable<Note>;
  /**
   * Returns the notes that may match a query, sorted by path. No match is in any other note.
   * @param paths absolute paths that the query may stand for, without the fragment of an address
   * @param isComplete whether to include partial matches even if a name matches exactly
   */
  findCandidates(query: string, paths: readonly string[], isComplete: boolean): readonly Note[];
  /** Returns more candidates, for a lookup without matches: notes with names that a guess of this kind may match. */
  findByGuess(query: string, guess: 'initials' | 'spelling'): readonly Note[];
  /** Returns at most `limit` notes with a file, title, alias, heading or label that begins with a text. */
  findByPrefix(text: string, limit: number): readonly Note[];
  findByFile(file: string): Note | undefined;
  /** Returns notes with a file, title or alias of this name. */
  findByName(name: string): readonly Note[];
  /** Returns the sections that match a search: the best first, ties in order of path and position. */
  search(search: SearchQuery, limit: SearchLimit): Promise<readonly SearchResult[]>;
  /** Counts what a search without a limit would return. */
  countResults(search: SearchQuery, unit: SearchLimit['unit']): Promise<number>;
  /** Returns the sections that contain any of some words. */
  searchAnyWord(words: readonly string[], limit: SearchLimit): Promise<readonly SearchResult[]>;
  /** Counts the sections that contain each word. */
  countFrequencies(words: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Returns words of the library that are spelled similarly to a word, the most similar first. */
  suggestSpellings(word: string): Promise<readonly string[]>;
  countTags(): ReadonlyMap<string, number>;
  /** Counts, for each host of a web link that begins with a text, the notes that link to it. */
  countHosts(start: string): Promise<ReadonlyMap<string, number>>;
  /** Closes the index so that other processes can write to it. The library cannot be used afterwards. */
  close(): void;
  /** Returns notes with a link that may lead to a note. */
  findLinkingNotes(note: Note): readonly Note[];
}
