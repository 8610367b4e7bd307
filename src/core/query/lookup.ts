/** From what a person types to the sections they mean, best first. */
import { distance } from 'fastest-levenshtein';
import { stemmer } from 'stemmer';
import type { Note, Section } from '../note.ts';
import { stemOf } from '../note.ts';
import { nameOf, wordsOf } from '../words.ts';

/** A section, or a whole note, that a query means. */
export interface Match {
  readonly note: Note;
  /** Nothing when the match is the whole note. */
  readonly section: Section | undefined;
  /** How the query was understood; two matches of one kind match as well as each other. */
  readonly kind: MatchKind;
  /** 0 to 1, the best first. */
  readonly score: number;
}

/** From the surest to the least sure. */
const kinds = ['address', 'note', 'heading', 'path', 'words', 'context', 'start', 'stem', 'spelling'] as const;
export type MatchKind = (typeof kinds)[number];

/** What a query found: an `address` is never guessed about, so that it finds one thing or nothing. */
export interface Lookup {
  readonly matches: readonly Match[];
  readonly isAddress: boolean;
}

/** Kinds that name the thing itself; the others are guesses. */
export function isExact(kind: MatchKind): boolean {
  return kinds.indexOf(kind) <= kinds.indexOf('path');
}

/**
 * @param query what a person typed
 * @param paths other names of a note, as the command line knows them: its absolute path, its path from the working folder
 * @param isComplete whether guesses are wanted too where something is called just so
 */
export function lookup(
  query: string,
  notes: readonly Note[],
  paths: (note: Note) => readonly string[],
  isComplete = true,
): Lookup {
  const addressed = byAddress(query, notes, paths);
  if (addressed) return { matches: rank(addressed), isAddress: true };
  const found = [...byName(query, notes), ...byPath(query, notes, paths)];
  if (!isComplete && found.some(({ kind }) => isExact(kind)))
    return { matches: withoutTitles(rank(found)), isAddress: false };
  const matches = withoutTitles(rank([...found, ...byWords(wordsOf(query), notes)]));
  // Spelling is for when nothing else is found.
  return {
    matches: matches[0]?.kind === 'spelling' ? matches : matches.filter((match) => match.kind !== 'spelling'),
    isAddress: false,
  };
}

/** A note and its first heading are called alike as a rule, and mean the same: of the two, the note. */
function withoutTitles(matches: readonly Match[]): Match[] {
  const notes = new Set(matches.filter((match) => !match.section).map((match) => match.note));
  return matches.filter(
    ({ note, section }) =>
      !(section && notes.has(note) && section.heading === note.title && !section.parent && !section.label),
  );
}

/** The matches that are as good as the best. */
export function asGoodAsBest(matches: readonly Match[]): Match[] {
  return matches.filter((match) => match.kind === matches[0]?.kind);
}

/** Headings and titles that look most like a query that found nothing. */
export function nearest(query: string, notes: readonly Note[], most: number): string[] {
  const wanted = nameOf(query);
  const best = new Map<string, number>();
  const offer = (text: string) => {
    const name = nameOf(text);
    if (name === '') return;
    const words = [name, ...name.split(' ')];
    const closeness = Math.max(...words.map((word, index) => similarity(wanted, word) - (index > 0 ? 0.05 : 0)));
    if (closeness >= 0.5) best.set(text, Math.max(best.get(text) ?? 0, closeness));
  };
  for (const note of notes) {
    offer(note.title);
    offer(stemOf(note.path));
    for (const section of note.sections) offer(section.heading);
  }
  const offers = [...best].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length).map(([text]) => text);
  const seen = new Set<string>();
  return offers.filter((text) => !seen.has(nameOf(text)) && seen.add(nameOf(text))).slice(0, most);
}

/** 1 for equal, 0 for nothing in common. */
function similarity(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  if (longest === 0 || longest > 200 || Math.min(a.length, b.length) * 2 < longest) return 0;
  return 1 - distance(a, b) / longest;
}

type Draft = Omit<Match, 'score'> & { readonly fit: number };

/** Best first, each section once: by kind, then by fit (0 to 1), then in the order of the library. */
function rank(drafts: readonly Draft[]): Match[] {
  const best = new Map<Section | Note, Draft>();
  const value = (draft: Draft) => kinds.length - kinds.indexOf(draft.kind) - 1 + draft.fit;
  for (const draft of drafts) {
    const key = draft.section ?? draft.note;
    const known = best.get(key);
    if (!known || value(known) < value(draft)) best.set(key, draft);
  }
  return [...best.values()]
    .map(({ note, section, kind, fit }) => ({
      note,
      section,
      kind,
      score: Math.round((value({ note, section, kind, fit }) / kinds.length) * 10_000) / 10_000,
    }))
    .sort((a, b) => b.score - a.score);
}

