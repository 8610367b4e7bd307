/** From a query to the sections and notes that it means. */
import { relative, resolve } from 'node:path';
import { status, UserError } from '../core/errors.ts';
import { safeLine } from '../core/escape.ts';
import type { Note } from '../core/note.ts';
import { addressOf } from '../core/note.ts';
import type { Lookup, Match } from '../core/query/lookup.ts';
import { asGoodAsBest, isExact, lookup, nearest } from '../core/query/lookup.ts';
import type { Span } from '../core/tree.ts';
import { isWithin } from './files/paths.ts';
import type { Library } from './library.ts';

/** What the options of a QUERY come to. */
export interface QueryOptions {
  /** Every match, not only the best. */
  readonly all?: boolean;
  /** So many of the best. */
  readonly first?: number;
  /** Refuses to guess: one thing has to be called so. */
  readonly exact?: boolean;
}

/** Part of a note that a query means: a section, or with none the whole note. */
export type Target = Pick<Match, 'note' | 'section' | 'score'> & Partial<Pick<Match, 'kind'>>;

/** A query, and what of what it means is taken. */
export interface Query {
  /** Nothing for all notes. */
  readonly query: string | undefined;
  /** `best`: one section unless more are asked for; `equals`: all that match as well as the best; `none`: it is of no notes. */
  readonly takes: 'best' | 'equals' | 'none';
}

/**
 * @param workingFolder what paths are relative to
 * @param hint told what is worth a word: that nothing is called so, or that others are
 * @returns the best first
 * @throws UserError when just one is asked for and there are several, or only guesses
 */
export function targetsOf(
  { query, takes }: Query,
  library: Library,
  options: QueryOptions,
  workingFolder: string,
  hint: (message: string) => void,
): readonly Target[] {
  if (takes === 'none') return [];
  if (query === undefined) return library.notes().map((note) => ({ note, section: undefined, score: 1 }));
  if (library.isEmpty) return [];
  const { matches, isAddress } = matchesOf(query, library, options, workingFolder);
  const addressText = addressesAmong(matches, workingFolder);
  if (options.exact) return exactly(query, matches, addressText);
  const best = matches[0];
  if (!best) {
    hint(nothingText(query, library, isAddress));
    return [];
  }
  if (best.kind === 'spelling')
    hint(`nothing is called "${safeLine(query)}"; the nearest is "${best.section?.heading ?? best.note.title}".`);
  if (options.all) return matches;
  if (options.first !== undefined) return matches.slice(0, options.first);
  if (takes === 'equals') return asGoodAsBest(matches);
  // Of a name only the others of that name are worth a word; of a guess all are.
  const others = isExact(best.kind) ? asGoodAsBest(matches) : matches;
  if (others.length > 1) hint(moreText(others.slice(1).map(addressText)));
  return [best];
}

function matchesOf(query: string, library: Library, options: QueryOptions, workingFolder: string): Lookup {
  // `./trees.md` is always a path.
  const wanted = /^\.{1,2}[\\/]/.test(query) ? resolve(workingFolder, query) : query.trim();
  const isComplete = options.all === true || options.first !== undefined;
  const ends = [...wanted.matchAll(/#|$/g)].map(({ index }) => index);
  const paths = ends.map((end) => resolve(workingFolder, wanted.slice(0, end)));
  const pathsOf = (note: Note) => [note.file, pathFrom(workingFolder, note)];
  const found = lookup(wanted, library.candidates(wanted, paths, isComplete), pathsOf, isComplete);
  if (found.matches.length > 0 || found.isAddress) return found;
  const nearly = library.nearlySpelled(wanted);
  return nearly.length > 0 ? lookup(wanted, nearly, pathsOf, isComplete) : found;
}

/** The one thing that is called so. @throws UserError when several are, or only guesses are to be had */
function exactly(query: string, matches: readonly Match[], addressText: (match: Match) => string): readonly Match[] {
  const named = matches.filter((match) => isExact(match.kind));
  if (named.length === 1) return named;
  if (named.length === 0) {
    const guesses = matches.slice(0, 5).map(addressText).join('\n  ');
    throw new UserError(
      `nothing is called exactly "${safeLine(query)}"`,
      status.nothingMatched,
      guesses && `Without --exact it could mean:\n  ${guesses}`,
    );
  }
  throw new UserError(
    `"${safeLine(query)}" is the name of ${named.length} sections`,
    status.ambiguous,
    `Ask for one by its address:\n  ${named.map(addressText).join('\n  ')}`,
  );
}

/** How a match is named so that it can be asked for: by its address, with the file's path where libraries share one. */
function addressesAmong(matches: readonly Match[], workingFolder: string): (match: Match) => string {
  const files = new Map<string, string>();
  const shared = new Set<string>();
  for (const { note } of matches) {
    if ((files.get(note.path) ?? note.file) !== note.file) shared.add(note.path);
    files.set(note.path, note.file);
  }
  return ({ note, section }) => {
    const address = addressOf(note, section);
    return shared.has(note.path) ? pathFrom(workingFolder, note) + address.slice(note.path.length) : address;
  };
}

function moreText(others: readonly string[]): string {
  const named = others.slice(0, 3).join(', ');
  const what = others.length === 1 ? '1 other section matches' : `${others.length} other sections match`;
  return `${what}: ${named}${others.length > 3 ? ', …' : ''} (--all shows all)`;
}

function nothingText(query: string, library: Library, isAddress: boolean): string {
  const name = query.replace(/^.*#/, '');
  const offers =
    query.trim() === ''
      ? library
          .notes()
          .slice(0, 3)
          .map((note) => note.title)
      : nearest(name, library.alike(name), 3);
  const what =
    query.trim() === ''
      ? 'the query is empty'
      : isAddress
        ? `there is no section ${safeLine(query)}`
        : `nothing matches "${safeLine(query)}"`;
  return offers.length > 0
    ? `${what}. Nearest: ${offers.map((offer) => `"${offer}"`).join(', ')}.`
    : `${what}. \`readings tree\` prints all headings.`;
}

/** A note's file relative to a folder if it is beneath it, else absolute. */
export function pathFrom(folder: string, { file }: Pick<Note, 'file'>): string {
  if (file === '-') return file;
  return file !== folder && isWithin(file, folder) ? relative(folder, file) : file;
}

/** What of some things lies in the targets: by note in the order of the targets, each thing once. */
export function within<Thing extends Span>(
  targets: readonly Target[],
  thingsOf: (note: Note) => readonly Thing[],
): Thing[] {
  return notesOf(targets).flatMap(([note, spans]) =>
    thingsOf(note).filter((thing) => spans.some((span) => span.from <= thing.from && thing.from <= span.to)),
  );
}

/** All of a note, whatever its length. */
export const wholeNote: Span = { from: 0, to: Number.POSITIVE_INFINITY };

/** The notes of some targets, each with the spans that are asked for. */
export function notesOf(targets: readonly Target[]): (readonly [Note, readonly Span[]])[] {
  const spans = new Map<Note, Span[]>();
  for (const { note, section } of targets) {
    const own = spans.get(note) ?? [];
    own.push(section ?? wholeNote);
    spans.set(note, own);
  }
  return [...spans];
}
