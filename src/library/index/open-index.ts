/** A library's index, as fresh as its files: opened, brought up to date, or built. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { OwnNames } from '../../core/tradeoffs/lexicon/index.ts';
import type { Filter } from '../files/filter.ts';
import type { Root } from '../files/library-roots.ts';
import { comparePaths } from '../files/path-order.ts';
import type { Folder, FoundFile, Walked } from '../files/walk.ts';
import { stampLength, stampOf } from '../files/walk.ts';
import type { Library, Notice } from '../library.ts';
import type { IndexPlace, State } from './files.ts';
import { IndexFiles } from './files.ts';
import { hashOf } from './hash.ts';
import { IndexedLibrary } from './indexed-library.ts';
import type { ReadRows } from './read-rows.ts';
import { hasNoFullText } from './schema.ts';
import type { Changes, FolderRow } from './snapshot.ts';
import { changesSince, isRacy } from './snapshot.ts';
import type { IndexWriter } from './writer.ts';

/** What an index has to be asked for with. */
export interface IndexSettings extends Omit<IndexPlace, 'root'> {
  /** Says something that is not part of an answer. */
  readonly say: (message: string) => void;
  /** The program of a thread that reads notes while others are written, where there may be one. */
  readonly reader?: string;
  /** Told how far it is while an index is built. */
  readonly onProgress?: (done: number, all: number) => void;
}

/** What was done to an index before it could answer. */
export interface Refreshed {
  readonly library: Library;
  readonly how: 'built' | 'refreshed' | 'unchanged';
  readonly read: number;
  readonly gone: number;
}

/** What a library is opened on, and which of its notes are asked for. */
interface Opening {
  readonly files: IndexFiles;
  readonly root: string;
  readonly words: OwnNames | undefined;
  /** What is there now. */
  readonly walked: Walked;
  /** When the walk began, nanoseconds since 1970. */
  readonly looked: bigint;
  readonly filter: Filter;
}

/** Milliseconds to wait for another process that writes. */
const patience = 2000;

/**
 * @param walked what is there now
 * @param looked when the walk began, nanoseconds since 1970
 * @returns nothing where there can be no index: the notes have to be read
 */
export async function openIndex(
  { path: root, words }: Root,
  walked: Walked,
  looked: bigint,
  filter: Filter,
  settings: IndexSettings,
): Promise<Refreshed | undefined> {
  try {
    const files = new IndexFiles({ ...settings, build: buildFor(settings, words), root: realpathSync(root) });
    const state = await settledState(files);
    if (state === 'later') {
      settings.say('the index is of a later version of readings: the notes were read without it.');
      return undefined;
    }
    if (state === 'damaged') settings.say('the index was not written whole, or was changed: it is built anew.');
    const opening = { files, root, words, walked, looked, filter };
    const opened = state === 'good' ? await refresh(opening) : undefined;
    return opened ?? (await build(opening, settings));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // Where no cache may be kept, that is how its owner wants it.
    if (!noPlace.has(code ?? '') && !hasNoFullText(error))
      settings.say(`no index can be kept (${message}): the notes were read without it.`);
    return undefined;
  }
}

/**
 * The index as it was left, without a look at the files.
 * @returns nothing when there is none that could be asked
 */
export async function openAsLeft(
  { path: root, words }: Root,
  filter: Filter,
  settings: IndexSettings,
): Promise<Library | undefined> {
  try {
    const files = new IndexFiles({ ...settings, build: buildFor(settings, words), root: realpathSync(root) });
    if (files.state() !== 'good') return undefined;
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(files.database);
    database.exec('begin');
    return new IndexedLibrary(database, root, filter, [], () => false);
  } catch {
    return undefined;
  }
}

/** With other names of sides other trade-offs are found. */
export function buildFor({ build }: Pick<IndexSettings, 'build'>, words: OwnNames | undefined): string {
  return words ? `${build}-${hashOf(JSON.stringify(words))}` : build;
}