/** A note's path, or `path#slug`. Nothing when the query is no address at all; none found when it is one of nothing. */
function byAddress(
  query: string,
  notes: readonly Note[],
  paths: (note: Note) => readonly string[],
): Draft[] | undefined {
  const namesOf = (note: Note) => [note.path, ...paths(note)];
  const found: Draft[] = [];
  let isAddress = false;
  for (const note of notes) {
    for (const name of new Set(namesOf(note))) {
      if (query === name) found.push({ note, section: undefined, kind: 'address', fit: 1 });
      else if (!query.startsWith(`${name}#`)) continue;
      isAddress = true;
      const slug = query.slice(name.length + 1);
      const section = query === name ? undefined : note.sections.find((candidate) => candidate.slug === slug);
      if (section) found.push({ note, section, kind: 'address', fit: 1 });
    }
  }
  return isAddress || /\.(?:md|markdown|mdown|mkd)#[^\s]*$/i.test(query) ? found : undefined;
}

/** What a note is called: its file's name, title and aliases. */
function noteNames(note: Note): Set<string> {
  return new Set([stemOf(note.path), note.title, ...note.aliases].map(nameOf));
}

/** Notes, headings and labels that are called just what was typed. */
function byName(query: string, notes: readonly Note[]): Draft[] {
  const name = nameOf(query);
  const found: Draft[] = [];
  if (name === '') return found;
  for (const note of notes) {
    if (noteNames(note).has(name))
      found.push({ note, section: undefined, kind: 'note', fit: fitOf(note, undefined, query) });
    for (const section of note.sections) {
      if (nameOf(section.heading) === name)
        found.push({ note, section, kind: 'heading', fit: fitOf(note, section, query) });
    }
  }
  return found;
}

/** Ties among equals: the same letter case first, headings before labels, the shallow before the deep. */
function fitOf(note: Note, section: Section | undefined, query: string): number {
  const text = section?.heading ?? note.title;
  return 0.5 + (text === query ? 0.25 : 0) + (section?.label ? 0 : 0.15) - Math.min(section?.depth ?? 0, 10) / 100;
}

/** `note > heading > heading` and `note#slug`: each part beneath the one before it. */
function byPath(query: string, notes: readonly Note[], paths: (note: Note) => readonly string[]): Draft[] {
  const hash = query.lastIndexOf('#');
  if (hash > 0 && hash < query.length - 1) {
    const name = nameOf(query.slice(0, hash));
    const slug = query.slice(hash + 1);
    return notes
      .filter((note) => noteNames(note).has(name))
      .flatMap((note) =>
        note.sections
          .filter((section) => section.slug === slug)
          .map((section) => ({ note, section, kind: 'path' as const, fit: 1 })),
      );
  }
  const parts = query.split(/\s*[>›]\s*/).filter((part) => part.trim() !== '');
  const last = parts.pop();
  if (last === undefined || parts.length === 0) return [];
  const name = nameOf(last);
  const lastWords = wordsOf(last);
  return notes.flatMap((note) =>
    note.sections.flatMap((section): Draft[] => {
      const isNamed = nameOf(section.heading) === name;
      if (!isNamed && !startsAll(lastWords, wordsOf(section.heading))) return [];
      const above = aboveOf(note, section, paths(note));
      let at = 0;
      for (const part of parts) {
        const wanted = nameOf(part);
        while (
          at < above.length &&
          !above[at]?.some(
            (text) => text === part || nameOf(text) === wanted || startsAll(wordsOf(part), wordsOf(text)),
          )
        )
          at++;
        if (at === above.length) return [];
        // The note's title is its first heading as often as not, so one level may serve two parts: move on only past headings.
        if (at > 0) at++;
      }
      return [{ note, section, kind: isNamed ? 'path' : 'words', fit: fitOf(note, section, last) }];
    }),
  );
}

/** The names of the note, then the headings above a section, outermost first. */
function aboveOf(note: Note, section: Section, paths: readonly string[]): string[][] {
  const headings: string[][] = [];
  for (let at = section.parent; at; at = at.parent) headings.unshift([at.heading]);
  return [[note.path, ...paths, stemOf(note.path), note.title, ...note.aliases], ...headings];
}

function startsAll(wanted: readonly string[], words: readonly string[]): boolean {
  return wanted.length > 0 && wanted.every((word) => words.some((candidate) => candidate.startsWith(word)));
}

/** Words so common that a heading need not have them. */
const common = new Set(
  'a an and are as at be by can do does for from how i in is it its of on or our should that the their these this to use was we what when where which who why will with you your'.split(
    ' ',
  ),
);

function meaningful(words: readonly string[]): string[] {
  const found = words.filter((word) => !common.has(word));
  return found.length > 0 ? found : [...words];
}

/** The words of a query that all have to be found. */
export function wantedWords(query: string): string[] {
  return meaningful(wordsOf(query));
}

