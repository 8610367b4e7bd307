/** What `lint` does. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { exitStatus, UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import type { Finding } from '../../../core/lint-finding.ts';
import type { Note } from '../../../core/note.ts';
import { decode } from '../../../library/files/decode.ts';
import { isWithin } from '../../../library/files/paths.ts';
import { changeFile, removeLeftovers } from '../../../library/files/replace-file.ts';
import type { Library } from '../../../library/library.ts';
import { applyFixes, lintNote, selectSafeFixes } from '../../../lint/lint.ts';
import type { LintContext } from '../../../lint/rules.ts';
import { readNoteWithSource } from '../../../markdown/note.ts';
import { askFor } from '../../answering/ask.ts';
import { printerFor } from '../../answering/print.ts';
import type { Io } from '../../io.ts';
import { report } from '../../report-error.ts';
import type { Session } from '../../session.ts';
import type { Called, GlobalOptions } from '../../settings.ts';
import type { Setup } from '../../setup.ts';
import { refuseBundled, setUp } from '../../setup.ts';

interface LintOptions extends GlobalOptions {
  readonly fix?: boolean;
}

export async function lint(session: Session, paths: readonly string[], called: Called): Promise<void> {
  const { io } = session;
  const options = called.optsWithGlobals() as LintOptions;
  const { setup, files } = await chosen(io, options, paths);
  const print = await printerFor(io, 'lint', options, setup);
  let asked = await find(session, options, setup, files);
  let hasFailed = false;
  if (options.fix) {
    refuseBundled(setup);
    const mended = await mend(asked.answer, asked.library, io);
    hasFailed = mended.hasFailed;
    const { count } = mended;
    asked.hint(
      count === 0 ? 'there was nothing to mend.' : `${count} ${count === 1 ? 'finding was' : 'findings were'} mended.`,
    );
    asked.library.close();
    // What is left stands elsewhere now.
    asked = await find(session, { ...options, quiet: true }, setup, files);
  }
  const { answer, library, isPartial } = asked;
  await print.write(answer, library);
  session.status =
    isPartial || hasFailed ? exitStatus.partialFailure : answer.length > 0 ? exitStatus.noMatch : exitStatus.success;
}

/** @param files what is to be looked at; nothing for all */
async function find(session: Session, options: LintOptions, setup: Setup, files: readonly string[] | undefined) {
  const question = { query: undefined, takes: 'best' as const };
  return askFor(session, options, setup, question, false, async ({ library }) => {
    const findings: Finding[] = [];
    for (const [index, note] of wanted(library.notes(), files).entries()) {
      // Now and then a signal may be heard.
      if (index % 64 === 63) await new Promise((done) => setImmediate(done));
      // Read anew, so that no tree is kept longer than it is looked at.
      findings.push(...lintNote(await readNoteWithSource(note, note.source), surroundingsIn(library)));
    }
    return findings;
  });
}

/** @throws UserError when a file is named that is no note: nobody should think that it is clean */
function wanted(notes: readonly Note[], files: readonly string[] | undefined): readonly Note[] {
  if (!files) return notes;
  const known = new Set<string>();
  const found = notes.filter(({ file }) => {
    const real = realOf(file);
    for (const at of files) if (real !== undefined && isWithin(real, at)) known.add(at);
    return real !== undefined && files.some((at) => isWithin(real, at));
  });
  const other = files.find((file) => !known.has(file) && statSync(file, { throwIfNoEntry: false })?.isFile());
  if (other === undefined) return found;
  throw new UserError(
    `${other} is no note of the library, and was not looked at`,
    exitStatus.partialFailure,
    'Notes end in .md, .markdown, .mdown or .mkd, and are not ignored.',
  );
}

/** @returns nothing for what is no file, or gone */
function realOf(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

/**
 * Paths in the library narrow it, so that links to its other notes are known; others are libraries of their own.
 * @returns the files and folders that are to be looked at; nothing for all
 * @throws UserError when there is no such file or folder
 */
async function chosen(
  io: Io,
  options: LintOptions,
  paths: readonly string[],
): Promise<{ readonly setup: Setup; readonly files: readonly string[] | undefined }> {
  const setup = await setUp(io, options);
  if (paths.length === 0) return { setup, files: undefined };
  const files = paths.map((path) => {
    const real = realOf(resolve(io.workingFolder, path));
    const found = real === undefined ? undefined : statSync(real);
    if (real !== undefined && (found?.isFile() || found?.isDirectory())) return real;
    const reason = found ? 'is neither a file nor a folder' : 'is not there';
    throw new UserError(
      `${sanitizeLine(path)} ${reason}`,
      exitStatus.partialFailure,
      'lint takes files and folders; without any it takes the library, which --path and --tag narrow.',
    );
  });
  const roots = setup.roots.map(({ path }) => realOf(path)).filter((root) => root !== undefined);
  const isInside = files.every((file) => roots.some((root) => isWithin(file, root)));
  return { setup: isInside ? setup : await setUp(io, { library: files }), files };
}

function surroundingsIn(library: Library): LintContext {
  return {
    exists: (note, path) => note.library !== '-' && existsSync(join(note.library, path)),
    findNote: (note, path) => library.findByFile(join(note.library, path)),
    findNotesByName: (name) => library.findByName(name),
  };
}

/** Writes what can be mended, note by note: of one that cannot be written is told, and the others are. */
async function mend(
  findings: readonly Finding[],
  library: Library,
  io: Io,
): Promise<{ readonly count: number; readonly hasFailed: boolean }> {
  let count = 0;
  let hasFailed = false;
  for (const folder of new Set(library.notes().map(({ file }) => dirname(file)))) if (folder !== '.') tidy(folder, io);
  const fixable = findings.filter(({ fix, note }) => fix !== undefined && note.file !== '-');
  for (const [file, own] of Map.groupBy(fixable, ({ note }) => note.file)) {
    const note = library.findByFile(file);
    if (!note) continue;
    try {
      let done: readonly Finding[] = [];
      await changeFile(inLibrary(note), io, async (bytes) => {
        const decoded = decode(bytes);
        if (decoded?.encoding !== 'UTF-8') throw untouched(file, 'it is not UTF-8');
        if (decoded.text !== note.source) throw untouched(file, 'it was changed meanwhile');
        done = await selectSafeFixes(note, own);
        return done.length > 0 ? (decoded.byteOrderMark ? '\uFEFF' : '') + applyFixes(decoded.text, done) : undefined;
      });
      count += done.length;
    } catch (error) {
      hasFailed = true;
      report(error, io);
    }
  }
  return { count, hasFailed };
}

/** A folder that cannot be tidied has nothing of ours in it. */
function tidy(folder: string, io: Io): void {
  try {
    removeLeftovers(folder, io);
  } catch {
    // It is not ours to write to, or gone.
  }
}

/** @throws UserError for a file that a symbolic link outside the library leads to: it is somebody else's */
function inLibrary({ file, library }: Note): string {
  const real = realpathSync(file);
  if (!isWithin(real, realpathSync(library))) throw untouched(file, 'it lies outside the library');
  return real;
}

function untouched(file: string, reason: string): UserError {
  return new UserError(`${file} was left as it is: ${reason}`, exitStatus.partialFailure);
}