/** Another process may be between the database and its record: that is waited for. */
async function settledState(files: IndexFiles): Promise<State> {
  let state = files.state();
  for (let tries = 0; state === 'damaged' && tries < 20; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    state = files.state();
  }
  return state;
}

const noPlace = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT']);

/** @returns nothing when the index cannot be used, or so much has changed that it is built faster */
async function refresh(opening: Opening): Promise<Refreshed | undefined> {
  const { files, root, words, walked, looked } = opening;
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(files.database);
  try {
    database.exec(`pragma busy_timeout = ${patience}; begin`);
    let known = foldersOf(database);
    // Now that nobody can write, it has to be what its record says, still.
    if (files.state() !== 'good') throw new Error('it changed while it was opened');
    let changes = changesSince(known, root, walked.folders, looked);
    if (isUnchanged(changes)) return { library: libraryIn(database, opening), how: 'unchanged', read: 0, gone: 0 };
    if (changes.read.length > 64 && changes.read.length * 4 > walked.count) throw new Error('much has changed');
    database.exec(
      'rollback; pragma synchronous = normal; pragma journal_mode = memory; pragma temp_store = memory; begin immediate',
    );
    if (files.state() !== 'good') throw new Error('it changed while it was opened');
    known = foldersOf(database);
    changes = changesSince(known, root, walked.folders, looked);
    const { IndexWriter } = await import('./writer.ts');
    const writer = new IndexWriter(database);
    const read = await apply(database, writer, changes, words);
    database.exec('commit');
    if (writer.removed.length > 0) {
      const { takeOff } = await import('./totals.ts');
      database.exec('begin immediate');
      takeOff(database, writer.removed);
      database.exec('commit');
    }
    files.record();
    database.exec('begin');
    return { library: libraryIn(database, opening), how: 'refreshed', read, gone: changes.gone.length };
  } catch (error) {
    database.close();
    // SQLITE_BUSY (https://sqlite.org/rescode.html#busy): what another holds is no reason to build it anew.
    if ((error as { errcode?: unknown }).errcode === 5) throw error;
    return undefined;
  }
}

function isUnchanged({ read, gone, folders, goneFolders, racy }: Changes): boolean {
  return read.length + gone.length + folders.length + goneFolders.length + racy.length === 0;
}

function foldersOf(database: DatabaseSync): Map<string, FolderRow> {
  const rows = database.prepare('select path, names, stamps, racy from folder').all() as unknown as FolderRow[];
  return new Map(rows.map((row) => [row.path, row]));
}

/** @returns how many files were read */
async function apply(
  database: DatabaseSync,
  writer: IndexWriter,
  changes: Changes,
  words: OwnNames | undefined,
): Promise<number> {
  const { readRows } = await import('./read-rows.ts');
  const { hashIn } = await import('./rows.ts');
  const forget = database.prepare('delete from notice where path = ?');
  for (const path of changes.gone) {
    writer.remove(path);
    forget.run(path);
  }
  const hash = database.prepare('select hash from note where path = ?');
  const unstable = new Set<string>();
  let read = 0;
  const files = [
    ...changes.read.map((file) => [file, false] as const),
    ...changes.racy.map((file) => [file, true] as const),
  ];
  for (const [file, isRacy] of files) {
    const found = await readRows(file, words);
    if (found.isUnstable) unstable.add(file.path);
    else if (isRacy && found.rows && hash.get(file.path)?.hash === hashIn(found.rows)) continue;
    writer.remove(file.path);
    forget.run(file.path);
    write(writer, file.path, found);
    read++;
  }
  writeFolders(database, changes.folders, unstable);
  const dropFolder = database.prepare('delete from folder where path = ?');
  for (const path of changes.goneFolders) dropFolder.run(path);
  return read;
}

/** @param unstable paths of files that have to be looked at again: their stamps are not kept */
function writeFolders(database: DatabaseSync, folders: readonly FolderRow[], unstable: ReadonlySet<string>): void {
  const put = database.prepare('insert or replace into folder values (?, ?, ?, ?)');
  for (const { path, names, stamps, racy } of folders) {
    const own = stamps.slice();
    const all = names.split('/');
    const size = own.length / all.length;
    for (const [index, name] of all.entries())
      if (unstable.has(path + name)) own.fill(0, index * size, (index + 1) * size);
    put.run(path, names, own, racy);
  }
}

