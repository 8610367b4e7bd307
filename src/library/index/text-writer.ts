/** Puts the text of notes into the full-text tables of an index. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TextRows } from './text-rows.ts';

export class TextWriter {
  readonly #words: StatementSync;
  readonly #section: StatementSync;

  constructor(database: DatabaseSync) {
    this.#words = database.prepare('insert into words (rowid, names) values (?, ?)');
    this.#section = database.prepare(
      'insert into section (rowid, heading, ancestors, title, tags, path, body) values (?, ?, ?, ?, ?, ?, ?)',
    );
  }

  /** @param id the note's number */
  add({ words, shared, sections }: TextRows, id: number): void {
    this.#words.run(id, words);
    for (const [number, heading, ancestors, body] of sections)
      this.#section.run(id + number, heading, ancestors, ...shared, body);
  }
}
