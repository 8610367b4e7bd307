/** A library that answers from its index. */
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { distance } from 'fastest-levenshtein';
import { stemmer } from 'stemmer';
import type { Link, Note, Passage, TradeOff } from '../../core/note.ts';
import { linkKinds } from '../../core/note.ts';
import { hasNoSpaces, mostSlips, wantedWords } from '../../core/query/lookup.ts';
import type { Search } from '../../core/query/search.ts';
import { nameOf, wordsOf } from '../../core/words.ts';
import type { Filter } from '../files/filter.ts';
import { inOrder } from '../files/walk.ts';
import type { Counts, Found, Library, Most, Notice } from '../library.ts';
import type { NoteRow } from './indexed-note.ts';
import { IndexedNote } from './indexed-note.ts';
import type { SectionRow, StoredLink, StoredPassage, StoredTradeOff } from './schema.ts';
import { hostKey, readData, wikiKey } from './schema.ts';
import type { TextIndex } from './text-index.ts';

/** A column of `note` that holds JSON. */
type Column = 'sections' | 'links' | 'tradeoffs' | 'passages';

export class IndexedLibrary implements Library {
  readonly notices: readonly Notice[];
  readonly database: DatabaseSync;
  readonly root: string;
  readonly #filter: Filter;
  /** Notes that were made, by their numbers; nothing for those that the filter leaves out. */
  readonly #notes = new Map<number, IndexedNote | undefined>();
  #all: readonly Note[] | undefined;

  readonly #isAsLooked: (path: string, file: string) => boolean;

  /** @param isAsLooked whether a file is what it was when the index was brought up to date */
  constructor(
    database: DatabaseSync,
    root: string,
    filter: Filter,
    notices: readonly Notice[],
    isAsLooked: (path: string, file: string) => boolean,
  ) {
    this.#isAsLooked = isAsLooked;
    this.database = database;
    this.root = root;
    this.#filter = filter;
    this.notices = notices;
  }

