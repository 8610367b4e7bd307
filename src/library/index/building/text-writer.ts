import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TextRows } from './text-rows.ts';

export class TextWriter {
  readonly #insertWords: StatementSync;
  readonly #insertSection: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insertWords = database.prepare('insert into words (rowid, names) values (?, ?)');
    this.#insertSection = database.prepare(
      'insert into section (rowid, heading, ancestors, title, tags, path, body) values (?, ?, ?, ?, ?, ?, ?)',
    );
  }

  add({ words, shared, sections }: TextRows, id: number): void {
    this.#insertWords.run(id, words);
    for (const [number, heading, ancestors, body] of sections)
      this.#insertSection.run(id + number, heading, ancestors, ...shared, body);
  }
}
