import { relative, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import { sanitizeLine } from '../core/escape.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { Note } from '../core/note.ts';
import { formatAddress } from '../core/note.ts';
import type { LookupResult, Match } from '../core/query/lookup.ts';
import { findMatches, isExactKind, selectBestMatches, suggestNames } from '../core/query/lookup.ts';
import type { Span } from '../core/tree.ts';
import { isWithin } from './files/paths.ts';
import type { Library } from './library.ts';

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
   * `best`: one section unless the options ask for more. `equals`: all that match as well as the best. `none`: the
   * command does not query notes.
   */
  readonly takes: 'best' | 'equals' | 'none';
}

/**
 * Resolves a query to its matches, the best first.
 * @param workingFolder the folder that paths are relative to
 * @param info receives messages for the user: nothing matches exactly, or other sections match too
 * @throws UserError if `exact` is set and no name or more than one matches exactly
 */
export function resolveQuery(
  { query, takes }: Query,
  library: Library,
  options: QueryOptions,
  workingFolder: string,
  info: (message: string) => void,
): readonly QueryTarget[] {
  if (takes === 'none') return [];
  if (query === undefined) return library.notes().map((note) => ({ note, section: undefined, score: 1 }));
  if (library.isEmpty) return [];
  const { matches, isAddress } = matchesOf(query, library, options, workingFolder);
  const formatAddress = createAddressFormatter(matches, workingFolder);
  if (options.exact) return selectExactMatch(query, matches, formatAddress);
  const best = matches[0];
  if (!best) {
    info(describeNoMatch(query, library, isAddress));
    return [];
  }
  if (best.kind === 'spelling')
    info(
      `No section is called "${sanitizeLine(query)}". Showing the closest match, "${best.section?.heading ?? best.note.title}".`,
    );
  if (options.all) return matches;
  if (options.first !== undefined) return matches.slice(0, options.first);
  if (takes === 'equals') return selectBestMatches(matches);
  // For an exact name, mention only other sections of that name; for a guess, all matches.
  const alternatives = isExactKind(best.kind) ? selectBestMatches(matches) : matches;
  if (alternatives.length > 1) info(describeOtherMatches(alternatives.slice(1).map(formatAddress)));
  return [best];
}

function matchesOf(query: string, library: Library, options: QueryOptions, workingFolder: string): LookupResult {
  // `./trees.md` is always a path.
  const normalizedQuery = /^\.{1,2}[\\/]/.test(query) ? resolve(workingFolder, query) : query.trim();
  const isComplete = options.all === true || options.first !== undefined;
  const ends = [...normalizedQuery.matchAll(/#|$/g)].map(({ index }) => index);
  const paths = ends.map((end) => resolve(workingFolder, normalizedQuery.slice(0, end)));
  const pathsOf = (note: Note) => [note.file, formatPath(workingFolder, note)];
  const result = findMatches(
    normalizedQuery,
    library.findCandidates(normalizedQuery, paths, isComplete),
    pathsOf,
    isComplete,
  );
  if (result.matches.length > 0 || result.isAddress) return result;
  const similarNotes = library.findSimilarlySpelled(normalizedQuery);
  return similarNotes.length > 0 ? findMatches(normalizedQuery, similarNotes, pathsOf, isComplete) : result;
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

function describeOtherMatches(addresses: readonly string[]): string {
  const examples = addresses.slice(0, 3).join(', ');
  const summary = addresses.length === 1 ? '1 other section matches' : `${addresses.length} other sections match`;
  return `${summary}: ${examples}${addresses.length > 3 ? ', …' : ''}. Use --all to show all.`;
}

function describeNoMatch(query: string, library: Library, isAddress: boolean): string {
  const name = query.replace(/^.*#/, '');
  const suggestions =
    query.trim() === ''
      ? library
          .notes()
          .slice(0, 3)
          .map((note) => note.title)
      : suggestNames(name, library.findSimilarlyNamed(name), 3);
  const problem =
    query.trim() === ''
      ? 'The query is empty'
      : isAddress
        ? `No section has the address ${sanitizeLine(query)}`
        : `No section matches "${sanitizeLine(query)}"`;
  return suggestions.length > 0
    ? `${problem}. Did you mean ${suggestions.map((suggestion) => `"${suggestion}"`).join(' or ')}?`
    : `${problem}. Run \`readings tree\` to list all headings.`;
}

/** Returns a note's file relative to a folder if it is inside it, otherwise the absolute path. */
export function formatPath(folder: string, { file }: Pick<Note, 'file'>): string {
  if (file === '-') return file;
  return file !== folder && isWithin(file, folder) ? relative(folder, file) : file;
}

/** Selects the items that lie in the targets, each once, by note in the order of the targets. */
export function selectWithin<Item extends Span>(
  targets: readonly QueryTarget[],
  getItems: (note: Note) => readonly Item[],
): Item[] {
  return groupByNote(targets).flatMap(([note, spans]) =>
    getItems(note).filter((item) => spans.some((span) => span.from <= item.from && item.from <= span.to)),
  );
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
