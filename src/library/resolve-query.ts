import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import { sanitizeLine } from '../core/escape.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { Note } from '../core/note.ts';
import { formatAddress } from '../core/note.ts';
import { findBlockAddress, isFileName, listPlaces, looksLikePath } from '../core/query/address.ts';
import type { LookupResult, Match, MatchKind } from '../core/query/lookup.ts';
import { findMatches, isExactKind, isWholeWordKind, selectBestMatches } from '../core/query/lookup.ts';
import { abbreviate, getRequiredWords, isAbbreviation } from '../core/query/query-words.ts';
import type { Span } from '../core/tree.ts';
import { isSymbolicLink, isWithin } from './files/paths.ts';
import type { Content, Library } from './library.ts';
import { demoteTranslations } from './search/translations.ts';

export interface QueryOptions {
  readonly all?: boolean;
  /** Return at most this many of the best matches. */
  readonly first?: number;
  /** Require exactly one section or note of this name; do not guess. */
  readonly exact?: boolean;
  /** The user's language as a two-letter code, for translations of one note. */
  readonly language?: string;
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
  /** The only content that is asked for, so that notes without any can be left out. */
  readonly content?: Content | undefined;
}

/**
 * Resolves a query to its matches, the best first.
 * @param workingFolder the folder that paths are relative to
 * @param info receives messages for the user: nothing matches exactly, or other sections match too
 * @throws UserError if `exact` is set and no name or more than one matches exactly
 */
export async function resolveQuery(
  { query, takes, content }: Query,
  library: Library,
  options: QueryOptions,
  workingFolder: string,
  info: (message: string) => void,
): Promise<readonly QueryTarget[]> {
  if (takes === 'none') return [];
  if (query === undefined) {
    const notes = content === undefined ? library.notes() : library.notesWith(content);
    return notes.map((note) => ({ note, section: undefined, score: 1 }));
  }
  if (library.isEmpty) return [];
  const isComplete = takes === 'every' || options.all === true || options.first !== undefined;
  const { matches: found, isPath } = await findInLibrary(query, library, isComplete, workingFolder);
  const matches =
    options.language === undefined || found.length < 2 ? found : demoteTranslations(found, options.language);
  const formatAddress = createAddressFormatter(matches, workingFolder);
  if (options.exact) return selectExactMatch(query, matches, formatAddress);
  const [best] = matches;
  if (!best) {
    const { describeNoMatch } = await import('./search/guesses.ts');
    info(await describeNoMatch(query, library, isPath));
    return [];
  }
  if (isComplete) return matches.slice(0, options.first);
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
  const normalizedQuery = followLink(
    /^\.{1,2}[\\/]/.test(query) ? resolve(workingFolder, query) : query.trim(),
    workingFolder,
  );
  const paths = listPlaces(normalizedQuery).map(({ path }) => resolve(workingFolder, path));
  const getPaths = (note: Note) => [note.file, formatPath(workingFolder, note)];
  const candidates = library.findCandidates(normalizedQuery, paths, isComplete);
  const result = findMatches(normalizedQuery, candidates, getPaths, isComplete ? 'words' : 'none');
  if (findBlockAddress(normalizedQuery))
    return { ...result, matches: result.matches.filter(({ kind }) => isExactKind(kind)) };
  const [best] = result.matches;
  if (result.isPath || isWholeWordKind(best?.kind)) return result;
  const withInitials = findByInitials(normalizedQuery, library, candidates, getPaths);
  if (withInitials[0]?.kind === 'initials') return { matches: withInitials, isPath: false };
  if (best) return result;
  const { findBySpelling, findByText } = await import('./search/guesses.ts');
  const withText = await findByText(normalizedQuery, library, getPaths);
  return {
    matches: withText.length > 0 ? withText : await findBySpelling(normalizedQuery, library, getPaths),
    isPath: false,
  };
}

/** Replaces the path of a symbolic link in a query by the file it leads to: notes are listed once, under their own path. */
function followLink(query: string, workingFolder: string): string {
  for (const { path } of listPlaces(query)) {
    if (!looksLikePath(path) && !isFileName(path)) continue;
    const file = resolve(workingFolder, path);
    if (isSymbolicLink(file) && existsSync(file)) return realpathSync(file) + query.slice(path.length);
  }
  return query;
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
