/** From a command line to an answer: reads the library, looks the query up, and prints what a command makes of it. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Lookup, Match } from '../core/lookup.ts';
import { asGoodAsBest, isExact, lookup, nearest } from '../core/lookup.ts';
import type { Note } from '../core/note.ts';
import { addressOf } from '../core/note.ts';
import type { Span } from '../core/tree.ts';
import { status, UserError } from '../core/user-error.ts';
import { makeFilter } from '../library/filter.ts';
import type { Library, Notice } from '../library/library.ts';
import type { Root } from '../library/roots.ts';
import type { AnswerKind, Answers } from '../render/answer.ts';
import { safeLine, safeText } from '../render/safe-text.ts';
import type { Io } from './io.ts';
import { printerFor } from './print.ts';
import type { QueryOptions } from './query.ts';
import type { Session } from './session.ts';
import type { Called, GlobalOptions } from './settings.ts';
import { settled } from './settle.ts';
import type { Setup } from './setup.ts';
import { setUp } from './setup.ts';

/** Part of a note that a query means: a section, or with none the whole note. */
export type Target = Pick<Match, 'note' | 'section' | 'score'> & Partial<Pick<Match, 'kind'>>;

/** What a command is given to answer from. */
export interface Asked {
  readonly library: Library;
  /** What the query means, best first; without a query every note. */
  readonly targets: readonly Target[];
  /** What another query means, as the question's would, without a word about what it does not find. */
  readonly find: (query: string) => readonly Target[];
  /** The configuration that holds. */
  readonly setup: Setup;
  /** Says something on standard error, unless nothing is to be said there. */
  readonly hint: (message: string) => void;
}

export interface Question {
  /** Nothing when the command line has none. */
  readonly query: string | undefined;
  /** `best`: one section unless more are asked for; `equals`: all that match as well as the best; `none`: it is of no notes. */
  readonly takes: 'best' | 'equals' | 'none';
  /** The options that leave out some of what there is, as they were written. */
  readonly narrowedBy?: readonly string[];
  /** What to say where nothing is found, if there is something better than that there is none. */
  readonly nothing?: string;
  /** Whether the query names something else than notes and sections: then nothing is said of what it does not find among these. */
  readonly isNamed?: (library: Library) => Promise<boolean>;
}

/** Answers a question and sets the session's status. */
export async function ask<Kind extends AnswerKind>(
  session: Session,
  called: Called,
  kind: Kind,
  question: Question,
  make: (asked: Asked) => readonly Answers[Kind][] | Promise<readonly Answers[Kind][]>,
): Promise<void> {
  const { io } = session;
  const options = called.optsWithGlobals() as GlobalOptions & QueryOptions;
  const setup = await setUp(io, options);
  const print = await printerFor(io, kind, options, setup);
  const { answer, library, targets, isPartial, hint } = await askFor(
    session,
    options,
    setup,
    question,
    print.needsTrees,
    async (asked) => {
      const made = await make(asked);
      if (kind === 'show') for (const { note } of asked.targets) void (print.needsTrees ? note.tree : note.source);
      return made;
    },
  );
  const found = await print.write(answer, library);
  session.status = isPartial ? status.partUnreadable : found ? status.found : status.nothingMatched;
  if (!found && question.nothing !== undefined) hint(`${question.nothing}.`);
  else if (!found && (targets.length > 0 || (question.takes === 'none' && !library.isEmpty))) {
    const where = question.query === undefined ? 'in the library' : `in what "${safeLine(question.query)}" names`;
    const narrowed = question.narrowedBy?.length ? ` that fit ${question.narrowedBy.join(' ')}` : '';
    hint(`there ${kind === 'show' ? 'is nothing' : `are no ${nouns[kind] ?? kind}`} ${where}${narrowed}.`);
  }
}

/** What a question came to. */
interface Answered<Answer> {
  readonly answer: Answer;
  readonly library: Library;
  readonly targets: readonly Target[];
  /** Whether part of the library could not be read. */
  readonly isPartial: boolean;
  readonly hint: (message: string) => void;
}

