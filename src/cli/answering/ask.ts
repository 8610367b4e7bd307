/** From a command line to an answer: reads the library, looks the query up, and prints what a command makes of it. */

import { exitStatus } from '../../core/errors.ts';
import { sanitizeLine, sanitizeText } from '../../core/escape.ts';
import { createFilter } from '../../library/files/filter.ts';
import type { LibraryRoot } from '../../library/files/library-roots.ts';
import type { Library, Notice } from '../../library/library.ts';
import type { Query, QueryOptions, QueryTarget } from '../../library/resolve-query.ts';
import { resolveQuery } from '../../library/resolve-query.ts';
import { withLibrary } from '../../library/with-library.ts';
import type { AnswerKind, Answers } from '../../render/answers.ts';
import type { Session } from '../session.ts';
import type { Called, GlobalOptions } from '../settings.ts';
import type { Setup } from '../setup.ts';
import { setUp } from '../setup.ts';
import { indexSettings, readAll } from '../surroundings.ts';
import { printerFor } from './print.ts';

/** What a command is given to answer from. */
export interface Asked {
  readonly library: Library;
  /** What the query means, best first; without a query every note. */
  readonly targets: readonly QueryTarget[];
  /** What another query means, as the question's would, without a word about what it does not find. */
  readonly find: (query: string) => readonly QueryTarget[];
  /** The configuration that holds. */
  readonly setup: Setup;
  /** Says something on standard error, unless nothing is to be said there. */
  readonly hint: (message: string) => void;
}

export interface Question extends Query {
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
  session.status = isPartial ? exitStatus.partialFailure : found ? exitStatus.success : exitStatus.noMatch;
  if (!found && question.nothing !== undefined) hint(`${question.nothing}.`);
  else if (!found && (targets.length > 0 || (question.takes === 'none' && !library.isEmpty))) {
    const where = question.query === undefined ? 'in the library' : `in what "${sanitizeLine(question.query)}" names`;
    const narrowed = question.narrowedBy?.length ? ` that fit ${question.narrowedBy.join(' ')}` : '';
    hint(`there ${kind === 'show' ? 'is nothing' : `are no ${nouns[kind] ?? kind}`} ${where}${narrowed}.`);
  }
}

/** What a question came to. */
interface Answered<Answer> {
  readonly answer: Answer;
  readonly library: Library;
  readonly targets: readonly QueryTarget[];
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
  const say = (message: string) => io.errors.write(`readings: ${sanitizeText(message)}\n`);
  const hint = (message: string) => options.quiet || say(message);
  const { roots } = setup;
  const filter = await createFilter({ tags: options.tag ?? [], path: options.path, since: options.since });
  const asking = {
    roots,
    filter,
    standardInput: () => readAll(io),
    index: options.index ? indexSettings(io, hint) : undefined,
    needsTrees,
  };
  const { library, targets, answer, said } = await withLibrary(asking, async (opened) => {
    // What is to be said is said once, when the answer is made.
    const words: string[] = [];
    const whisper = (message: string) => words.push(message);
    const isNamed = (await question.isNamed?.(opened)) ?? false;
    const meant = resolveQuery(question, opened, options, io.workingFolder, isNamed ? () => undefined : whisper);
    const find = (query: string) =>
      resolveQuery({ ...question, query }, opened, options, io.workingFolder, () => undefined);
    const made = await make({ library: opened, targets: meant, find, setup, hint: whisper });
    return { library: opened, targets: meant, answer: made, said: words };
  });
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

function noticeText({ severity, file, line, message }: Notice): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return severity === 'unreadable' ? `cannot read ${place}: ${message}` : `${place}: ${message}`;
}

function emptyText(roots: readonly LibraryRoot[], { tag, path, since }: GlobalOptions): string {
  const where = roots.map((root) => root.name).join(', ');
  if (tag || path !== undefined || since !== undefined)
    return `no note in ${where} fits --tag, --path and --since as given.`;
  return `no notes in ${where}: looked for files that end in .md, .markdown, .mdown or .mkd.`;
}
