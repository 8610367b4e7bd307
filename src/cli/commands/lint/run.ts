import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import type { Finding } from '../../../core/lint-finding.ts';
import type { Note } from '../../../core/note.ts';
import { isAscii } from '../../../core/words.ts';
import { applyFixes, selectSafeFixes } from '../../../editing/fixes.ts';
import { decode } from '../../../library/files/decode.ts';
import { removeLeftovers } from '../../../library/files/leftovers.ts';
import { isInsideLibrary, isWithin, resolveLinks, statIfReachable } from '../../../library/files/paths.ts';
import { changeFile } from '../../../library/files/replace-file.ts';
import type { Library } from '../../../library/library.ts';
import { lintNote, selectRules } from '../../../lint/lint.ts';
import type { LintContext, LintRule } from '../../../lint/rules.ts';
import { readNoteWithSource } from '../../../markdown/note.ts';
import { formatCount } from '../../../render/wording.ts';
import { withQuery } from '../../answering/ask.ts';
import { createPrinter } from '../../answering/print.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { reportError } from '../../report-error.ts';
import type { Setup } from '../../setup.ts';
import { refuseBundledNotes, setUp } from '../../setup.ts';

type LintOptions = GlobalOptions & { readonly fix?: boolean; readonly rule?: readonly string[] };

/** Checks notes and prints the problems. With `--fix`, first applies the safe fixes. */
export async function lintNotes(io: Io, operands: readonly string[], options: LintOptions): Promise<number> {
  const rules = selectRules(options.rule);
  const { setup, paths } = await selectPaths(io, options, operands);
  const printer = await createPrinter(io, 'lint', options, setup);
  // --fix applies the fixes of all rules, unless some are chosen.
  const rulesToFix = options.fix ? selectRules(options.rule ?? ['all']) : rules;
  let result = await findProblems(io, options, setup, paths, rulesToFix);
  let hasFailed = false;
  if (options.fix) {
    refuseBundledNotes(setup);
    const fixed = await fixNotes(result.answer, result.library, io);
    hasFailed = fixed.hasFailed;
    if (fixed.count > 0) result.info(`Fixed ${fixed.count} ${fixed.count === 1 ? 'problem' : 'problems'}.`);
    else if (!hasFailed) result.info('Nothing to fix.');
    result.library.close();
    // The remaining problems may have moved to other lines.
    result = await findProblems(io, { ...options, quiet: true }, setup, paths, rules);
  }
  const hasPrinted = await printer.print(result.answer, result.library);
  if (!hasPrinted && io.output.isTTY)
    result.info(`${formatCount(selectNotes(result.library.notes(), paths).length, 'note')} checked, no problems.`);
  if (result.isPartial || hasFailed) return exitStatus.partialFailure;
  return result.answer.length > 0 ? exitStatus.noMatch : exitStatus.success;
}

/** @param paths real paths of files and folders to check; undefined for all notes */
async function findProblems(
  io: Io,
  options: LintOptions,
  setup: Setup,
  paths: readonly string[] | undefined,
  rules: readonly LintRule[],
) {
  const request = { query: undefined, takes: 'best' } as const;
  return withQuery(io, options, setup, request, false, async ({ library }) => {
    const findings: Finding[] = [];
    const context = createContext(library);
    for (const [index, note] of selectNotes(library.notes(), paths).entries()) {
      // Lets signals be handled.
      if (index % 64 === 63) await new Promise((done) => setImmediate(done));
      // Parse a copy, so that its syntax tree can be freed after the check.
      for (const item of lintNote(await readNoteWithSource(note, note.source), context, rules)) findings.push(item);
    }
    return findings;
  });
}

/** @throws UserError if a path is a file that is not a note, so that it is not silently skipped */
function selectNotes(notes: readonly Note[], paths: readonly string[] | undefined): readonly Note[] {
  if (!paths) return notes;
  const usedPaths = new Set<string>();
  const selected = notes.filter(({ file }) => {
    const realFile = resolveIfExists(file);
    const matching = paths.filter((path) => realFile !== undefined && isWithin(realFile, path));
    for (const path of matching) usedPaths.add(path);
    return matching.length > 0;
  });
  const unused = paths.find((path) => !usedPaths.has(path) && statIfReachable(path)?.isFile());
  if (unused === undefined) return selected;
  throw new UserError(
    `${unused} was not checked: it is not a note in the library.`,
    exitStatus.partialFailure,
    'Note files end in .md, .markdown, .mdown or .mkd and are not ignored.',
  );
}

function resolveIfExists(file: string): string | undefined {
  try {
    return resolveLinks(file);
  } catch {
    return undefined;
  }
}

