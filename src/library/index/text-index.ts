/** What the full-text tables of an index tell, of notes in it or of notes that were read. */
import type { DatabaseSync } from 'node:sqlite';
import { distance } from 'fastest-levenshtein';
import type { Note } from '../../core/note.ts';
import { mostSlips } from '../../core/query/lookup.ts';
import type { Search } from '../../core/query/search.ts';
import { foldCase } from '../../core/words.ts';
import { comparePaths } from '../files/path-order.ts';
import type { Found, Most } from '../library.ts';
import type { Hit } from './full-text-query.ts';
import { formsOf, hitsOf, hitsOfAny } from './full-text-query.ts';
import { hasNoFullText } from './schema.ts';

/** So many hits are looked at at once. */
const batchSize = 64;

export class TextIndex {
  readonly #database: DatabaseSync;
  readonly #noteOf: (row: number) => number;
  readonly #notesOf: (ids: ReadonlySet<number>) => ReadonlyMap<number, Note>;

  /**
   * @param noteOf the number of the note that a row of `section` is of
   * @param notesOf the notes of some numbers, without those that are left out
   */
  constructor(
    database: DatabaseSync,
    noteOf: (row: number) => number,
    notesOf: (ids: ReadonlySet<number>) => ReadonlyMap<number, Note>,
  ) {
    this.#database = database;
    this.#noteOf = noteOf;
    this.#notesOf = notesOf;
  }

  search(search: Search, most: Most): readonly Found[] {
    return this.#found(hitsOf(this.#database, search), most);
  }

  bearing(words: readonly string[], most: Most): readonly Found[] {
    return this.#found(hitsOfAny(this.#database, words), most);
  }

  /**
   * As many as are wanted, with those that are as good as the last of them; equals by path and place, so that their order is the
   * same wherever they are kept.
   */
  #found(hits: Iterable<Hit>, { count, of }: Most): readonly Found[] {
    const found: (Found & { readonly place: number })[] = [];
    const seen = new Set<Note>();
    let batch: Hit[] = [];
    let least = Number.NEGATIVE_INFINITY;
    for (const hit of hits) {
      if (rounded(hit.score) < least) break;
      batch.push(hit);
      if (batch.length === batchSize) {
        this.#take(batch, found, seen);
        batch = [];
      }
      if (least === Number.NEGATIVE_INFINITY && (of === 'notes' ? seen.size : found.length) >= count)
        least = found.at(-1)?.score ?? least;
    }
    this.#take(batch, found, seen);
    return found.sort((a, b) => b.score - a.score || comparePaths(a.note.path, b.note.path) || a.place - b.place);
  }

  #take(hits: readonly Hit[], found: (Found & { readonly place: number })[], seen: Set<Note>): void {
    const ids = hits.map(({ row }) => this.#noteOf(row));
    const notes = this.#notesOf(new Set(ids));
    for (const [index, { row, score }] of hits.entries()) {
      const id = ids[index] ?? 0;
      const note = notes.get(id);
      if (!note) continue;
      const place = row - id;
      seen.add(note);
      found.push({
        note,
        // Read from the index for those that are printed.
        get section() {
          return note.sections[place - 1];
        },
        score: rounded(score),
        place,
      });
    }
  }

  frequencies(words: readonly string[]): ReadonlyMap<string, number> {
    const count = this.#database.prepare('select doc from term where term = ?');
    return new Map(
      words.map((word) => {
        const own = Number(count.get(foldCase(word))?.doc ?? 0);
        return [word, own > 0 ? own : [...formsOf(this.#database, word).values()].reduce((sum, doc) => sum + doc, 0)];
      }),
    );
  }

  spellings(word: string): readonly string[] {
    const wanted = foldCase(word);
    const most = Math.max(1, mostSlips(wanted));
    const near = new Map<string, number>();
    for (const { term, doc } of this.#database.prepare('select term, doc from term').iterate()) {
      const text = String(term);
      if (Number(doc) === 0 || Math.abs(text.length - wanted.length) > most) continue;
      const slips = distance(text, wanted);
      if (slips <= most && slips > 0) near.set(text, slips);
    }
    return [...near].sort((a, b) => a[1] - b[1]).map(([text]) => text);
  }
}

/** Sums of floating-point numbers may differ in their last digits by the order in which they were added. */
function rounded(score: number): number {
  return Number(score.toPrecision(9));
}

/** The SQLite of this Node has no full-text search. */
class NoFullText extends Error {
  override readonly name = 'NoFullText';
}

/**
 * The tables in memory, for notes that are in no index.
 * @param wanted those of the notes that may be found, by their files
 */
export async function indexInMemory(notes: readonly Note[], wanted: ReadonlyMap<string, Note>): Promise<TextIndex> {
  const { DatabaseSync } = await import('node:sqlite');
  const { tables } = await import('./schema.ts');
  const { TextWriter } = await import('./text-writer.ts');
  const { textRows } = await import('./text-rows.ts');
  const database = new DatabaseSync(':memory:');
  try {
    database.exec(`begin; ${tables}`);
  } catch (error) {
    throw hasNoFullText(error) ? new NoFullText() : error;
  }
  const writer = new TextWriter(database);
  const ids: number[] = [];
  let next = 1;
  for (const note of notes) {
    writer.add(textRows(note), next);
    ids.push(next);
    next += note.sections.length + 1;
  }
  database.exec('commit');
  const own = new Map(ids.map((id, index) => [id, notes[index]]));
  return new TextIndex(
    database,
    (row) => ids[firstAbove(ids, row) - 1] ?? 0,
    (wantedIds) => {
      const found = new Map<number, Note>();
      for (const id of wantedIds) {
        const note = wanted.get(own.get(id)?.file ?? '');
        if (note) found.set(id, note);
      }
      return found;
    },
  );
}

/** @returns the index of the first of some numbers in order that is greater than another */
function firstAbove(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
