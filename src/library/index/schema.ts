/** The tables of an index and the format of their rows. */
import type { Passage, TradeOff } from '../../core/note.ts';
import { foldCase } from '../../core/words.ts';
import type { Counts } from '../library.ts';

/** Increase this when the layout changes. An index with a higher number is left alone. */
export const formatVersion = 9;

/**
 * `folder`: the files of a folder and their stamps when last checked. `note`: metadata of notes, and their sections,
 * links, trade-offs and passages as JSON. `name`: notes by their own names and those of their sections, as words and
 * as keys. `words`: the words of those names and of topics, a row per note. `section`: all text, a row per section. The ID of a note is the row of its text
 * before the first heading; its sections follow in order, because consecutive numbers need less space.
 */
export const createTablesSql = `
create table folder (path text primary key, names text not null, stamps blob not null, racy text) without rowid;
create table note (id integer primary key, path text not null unique, hash text not null, data text not null,
  sections text not null, links text, tradeoffs text, passages text);
create table notice (path text not null, severity text not null, line integer, message text not null);
create table name (name text not null, note integer not null, primary key (name, note)) without rowid;
create table tag (tag text not null, note integer not null, primary key (tag, note)) without rowid;
create table target (path text not null, note integer not null, primary key (path, note)) without rowid;
create virtual table words using fts5 (names, content = '', contentless_delete = 1, detail = none,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M*' tokenchars '+#''’'");
create virtual table vocabulary using fts5vocab (words, row);
create virtual table section using fts5 (heading, ancestors, title, tags, path, body, content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 2");
create virtual table term using fts5vocab (section, row);
`;

/**
 * Uses fewer and larger segments (https://sqlite.org/fts5.html#the_hashsize_configuration_option): an index is a tenth
 * smaller and takes no longer to build.
 */
export const bulkLoadSql = `
insert into section (section, rank) values ('hashsize', ${8 * 1024 * 1024});
insert into section (section, rank) values ('automerge', 16);
`;

/** Reports whether an error means that FTS5 is missing; Node has it since 22.16. */
export function isFullTextMissing(error: unknown): boolean {
  return /no such module: fts5/.test((error as { message?: string } | undefined)?.message ?? '');
}

export interface NoteData extends Counts {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly date: number;
  readonly modified: number;
  readonly byteOrderMark: boolean;
  /** Whether the note begins with front matter. */
  readonly hasFrontMatter: boolean;
}

/** The value of `note.data`: an array without property names, which would take most of the space. */
type DataRow = readonly [
  title: string,
  aliases: readonly string[],
  tags: readonly string[],
  date: number,
  modified: number,
  byteOrderMark: 0 | 1,
  hasFrontMatter: 0 | 1,
  endLine: number,
  headings: number,
  links: number,
  words: number,
];

export function encodeNoteData(data: NoteData): string {
  const { title, aliases, tags, date, modified, endLine, headings, links, words } = data;
  const [mark, front] = [data.byteOrderMark ? 1 : 0, data.hasFrontMatter ? 1 : 0] as const;
  const row: DataRow = [title, aliases, tags, date, modified, mark, front, endLine, headings, links, words];
  return JSON.stringify(row);
}

export function decodeNoteData(text: string): NoteData {
  const [title, aliases, tags, date, modified, mark, front, endLine, headings, links, words] = JSON.parse(
    text,
  ) as DataRow;
  return {
    ...{ title, aliases, tags, date, modified, endLine, headings, links, words },
    byteOrderMark: mark === 1,
    hasFrontMatter: front === 1,
  };
}

/**
 * A section. `parent` is an index in the note's sections, or -1. `isInRoot` is 1 unless the section is in a quote or
 * list.
 */
export type SectionRow = readonly [
  heading: string,
  slug: string,
  depth: number,
  label: 0 | 1,
  line: number,
  endLine: number,
  from: number,
  to: number,
  bodyFrom: number,
  parent: number,
  isInRoot: 0 | 1,
];

/** A JSON form without the note, in which a section is its number in the note. */
type Stored<Item> = Omit<Item, 'note' | 'section' | 'about'> & { readonly section?: number };
export type StoredLink = readonly [
  from: number,
  to: number,
  url: string,
  text: string,
  title: string,
  kind: number,
  image: 0 | 1,
  line: number,
  section: number,
];
export type StoredTradeOff = Stored<TradeOff>;
/** `about` is the number of the quote in the note's passages. */
export type StoredPassage = Stored<Passage> & { readonly about?: number };

/** Returns the key of the host of a web link. No path begins like it. */
export function toHostKey(host: string): string {
  return `//${host}`;
}

/** Returns the key of the target of a wiki link, without its heading. */
export function toWikiKey(target: string): string {
  return `[[${foldCase(target.replace(/#.*/s, '').replace(/\.md$/i, '').trim())}]]`;
}
