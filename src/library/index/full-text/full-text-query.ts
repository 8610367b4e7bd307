/** Searches the full-text tables of an index (https://sqlite.org/fts5.html). */
import type { DatabaseSync } from 'node:sqlite';
import { stemmer } from 'stemmer';
import type { SearchField, SearchQuery, Term } from '../../../core/query/search.ts';
import { getPlainWords } from '../../../core/query/search.ts';
import { quoteTerm } from '../quote-term.ts';
import { segmentText } from './segment.ts';

export interface RowMatch {
  readonly row: number;
  /** Higher is better. */
  readonly score: number;
}

/** Weights of the columns: heading, ancestors, title, tags, path, body. */
const weights = '8, 2, 5, 3, 1.5, 1';

const columns: Readonly<Record<SearchField, string>> = {
  tag: 'tags',
  path: 'path',
  title: 'title',
  heading: 'heading',
  in: '{heading ancestors title}',
};

/** Added to the score of rows whose heading has all words, once more if it begins with them, so that they come first. */
const headingBonus = 1_000;

/**
 * Yields matching rows: headings that begin with the words, then headings that contain them, then all others. Each
 * group is sorted by score; ties have no fixed order.
 */
export function* searchRows(database: DatabaseSync, search: SearchQuery): Generator<RowMatch> {
  const seen = new Set<number>();
  for (const [expression, bonus] of listExpressions(database, search)) {
    for (const { row, score } of queryRows(database, expression)) {
      if (seen.has(row)) continue;
      seen.add(row);
      yield { row, score: score + bonus };
    }
  }
}

/** Counts matching rows. */
export function countRows(database: DatabaseSync, search: SearchQuery): number {
  const expression = buildExpression(database, search);
  if (expression === '') return 0;
  return Number(database.prepare('select count(*) as count from section where section match ?').get(expression)?.count);
}

/** Counts the notes of matching rows; the ID of a note is that of its first row. */
export function countNotes(database: DatabaseSync, search: SearchQuery): number {
  const expression = buildExpression(database, search);
  if (expression === '') return 0;
  const count = `select count(distinct (select max(id) from note where id <= section.rowid)) as count
    from section where section match ?`;
  return Number(database.prepare(count).get(expression)?.count);
}

function* listExpressions(database: DatabaseSync, search: SearchQuery): Generator<readonly [string, number]> {
  const hasFields = search.groups.flat().some(({ field }) => field !== undefined);
  if (!hasFields && search.groups.length > 0) {
    const words = getPlainWords(search);
    if (words) yield [`heading : ^ ${quoteText(words.join(' '))}`, 2 * headingBonus];
    yield [buildExpression(database, search, 'heading'), headingBonus];
  }
  const expression = buildExpression(database, search);
  if (expression !== '') yield [expression, 0];
}

/** Returns rows that contain any of some words, in any form. Rows with more words rank higher, and rare words count most. */
export function searchRowsForAny(database: DatabaseSync, words: readonly string[]): Iterable<RowMatch> {
  return words.length === 0 ? [] : queryRows(database, words.flatMap((word) => findForms(database, word)).join(' OR '));
}

/** Forms of a word beyond this many are ignored; those in most sections are kept. */
const maxForms = 40;

/**
 * Returns the index words with the same stem as a word, and how many sections have each. They are looked up by prefix:
 * Porter's stemmer changes at most the last letter of the rest of a word.
 */
export function findWordForms(database: DatabaseSync, word: string): ReadonlyMap<string, number> {
  const folded = segmentText(word).toLowerCase();
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
  return new Map(forms.slice(0, maxForms));
}

function* queryRows(database: DatabaseSync, query: string): Generator<RowMatch> {
  const rows = database
    .prepare(`select rowid, bm25(section, ${weights}) as rank from section where section match ? order by rank`)
    .iterate(query);
  for (const { rowid, rank } of rows) {
    yield { row: Number(rowid), score: -Number(rank) };
  }
}

/** @param defaultField where to look for terms without a field; everywhere if undefined */
function buildExpression(
  database: DatabaseSync,
  { groups, excluded }: SearchQuery,
  defaultField?: SearchField,
): string {
  if (groups.length === 0) return '';
  const anyOf = (terms: readonly Term[], field?: SearchField) =>
    terms.map((term) => buildPhrase(database, { ...term, field: term.field ?? field })).join(' OR ');
  const included = groups.map((terms) => `(${anyOf(terms, defaultField)})`).join(' AND ');
  return excluded.length === 0 ? included : `(${included}) NOT (${anyOf(excluded)})`;
}

/** Matches a word in all its forms, the start of a word, or a phrase. */
function buildPhrase(database: DatabaseSync, { text, field, isPrefix }: Term): string {
  const column = field === undefined ? '' : `${columns[field]} : `;
  if (isPrefix) return `${column}${quoteText(text)} *`;
  return findForms(database, text)
    .map((form) => column + form)
    .join(' OR ');
}

const formsByWord = new WeakMap<DatabaseSync, Map<string, readonly string[]>>();

/** Returns the quoted forms of a word. Cached, because a search needs them once per column. */
function findForms(database: DatabaseSync, text: string): readonly string[] {
  const known = formsByWord.get(database) ?? new Map<string, readonly string[]>();
  formsByWord.set(database, known);
  let forms = known.get(text);
  if (!forms) {
    const foldedText = segmentText(text).toLowerCase();
    const others = [...findWordForms(database, text).keys()].filter((form) => form !== foldedText);
    forms = [text, ...others].map(quoteText);
    known.set(text, forms);
  }
  return forms;
}

/** Quotes text so that only the tokenizer interprets it, not the query syntax. */
function quoteText(text: string): string {
  return quoteTerm(segmentText(text).replaceAll('"', ' ').trim());
}
