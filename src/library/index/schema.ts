/** What stands in an index. */
import type { Passage, TradeOff } from '../../core/note.ts';
import { foldCase } from '../../core/words.ts';
import type { Counts } from '../library.ts';

/** A later number is another layout: an index of a later one is left alone. */
export const format = 4;

/**
 * `folder`: the files of a folder and their stamps, as they were looked at. `note`: what notes are, with what is asked of them
 * as JSON. `name`: notes by the names of themselves and their sections. `words`: the words of those names, a row a note.
 * `section`: all text, a row a section. A note's number is that of the row of its own text before its first heading, and its
 * sections come after it in order: numbers that are close take less room.
 */
export const tables = `
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
 * Fewer and larger segments (https://sqlite.org/fts5.html#the_hashsize_configuration_option): an index takes a tenth less room, and
 * no more time.
 */
export const bulk = `
insert into section (section, rank) values ('hashsize', ${8 * 1024 * 1024});
insert into section (section, rank) values ('automerge', 16);
`;

/** Node has FTS5 from 22.16 on. */
export function hasNoFullText(error: unknown): boolean {
  return /no such module: fts5/.test((error as { message?: string } | undefined)?.message ?? '');
}

/** What an index knows of a note. */
export interface NoteData extends Counts {
  readonly title: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly date: number;
  readonly modified: number;
  readonly byteOrderMark: boolean;
  /** Whether the block at its head is front matter. */
  readonly hasFrontMatter: boolean;
}

/** As `note.data` holds it: values without their names, which would be the most of it. */
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

export function writeData(data: NoteData): string {
  const { title, aliases, tags, date, modified, endLine, headings, links, words } = data;
  const [mark, front] = [data.byteOrderMark ? 1 : 0, data.hasFrontMatter ? 1 : 0] as const;
  const row: DataRow = [title, aliases, tags, date, modified, mark, front, endLine, headings, links, words];
  return JSON.stringify(row);
}

export function readData(text: string): NoteData {
  const [title, aliases, tags, date, modified, mark, front, endLine, headings, links, words] = JSON.parse(
    text,
  ) as DataRow;
  return {
    ...{ title, aliases, tags, date, modified, endLine, headings, links, words },
    byteOrderMark: mark === 1,
    hasFrontMatter: front === 1,
  };
}

/** A section; `parent` is a number among the note's sections, or -1. Most stand in no quote or list, but in the note itself. */
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

/** In JSON a section is its number among its note's, and a note is left out. */
type Stored<Thing> = Omit<Thing, 'note' | 'section' | 'about'> & { readonly section?: number };
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
/** `about` is the number of the quote among the note's passages. */
export type StoredPassage = Stored<Passage> & { readonly about?: number };

/** How the host of a link on the web is kept: no path begins so. */
export function hostKey(host: string): string {
  return `//${host}`;
}

/** How the target of a wiki link is kept: without a heading. */
export function wikiKey(target: string): string {
  return `[[${foldCase(target.replace(/#.*$/s, '').replace(/\.md$/i, '').trim())}]]`;
}