/** Fewer notes are read before another thread has started. */
const leastForThread = 500;

async function build(opening: Opening, settings: IndexSettings): Promise<Refreshed> {
  const { files, root, words, walked, looked } = opening;
  const { IndexWriter } = await import('./writer.ts');
  const { read, folders } = changesSince(new Map(), root, walked.folders, looked);
  const reader = read.length < leastForThread ? undefined : settings.reader;
  await files.build(async (database) => {
    const writer = new IndexWriter(database);
    const unstable = new Set<string>();
    let done = 0;
    for await (const found of readAll(read, words, reader)) {
      if (found.isUnstable) unstable.add(found.path);
      write(writer, found.path, found);
      if (++done % 64 === 0) settings.onProgress?.(done, read.length);
    }
    settings.onProgress?.(read.length, read.length);
    writeFolders(database, folders, unstable);
  });
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(files.database);
  database.exec(`pragma busy_timeout = ${patience}; begin`);
  return { library: libraryIn(database, opening), how: 'built', read: read.length, gone: 0 };
}

/** Reads files in order: in another thread, so that what is read is written meanwhile, or in this one. */
async function* readAll(
  files: readonly FoundFile[],
  words: OwnNames | undefined,
  reader: string | undefined,
): AsyncIterable<ReadRows> {
  if (reader !== undefined) {
    const { readInThread } = await import('./thread.ts');
    yield* readInThread(reader, files, words);
    return;
  }
  const { readRows } = await import('./read-rows.ts');
  for (const [index, file] of files.entries()) {
    // Now and then a signal may be heard.
    if (index % 64 === 63) await new Promise((resolve) => setImmediate(resolve));
    yield await readRows(file, words);
  }
}

function write(writer: IndexWriter, path: string, { rows, notices }: ReadRows): void {
  if (rows) writer.add(rows);
  for (const notice of notices) writer.addNotice(path, notice);
}

function libraryIn(database: DatabaseSync, opening: Opening): Library {
  const { root, walked, filter } = opening;
  const unreadable = walked.unreadable.map(
    ({ file, reason }): Notice => ({ severity: 'unreadable', file, message: reason }),
  );
  const rows = database.prepare('select path, severity, line, message from notice order by line').all();
  const notices = rows
    .sort((a, b) => comparePaths(String(a.path), String(b.path)))
    .filter(({ path }) => filter.acceptsFile({ path: String(path) }))
    .map(({ path, severity, line, message }): Notice => {
      const file = join(root, String(path));
      const said = { severity: severity as Notice['severity'], file, message: String(message) };
      return line === null ? said : { ...said, line: Number(line) };
    });
  return new IndexedLibrary(database, root, filter, [...unreadable, ...notices], isAsLooked(opening));
}

/** Tells whether a file is still what it was found to be, and was not written to so late that nobody could tell. */
function isAsLooked({ walked, looked }: Opening): (path: string, file: string) => boolean {
  let places: ReadonlyMap<string, { readonly folder: Folder; readonly names: ReadonlyMap<string, number> }> | undefined;
  const placesIn = () =>
    new Map(
      walked.folders.map((folder) => [
        folder.path,
        { folder, names: new Map(folder.names.map((name, index) => [name, index])) },
      ]),
    );
  return (path, file) => {
    places ??= placesIn();
    const end = path.lastIndexOf('/') + 1;
    const { folder, names } = places.get(path.slice(0, end)) ?? {};
    const index = names?.get(path.slice(end));
    const stamp = stampOf(file);
    if (!folder || index === undefined || !stamp || isRacy(stamp[3], stamp[4], looked)) return false;
    return stamp.every((value, at) => BigInt.asIntN(64, value) === folder.stamps[index * stampLength + at]);
  };
}
