/** Opens the index of a library: updates it, or builds it if there is none to update. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { UserWords } from '../../core/tradeoffs/lexicon/lexicon.ts';
import type { Filter } from '../files/filter.ts';
import type { LibraryRoot } from '../files/library-roots.ts';
import { comparePaths } from '../files/path-order.ts';
import type { FileEntry, Folder, WalkResult } from '../files/walk.ts';
import { readStamp, stampLength } from '../files/walk.ts';
import type { Library, Notice } from '../library.ts';
import type { FileRows } from './building/read-rows.ts';
import type { IndexWriter } from './building/writer.ts';
import type { Changes, FolderRow } from './changes.ts';
import { findChanges, isRacy } from './changes.ts';
import { hashNumbers, hashText } from './hash.ts';
import type { IndexLocation, IndexState } from './index-files.ts';
import { IndexFiles } from './index-files.ts';
import { IndexedLibrary } from './indexed-library.ts';
import { isFullTextMissing } from './schema.ts';

export interface IndexSettings extends Omit<IndexLocation, 'root'> {
  readonly warn: (message: string) => void;
  /** The program of a worker thread that reads notes while others are written; undefined to use no thread. */
  readonly readerProgram?: string;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface IndexUpdate {
  readonly library: Library;
  readonly how: 'built' | 'refreshed' | 'unchanged';
  readonly readCount: number;
  readonly removedCount: number;
}

interface OpenContext {
  readonly files: IndexFiles;
  readonly root: string;
  readonly words: UserWords | undefined;
  readonly walked: WalkResult;
  /** When the walk began, in nanoseconds since 1970. */
  readonly looked: bigint;
  readonly filter: Filter;
}

const busyTimeoutMs = 2000;

/**
 * Opens the index of a root, updated to the files of a walk.
 * @param walkStart when the walk began, in nanoseconds since 1970
 * @returns undefined if no index can be used and the notes have to be read
 */
export async function openIndex(
  { path: root, userWords }: LibraryRoot,
  walkResult: WalkResult,
  walkStart: bigint,
  filter: Filter,
  settings: IndexSettings,
): Promise<IndexUpdate | undefined> {
  try {
    const files = new IndexFiles({ ...settings, build: getBuildId(settings, userWords), root: realpathSync(root) });
    const state = await waitForState(files);
    if (state === 'later') {
      settings.warn('The index was written by a later version of readings. Reading the notes without it.');
      return undefined;
    }
    if (state === 'damaged') settings.warn('The index is incomplete or was changed by another program. Rebuilding it.');
    const context = { files, root, words: userWords, walked: walkResult, looked: walkStart, filter };
    const update = state === 'good' ? await updateIndex(context) : undefined;
    return update ?? (await buildIndex(context, settings));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // No message if the cache folder is not writable: its owner may intend that.
    if (!unavailableCacheCodes.has(code ?? '') && !isFullTextMissing(error))
      settings.warn(`Cannot write the index: ${message}. Reading the notes without it.`);
    return undefined;
  }
}

/**
 * Opens the index as it is, without checking the files.
 * @returns undefined if there is no usable index
 */
export async function openIndexWithoutUpdate(
  { path: root, userWords }: LibraryRoot,
  filter: Filter,
  settings: IndexSettings,
): Promise<Library | undefined> {
  try {
    const files = new IndexFiles({ ...settings, build: getBuildId(settings, userWords), root: realpathSync(root) });
    if (files.readState() !== 'good') return undefined;
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(files.databasePath);
    database.exec('begin');
    return new IndexedLibrary(
      database,
      root,
      filter,
      [],
      () => false,
      () => 'unchecked',
    );
  } catch {
    return undefined;
  }
}

/** Returns the build ID of an index. It depends on the user's words, which change the trade-offs that are found. */
export function getBuildId({ build }: Pick<IndexSettings, 'build'>, userWords: UserWords | undefined): string {
  return userWords ? `${build}-${hashText(JSON.stringify(userWords))}` : build;
}

/**
 * Reads the state of the index. Waits up to 200 ms if another process has written the database but not yet its record.
 */
async function waitForState(files: IndexFiles): Promise<IndexState> {
  let state = files.readState();
  for (let attempt = 0; state === 'damaged' && attempt < 20; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    state = files.readState();
  }
  return state;
}

const unavailableCacheCodes = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT']);

