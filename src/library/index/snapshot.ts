/** What a library's files were when they were last looked at, and what has changed since. */
import type { FoundFile } from '../walk.ts';
import { stampLength } from '../walk.ts';

/** The files of one folder, as the index keeps them. */
export interface FolderRow {
  readonly path: string;
  /** File names, apart by `/`. */
  readonly names: string;
  /** Five numbers of 64 bits a file. */
  readonly stamps: Uint8Array;
  /** Names of files that may have been written again within the clock's grain, as JSON; nothing when there are none. */
  readonly racy: string | null;
}

export interface Changes {
  /** Files to be read: new ones, and those that are not what they were. */
  readonly read: readonly FoundFile[];
  /** Paths that are gone. */
  readonly gone: readonly string[];
  /** Folders to be written down anew, and those that are gone. */
  readonly folders: readonly FolderRow[];
  readonly goneFolders: readonly string[];
  /** Files that are what they were, if their text is still the same. */
  readonly racy: readonly FoundFile[];
}

/**
 * A file that was written within the clock's grain of the last look may have been written again without a trace, as in git
 * (https://git-scm.com/docs/racy-git). File systems that keep whole seconds have a grain of two (FAT).
 */
const grain = 40_000_000n;
const coarseGrain = 2_000_000_000n;
const second = 1_000_000_000n;

function isRacy({ stamp: [, , , modified, changed] }: FoundFile, looked: bigint): boolean {
  const latest = modified > changed ? modified : changed;
  const isCoarse = modified % second === 0n && changed % second === 0n;
  return latest + (isCoarse ? coarseGrain : grain) >= looked;
}

/**
 * @param known by path, what the index has
 * @param looked when the files were looked at, before the first of them was; nanoseconds since 1970
 */
export function changesSince(
  known: ReadonlyMap<string, FolderRow>,
  files: readonly FoundFile[],
  looked: bigint,
): Changes {
  const read: FoundFile[] = [];
  const gone: string[] = [];
  const folders: FolderRow[] = [];
  const racy: FoundFile[] = [];
  const seen = new Set<string>();
  for (const [path, own] of byFolder(files)) {
    seen.add(path);
    const before = known.get(path);
    const row = rowOf(path, own, looked);
    if (before && before.names === row.names && sameBytes(before.stamps, row.stamps)) {
      if (before.racy === null) continue;
      const names = new Set(JSON.parse(before.racy) as string[]);
      racy.push(...own.filter((file) => names.has(nameOf(file))));
      folders.push(row);
      continue;
    }
    folders.push(row);
    const stamps = before ? stampsByName(before) : new Map<string, string>();
    const names = new Set(before?.racy ? (JSON.parse(before.racy) as string[]) : []);
    for (const file of own) {
      const name = nameOf(file);
      if (stamps.get(name) !== file.stamp.join(' ')) read.push(file);
      else if (names.has(name)) racy.push(file);
      stamps.delete(name);
    }
    for (const name of stamps.keys()) gone.push(path + name);
  }
  const goneFolders: string[] = [];
  for (const [path, { names }] of known) {
    if (seen.has(path)) continue;
    goneFolders.push(path);
    gone.push(...names.split('/').map((name) => path + name));
  }
  return { read, gone, folders, goneFolders, racy };
}

function nameOf({ path }: FoundFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Files by their folders, each empty or with `/` at its end. */
function byFolder(files: readonly FoundFile[]): Map<string, FoundFile[]> {
  const folders = new Map<string, FoundFile[]>();
  let last = '\0';
  let own: FoundFile[] = [];
  for (const file of files) {
    const { path } = file;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    if (folder !== last) {
      own = folders.get(folder) ?? [];
      if (own.length === 0) folders.set(folder, own);
      last = folder;
    }
    own.push(file);
  }
  return folders;
}

function rowOf(path: string, files: readonly FoundFile[], looked: bigint): FolderRow {
  const stamps = new BigInt64Array(files.length * stampLength);
  let names = '';
  const racy: string[] = [];
  for (const [index, file] of files.entries()) {
    const name = nameOf(file);
    names += index === 0 ? name : `/${name}`;
    for (let at = 0; at < stampLength; at++) stamps[index * stampLength + at] = file.stamp[at] ?? 0n;
    if (isRacy(file, looked)) racy.push(name);
  }
  return { path, names, stamps: new Uint8Array(stamps.buffer), racy: racy.length > 0 ? JSON.stringify(racy) : null };
}

/** Names cannot be known by the order in which a system lists them: it may change without any file's doing so. */
function stampsByName({ names, stamps }: FolderRow): Map<string, string> {
  const numbers = new BigInt64Array(stamps.slice().buffer);
  return new Map(
    names
      .split('/')
      .map((name, index) => [
        name,
        Array.from(numbers.subarray(index * stampLength, (index + 1) * stampLength), (number) =>
          BigInt.asUintN(64, number),
        ).join(' '),
      ]),
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
