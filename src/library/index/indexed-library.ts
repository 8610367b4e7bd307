import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { stemmer } from 'stemmer';
import type { Link, Note, Passage, TradeOff } from '../../core/note.ts';
import { linkKinds, markdownExtensions } from '../../core/note.ts';
import { listPlaces, looksLikePath } from '../../core/query/address.ts';
import { isMisspellingOfAny, splitPath } from '../../core/query/lookup.ts';
import { abbreviate, compareWords, getRequiredWords, matchesInitials } from '../../core/query/query-words.ts';
import type { SearchQuery } from '../../core/query/search.ts';
import { isUnspaced } from '../../core/scripts.ts';
import { foldWord, normalizeName, spellNumber, splitWords, toNameKey } from '../../core/words.ts';
import type { Filter } from '../files/filter.ts';
import { sortByPath } from '../files/walk.ts';
import type { Content, Counts, Library, Notice, SearchLimit, SearchResult } from '../library.ts';
import type { TextIndex } from './full-text/text-index.ts';
import type { NoteRow } from './indexed-note.ts';
import { IndexedNote } from './indexed-note.ts';
import { quoteTerm } from './quote-term.ts';
import type { SectionRow, StoredLink, StoredPassage, StoredTradeOff } from './schema.ts';
import { decodeNoteData, toHostKey, toWikiKey } from './schema.ts';

/** Longer words are not taken for two that are joined. */
const maxJoinedLength = 40;

type Column = 'sections' | Content;

export class IndexedLibrary implements Library {
  readonly notices: readonly Notice[];
  readonly database: DatabaseSync;
  readonly root: string;
  readonly #filter: Filter;
  /** Notes created so far, by ID; undefined for those that the filter excludes. */
  readonly #notes = new Map<number, IndexedNote | undefined>();
  #allNotes: readonly Note[] | undefined;
  readonly #columnStatements = new Map<Column, StatementSync>();
  /** Items as JSON that were read together with their notes, by column and ID. */
  readonly #storedItems = new Map<string, string>();

  readonly #isUnchanged: (path: string, file: string) => boolean;
  readonly #readState: () => string;

  /** @param isUnchanged reports whether a file is the same as when the index was updated */
  constructor(
    database: DatabaseSync,
    root: string,
    filter: Filter,
    notices: readonly Notice[],
    isUnchanged: (path: string, file: string) => boolean,
    readState: () => string,
  ) {
    this.#isUnchanged = isUnchanged;
    this.#readState = readState;
    this.database = database;
    this.root = root;
    this.#filter = filter;
    this.notices = notices;
  }

  get state(): string {
    return this.#readState();
  }

