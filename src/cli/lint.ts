/** What `lint` does. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Finding } from '../core/finding.ts';
import type { Note } from '../core/note.ts';
import { safeLine } from '../core/safe-text.ts';
import { status, UserError } from '../core/user-error.ts';
import { decode } from '../library/decode.ts';
import type { Library } from '../library/library.ts';
import { changeFile, removeLeftovers } from '../library/write-file.ts';
import { findingsIn, fixed } from '../lint/lint.ts';
import type { Surroundings } from '../lint/rules.ts';
import { linksOf } from '../markdown/links.ts';
import { readNote } from '../markdown/note.ts';
import { askFor } from './ask.ts';
import type { Io } from './io.ts';
import { printerFor } from './print.ts';
import { report } from './report.ts';
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
  const mended = options.fix ? await mend(answer, library, io) : { findings: new Set<Finding>(), hasFailed: false };
  const rest = answer.filter((finding) => !mended.findings.has(finding));
  if (options.fix) {
    const count = mended.findings.size;
    hint(`${count} ${count === 1 ? 'finding was' : 'findings were'} mended.`);
  }
  await print.write(rest, library);
  const isPartly = isPartial || mended.hasFailed;
  session.status = isPartly ? status.partUnreadable : rest.length > 0 ? status.nothingMatched : status.found;
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

/** Writes what can be mended, note by note: of one that cannot be written is told, and the others are. */
async function mend(
  findings: readonly Finding[],
  library: Library,
  io: Io,
): Promise<{ readonly findings: ReadonlySet<Finding>; readonly hasFailed: boolean }> {
  const mended = new Set<Finding>();
  let hasFailed = false;
  for (const folder of new Set(library.notes().map(({ file }) => dirname(file)))) if (folder !== '.') tidy(folder, io);
  const fixable = findings.filter(({ fix, note }) => fix !== undefined && note.file !== '-');
  for (const [file, own] of Map.groupBy(fixable, ({ note }) => note.file)) {
    const note = library.noteAt(file);
    if (!note) continue;
    try {
      let done: readonly Finding[] = [];
      await changeFile(inLibrary(note), io, async (bytes) => {
        const decoded = decode(bytes);
        if (decoded?.encoding !== 'UTF-8') throw untouched(file, 'it is not UTF-8');
        if (decoded.text !== note.source) throw untouched(file, 'it was changed meanwhile');
        done = await harmless(note, own);
        return done.length > 0 ? (decoded.byteOrderMark ? '\uFEFF' : '') + fixed(decoded.text, done) : undefined;
      });
      for (const finding of done) mended.add(finding);
    } catch (error) {
      hasFailed = true;
      report(error, io);
    }
  }
  return { findings: mended, hasFailed };
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
  const root = realpathSync(library);
  if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) throw untouched(file, 'it lies outside the library');
  return real;
}

function untouched(file: string, reason: string): UserError {
  return new UserError(`${file} was left as it is: ${reason}`, status.partUnreadable);
}

/** Those that leave every link what it is: after an escape, or inside a tag, an address is another with angle brackets. */
async function harmless(note: Note, findings: readonly Finding[]): Promise<readonly Finding[]> {
  const links = async (source: string) =>
    linksOf(await readAgain(note, source))
      .map(({ url, text }) => `${url} ${text}`)
      .join('\n');
  const before = await links(note.source);
  const isHarmless = async (some: readonly Finding[]) => (await links(fixed(note.source, some))) === before;
  if (await isHarmless(findings)) return findings;
  const kept: Finding[] = [];
  for (const finding of findings) if (await isHarmless([...kept, finding])) kept.push(finding);
  return kept;
}
