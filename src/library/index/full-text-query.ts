/** Full-text search in the tables of an index (https://sqlite.org/fts5.html). */
import type { DatabaseSync } from 'node:sqlite';
import { stemmer } from 'stemmer';
import type { Search, SearchField, Term } from '../../core/query/search.ts';
import { segmented } from './segment.ts';

/** A row of `section`. */
export interface Hit {
  readonly row: number;
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
  const query = expression(database, search);
  return query === '' ? [] : rowsOf(database, query);
}

/** The sections that bear most of some words, rare ones most of all. */
export function hitsOfAny(database: DatabaseSync, words: readonly string[]): Iterable<Hit> {
  return words.length === 0 ? [] : rowsOf(database, words.map((word) => quoted(word)).join(' OR '));
}

/** A word has no more forms than this: those that most sections have. */
const mostForms = 40;

/**
 * The words of the index that have the stem of a word, which are told as words begin: Porter's stemmer changes no more than the
 * last letter of what is left of a word.
 * @returns how many sections have each
 */
export function formsOf(database: DatabaseSync, word: string): ReadonlyMap<string, number> {
  const folded = segmented(word).toLowerCase();
  if (!/^[a-z]{3,}$/.test(folded)) return new Map();
  const stem = stemmer(folded);
  const start = stem.slice(0, Math.max(2, stem.length - 1));
  const rows = database
    .prepare('select term, doc from term where term >= ? and term < ?')
    .all(start, `${start}\u{10ffff}`);
  const forms = rows
    .map(({ term, doc }) => [String(term), Number(doc)] as const)
    .filter(([term, doc]) => doc > 0 && stemmer(term) === stem)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return new Map(forms.slice(0, mostForms));
}

function* rowsOf(database: DatabaseSync, query: string): Generator<Hit> {
  const rows = database
    .prepare(`select rowid, bm25(section, ${weights}) as rank from section where section match ? order by rank`)
    .iterate(query);
  for (const { rowid, rank } of rows) {
    yield { row: Number(rowid), score: -Number(rank) };
  }
}

function expression(database: DatabaseSync, { groups, without }: Search): string {
  if (groups.length === 0) return '';
  const anyOf = (terms: readonly Term[]) => terms.map((term) => phrase(database, term)).join(' OR ');
  const wanted = groups.map((terms) => `(${anyOf(terms)})`).join(' AND ');
  return without.length === 0 ? wanted : `(${wanted}) NOT (${anyOf(without)})`;
}

/** A word in all its forms, a word's start, or a phrase. */
function phrase(database: DatabaseSync, { text, field, isStart }: Term): string {
  const column = field === undefined ? '' : `${columns[field]} : `;
  if (isStart) return `${column}${quoted(text)} *`;
  const own = segmented(text).toLowerCase();
  const forms = [text, ...[...formsOf(database, text).keys()].filter((form) => form !== own)];
  return forms.map((form) => column + quoted(form)).join(' OR ');
}

/** In quotes nothing is syntax: the tokenizer alone reads it. */
function quoted(text: string): string {
  return `"${segmented(text).replaceAll('"', ' ').trim()}"`;
}
