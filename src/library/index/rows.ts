/** What an index keeps of a note, as it is written: found without a database, in another thread too. */
import { hostOf } from '../../core/link-kinds.ts';
import { targetOf } from '../../core/link-targets.ts';
import type { Link, Note, Section } from '../../core/note.ts';
import { linkKinds, stemOf } from '../../core/note.ts';
import { passagesOf } from '../../core/quotes.ts';
import { tradeOffsOf } from '../../core/tradeoffs/index.ts';
import type { OwnNames } from '../../core/tradeoffs/lexicon/index.ts';
import { countWords } from '../../core/word-count.ts';
import { nameOf } from '../../core/words.ts';
import { linksOf } from '../../markdown/links.ts';
import { hashOf } from './hash.ts';
import type { NoteData, SectionRow, StoredLink, StoredPassage, StoredTradeOff } from './schema.ts';
import { hostKey, wikiKey, writeData } from './schema.ts';
import type { TextRows } from './text-rows.ts';
import { textRows } from './text-rows.ts';

export interface NoteRows {
  /** The columns of `note`. */
  readonly note: readonly (string | null)[];
  readonly names: readonly string[];
  readonly tags: readonly string[];
  readonly targets: readonly string[];
  /** How many sections there are. */
  readonly sections: number;
  readonly text: TextRows;
}

/** @param words names of sides beside those that are known */
export function rowsOf(note: Note, words: OwnNames | undefined): NoteRows {
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
  const tradeOffs = tradeOffsOf(note, words).map(
    ({ note: _, section, ...one }): StoredTradeOff => ({ ...one, ...numbered(section, numbers) }),
  );
  const names = [stemOf(path), title, ...aliases, ...sections.map(({ heading }) => heading)].map(nameOf);
  return {
    note: [
      path,
      hashOf(source),
      writeData(data),
      JSON.stringify(sections.map((section) => rowOf(section, numbers))),
      json(links.map((link) => storedLink(link, numbers))),
      json(tradeOffs),
      json(storedPassages(note, numbers)),
    ],
    names: [...new Set(names)].filter((name) => name !== ''),
    tags,
    targets: [...targetsIn(note, links)],
    sections: sections.length,
    text: textRows(note),
  };
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

/** The hash of the source that rows were made of. */
export function hashIn({ note }: NoteRows): string | null | undefined {
  return note[1];
}