/** A word found, by how sure it is and how near to the heading. */
interface Found {
  readonly how: 'words' | 'start' | 'stem' | 'spelling';
  /** 1 in the heading; less in the headings above, the title and tags, the path. */
  readonly near: number;
}

/**
 * Sections that bear every word, one of them at least in their own heading (their ancestors stand for the others).
 * A word may be whole, a word's start, of the same stem, or nearly spelled.
 */
function byWords(query: readonly string[], notes: readonly Note[]): Draft[] {
  const wanted = meaningful(query);
  if (wanted.length === 0) return [];
  const extra = query.filter((word) => !wanted.includes(word));
  const found: Draft[] = [];
  const known = new Map<string, Found['how'] | undefined>();
  const words = memo(wordsOf);
  const search = (fields: readonly Field[]): Found[] | undefined => {
    const hits: Found[] = [];
    for (const word of wanted) {
      const hit = findWord(word, fields, known);
      if (!hit) return undefined;
      hits.push(hit);
    }
    return hits;
  };
  for (const note of notes) {
    const names = [...new Set([stemOf(note.path), note.title, ...note.aliases].flatMap(words))];
    const tags = [...new Set(note.tags.flatMap(words))];
    const folders = words(note.path.slice(0, note.path.lastIndexOf('/') + 1));
    const about: Field[] = [
      { words: names, near: 0.6 },
      { words: tags, near: 0.6 },
      { words: folders, near: 0.4 },
    ];
    const whole = search([
      { words: names, near: 1 },
      { words: tags, near: inTags },
      { words: folders, near: 0.4 },
    ]);
    if (whole) add(note, undefined, whole, words(note.title));
    for (const section of note.sections) {
      const heading = words(section.heading);
      const hits = search([{ words: heading, near: 1 }, ...ancestorFields(section, words), ...about]);
      if (hits) add(note, section, hits, heading);
    }
  }
  return found;

  function add(note: Note, section: Section | undefined, hits: readonly Found[], heading: readonly string[]): void {
    if (!hits.some((hit) => hit.near >= inTags)) return;
    const least = Math.max(...hits.map((hit) => order.indexOf(hit.how)));
    const how = order[least] ?? 'spelling';
    const near = hits.reduce((sum, hit) => sum + hit.near, 0) / hits.length;
    const cover = Math.min(
      1,
      (wanted.length + extra.filter((word) => heading.includes(word)).length) / Math.max(1, heading.length),
    );
    const kind = how === 'words' && near < 1 ? 'context' : how;
    const depth = Math.min(section?.depth ?? 0, 9);
    found.push({ note, section, kind, fit: 0.5 * near + 0.3 * cover + (section?.label ? 0 : 0.1) - depth / 100 });
  }
}

/** What a note is called comes before what it is tagged with. */
const inTags = 0.95;

const order: readonly Found['how'][] = ['words', 'start', 'stem', 'spelling'];

interface Field {
  readonly words: readonly string[];
  readonly near: number;
}

function ancestorFields(section: Section, words: (text: string) => string[]): Field[] {
  const fields: Field[] = [];
  for (let at = section.parent, near = 0.9; at; at = at.parent, near = Math.max(0.65, near - 0.05))
    fields.push({ words: words(at.heading), near });
  return fields;
}

/** The surest way in which a word is in some fields; of the equally sure, the nearest to the heading. */
function findWord(
  word: string,
  fields: readonly Field[],
  known: Map<string, Found['how'] | undefined>,
): Found | undefined {
  let best: Found | undefined;
  for (const field of fields) {
    for (const candidate of field.words) {
      const key = `${word} ${candidate}`;
      let how = known.get(key);
      if (how === undefined && !known.has(key)) {
        how = compare(word, candidate);
        known.set(key, how);
      }
      if (how && (!best || order.indexOf(how) < order.indexOf(best.how))) best = { how, near: field.near };
    }
  }
  return best;
}

/** How a typed word is like one that is there. */
function compare(typed: string, there: string): Found['how'] | undefined {
  if (typed === there) return 'words';
  if (there.startsWith(typed)) return 'start';
  if (hasNoSpaces.test(typed) && there.includes(typed)) return 'start';
  if (typed.length > 2 && stemmer(typed) === stemmer(there)) return 'stem';
  const allowed = mostSlips(typed);
  if (allowed === 0 || Math.abs(typed.length - there.length) > allowed || there.length < 3) return undefined;
  return distance(typed, there) <= allowed ? 'spelling' : undefined;
}

/** How many letters of a word may be wrong. */
export function mostSlips(word: string): number {
  return word.length < 4 ? 0 : word.length < 6 ? 1 : 2;
}

/** Scripts written without spaces between words. */
export const hasNoSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function memo<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const value = make(text);
    made.set(text, value);
    return value;
  };
}
