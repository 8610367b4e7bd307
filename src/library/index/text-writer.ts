/** Puts the text of notes into the full-text tables of an index. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Note, Section } from '../../core/note.ts';
import { headingsTo } from '../../core/note.ts';
import { wordsOf } from '../../core/text.ts';
import { ownTextOf } from '../own-text.ts';
import { sectionsPerNote } from './schema.ts';
import { searchable, segmented } from './segment.ts';

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
    const shared = [segmented(cut(title)), segmented(cut(tags.join(' '))), segmented(cut(path))] as const;
    const add = (number: number, section: Section | undefined, text: string) =>
      this.#section.run(
        id * sectionsPerNote + number,
        segmented(section?.heading ?? ''),
        segmented(cut(headingsTo(section?.parent).join(' '))),
        ...shared,
        searchable(text),
      );
    const before = ownTextOf(note, undefined);
    if (before.trim() !== '' || sections.length === 0) add(0, undefined, before);
    for (const [index, section] of sections.entries()) {
      if (index + 1 === sectionsPerNote) break;
      add(index + 1, section, ownTextOf(note, section));
    }
  }
}

/** What every section of a note has anew is not longer than this: an index would grow with the square of a note. */
function cut(text: string): string {
  return text.slice(0, 400);
}
