import type { DatabaseSync } from 'node:sqlite';
import { distance } from 'fastest-levenshtein';
import type { Note } from '../../../core/note.ts';
import { isMisspellingOf } from '../../../core/query/query-words.ts';
import type { SearchQuery } from '../../../core/query/search.ts';
import { foldCase } from '../../../core/words.ts';
import { comparePaths } from '../../files/path-order.ts';
import type { SearchLimit, SearchResult } from '../../library.ts';
import { isFullTextMissing } from '../schema.ts';
import type { RowMatch } from './full-text-query.ts';
import { countNotes, countRows, findWordForms, searchRows, searchRowsForAny } from './full-text-query.ts';

const batchSize = 64;

export class TextIndex {
  readonly #database: DatabaseSync;
  readonly #findNoteId: (row: number) => number;
  readonly #findNotes: (ids: ReadonlySet<number>) => ReadonlyMap<number, Note>;

  /**
   * @param findNoteId returns the ID of the note of a row of `section`
   * @param findNotes returns the notes with these IDs, without those that the filter excludes
   */
  constructor(
    database: DatabaseSync,
    findNoteId: (row: number) => number,
    findNotes: (ids: ReadonlySet<number>) => ReadonlyMap<number, Note>,
  ) {
    this.#database = database;
    this.#findNoteId = findNoteId;
    this.#findNotes = findNotes;
  }

  search(search: SearchQuery, limit: SearchLimit): readonly SearchResult[] {
    return this.#collectResults(searchRows(this.#database, search), limit);
  }

  /** Counts the results of a search. Without the filter, nothing has to be read for that. */
  countResults(search: SearchQuery, unit: SearchLimit['unit'], isFiltered: boolean): number {
    if (!isFiltered) return (unit === 'notes' ? countNotes : countRows)(this.#database, search);
    const results = this.search(search, { count: Number.MAX_SAFE_INTEGER, unit });
    return unit === 'notes' ? new Set(results.map(({ note }) => note)).size : results.length;
  }

  searchAnyWord(words: readonly string[], limit: SearchLimit): readonly SearchResult[] {
    return this.#collectResults(searchRowsForAny(this.#database, words), limit);
  }

  /**
   * Collects results up to a limit, with those that tie with the last one. Sorts ties by path and position, so that the
   * order does not depend on where the notes are stored.
   */
  #collectResults(matches: Iterable<RowMatch>, { count, unit }: SearchLimit): readonly SearchResult[] {
    const results: (SearchResult & { readonly sectionNumber: number })[] = [];
    const seenNotes = new Set<Note>();
    let batch: RowMatch[] = [];
    let minScore = Number.NEGATIVE_INFINITY;
    for (const match of matches) {
      if (roundScore(match.score) < minScore) break;
      batch.push(match);
      if (batch.length === batchSize) {
        this.#addResults(batch, results, seenNotes);
        batch = [];
      }
      if (minScore === Number.NEGATIVE_INFINITY && (unit === 'notes' ? seenNotes.size : results.length) >= count)
        minScore = results.at(-1)?.score ?? minScore;
    }
    this.#addResults(batch, results, seenNotes);
    return results.sort(
      (a, b) => b.score - a.score || comparePaths(a.note.path, b.note.path) || a.sectionNumber - b.sectionNumber,
    );
  }

  #addResults(
    matches: readonly RowMatch[],
    results: (SearchResult & { readonly sectionNumber: number })[],
    seenNotes: Set<Note>,
  ): void {
    const ids = matches.map(({ row }) => this.#findNoteId(row));
    const notes = this.#findNotes(new Set(ids));
    for (const [index, { row, score }] of matches.entries()) {
      const id = ids[index] ?? 0;
      const note = notes.get(id);
      if (!note) continue;
      const sectionNumber = row - id;
      seenNotes.add(note);
      results.push({
        note,
        // Read lazily: only printed results need it.
        get section() {
          return note.sections[sectionNumber - 1];
        },
        score: roundScore(score),
        sectionNumber: sectionNumber,
      });
    }
  }

  countFrequencies(words: readonly string[]): ReadonlyMap<string, number> {
    const count = this.#database.prepare('select doc from term where term = ?');
    return new Map(
      words.map((word) => {
        const exactCount = Number(count.get(foldCase(word))?.doc ?? 0);
        return [
          word,
          exactCount > 0
            ? exactCount
            : [...findWordForms(this.#database, word).values()].reduce((sum, doc) => sum + doc, 0),
        ];
      }),
    );
  }

  suggestSpellings(word: string): readonly string[] {
    const foldedWord = foldCase(word);
    const candidates: { readonly text: string; readonly doc: number; readonly edits: number }[] = [];
    for (const { term, doc } of this.#database.prepare('select term, doc from term').iterate()) {
      const text = String(term);
      if (Number(doc) > 0 && text !== foldedWord && isMisspellingOf(foldedWord, text))
        candidates.push({ text, doc: Number(doc), edits: distance(text, foldedWord) });
    }
    return candidates
      .sort((a, b) => a.edits - b.edits || b.doc - a.doc || (a.text < b.text ? -1 : 1))
      .map(({ text }) => text);
  }
}

/** Rounds a score: floating-point sums may differ in the last digits by the order of addition. */
function roundScore(score: number): number {
  return Number(score.toPrecision(9));
}

class NoFullText extends Error {
  override readonly name = 'NoFullText';
}

/**
 * Builds the full-text tables in memory, for notes without an index.
 * @param searchableNotes the notes that may be in results, by file
 */
export async function createMemoryIndex(
  notes: readonly Note[],
  searchableNotes: ReadonlyMap<string, Note>,
): Promise<TextIndex> {
  const { DatabaseSync } = await import('node:sqlite');
  const { createTablesSql } = await import('../schema.ts');
  const { TextWriter } = await import('../building/text-writer.ts');
  const { createTextRows } = await import('../building/text-rows.ts');
  const database = new DatabaseSync(':memory:');
  try {
    database.exec(`begin; ${createTablesSql}`);
  } catch (error) {
    throw isFullTextMissing(error) ? new NoFullText() : error;
  }
  const writer = new TextWriter(database);
  const ids: number[] = [];
  let nextId = 1;
  for (const note of notes) {
    writer.add(createTextRows(note, []), nextId);
    ids.push(nextId);
    nextId += note.sections.length + 1;
  }
  database.exec('commit');
  const notesById = new Map(ids.map((id, index) => [id, notes[index]]));
  return new TextIndex(
    database,
    (row) => ids[findFirstAbove(ids, row) - 1] ?? 0,
    (requestedIds) => {
      const selectedNotes = new Map<number, Note>();
      for (const id of requestedIds) {
        const note = searchableNotes.get(notesById.get(id)?.file ?? '');
        if (note) selectedNotes.set(id, note);
      }
      return selectedNotes;
    },
  );
}

function findFirstAbove(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