  get isEmpty(): boolean {
    if (!this.#filter.isOpen) return this.notes().length === 0;
    return this.database.prepare('select 1 from note limit 1').get() === undefined;
  }

  get count(): number {
    if (!this.#filter.isOpen) return this.notes().length;
    return Number(this.database.prepare('select count(*) as count from note').get()?.count);
  }

  notes(): readonly Note[] {
    this.#all ??= inOrder(this.#rows('select id, path, hash, data from note'));
    return this.#all;
  }

  #rows(sql: string, ...values: (string | number)[]): IndexedNote[] {
    const notes: IndexedNote[] = [];
    for (const row of this.database.prepare(sql).all(...values)) {
      const { id, path, hash, data } = row as { id: number; path: string; hash: string; data: string };
      if (!this.#notes.has(id)) this.#notes.set(id, this.#noteOf({ id, path, hash, data: readData(data) }));
      const note = this.#notes.get(id);
      if (note) notes.push(note);
    }
    return notes;
  }

  #noteOf(row: NoteRow): IndexedNote | undefined {
    if (!this.#filter.acceptsFile(row)) return undefined;
    const sectionsOf = (id: number) => this.#json<SectionRow>(id, 'sections');
    const note = new IndexedNote(this.root, join(this.root, row.path), row, sectionsOf, this.#isAsLooked);
    return this.#filter.acceptsNote(note) ? note : undefined;
  }

  #json<Row>(id: number, column: Column): readonly Row[] {
    const row = this.database.prepare(`select ${column} as value from note where id = ?`).get(id);
    return typeof row?.value === 'string' ? (JSON.parse(row.value) as Row[]) : [];
  }

  /** The notes of some numbers, without order. */
  withIds(ids: ReadonlySet<number>): IndexedNote[] {
    const missing = [...ids].filter((id) => !this.#notes.has(id));
    if (missing.length > 0)
      this.#rows(
        'select id, path, hash, data from note where id in (select value from json_each(?))',
        JSON.stringify(missing),
      );
    return [...ids].map((id) => this.#notes.get(id)).filter((note) => note !== undefined);
  }

  candidates(query: string, paths: readonly string[], isComplete: boolean): readonly Note[] {
    const addressed = this.#addressed(query, paths);
    if (addressed.length > 0) return addressed;
    const hash = query.lastIndexOf('#');
    const named = this.#named(hash > 0 ? [nameOf(query), nameOf(query.slice(0, hash))] : [nameOf(query)]);
    if (!isComplete && named.size > 0) return inOrder(this.withIds(named));
    const parts = query.split(/\s*[>›]\s*/).filter((part) => part.trim() !== '');
    const last = parts.length > 1 ? wordsOf(parts.at(-1) ?? '') : [];
    for (const words of [wantedWords(query), last])
      for (const id of this.#bearing(words.map((word) => this.#forms(word)))) named.add(id);
    return inOrder(this.withIds(named));
  }

  /** Notes that a query means by path, with or without a section. */
  #addressed(query: string, paths: readonly string[]): Note[] {
    const ends = [...query.matchAll(/#|$/g)].map(({ index }) => index);
    const own = ends.map((end) => query.slice(0, end));
    const absolute = paths
      .filter((path) => path.startsWith(`${this.root}/`))
      .map((path) => path.slice(this.root.length + 1));
    const wanted = JSON.stringify([...own, ...absolute]);
    return this.#rows('select id, path, hash, data from note where path in (select value from json_each(?))', wanted);
  }

  #named(names: readonly string[]): Set<number> {
    const rows = this.database
      .prepare('select distinct note from name where name in (select value from json_each(?))')
      .all(JSON.stringify(names.filter((name) => name !== '')));
    return new Set(rows.map(({ note }) => Number(note)));
  }

  /** What of the index's words a typed word may be, as alternatives of a full-text query: itself, a start, a stem. */
  #forms(word: string): string[] {
    const forms = [`${quoted(word)} *`];
    if (hasNoSpaces.test(word)) forms.push(...this.#vocabulary((term) => term.includes(word)).map(quoted));
    else if (word.length > 2)
      forms.push(
        `${quoted(
          stemmer(word)
            .slice(0, -1)
            .slice(0, Math.max(2, word.length - 1)),
        )} *`,
      );
    return forms;
  }

  /** The notes that bear one of some forms of each word. */
  #bearing(words: readonly (readonly string[])[]): Set<number> {
    if (words.length === 0 || words.some((forms) => forms.length === 0)) return new Set();
    const query = words.map((forms) => `(${forms.join(' OR ')})`).join(' AND ');
    const rows = this.database.prepare('select rowid from words where words match ?').all(query);
    return new Set(rows.map(({ rowid }) => Number(rowid)));
  }

  #vocabulary(accepts: (term: string) => boolean): string[] {
    const rows = this.database.prepare('select term from vocabulary').all();
    return rows.map(({ term }) => String(term)).filter(accepts);
  }

  nearlySpelled(query: string): readonly Note[] {
    const forms = wantedWords(query).map((word) => {
      const most = mostSlips(word);
      const near = this.#vocabulary(
        (term) => most > 0 && Math.abs(term.length - word.length) <= most && distance(term, word) <= most,
      );
      return [...this.#forms(word), ...near.map(quoted)];
    });
    return inOrder(this.withIds(this.#bearing(forms)));
  }

  alike(query: string): readonly Note[] {
    const wanted = nameOf(query);
    const near = new Set<number>();
    for (const { name, note } of this.database.prepare('select name, note from name').all()) {
      const words = [String(name), ...String(name).split(' ')];
      if (words.some((word) => isAlike(wanted, word))) near.add(Number(note));
    }
    return inOrder(this.withIds(near));
  }

  startingWith(text: string, most: number): readonly Note[] {
    const name = wordsOf(text).join(' ');
    const named = this.database
      .prepare('select distinct note from name where name >= ? and name < ? limit ?')
      .all(name, `${name}\u{10ffff}`, most);
    const placed = this.database
      .prepare('select id as note from note where path >= ? and path < ? limit ?')
      .all(text, `${text}\u{10ffff}`, most);
    return inOrder(this.withIds(new Set([...named, ...placed].map(({ note }) => Number(note)))));
  }

  noteAt(file: string): Note | undefined {
    if (!file.startsWith(`${this.root}/`)) return undefined;
    return this.#rows('select id, path, hash, data from note where path = ?', file.slice(this.root.length + 1))[0];
  }

  called(name: string): readonly Note[] {
    return inOrder(this.withIds(this.#named([nameOf(name)])));
  }

  async search(search: Search, most: Most): Promise<readonly Found[]> {
    return (await this.#text()).search(search, most);
  }

  async bearing(words: readonly string[], most: Most): Promise<readonly Found[]> {
    return (await this.#text()).bearing(words, most);
  }

  async frequencies(words: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return (await this.#text()).frequencies(words);
  }

  async spellings(word: string): Promise<readonly string[]> {
    return (await this.#text()).spellings(word);
  }

  /** Loaded where something is searched for. */
  async #text(): Promise<TextIndex> {
    const { TextIndex: Loaded } = await import('./text-index.ts');
    const noteOf = this.database.prepare('select id from note where id <= ? order by id desc limit 1');
    const ofRow = (row: number) => Number(noteOf.get(row)?.id);
    return new Loaded(this.database, ofRow, (ids) => new Map(this.withIds(ids).map((note) => [note.id, note])));
  }

  tags(): ReadonlyMap<string, number> {
    if (this.#filter.isOpen) {
      const rows = this.database.prepare('select tag, count(*) as notes from tag group by tag').all();
      return new Map(rows.map(({ tag, notes }) => [String(tag), Number(notes)]));
    }
    const counts = new Map<string, number>();
    for (const { tags } of this.notes()) for (const tag of new Set(tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    return counts;
  }

  async hosts(start: string): Promise<ReadonlyMap<string, number>> {
    const from = hostKey(start);
    const rows = this.database
      .prepare('select path, count(*) as notes from target where path >= ? and path < ? group by path')
      .all(from, `${from}\u{10ffff}`);
    return new Map(rows.map(({ path, notes }) => [String(path).slice(hostKey('').length), Number(notes)]));
  }

  #isClosed = false;

  close(): void {
    if (!this.#isClosed) this.database.close();
    this.#isClosed = true;
  }

  linkingTo(note: Note): readonly Note[] {
    const path = note.path.replace(/\.[^./]*$/, '');
    const keys = [
      note.path,
      wikiKey(path),
      wikiKey(path.replace(/^.*\//s, '')),
      wikiKey(note.title),
      ...note.aliases.map(wikiKey),
    ];
    const rows = this.database
      .prepare('select distinct note from target where path in (select value from json_each(?))')
      .all(JSON.stringify(keys));
    return inOrder(this.withIds(new Set(rows.map((row) => Number(row.note)))));
  }

  async links(): Promise<(note: Note) => readonly Link[]> {
    return (note) =>
      this.#of<StoredLink, Link>(note, 'links', ([from, to, url, text, title, kind, image, line, number], section) => ({
        ...{ note, from, to, url, text, title, line },
        kind: linkKinds[kind] ?? 'other',
        image: image === 1,
        section: section(number < 0 ? undefined : number),
      }));
  }

  async tradeOffs(): Promise<(note: Note) => readonly TradeOff[]> {
    return (note) =>
      this.#of<StoredTradeOff, TradeOff>(note, 'tradeoffs', (one, section) => ({
        ...one,
        note,
        section: section(one.section),
      }));
  }

  async passages(): Promise<(note: Note) => readonly Passage[]> {
    return (note) => {
      const passages: Passage[] = [];
      return this.#of<StoredPassage, Passage>(note, 'passages', (stored, section) => {
        const about = stored.about === undefined ? undefined : passages[stored.about];
        const passage: Passage = { ...stored, note, section: section(stored.section), about };
        passages.push(passage);
        return passage;
      });
    };
  }

  async counts(): Promise<(note: Note) => Counts> {
    return (note) => (note as IndexedNote).data;
  }

  readonly #kept = new Map<string, readonly unknown[]>();

  /** What a column says of a note, with its sections in the place of their numbers; the same things whenever it is asked. */
  #of<Row, Thing>(
    note: Note,
    column: Column,
    make: (row: Row, section: (number: number | undefined) => Note['sections'][number] | undefined) => Thing,
  ): readonly Thing[] {
    const { id } = note as IndexedNote;
    const key = `${column} ${id}`;
    let things = this.#kept.get(key);
    if (!things) {
      things = this.#json<Row>(id, column).map((row) =>
        make(row, (number) => (number === undefined ? undefined : note.sections[number])),
      );
      this.#kept.set(key, things);
    }
    return things as readonly Thing[];
  }
}

/** A term of a full-text query. */
function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}

/** At least half of its letters where they should be, as `nearest` wants it. */
function isAlike(wanted: string, name: string): boolean {
  const longest = Math.max(wanted.length, name.length);
  if (longest === 0 || longest > 200 || Math.min(wanted.length, name.length) * 2 < longest) return false;
  return distance(wanted, name) * 2 <= longest + 2;
}
