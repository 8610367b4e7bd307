/** Builds the rows that an index stores for a note. Needs no database, so that a worker thread can do it. */
import { getHost } from '../../../core/link-kinds.ts';
import { isWikiLink, resolveLink } from '../../../core/link-targets.ts';
import type { Link, Note, Section } from '../../../core/note.ts';
import { getFileStem, linkKinds } from '../../../core/note.ts';
import { listNames } from '../../../core/query/query-words.ts';
import { findPassages } from '../../../core/quotes.ts';
import { readTradeOffs } from '../../../core/tradeoffs/index.ts';
import type { UserWords } from '../../../core/tradeoffs/lexicon/lexicon.ts';
import { countWords, normalizeName, toNameKey } from '../../../core/words.ts';
import { findLinks } from '../../../markdown/links.ts';
import { hashText } from '../hash.ts';
import type { NoteData, SectionRow, StoredLink, StoredPassage, StoredTradeOff } from '../schema.ts';
import { encodeNoteData, toHostKey, toWikiKey } from '../schema.ts';
import type { TextRows } from './text-rows.ts';
import { createTextRows } from './text-rows.ts';

export interface NoteRows {
  readonly note: readonly (string | null)[];
  readonly names: readonly string[];
  readonly tags: readonly string[];
  readonly targets: readonly string[];
  readonly sectionCount: number;
  readonly text: TextRows;
}

export function createNoteRows(note: Note, userWords: UserWords | undefined): NoteRows {
  const { title, aliases, tags, date, modified, byteOrderMark, sections, source, path } = note;
  const hasFrontMatter = note.tree.children[0]?.type === 'yaml' || note.tree.children[0]?.type === 'toml';
  const sectionNumbers = new Map(sections.map((section, index) => [section, index]));
  const links = findLinks(note);
  const data: NoteData = {
    ...{ title, aliases, tags, date, modified, byteOrderMark, hasFrontMatter },
    endLine: note.lines.findLastNonBlank(source.length, 1),
    headings: sections.filter(({ label }) => !label).length,
    links: links.filter(({ image }) => !image).length,
    words: countWords(note),
  };
  const tradeOffs = readTradeOffs(note, userWords).map(
    ({ note: _, section, ...stored }): StoredTradeOff => ({ ...stored, ...toSectionNumber(section, sectionNumbers) }),
  );
  const names = [getFileStem(path), title, ...aliases, ...sections.map(({ heading }) => heading)]
    .flatMap(listNames)
    .flatMap((name) => [normalizeName(name), toNameKey(name)]);
  return {
    note: [
      path,
      hashText(source),
      encodeNoteData(data),
      JSON.stringify(sections.map((section) => toSectionRow(section, sectionNumbers))),
      toJson(links.map((link) => toStoredLink(link, sectionNumbers))),
      toJson(tradeOffs),
      toJson(toStoredPassages(note, sectionNumbers)),
    ],
    names: [...new Set(names)].filter((name) => name !== ''),
    tags,
    targets: [...collectTargets(note, links)],
    sectionCount: sections.length,
    text: createTextRows(
      note,
      tradeOffs.map(({ topic }) => topic),
    ),
  };
}

/** Returns link targets: paths in the library, hosts, and folded names of wiki links in brackets. */
function collectTargets(note: Note, links: readonly Link[]): Set<string> {
  const targets = new Set<string>();
  for (const link of links) {
    const { url } = link;
    if (isWikiLink(note, link)) targets.add(toWikiKey(url));
    else {
      const path = resolveLink(note, url)?.path;
      if (path !== undefined) targets.add(path.normalize());
      const host = getHost(url);
      if (host !== undefined) targets.add(toHostKey(host));
    }
  }
  return targets;
}

function toJson(items: readonly unknown[]): string | null {
  return items.length > 0 ? JSON.stringify(items) : null;
}

function toStoredLink(link: Link, numbers: ReadonlyMap<Section, number>): StoredLink {
  const { from, to, url, text, title, kind, image, line, section } = link;
  const number = (section && numbers.get(section)) ?? -1;
  return [from, to, url, text, title, linkKinds.indexOf(kind), image ? 1 : 0, line, number];
}

function toSectionNumber(section: Section | undefined, numbers: ReadonlyMap<Section, number>): { section?: number } {
  const number = section && numbers.get(section);
  return number === undefined ? {} : { section: number };
}

function toSectionRow(section: Section, numbers: ReadonlyMap<Section, number>): SectionRow {
  const { heading, slug, depth, label, line, endLine, from, to, bodyFrom, parent, container, within } = section;
  const parentNumber = (parent && numbers.get(parent)) ?? -1;
  const isInRoot = container.type === 'root' && !within;
  return [heading, slug, depth, label ? 1 : 0, line, endLine, from, to, bodyFrom, parentNumber, isInRoot ? 1 : 0];
}

function toStoredPassages(note: Note, numbers: ReadonlyMap<Section, number>): StoredPassage[] {
  const passages = findPassages(note);
  const passageNumbers = new Map(passages.map((passage, index) => [passage, index]));
  return passages.map(({ note: _, section, about, ...passage }) => {
    const aboutNumber = about && passageNumbers.get(about);
    return {
      ...passage,
      ...toSectionNumber(section, numbers),
      ...(aboutNumber === undefined ? {} : { about: aboutNumber }),
    };
  });
}

export function getHash({ note }: NoteRows): string | null | undefined {
  return note[1];
}