/**
 * Opens the library, looks the query up, and says on standard error what there is to say of both.
 * @param needsTrees whether the answer looks at the trees of notes
 * @param make may be called again, when a note was changed meanwhile
 */
export async function askFor<Answer>(
  { io }: Session,
  options: GlobalOptions & QueryOptions,
  setup: Setup,
  question: Question,
  needsTrees: boolean,
  make: (asked: Asked) => Answer | Promise<Answer>,
): Promise<Answered<Answer>> {
  const say = (message: string) => io.errors.write(`readings: ${safeText(message)}\n`);
  const hint = (message: string) => options.quiet || say(message);
  const { roots } = setup;
  const filter = await makeFilter({ tags: options.tag ?? [], path: options.path, since: options.since });
  const { library, targets, answer, said } = await settled(
    io,
    options,
    roots,
    filter,
    needsTrees,
    hint,
    async (opened) => {
      // What is to be said is said once, when the answer is made.
      const words: string[] = [];
      const whisper = (message: string) => words.push(message);
      const isNamed = (await question.isNamed?.(opened)) ?? false;
      const meant = targetsOf(question, opened, options, io, isNamed ? () => undefined : whisper);
      const find = (query: string) => targetsOf({ ...question, query }, opened, options, io, () => undefined);
      const made = await make({ library: opened, targets: meant, find, setup, hint: whisper });
      return { library: opened, targets: meant, answer: made, said: words };
    },
  );
  for (const notice of library.notices) (notice.severity === 'unreadable' ? say : hint)(noticeText(notice));
  const isPartial = library.notices.some(({ severity }) => severity === 'unreadable');
  if (library.isEmpty && !isPartial) hint(emptyText(roots, options));
  for (const message of said) hint(message);
  return { answer, library, targets, isPartial, hint };
}

const nouns: { readonly [Kind in AnswerKind]?: string } = {
  list: 'notes',
  tree: 'headings',
  proscons: 'pros and cons',
  compare: 'pros and cons',
  code: 'code blocks',
  files: 'notes',
};

function targetsOf(
  { query, takes }: Question,
  library: Library,
  options: QueryOptions,
  io: Io,
  hint: (message: string) => void,
): readonly Target[] {
  if (takes === 'none') return [];
  if (query === undefined) return library.notes().map((note) => ({ note, section: undefined, score: 1 }));
  if (library.isEmpty) return [];
  const { matches, isAddress } = matchesOf(query, library, options, io);
  const addressText = addressesAmong(matches, io);
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

function matchesOf(query: string, library: Library, options: QueryOptions, io: Io): Lookup {
  // `./trees.md` is always a path.
  const wanted = /^\.{1,2}[\\/]/.test(query) ? resolve(io.workingFolder, query) : query.trim();
  const isComplete = options.all === true || options.first !== undefined;
  const ends = [...wanted.matchAll(/#|$/g)].map(({ index }) => index);
  const paths = ends.map((end) => resolve(io.workingFolder, wanted.slice(0, end)));
  const pathsOf = (note: Note) => [note.file, pathFrom(io.workingFolder, note)];
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
function addressesAmong(matches: readonly Match[], { workingFolder }: Io): (match: Match) => string {
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

function noticeText({ severity, file, line, message }: Notice): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return severity === 'unreadable' ? `cannot read ${place}: ${message}` : `${place}: ${message}`;
}

function emptyText(roots: readonly Root[], { tag, path, since }: GlobalOptions): string {
  const where = roots.map((root) => root.name).join(', ');
  if (tag || path !== undefined || since !== undefined)
    return `no note in ${where} fits --tag, --path and --since as given.`;
  return `no notes in ${where}: looked for files that end in .md, .markdown, .mdown or .mkd.`;
}

/** A note's file relative to a folder if it is beneath it, else absolute. */
export function pathFrom(folder: string, { file }: Pick<Note, 'file'>): string {
  if (file === '-') return file;
  const path = relative(folder, file);
  return path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path) ? file : path;
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