  get isEmpty(): boolean {
    if (!this.#filter.acceptsAll) return this.notes().length === 0;
    return this.database.prepare('select 1 from note limit 1').get() === undefined;
  }

  get noteCount(): number {
    if (!this.#filter.acceptsAll) return this.notes().length;
    return Number(this.database.prepare('select count(*) as count from note').get()?.count);
  }

  notes(): readonly Note[] {
    this.#allNotes ??= sortByPath(this.#selectNotes('select id, path, hash, data from note'));
    return this.#allNotes;
  }

  notesWith(content: Content): readonly Note[] {
    const sql = `select id, path, hash, data, sections, ${content} as items from note where ${content} is not null`;
    const notes: IndexedNote[] = [];
    for (const row of this.database.prepare(sql).iterate()) {
      const { id, path, hash, data, sections, items } = row as { id: number } & Record<
        'path' | 'hash' | 'data' | 'sections' | 'items',
        string
      >;
      // One statement reads all; `#readItems` takes the items from here.
      if (!this.#notes.has(id))
        this.#notes.set(
          id,
          this.#createNote({ id, path, hash, data: decodeNoteData(data) }, () => JSON.parse(sections)),
        );
      const note = this.#notes.get(id);
      if (!note) continue;
      this.#storedItems.set(`${content} ${id}`, items);
      notes.push(note);
    }
    return sortByPath(notes);
  }

  *iterateNotes(): Generator<Note> {
    const rows = this.database.prepare('select id, path, hash, data, sections from note order by path').iterate();
    for (const row of rows) {
      const { id, path, hash, data, sections } = row as { id: number } & Record<
        'path' | 'hash' | 'data' | 'sections',
        string
      >;
      const readSections = () => JSON.parse(sections) as SectionRow[];
      const note = this.#createNote({ id, path, hash, data: decodeNoteData(data) }, readSections);
      if (note) yield note;
    }
  }

  #selectNotes(sql: string, ...values: (string | number)[]): IndexedNote[] {
    const notes: IndexedNote[] = [];
    for (const row of this.database.prepare(sql).all(...values)) {
      const { id, path, hash, data } = row as { id: number; path: string; hash: string; data: string };
      if (!this.#notes.has(id)) this.#notes.set(id, this.#createNote({ id, path, hash, data: decodeNoteData(data) }));
      const note = this.#notes.get(id);
      if (note) notes.push(note);
    }
    return notes;
  }

  #createNote(
    row: NoteRow,
    readSections = (id: number) => this.#readColumn<SectionRow>(id, 'sections'),
  ): IndexedNote | undefined {
    if (!this.#filter.acceptsFile(row)) return undefined;
    const note = new IndexedNote(this.root, join(this.root, row.path), row, readSections, this.#isUnchanged);
    return this.#filter.acceptsNote(note) ? note : undefined;
  }

  #readColumn<Row>(id: number, column: Column): readonly Row[] {
    const statement =
      this.#columnStatements.get(column) ?? this.database.prepare(`select ${column} as value from note where id = ?`);
    this.#columnStatements.set(column, statement);
    const value = this.#storedItems.get(`${column} ${id}`) ?? statement.get(id)?.value;
    return typeof value === 'string' ? (JSON.parse(value) as Row[]) : [];
  }

  /** Returns the notes with these IDs, in no particular order. */
  findByIds(ids: ReadonlySet<number>): IndexedNote[] {
    const missing = [...ids].filter((id) => !this.#notes.has(id));
    if (missing.length > 0)
      this.#selectNotes(
        'select id, path, hash, data from note where id in (select value from json_each(?))',
        JSON.stringify(missing),
      );
    return [...ids].map((id) => this.#notes.get(id)).filter((note) => note !== undefined);
  }

  findCandidates(query: string, paths: readonly string[], isComplete: boolean): readonly Note[] {
    const placedNotes = this.#findByPlace(query, paths);
    if (placedNotes.length > 0) return placedNotes;
    const hashIndex = query.lastIndexOf('#');
    const ids = this.#findIdsByName([query, ...(hashIndex > 0 ? [query.slice(0, hashIndex)] : [])].map(toNameKey));
    if (!isComplete && ids.size > 0) return sortByPath(this.findByIds(ids));
    const parts = splitPath(query);
    const lastWords = parts.length > 1 ? getRequiredWords(parts.at(-1) ?? '') : [];
    for (const words of [getRequiredWords(query), lastWords])
      for (const id of this.#findIdsByQueryWords(words)) ids.add(id);
    return sortByPath(this.findByIds(ids));
  }

  #findByPlace(query: string, paths: readonly string[]): Note[] {
    const columns = 'select id, path, hash, data from note where';
    const places = listPlaces(query).map(({ path }) => path);
    const relativePaths = paths
      .filter((path) => path.startsWith(`${this.root}/`))
      .map((path) => path.slice(this.root.length + 1));
    const notes = this.#selectNotes(
      `${columns} path in (select value from json_each(?))`,
      JSON.stringify([...places, ...relativePaths]),
    );
    if (notes.length > 0) return notes;
    const ends = places
      .filter(looksLikePath)
      .map((path) => `/${path.replaceAll('\\', '/')}`)
      .flatMap((path) => [path, ...markdownExtensions.map((extension) => `${path}.${extension}`)]);
    if (ends.length === 0) return [];
    const condition = `exists (select 1 from json_each(?) where substr('/' || note.path, -length(value)) = value)`;
    return sortByPath(this.#selectNotes(`${columns} ${condition}`, JSON.stringify(ends)));
  }

  #findIdsByName(names: readonly string[]): Set<number> {
    const rows = this.database
      .prepare('select distinct note from name where name in (select value from json_each(?))')
      .all(JSON.stringify(names.filter((name) => name !== '')));
    return new Set(rows.map(({ note }) => Number(note)));
  }

  /** Returns the IDs of the notes that have each word of a query in their names, where two neighboring words may be one. */
  #findIdsByQueryWords(words: readonly string[]): Set<number> {
    const forms = words.map((word) => this.#expandWord(word));
    const ids = this.#findIdsByWords(forms);
    for (let index = 1; index < words.length; index++) {
      const joined = this.#expandWord(`${words[index - 1]}${words[index]}`);
      for (const id of this.#findIdsByWords([...forms.slice(0, index - 1), joined, ...forms.slice(index + 1)]))
        ids.add(id);
    }
    return ids;
  }

  /**
   * Returns the index words that a typed word may stand for, as alternatives of a full-text query: the word as a prefix, its
   * stem, its number, two words that it joins, and in scripts without spaces all words that contain it.
   */
  #expandWord(word: string): string[] {
    const forms = [`${quoteTerm(word)} *`];
    if (isUnspaced(word)) return [...forms, ...this.#filterVocabulary((term) => term.includes(word)).map(quoteTerm)];
    if (word.length > 2)
      forms.push(
        `${quoteTerm(
          stemmer(word)
            .slice(0, -1)
            .slice(0, Math.max(2, word.length - 1)),
        )} *`,
      );
    for (const number of spellNumber(word)) forms.push(quoteTerm(number));
    for (const [left, right] of this.#splitJoined(word)) forms.push(`(${quoteTerm(left)} AND ${quoteTerm(right)} *)`);
    return forms;
  }

  /** Returns the ways to split a word into two words of the index. The second may have another plural. */
  #splitJoined(word: string): (readonly [string, string])[] {
    const folded = foldWord(word);
    if (folded.length < 4 || folded.length > maxJoinedLength) return [];
    const pairs = Array.from(
      { length: folded.length - 3 },
      (_, index) => [folded.slice(0, index + 2), folded.slice(index + 2)] as const,
    );
    const known = this.database
      .prepare('select term from vocabulary where term in (select value from json_each(?))')
      .all(JSON.stringify(pairs.map(([left]) => left)));
    const terms = new Set(known.map(({ term }) => String(term)));
    return pairs.filter(([left]) => terms.has(left));
  }

  /** Returns the IDs of the notes that contain at least one form of each word. */
  #findIdsByWords(words: readonly (readonly string[])[]): Set<number> {
    if (words.length === 0 || words.some((forms) => forms.length === 0)) return new Set();
    const query = words.map((forms) => `(${forms.join(' OR ')})`).join(' AND ');
    const rows = this.database.prepare('select rowid from words where words match ?').all(query);
    return new Set(rows.map(({ rowid }) => Number(rowid)));
  }

  #filterVocabulary(accepts: (term: string) => boolean): string[] {
    const rows = this.database.prepare('select term from vocabulary').all();
    return rows.map(({ term }) => String(term)).filter(accepts);
  }

  findByGuess(query: string, guess: 'initials' | 'spelling'): readonly Note[] {
    const words = getRequiredWords(query);
    const matchesWord =
      guess === 'initials'
        ? (nameWords: readonly string[]) => words.some((word) => matchesInitials(word, nameWords))
        : (nameWords: readonly string[]) =>
            words.every(
              (word) =>
                nameWords.some((candidate) => compareWords(word, candidate)) || isMisspellingOfAny(word, nameWords),
            );
    const ids = new Set<number>();
    for (const { name, note } of this.database.prepare('select name, note from name').iterate())
      if (matchesWord(String(name).split(' '))) ids.add(Number(note));
    const abbreviation = guess === 'initials' ? abbreviate(query) : undefined;
    if (abbreviation !== undefined) for (const id of this.#findIdsByWords([[quoteTerm(abbreviation)]])) ids.add(id);
    return sortByPath(this.findByIds(ids));
  }

  findByPrefix(text: string, limit: number): readonly Note[] {
    const name = splitWords(text).join(' ');
    const nameRows = this.database
      .prepare('select distinct note from name where name >= ? and name < ? limit ?')
      .all(name, `${name}\u{10ffff}`, limit);
    const pathRows = this.database
      .prepare('select id as note from note where path >= ? and path < ? limit ?')
      .all(text, `${text}\u{10ffff}`, limit);
    return sortByPath(this.findByIds(new Set([...nameRows, ...pathRows].map(({ note }) => Number(note)))));
  }

  findByFile(file: string): Note | undefined {
    if (!file.startsWith(`${this.root}/`)) return undefined;
    return this.#selectNotes(
      'select id, path, hash, data from note where path = ?',
      file.slice(this.root.length + 1),
    )[0];
  }

  findByName(name: string): readonly Note[] {
    return sortByPath(this.findByIds(this.#findIdsByName([normalizeName(name)])));
  }

  async search(search: SearchQuery, limit: SearchLimit): Promise<readonly SearchResult[]> {
    return (await this.#loadTextIndex()).search(search, limit);
  }

  async countResults(search: SearchQuery, unit: SearchLimit['unit']): Promise<number> {
    return (await this.#loadTextIndex()).countResults(search, unit, !this.#filter.acceptsAll);
  }

  async searchAnyWord(words: readonly string[], limit: SearchLimit): Promise<readonly SearchResult[]> {
    return (await this.#loadTextIndex()).searchAnyWord(words, limit);
  }

  async countFrequencies(words: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return (await this.#loadTextIndex()).countFrequencies(words);
  }

  async suggestSpellings(word: string): Promise<readonly string[]> {
    return (await this.#loadTextIndex()).suggestSpellings(word);
  }

  async #loadTextIndex(): Promise<TextIndex> {
    const { TextIndex } = await import('./full-text/text-index.ts');
    const selectNoteId = this.database.prepare('select id from note where id <= ? order by id desc limit 1');
    const findNoteId = (row: number) => Number(selectNoteId.get(row)?.id);
    return new TextIndex(
      this.database,
      findNoteId,
      (ids) => new Map(this.findByIds(ids).map((note) => [note.id, note])),
    );
  }

  countTags(): ReadonlyMap<string, number> {
    if (this.#filter.acceptsAll) {
      const rows = this.database.prepare('select tag, count(*) as notes from tag group by tag').all();
      return new Map(rows.map(({ tag, notes }) => [String(tag), Number(notes)]));
    }
    const counts = new Map<string, number>();
    for (const { tags } of this.notes()) for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return counts;
  }

  async countHosts(start: string): Promise<ReadonlyMap<string, number>> {
    const from = toHostKey(start);
    const rows = this.database
      .prepare('select path, count(*) as notes from target where path >= ? and path < ? group by path')
      .all(from, `${from}\u{10ffff}`);
    return new Map(rows.map(({ path, notes }) => [String(path).slice(toHostKey('').length), Number(notes)]));
  }

  #isClosed = false;

  close(): void {
    if (!this.#isClosed) this.database.close();
    this.#isClosed = true;
  }

  findLinkingNotes(note: Note): readonly Note[] {
    const path = note.path.replace(/\.[^./]*$/, '');
    const keys = [
      note.path.normalize(),
      toWikiKey(path),
      toWikiKey(path.replace(/^.*\//s, '')),
      toWikiKey(note.title),
      ...note.aliases.map(toWikiKey),
    ];
    const rows = this.database
      .prepare('select distinct note from target where path in (select value from json_each(?))')
      .all(JSON.stringify(keys));
    return sortByPath(this.findByIds(new Set(rows.map((row) => Number(row.note)))));
  }

  async loadLinkExtractor(): Promise<(note: Note) => readonly Link[]> {
    return (note) =>
      this.#readItems<StoredLink, Link>(
        note,
        'links',
        ([from, to, url, text, title, kind, image, line, number], section) => ({
          ...{ note, from, to, url, text, title, line },
          kind: linkKinds[kind] ?? 'other',
          image: image === 1,
          section: section(number < 0 ? undefined : number),
        }),
      );
  }

  async loadTradeOffExtractor(): Promise<(note: Note) => readonly TradeOff[]> {
    return (note) =>
      this.#readItems<StoredTradeOff, TradeOff>(note, 'tradeoffs', (stored, section) => ({
        ...stored,
        note,
        section: section(stored.section),
      }));
  }

  async loadPassageExtractor(): Promise<(note: Note) => readonly Passage[]> {
    return (note) => {
      const passages: Passage[] = [];
      return this.#readItems<StoredPassage, Passage>(note, 'passages', (stored, section) => {
        const about = stored.about === undefined ? undefined : passages[stored.about];
        const passage: Passage = { ...stored, note, section: section(stored.section), about };
        passages.push(passage);
        return passage;
      });
    };
  }

  async loadCountExtractor(): Promise<(note: Note) => Counts> {
    return (note) => (note as IndexedNote).data;
  }

  readonly #itemCache = new Map<string, readonly unknown[]>();

  /**
   * Returns the items that a column holds for a note, with section numbers replaced by sections. Cached, so that the
   * same objects are returned every time.
   */
  #readItems<Row, Item>(
    note: Note,
    column: Column,
    convert: (row: Row, section: (number: number | undefined) => Note['sections'][number] | undefined) => Item,
  ): readonly Item[] {
    const { id } = note as IndexedNote;
    const key = `${column} ${id}`;
    let items = this.#itemCache.get(key);
    if (!items) {
      items = this.#readColumn<Row>(id, column).map((row) =>
        convert(row, (number) => (number === undefined ? undefined : note.sections[number])),
      );
      this.#itemCache.set(key, items);
    }
    return items as readonly Item[];
  }
}