/** @returns undefined if the index cannot be used, or so much has changed that building it is faster */
async function updateIndex(context: OpenContext): Promise<IndexUpdate | undefined> {
  const { files, root, words, walked, looked } = context;
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(files.databasePath);
  try {
    database.exec(`pragma busy_timeout = ${busyTimeoutMs}; begin`);
    let indexedFolders = readFolderRows(database);
    // Check again now that no other process can write.
    if (files.readState() !== 'good') throw new Error('it changed while it was opened');
    let changes = findChanges(indexedFolders, root, walked.folders, looked);
    if (isUnchanged(changes))
      return { library: createLibrary(database, context), how: 'unchanged', readCount: 0, removedCount: 0 };
    if (changes.changedFiles.length > 64 && changes.changedFiles.length * 4 > walked.count)
      throw new Error('Too many files changed to update the index.');
    database.exec(
      'rollback; pragma synchronous = normal; pragma journal_mode = memory; pragma temp_store = memory; begin immediate',
    );
    if (files.readState() !== 'good') throw new Error('it changed while it was opened');
    indexedFolders = readFolderRows(database);
    changes = findChanges(indexedFolders, root, walked.folders, looked);
    const { IndexWriter } = await import('./building/writer.ts');
    const writer = new IndexWriter(database);
    const readCount = await applyChanges(database, writer, changes, words);
    database.exec('commit');
    if (writer.removedCounts.length > 0) {
      const { subtractRemoved } = await import('./building/totals.ts');
      database.exec('begin immediate');
      subtractRemoved(database, writer.removedCounts);
      database.exec('commit');
    }
    files.writeRecord();
    database.exec('begin');
    return {
      library: createLibrary(database, context),
      how: 'refreshed',
      readCount: readCount,
      removedCount: changes.deletedPaths.length,
    };
  } catch (error) {
    database.close();
    // SQLITE_BUSY (https://sqlite.org/rescode.html#busy): another process is writing, which is no reason to rebuild.
    if ((error as { errcode?: unknown }).errcode === 5) throw error;
    return undefined;
  }
}

function isUnchanged({ changedFiles, deletedPaths, changedFolders, deletedFolders, racyFiles }: Changes): boolean {
  return (
    changedFiles.length + deletedPaths.length + changedFolders.length + deletedFolders.length + racyFiles.length === 0
  );
}

function readFolderRows(database: DatabaseSync): Map<string, FolderRow> {
  const rows = database.prepare('select path, names, stamps, racy from folder').all() as unknown as FolderRow[];
  return new Map(rows.map((row) => [row.path, row]));
}

/** @returns the number of files read */
async function applyChanges(
  database: DatabaseSync,
  writer: IndexWriter,
  changes: Changes,
  userWords: UserWords | undefined,
): Promise<number> {
  const { readFileRows } = await import('./building/read-rows.ts');
  const { getHash } = await import('./building/rows.ts');
  const deleteNotices = database.prepare('delete from notice where path = ?');
  for (const path of changes.deletedPaths) {
    writer.remove(path);
    deleteNotices.run(path);
  }
  const selectHash = database.prepare('select hash from note where path = ?');
  const unstable = new Set<string>();
  let readCount = 0;
  const files = [
    ...changes.changedFiles.map((file) => [file, false] as const),
    ...changes.racyFiles.map((file) => [file, true] as const),
  ];
  for (const [file, isRacy] of files) {
    const readResult = await readFileRows(file, userWords);
    if (readResult.isUnstable) unstable.add(file.path);
    else if (isRacy && readResult.rows && selectHash.get(file.path)?.hash === getHash(readResult.rows)) continue;
    writer.remove(file.path);
    deleteNotices.run(file.path);
    writeRows(writer, file.path, readResult);
    readCount++;
  }
  writeFolders(database, changes.changedFolders, unstable);
  const deleteFolder = database.prepare('delete from folder where path = ?');
  for (const path of changes.deletedFolders) deleteFolder.run(path);
  return readCount;
}

/** @param unstable paths of files that must be checked again; their stamps are not stored */
function writeFolders(database: DatabaseSync, folders: readonly FolderRow[], unstable: ReadonlySet<string>): void {
  const insertFolder = database.prepare('insert or replace into folder values (?, ?, ?, ?)');
  for (const { path, names, stamps, racy } of folders) {
    const newStamps = stamps.slice();
    const fileNames = names.split('/');
    const stampBytes = newStamps.length / fileNames.length;
    for (const [index, name] of fileNames.entries())
      if (unstable.has(path + name)) newStamps.fill(0, index * stampBytes, (index + 1) * stampBytes);
    insertFolder.run(path, names, newStamps, racy);
  }
}

