/** What `lint` does. */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { Finding } from '../core/finding.ts';
import type { Note } from '../core/note.ts';
import { safeLine } from '../core/safe-text.ts';
import { status, UserError } from '../core/user-error.ts';
import { decode } from '../library/decode.ts';
import type { Library } from '../library/library.ts';
import { readForChange, writeChanged } from '../library/write-file.ts';
import { findingsIn, fixed } from '../lint/lint.ts';
import type { Surroundings } from '../lint/rules.ts';
import { readNote } from '../markdown/note.ts';
import { askFor } from './ask.ts';
import type { Io } from './io.ts';
import { printerFor } from './print.ts';
import type { Session } from './session.ts';
import type { Called, GlobalOptions } from './settings.ts';
import type { Setup } from './setup.ts';
import { setUp } from './setup.ts';

interface LintOptions extends GlobalOptions {
  readonly fix?: boolean;
}

export async function lint(session: Session, paths: readonly string[], called: Called): Promise<void> {
  const { io } = session;
  const options = called.optsWithGlobals() as LintOptions;
  const { setup, isWanted } = await chosen(io, options, paths);
  const print = await printerFor(io, 'lint', options, setup);
  const question = { query: undefined, takes: 'best' as const };
  const { answer, isPartial, library, hint } = await askFor(session, options, setup, question, false, async (asked) => {
    const findings: Finding[] = [];
    for (const [index, note] of asked.library.notes().entries()) {
      if (!isWanted(note)) continue;
      // Now and then a signal may be heard.
      if (index % 64 === 63) await new Promise((done) => setImmediate(done));
      // Read anew, so that no tree is kept longer than it is looked at.
      findings.push(...findingsIn(await readAgain(note, note.source), surroundingsIn(asked.library)));
    }
    return findings;
  });
  const mended = options.fix ? await mend(answer, library, session) : 0;
  const rest = options.fix ? answer.filter(({ fix }) => fix === undefined) : answer;
  if (options.fix) hint(`${mended} ${mended === 1 ? 'finding was' : 'findings were'} mended.`);
  await print.write(rest, library);
  session.status = isPartial ? status.partUnreadable : rest.length > 0 ? status.nothingMatched : status.found;
}

/**
 * Paths in the library narrow it, so that links to its other notes are known; others are libraries of their own.
 * @throws UserError when there is no such file or folder
 */
async function chosen(
  io: Io,
  options: LintOptions,
  paths: readonly string[],
): Promise<{ readonly setup: Setup; readonly isWanted: (note: Note) => boolean }> {
  const setup = await setUp(io, options);
  if (paths.length === 0) return { setup, isWanted: () => true };
  const files = paths.map((path) => resolve(io.workingFolder, path));
  const missing = files.findIndex((file) => !existsSync(file));
  if (missing >= 0)
    throw new UserError(`there is no file or folder ${safeLine(paths[missing] ?? '')}`, status.partUnreadable);
  const real = files.map((file) => realpathSync(file));
  const isAt = (file: string, above: string) =>
    file === above || file.startsWith(above.endsWith(sep) ? above : above + sep);
  const roots = setup.roots
    .filter(({ path }) => path !== '-' && existsSync(path))
    .map(({ path }) => realpathSync(path));
  if (!real.every((file) => roots.some((root) => isAt(file, root))))
    return { setup: await setUp(io, { library: files.map((file) => file) }), isWanted: () => true };
  return { setup, isWanted: (note) => real.some((file) => isAt(realpathSync(note.file), file)) };
}

async function readAgain({ library, path, file, modified, byteOrderMark }: Note, source: string): Promise<Note> {
  return readNote(source, { library, path, file, modified, byteOrderMark }, () => undefined);
}

function surroundingsIn(library: Library): Surroundings {
  return {
    exists: (note, path) => note.library !== '-' && existsSync(join(note.library, path)),
    noteAt: (note, path) => library.noteAt(join(note.library, path)),
    called: (name) => library.called(name),
  };
}

/** Writes what can be mended. @returns how much that was */
async function mend(findings: readonly Finding[], library: Library, { io }: Session): Promise<number> {
  let count = 0;
  const fixable = findings.filter(({ fix, note }) => fix !== undefined && note.file !== '-');
  for (const [file, own] of Map.groupBy(fixable, ({ note }) => note.file)) {
    const read = readForChange(file);
    const decoded = decode(read.bytes);
    const known = library.noteAt(file)?.source;
    if (decoded?.encoding !== 'UTF-8')
      throw new UserError(
        `${file} is not UTF-8, and was left as it is`,
        status.partUnreadable,
        'Save it as UTF-8 first.',
      );
    if (known !== undefined && known !== decoded.text)
      throw new UserError(`${file} was changed meanwhile; nothing was written`, status.partUnreadable, 'Try again.');
    writeChanged(read, (decoded.byteOrderMark ? '\uFEFF' : '') + fixed(decoded.text, own), io);
    count += own.length;
  }
  return count;
}
