import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Notice } from '../../library.ts';
import type { NoteRows } from './rows.ts';
import { TextWriter } from './text-writer.ts';
import { decodeVarints } from './totals.ts';

export class IndexWriter {
  readonly #insertNote: StatementSync;
  readonly #insertName: StatementSync;
  readonly #insertTag: StatementSync;
  readonly #insertTarget: StatementSync;
  readonly #textWriter: TextWriter;
  readonly #insertNotice: StatementSync;
  readonly #deleteStatements: readonly StatementSync[];
  readonly #deleteSection: StatementSync;
  readonly #selectSectionCount: StatementSync;
  readonly #selectColumnSizes: StatementSync;
  readonly #selectId: StatementSync;
  #nextId: number;

  constructor(database: DatabaseSync) {
    const prepare = (sql: string) => database.prepare(sql);
    this.#insertNote = prepare(
      'insert into note (id, path, hash, data, sections, links, tradeoffs, passages) values (?, ?, ?, ?, ?, ?, ?, ?)',
    );
    this.#insertName = prepare('insert or ignore into name values (?, ?)');
    this.#insertTag = prepare('insert or ignore into tag values (?, ?)');
    this.#insertTarget = prepare('insert or ignore into target values (?, ?)');
    this.#textWriter = new TextWriter(database);
    this.#insertNotice = prepare('insert into notice values (?, ?, ?, ?)');
    this.#deleteStatements = [
      'note where id',
      'name where note',
      'tag where note',
      'target where note',
      'words where rowid',
    ].map((what) => prepare(`delete from ${what} = ?`));
    this.#deleteSection = prepare('delete from section where rowid = ?');
    this.#selectSectionCount = prepare('select json_array_length(sections) as count from note where id = ?');
    this.#selectColumnSizes = prepare('select sz from section_docsize where id = ?');
    this.#selectId = prepare('select id from note where path = ?');
    const lastNote = prepare(
      'select id, json_array_length(sections) as count from note order by id desc limit 1',
    ).get();
    this.#nextId = lastNote ? Number(lastNote.id) + Number(lastNote.count) + 1 : 1;
  }

  add({ note, names, tags, targets, sectionCount, text }: NoteRows): void {
    const id = this.#nextId;
    this.#nextId += sectionCount + 1;
    this.#insertNote.run(id, ...note);
    for (const name of names) this.#insertName.run(name, id);
    for (const tag of tags) this.#insertTag.run(tag, id);
    for (const target of targets) this.#insertTarget.run(target, id);
    this.#textWriter.add(text, id);
  }

  addNotice(path: string, { severity, line, message }: Notice): void {
    this.#insertNotice.run(path, severity, line ?? null, message);
  }

  /** The number of removed rows of `section`, then the number of removed words of each column. */
  readonly removedCounts: number[] = [];

  #countRemoved(numbers: readonly number[]): void {
    for (const [index, number] of numbers.entries())
      this.removedCounts[index] = (this.removedCounts[index] ?? 0) + number;
  }

  remove(path: string): void {
    const found = this.#selectId.get(path);
    if (!found) return;
    const id = Number(found.id);
    const { count } = this.#selectSectionCount.get(id) ?? {};
    for (let number = 0; number <= Number(count ?? 0); number++) {
      const row = id + number;
      const size = this.#selectColumnSizes.get(row)?.sz;
      if (size instanceof Uint8Array) this.#countRemoved([1, ...decodeVarints(size)]);
      this.#deleteSection.run(row);
    }
    for (const remove of this.#deleteStatements) remove.run(id);
  }
}
