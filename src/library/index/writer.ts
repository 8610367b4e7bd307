/** Puts notes into an index. What finds out about them is loaded with this. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { hostOf } from '../../core/link-kinds.ts';
import type { Link, Note, Section } from '../../core/note.ts';
import { linkKinds, stemOf } from '../../core/note.ts';
import { passagesOf } from '../../core/passages.ts';
import type { OwnNames } from '../../core/sides.ts';
import { targetOf } from '../../core/targets.ts';
import { nameOf } from '../../core/text.ts';
import { tradeOffsOf } from '../../core/tradeoffs.ts';
import { countWords } from '../../core/words.ts';
import { linksOf } from '../../markdown/links.ts';
import type { Notice } from '../library.ts';
import { hashOf } from './hash.ts';
import type { NoteData, SectionRow, StoredLink, StoredPassage, StoredTradeOff } from './schema.ts';
import { hostKey, sectionsPerNote, wikiKey, writeData } from './schema.ts';
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

  readonly #words: OwnNames | undefined;

  /** @param words names of sides beside those that are known */
  constructor(database: DatabaseSync, words: OwnNames | undefined) {
    this.#words = words;
    const prepare = (sql: string) => database.prepare(sql);
    this.#note = prepare(
      'insert into note (path, hash, data, sections, links, tradeoffs, passages) values (?, ?, ?, ?, ?, ?, ?)',
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
  }

  add(note: Note): void {
    const { title, aliases, tags, date, modified, byteOrderMark, sections, source, path } = note;
    const hasFrontMatter = note.tree.children[0]?.type === 'yaml' || note.tree.children[0]?.type === 'toml';
    const numbers = new Map(sections.map((section, index) => [section, index]));
    const links = linksOf(note);
    const data: NoteData = {
      ...{ title, aliases, tags, date, modified, byteOrderMark, hasFrontMatter },
      endLine: note.lines.lastNotBlank(source.length, 1),
      headings: sections.filter(({ label }) => !label).length,
      links: links.filter(({ image }) => !image).length,
      words: countWords(note),
    };
    const { lastInsertRowid } = this.#note.run(
      path,
      hashOf(source),
      writeData(data),
      JSON.stringify(sections.map((section) => rowOf(section, numbers))),
      json(links.map((link) => storedLink(link, numbers))),
      json(
        tradeOffsOf(note, this.#words).map(
          ({ note: _, section, ...one }): StoredTradeOff => ({ ...one, ...numbered(section, numbers) }),
        ),
      ),
      json(storedPassages(note, numbers)),
    );
    const id = Number(lastInsertRowid);
    for (const name of new Set(
      [stemOf(path), title, ...aliases, ...sections.map(({ heading }) => heading)].map(nameOf),
    ))
      if (name !== '') this.#name.run(name, id);
    for (const tag of tags) this.#tag.run(tag, id);
    for (const target of targetsIn(note, links)) this.#target.run(target, id);
    this.#text.add(note, id);
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
      const row = id * sectionsPerNote + number;
      const size = this.#sizeOf.get(row)?.sz;
      if (size instanceof Uint8Array) this.#addRemoved([1, ...readNumbers(size)]);
      this.#removeSection.run(row);
    }
    for (const remove of this.#removals) remove.run(id);
  }
}

/** What its links lead to: paths in the library, and the names of wiki links, folded, in brackets. */
function targetsIn(note: Note, links: readonly Link[]): Set<string> {
  const targets = new Set<string>();
  for (const { url, from } of links) {
    if (note.source.startsWith('[[', from)) targets.add(wikiKey(url));
    else {
      const path = targetOf(note, url)?.path;
      if (path !== undefined) targets.add(path);
      const host = hostOf(url);
      if (host !== undefined) targets.add(hostKey(host));
    }
  }
  return targets;
}

function json(things: readonly unknown[]): string | null {
  return things.length > 0 ? JSON.stringify(things) : null;
}

function storedLink(link: Link, numbers: ReadonlyMap<Section, number>): StoredLink {
  const { from, to, url, text, title, kind, image, line, section } = link;
  const number = (section && numbers.get(section)) ?? -1;
  return [from, to, url, text, title, linkKinds.indexOf(kind), image ? 1 : 0, line, number];
}

function numbered(section: Section | undefined, numbers: ReadonlyMap<Section, number>): { section?: number } {
  const number = section && numbers.get(section);
  return number === undefined ? {} : { section: number };
}

function rowOf(section: Section, numbers: ReadonlyMap<Section, number>): SectionRow {
  const { heading, slug, depth, label, line, endLine, from, to, bodyFrom, parent, container, within } = section;
  const above = (parent && numbers.get(parent)) ?? -1;
  const isInRoot = container.type === 'root' && !within;
  return [heading, slug, depth, label ? 1 : 0, line, endLine, from, to, bodyFrom, above, isInRoot ? 1 : 0];
}

function storedPassages(note: Note, numbers: ReadonlyMap<Section, number>): StoredPassage[] {
  const passages = passagesOf(note);
  const places = new Map(passages.map((passage, index) => [passage, index]));
  return passages.map(({ note: _, section, about, ...passage }) => {
    const place = about && places.get(about);
    return { ...passage, ...numbered(section, numbers), ...(place === undefined ? {} : { about: place }) };
  });
}
