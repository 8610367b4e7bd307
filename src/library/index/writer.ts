/** Puts notes into an index. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Notice } from '../library.ts';
import type { NoteRows } from './rows.ts';
import { TextWriter } from './text-writer.ts';
import { readNumbers } from './totals.ts';

/** Writes notes into an index. */
export class IndexWriter {
  readonly #note: StatementSync;
  readonly #name: StatementSync;
  readonly #tag: StatementSync;
  readonly #target: StatementSync;
  readonly #text: TextWriter;
  readonly #notice: StatementSync;
  readonly #removals: readonly StatementSync[];
  readonly #removeSection: StatementSync;
  readonly #sectionsOf: StatementSync;
  readonly #sizeOf: StatementSync;
  readonly #idOf: StatementSync;
  /** The number of the next note. */
  #next: number;

  constructor(database: DatabaseSync) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#note = prepare(
      'insert into note (id, path, hash, data, sections, links, tradeoffs, passages) values (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#name = prepare('insert or ignore into name values (?, ?)');
    this.#tag = prepare('insert or ignore into tag values (?, ?)');
    this.#target = prepare('insert or ignore into target values (?, ?)');
    this.#text = new TextWriter(database);
    this.#notice = prepare('insert into notice values (?, ?, ?, ?)');
    this.#removals = [
      'note where id',
      'name where note',
      'tag where note',
      'target where note',
      'words where rowid',
    ].map((what) => prepare(`delete from ${what} = ?`));
    this.#removeSection = prepare('delete from section where rowid = ?');
    this.#sectionsOf = prepare('select json_array_length(sections) as count from note where id = ?');
    this.#sizeOf = prepare('select sz from section_docsize where id = ?');
    this.#idOf = prepare('select id from note where path = ?');
    const last = prepare('select id, json_array_length(sections) as count from note order by id desc limit 1').get();
    this.#next = last ? Number(last.id) + Number(last.count) + 1 : 1;
  }

  add({ note, names, tags, targets, sections, text }: NoteRows): void {
    const id = this.#next;
    this.#next += sections + 1;
    this.#note.run(id, ...note);
    for (const name of names) this.#name.run(name, id);
    for (const tag of tags) this.#tag.run(tag, id);
    for (const target of targets) this.#target.run(target, id);
    this.#text.add(text, id);
  }

  addNotice(path: string, { severity, line, message }: Notice): void {
    this.#notice.run(path, severity, line ?? null, message);
  }

  /** How many rows of `section` were removed, and the words that each of their columns had. */
  readonly removed: number[] = [];

  #addRemoved(numbers: readonly number[]): void {
    for (const [index, number] of numbers.entries()) this.removed[index] = (this.removed[index] ?? 0) + number;
  }

  /** Removes the note of a path, if there is one. */
  remove(path: string): void {
    const found = this.#idOf.get(path);
    if (!found) return;
    const id = Number(found.id);
    const { count } = this.#sectionsOf.get(id) ?? {};
    for (let number = 0; number <= Number(count ?? 0); number++) {
      const row = id + number;
      const size = this.#sizeOf.get(row)?.sz;
      if (size instanceof Uint8Array) this.#addRemoved([1, ...readNumbers(size)]);
      this.#removeSection.run(row);
    }
    for (const remove of this.#removals) remove.run(id);
  }
}