/** Fewer notes are read faster than a thread starts. */
const minNotesForThread = 500;

async function buildIndex(context: OpenContext, settings: IndexSettings): Promise<IndexUpdate> {
  const { files, root, words, walked, looked } = context;
  const { IndexWriter } = await import('./building/writer.ts');
  const { changedFiles, changedFolders } = findChanges(new Map(), root, walked.folders, looked);
  const reader = changedFiles.length < minNotesForThread ? undefined : settings.readerProgram;
  await files.rebuild(async (database) => {
    const writer = new IndexWriter(database);
    const unstable = new Set<string>();
    let done = 0;
    for await (const readResult of readFiles(changedFiles, words, reader)) {
      if (readResult.isUnstable) unstable.add(readResult.path);
      writeRows(writer, readResult.path, readResult);
      if (++done % 64 === 0) settings.onProgress?.(done, changedFiles.length);
    }
    settings.onProgress?.(changedFiles.length, changedFiles.length);
    writeFolders(database, changedFolders, unstable);
  });
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(files.databasePath);
  database.exec(`pragma busy_timeout = ${busyTimeoutMs}; begin`);
  return { library: createLibrary(database, context), how: 'built', readCount: changedFiles.length, removedCount: 0 };
}

/** Reads files in order. With worker threads, files are read while earlier ones are written. */
async function* readFiles(
  files: readonly FileEntry[],
  userWords: UserWords | undefined,
  readerProgram: string | undefined,
): AsyncIterable<FileRows> {
  if (readerProgram !== undefined) {
    const { readInThreads } = await import('./building/thread.ts');
    yield* readInThreads(readerProgram, files, userWords);
    return;
  }
  const { readFileRows } = await import('./building/read-rows.ts');
  for (const [index, file] of files.entries()) {
    // Yield now and then so that signals are handled.
    if (index % 64 === 63) await new Promise((resolve) => setImmediate(resolve));
    yield await readFileRows(file, userWords);
  }
}

function writeRows(writer: IndexWriter, path: string, { rows, notices }: FileRows): void {
  if (rows) writer.add(rows);
  for (const notice of notices) writer.addNotice(path, notice);
}

function createLibrary(database: DatabaseSync, context: OpenContext): Library {
  const { root, walked, filter } = context;
  const unreadable = walked.unreadable.map(
    ({ file, reason }): Notice => ({ severity: 'unreadable', file, message: reason }),
  );
  const rows = database.prepare('select path, severity, line, message from notice order by line').all();
  const notices = rows
    .sort((a, b) => comparePaths(String(a.path), String(b.path)))
    .filter(({ path }) => filter.acceptsFile({ path: String(path) }))
    .map(({ path, severity, line, message }): Notice => {
      const file = join(root, String(path));
      const notice = { severity: severity as Notice['severity'], file, message: String(message) };
      return line === null ? notice : { ...notice, line: Number(line) };
    });
  const readState = () =>
    hashText(
      walked.folders.map(({ path, names, stamps }) => `${path}\0${names.join('/')}\0${hashNumbers(stamps)}`).join('\n'),
    );
  return new IndexedLibrary(
    database,
    root,
    filter,
    [...unreadable, ...notices],
    createUnchangedCheck(context),
    readState,
  );
}

/**
 * Returns a function that reports whether a file is the same as in the walk, and was not written so recently that a
 * later write could go unnoticed.
 */
function createUnchangedCheck({ walked, looked }: OpenContext): (path: string, file: string) => boolean {
  let foldersByPath:
    | ReadonlyMap<string, { readonly folder: Folder; readonly names: ReadonlyMap<string, number> }>
    | undefined;
  const groupFolders = () =>
    new Map(
      walked.folders.map((folder) => [
        folder.path,
        { folder, names: new Map(folder.names.map((name, index) => [name, index])) },
      ]),
    );
  return (path, file) => {
    foldersByPath ??= groupFolders();
    const end = path.lastIndexOf('/') + 1;
    const { folder, names } = foldersByPath.get(path.slice(0, end)) ?? {};
    const index = names?.get(path.slice(end));
    const stamp = readStamp(file);
    if (!folder || index === undefined || !stamp || isRacy(stamp[3], stamp[4], looked)) return false;
    return stamp.every((value, at) => BigInt.asIntN(64, value) === folder.stamps[index * stampLength + at]);
  };
}