/**
 * Paths inside the library limit which notes are checked, but links may still point to its other notes. Any other path
 * is opened as a library.
 * @returns the real paths to check; undefined for the whole library
 * @throws UserError if a path does not exist
 */
async function selectPaths(
  io: Io,
  options: LintOptions,
  operands: readonly string[],
): Promise<{ readonly setup: Setup; readonly paths: readonly string[] | undefined }> {
  const setup = await setUp(io, options);
  if (operands.length === 0) return { setup, paths: undefined };
  const paths = operands.map((operand) => {
    const path = resolveIfExists(resolve(io.workingFolder, operand));
    const stats = path === undefined ? undefined : statSync(path);
    if (path !== undefined && (stats?.isFile() || stats?.isDirectory())) return path;
    throw new UserError(
      `${sanitizeLine(operand)} ${stats ? 'is neither a file nor a folder' : 'does not exist'}.`,
      exitStatus.partialFailure,
      'lint takes files and folders. Without any, it checks the library; --path and --tag restrict it.',
    );
  });
  const roots = setup.roots.map(({ path }) => resolveIfExists(path)).filter((root) => root !== undefined);
  const isInside = paths.every((path) => roots.some((root) => isWithin(path, root)));
  return { setup: isInside ? setup : await setUp(io, { library: paths }), paths };
}

function createContext(library: Library): LintContext {
  const existing = new Map<string, boolean>();
  const exists = (path: string) => {
    const isThere = existing.get(path) ?? existsInAnyForm(path);
    existing.set(path, isThere);
    return isThere;
  };
  return {
    exists: (note, path) => note.library !== '-' && exists(join(note.library, path)),
    existsAnywhere: (note, name) => note.library !== '-' && listFileNames(note.library).has(basename(name).normalize()),
    findNote: (note, path) => library.findByFile(join(note.library, path)),
    findNotesByName: (name) => library.findByName(name),
  };
}

/** Reports whether a file exists. Systems differ in the Unicode form of names: NFC or NFD. */
function existsInAnyForm(path: string): boolean {
  return existsSync(path) || (!isAscii(path) && ['NFC', 'NFD'].some((form) => existsSync(path.normalize(form))));
}

const fileNames = new Map<string, ReadonlySet<string>>();

/** Returns the names of all files in a folder and the folders below it, in NFC. */
function listFileNames(folder: string): ReadonlySet<string> {
  let names = fileNames.get(folder);
  if (!names) {
    const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
    names = new Set(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name.normalize()));
    fileNames.set(folder, names);
  }
  return names;
}

/** Fixes note by note. If one cannot be written, reports it and goes on. */
async function fixNotes(
  findings: readonly Finding[],
  library: Library,
  io: Io,
): Promise<{ readonly count: number; readonly hasFailed: boolean }> {
  let count = 0;
  let hasFailed = false;
  const folders = new Set(library.notes().map(({ file }) => dirname(file)));
  for (const folder of folders) if (folder !== '.') tidyFolder(folder, io);
  const fixable = findings.filter(({ fix, note }) => fix !== undefined && note.file !== '-');
  for (const [file, noteFindings] of Map.groupBy(fixable, ({ note }) => note.file)) {
    const note = library.findByFile(file);
    if (!note) continue;
    try {
      let fixed: readonly Finding[] = [];
      await changeFile(resolveInLibrary(note), io, async (bytes) => {
        const decoded = decode(bytes);
        if (decoded?.encoding !== 'UTF-8') throw createUnchangedError(file, 'it is not UTF-8');
        if (decoded.text !== note.source) throw createUnchangedError(file, 'another program changed it');
        fixed = await selectSafeFixes(note, noteFindings);
        return fixed.length > 0 ? (decoded.byteOrderMark ? '\uFEFF' : '') + applyFixes(decoded.text, fixed) : undefined;
      });
      count += fixed.length;
    } catch (error) {
      hasFailed = true;
      reportError(error, io);
    }
  }
  return { count, hasFailed };
}

/** Removes leftover files; a folder that is not writable has none. */
function tidyFolder(folder: string, io: Io): void {
  try {
    removeLeftovers(folder, io);
  } catch {
    // The folder is not writable, or gone.
  }
}

/** @throws UserError if the file is a link out of the library: it may belong to somebody else */
function resolveInLibrary({ file, library }: Note): string {
  const realFile = resolveLinks(file);
  if (!isInsideLibrary(realFile, library)) throw createUnchangedError(file, 'it is outside the library');
  return realFile;
}

function createUnchangedError(file: string, reason: string): UserError {
  return new UserError(`${file} was not changed: ${reason}.`, exitStatus.partialFailure);
}
