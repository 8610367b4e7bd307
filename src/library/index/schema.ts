/** What stands in an index. */
import type { Link, Passage, TradeOff } from '../../core/note.ts';
import { foldCase } from '../../core/text.ts';
import type { Counts } from '../library.ts';

/** A later number is another layout: an index of a later one is left alone. */
export const format = 1;

/**
 * `folder`: the files of a folder and their stamps, as they were looked at. `note`: what notes are, with what is asked of them
 * as JSON. `name`: notes by the names of themselves and their sections. `words`: the words of those names, a row a note.
 * `section`: all text, a row a section; a note's own text before its first heading is section 0.
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
  tokenize = "porter unicode61 remove_diacritics 2");
create virtual table term using fts5vocab (section, row);
`;

/** Rows of `section` are numbered by note and section. */
export const sectionsPerNote = 2 ** 20;

/** What `note.data` holds. */
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

/** A section without what it is part of; `parent` is a number among the note's sections, or -1. */
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
];

/** In JSON a section is its number among its note's, and a note is left out. */
type Stored<Thing> = Omit<Thing, 'note' | 'section' | 'about'> & { readonly section?: number };
export type StoredLink = Stored<Link>;
export type StoredTradeOff = Stored<TradeOff>;
/** `about` is the number of the quote among the note's passages. */
export type StoredPassage = Stored<Passage> & { readonly about?: number };

/** How the target of a wiki link is kept: without a heading. */
export function wikiKey(target: string): string {
  return `[[${foldCase(target.replace(/#.*$/s, '').replace(/\.md$/i, '').trim())}]]`;
}
