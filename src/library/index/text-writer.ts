/** Puts the text of notes into the full-text tables of an index. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Note, Section } from '../../core/note.ts';
import { headingsTo } from '../../core/note.ts';
import { wordsOf } from '../../core/text.ts';
import { ownTextOf } from '../own-text.ts';
import { sectionsPerNote } from './schema.ts';
import { segmented } from './segment.ts';

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
  add(note: Note, id: number): void {
    const { sections, title, tags, aliases, path } = note;
    const words = [path, title, ...aliases, ...tags, ...sections.map(({ heading }) => heading)].flatMap(wordsOf);
    this.#words.run(id, [...new Set(words)].join(' '));
    const shared = [segmented(title), segmented(tags.join(' ')), segmented(path)] as const;
    const add = (number: number, section: Section | undefined) =>
      this.#section.run(
        id * sectionsPerNote + number,
        segmented(section?.heading ?? ''),
        segmented(headingsTo(section?.parent).join(' ')),
        ...shared,
        segmented(ownTextOf(note, section)),
      );
    add(0, undefined);
    for (const [index, section] of sections.entries()) add(index + 1, section);
  }
}
