/** Full-text search in the tables of an index (https://sqlite.org/fts5.html). */
import type { DatabaseSync } from 'node:sqlite';
import type { Search, SearchField, Term } from '../../core/search.ts';
import { sectionsPerNote } from './schema.ts';
import { segmented } from './segment.ts';

/** A row of `section`: the note, and 0 for its own text or one more than the section's number. */
export interface Hit {
  readonly note: number;
  readonly section: number;
  /** The greater the better. */
  readonly score: number;
}

/** What a word is worth where it stands: heading, ancestors, title, tags, path, body. */
const weights = '8, 2, 5, 3, 1.5, 1';

const columns: Readonly<Record<SearchField, string>> = {
  tag: 'tags',
  path: 'path',
  title: 'title',
  heading: 'heading',
  in: '{heading ancestors title}',
};

/** The best first; equals in no order. */
export function hitsOf(database: DatabaseSync, search: Search): Iterable<Hit> {
  const query = expression(search);
  return query === '' ? [] : rowsOf(database, query);
}

/** The sections that bear most of some words, rare ones most of all. */
export function hitsOfAny(database: DatabaseSync, words: readonly string[]): Iterable<Hit> {
  return words.length === 0
    ? []
    : rowsOf(database, words.map((word) => phrase({ text: word, field: undefined, isStart: false })).join(' OR '));
}

function* rowsOf(database: DatabaseSync, query: string): Generator<Hit> {
  const rows = database
    .prepare(`select rowid, bm25(section, ${weights}) as rank from section where section match ? order by rank`)
    .iterate(query);
  for (const { rowid, rank } of rows) {
    const row = Number(rowid);
    yield { note: Math.floor(row / sectionsPerNote), section: row % sectionsPerNote, score: -Number(rank) };
  }
}

function expression({ groups, without }: Search): string {
  if (groups.length === 0) return '';
  const wanted = groups.map((terms) => `(${terms.map(phrase).join(' OR ')})`).join(' AND ');
  return without.length === 0 ? wanted : `(${wanted}) NOT (${without.map(phrase).join(' OR ')})`;
}

/** In quotes nothing is syntax: the tokenizer alone reads it. */
function phrase({ text, field, isStart }: Term): string {
  const quoted = `"${segmented(text).replaceAll('"', ' ').trim()}"`;
  return `${field === undefined ? '' : `${columns[field]} : `}${quoted}${isStart ? ' *' : ''}`;
}
