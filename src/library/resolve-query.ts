import { relative, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import { sanitizeLine } from '../core/escape.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { Note } from '../core/note.ts';
import { formatAddress, getHeadingPath } from '../core/note.ts';
import { listPlaces } from '../core/query/address.ts';
import type { LookupResult, Match, MatchKind } from '../core/query/lookup.ts';
import {
  findMatches,
  hasAllWords,
  isBelow,
  isExactKind,
  isNamedKind,
  selectBestMatches,
  splitPath,
} from '../core/query/lookup.ts';
import { abbreviate, getRequiredWords, isAbbreviation } from '../core/query/query-words.ts';
import { searchFor } from '../core/query/search.ts';
import type { Span } from '../core/tree.ts';
import { splitWords } from '../core/words.ts';
import { isWithin } from './files/paths.ts';
import type { Library, SearchResult } from './library.ts';
import { correctSpelling } from './spelling.ts';
import { listSubsets } from './subsets.ts';

export interface QueryOptions {
  readonly all?: boolean;
  /** Return at most this many of the best matches. */
  readonly first?: number;
  /** Require exactly one section or note of this name; do not guess. */
  readonly exact?: boolean;
}

/** A section that matches a query, or without a section the whole note. */
export type QueryTarget = Pick<Match, 'note' | 'section' | 'score'> & Partial<Pick<Match, 'kind'>>;

export interface Query {
  /** Undefined for all notes. */
  readonly query: string | undefined;
  /**
   * `best`: one section unless the options ask for more. `every`: all matches, best first, for a command that looks for something in
   * them. `paths`: all notes of the files and folders that the query names. `none`: the command does not query notes.
   */
  readonly takes: 'best' | 'every' | 'paths' | 'none';
}

/**
 * Resolves a query to its matches, the best first.
 * @param workingFolder the folder that paths are relative to
 * @param info receives messages for the user: nothing matches exactly, or other sections match too
 * @throws UserError if `exact` is set and no name or more than one matches exactly
 */
export async function resolveQuery(
  { query, takes }: Query,
  library: Library,
  options: QueryOptions,
  workingFolder: string,
  info: (message: string) => void,
): Promise<readonly QueryTarget[]> {
  if (takes === 'none') return [];
  if (query === undefined) return library.notes().map((note) => ({ note, section: undefined, score: 1 }));
  if (library.isEmpty) return [];
  const isComplete = takes === 'every' || options.all === true || options.first !== undefined;
  const { matches, isPath } = await findInLibrary(query, library, isComplete, workingFolder);
  const formatAddress = createAddressFormatter(matches, workingFolder);
  if (options.exact) return selectExactMatch(query, matches, formatAddress);
  const [best] = matches;
  if (!best) {
    info(await describeNoMatch(query, library, isPath));
    return [];
  }
  if (options.all || takes === 'every') return options.first === undefined ? matches : matches.slice(0, options.first);
  if (options.first !== undefined) return matches.slice(0, options.first);
  const choice = describeChoice(query, matches, formatAddress);
  if (choice !== undefined) info(choice);
  return [best];
}

/** Finds what has a query as its path, its exact name or its initials. */
export function findByName(query: string, library: Library): readonly Match[] {
  const getPaths = ({ file }: Note) => [file];
  const { matches } = findMatches(query, library.findCandidates(query, [], false), getPaths, 'none');
  const exact = matches.filter(({ kind }) => isExactKind(kind));
  if (exact.length > 0 || getRequiredWords(query).length > 1) return exact;
  return findByInitials(query, library, [], getPaths).filter(({ kind }) => kind === 'initials');
}

/** @param candidates the notes whose names have the words of the query */
function findByInitials(
  query: string,
  library: Library,
  candidates: readonly Note[],
  getPaths: (note: Note) => readonly string[],
): readonly Match[] {
  if (!getRequiredWords(query).some(isAbbreviation) && abbreviate(query) === undefined) return [];
  const notes = new Set([...candidates, ...library.findByGuess(query, 'initials')]);
  return findMatches(query, [...notes], getPaths, 'initials').matches;
}

async function findInLibrary(
  query: string,
  library: Library,
  isComplete: boolean,
  workingFolder: string,
): Promise<LookupResult> {
  // `./trees.md` is always a path.
  const normalizedQuery = /^\.{1,2}[\\/]/.test(query) ? resolve(workingFolder, query) : query.trim();
  const paths = listPlaces(normalizedQuery).map(({ path }) => resolve(workingFolder, path));
  const getPaths = (note: Note) => [note.file, formatPath(workingFolder, note)];
  const candidates = library.findCandidates(normalizedQuery, paths, isComplete);
  const result = findMatches(normalizedQuery, candidates, getPaths, isComplete ? 'words' : 'none');
  const [best] = result.matches;
  if (result.isPath || (best && (isNamedKind(best.kind) || best.kind === 'context'))) return result;
  const withInitials = findByInitials(normalizedQuery, library, candidates, getPaths);
  if (withInitials[0]?.kind === 'initials') return { matches: withInitials, isPath: false };
  if (best) return result;
  const withText = await findByText(normalizedQuery, library, getPaths);
  return {
    matches: withText.length > 0 ? withText : await findBySpelling(normalizedQuery, library, getPaths),
    isPath: false,
  };
}

/** Finds names with words that are spelled similarly to those that the library does not contain. */
async function findBySpelling(
  query: string,
  library: Library,
  getPaths: (note: Note) => readonly string[],
): Promise<readonly Match[]> {
  const words = getRequiredWords(query);
  for (const corrected of await correctSpelling(words, library)) {
    const correctedQuery = corrected.join(' ');
    const candidates = library.findCandidates(correctedQuery, [], true);
    const { matches } = findMatches(correctedQuery, candidates, getPaths);
    const named = matches.filter(({ kind }) => isNamedKind(kind) || kind === 'context');
    if (named.length > 0) return named.map((match) => ({ ...match, kind: 'spelling' }));
  }
  const counts = await library.countFrequencies(words);
  if (words.every((word) => (counts.get(word) ?? 0) > 0)) return [];
  return findMatches(query, library.findByGuess(query, 'spelling'), getPaths, 'spelling').matches;
}

/** How many sections are looked at for a query whose words are partly in the text. */
const maxTextMatches = 60;

/**
 * Finds sections whose headings have the rarest word of a query and whose text has the others; of three words or more, one may be
 * missing, but one that no note has only if three others are left. For `note > words`, finds those in the note whose text has the words.
 */
async function findByText(
  query: string,
  library: Library,
  getPaths: (note: Note) => readonly string[],
): Promise<Match[]> {
  const parts = splitPath(query);
  const words = getRequiredWords(parts.pop() ?? '');
  if (words.length === 0) return [];
  if (parts.length > 0)
    return toTextMatches(
      (await library.search(searchFor(words), { count: Number.MAX_SAFE_INTEGER, unit: 'sections' })).filter(
        ({ note, section }) => isBelow(note, section, parts, getPaths),
      ),
    );
  const counts = await library.countFrequencies(words);
  const byRarity = words
    .filter((word) => (counts.get(word) ?? 0) > 0)
    .sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
  const unknownCount = words.length - byRarity.length;
  if (unknownCount > 1 || (unknownCount > 0 && byRarity.length < 3)) return [];
  const minSize = unknownCount > 0 || words.length < 3 ? byRarity.length : words.length - 1;
  for (let size = byRarity.length; size > 1 && size >= minSize; size--) {
    for (const subset of listSubsets(byRarity, size)) {
      // The rarest word says most.
      if (subset[0] !== byRarity[0]) continue;
      const results = await library.search(searchFor(subset), { count: maxTextMatches, unit: 'sections' });
      const inHeadings = results.filter(({ note, section }) =>
        hasAllWords(subset.slice(0, 1), [note.title, ...getHeadingPath(section)].flatMap(splitWords), [
          'words',
          'stem',
        ]),
      );
      if (inHeadings.length > 0) return toTextMatches(inHeadings, subset);
    }
  }
  return [];
}

/** @param words the words of which a heading should have as many as possible */
function toTextMatches(results: readonly SearchResult[], words: readonly string[] = []): Match[] {
  const countIn = (texts: readonly string[]) => {
    const names = texts.flatMap(splitWords);
    return words.filter((word) => hasAllWords([word], names, ['words', 'stem'])).length;
  };
  const ranked = results
    .map(({ note, section, score }) => ({
      match: { note, section, kind: 'text' as const },
      score,
      inHeading: countIn([section?.heading ?? note.title]) + countIn(getHeadingPath(section)) / 10,
    }))
    .sort((a, b) => b.inHeading - a.inHeading || b.score - a.score);
  return ranked.map(({ match }, index) => ({ ...match, score: 0.1 / (index + 1) }));
}

function selectExactMatch(
  query: string,
  matches: readonly Match[],
  formatAddress: (match: Match) => string,
): readonly Match[] {
  const exactMatches = matches.filter((match) => isExactKind(match.kind));
  if (exactMatches.length === 1) return exactMatches;
  if (exactMatches.length === 0) {
    const guesses = matches.slice(0, 5).map(formatAddress).join('\n  ');
    throw new UserError(
      `No note, heading or label is called exactly "${sanitizeLine(query)}".`,
      exitStatus.noMatch,
      guesses && `Without --exact, it could match:\n  ${guesses}`,
    );
  }
  throw new UserError(
    `${exactMatches.length} sections are called "${sanitizeLine(query)}".`,
    exitStatus.ambiguous,
    `Use one of these addresses:\n  ${exactMatches.map(formatAddress).join('\n  ')}`,
  );
}

/** Returns a function that formats the address of a match. It uses the file path where libraries share a path. */
function createAddressFormatter(matches: readonly Match[], workingFolder: string): (match: Match) => string {
  const files = new Map<string, string>();
  const ambiguousPaths = new Set<string>();
  for (const { note } of matches) {
    if ((files.get(note.path) ?? note.file) !== note.file) ambiguousPaths.add(note.path);
    files.set(note.path, note.file);
  }
  return ({ note, section }) => {
    const address = formatAddress(note, section);
    return ambiguousPaths.has(note.path) ? formatPath(workingFolder, note) + address.slice(note.path.length) : address;
  };
}

/** Why a guess of some kinds was made. */
const guessReasons: Readonly<Partial<Record<MatchKind, string>>> = {
  initials: 'the closest by initials',
  text: 'the one whose heading and text have the words',
  spelling: 'the closest spelling',
};

/** Says what was chosen and what else matched; nothing if there was no choice. */
function describeChoice(
  query: string,
  matches: readonly Match[],
  formatAddress: (match: Match) => string,
): string | undefined {
  const [best] = matches;
  if (!best) return undefined;
  const isExact = isExactKind(best.kind);
  // For an exact name, mention only other sections of that name; for a guess, all matches.
  const others = (isExact ? selectBestMatches(matches) : matches).slice(1);
  const reason = guessReasons[best.kind];
  const address = keepWhole(formatAddress(best));
  const chosen =
    reason === undefined
      ? `Showing ${address}.`
      : `No section is called "${sanitizeLine(query)}". Showing ${reason}: ${address}.`;
  if (others.length === 0) return reason === undefined ? undefined : chosen;
  const count = others.length === 1 ? '1 other section' : `${others.length} other sections`;
  const verb = isExact
    ? others.length === 1
      ? 'has this name'
      : 'have this name'
    : others.length === 1
      ? 'matches'
      : 'match';
  const named = others.slice(0, 3).map((match) => keepWhole(formatAddress(match)));
  const more = others.length > named.length ? ` and ${others.length - named.length} more` : '';
  return `${chosen} ${count} ${verb}: ${named.join(', ')}${more}. Use --all to show all of them.`;
}

/** Joins the words of an address with no-break spaces, so that a message is not wrapped within it. */
function keepWhole(address: string): string {
  return sanitizeLine(address).replaceAll(' ', '\u00a0');
}

async function describeNoMatch(query: string, library: Library, isPath: boolean): Promise<string> {
  if (query.trim() === '') return 'The query is empty. Run `readings tree` to list all headings.';
  const name = sanitizeLine(query);
  if (isPath)
    return query.includes('#')
      ? `No section has the address ${name}. Run \`readings tree\` to list all headings.`
      : `${name} is neither in the library nor on disk. Run \`readings list\` to list all notes.`;
  const mentions = await library.countResults(searchFor(getRequiredWords(query)), 'sections');
  const missing = `No section is called "${name}"`;
  if (mentions === 0) return `${missing}, and no note mentions it. Run \`readings tree\` to list all headings.`;
  const count = mentions === 1 ? '1 section mentions' : `${mentions} sections mention`;
  return `${missing}. ${count} it: readings search ${name}`;
}

/** Returns a note's file relative to a folder if it is inside it, otherwise the absolute path. */
export function formatPath(folder: string, { file }: Pick<Note, 'file'>): string {
  if (file === '-') return file;
  return file !== folder && isWithin(file, folder) ? relative(folder, file) : file;
}

/** Selects the items that lie in the targets, each once, in the order of the targets. */
export function selectWithin<Item extends Span>(
  targets: readonly QueryTarget[],
  getItems: (note: Note) => readonly Item[],
): Item[] {
  const seen = new Set<Item>();
  const items = new Map<Note, readonly Item[]>();
  return targets.flatMap(({ note, section = wholeNote }) => {
    const noteItems = items.get(note) ?? getItems(note);
    items.set(note, noteItems);
    return noteItems.filter(
      (item) => section.from <= item.from && item.from <= section.to && !seen.has(item) && seen.add(item),
    );
  });
}

export const wholeNote: Span = { from: 0, to: Number.POSITIVE_INFINITY };

export function groupByNote(targets: readonly QueryTarget[]): (readonly [Note, readonly Span[]])[] {
  const spans = new Map<Note, Span[]>();
  for (const { note, section } of targets) {
    const noteSpans = spans.get(note) ?? [];
    noteSpans.push(section ?? wholeNote);
    spans.set(note, noteSpans);
  }
  return [...spans];
}
