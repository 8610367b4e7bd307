/** What a library's files were when they were last looked at, and what has changed since. */
import type { Folder, FoundFile } from '../files/walk.ts';
import { fileIn, stampLength } from '../files/walk.ts';

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

export function isRacy(modified: bigint, changed: bigint, looked: bigint): boolean {
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
  root: string,
  found: readonly Folder[],
  looked: bigint,
): Changes {
  const read: FoundFile[] = [];
  const gone: string[] = [];
  const folders: FolderRow[] = [];
  const racy: FoundFile[] = [];
  const seen = new Set<string>();
  for (const folder of found) {
    const { path } = folder;
    seen.add(path);
    const before = known.get(path);
    const isSame = before?.names === folder.names.join('/') && sameBytes(before.stamps, bytesOf(folder));
    if (isSame && before.racy === null) continue;
    folders.push(rowOf(folder, looked));
    const doubtful = new Set(before?.racy ? (JSON.parse(before.racy) as string[]) : []);
    const stamps = before ? stampsByName(before) : new Map<string, string>();
    for (const [index, name] of folder.names.entries()) {
      if (stamps.get(name) !== stampText(folder.stamps, index)) read.push(fileIn(root, folder, index));
      else if (doubtful.has(name)) racy.push(fileIn(root, folder, index));
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

function bytesOf({ stamps }: Folder): Uint8Array {
  return new Uint8Array(stamps.buffer, stamps.byteOffset, stamps.byteLength);
}

function rowOf(folder: Folder, looked: bigint): FolderRow {
  const { path, names, stamps } = folder;
  const racy = names.filter((_, index) => {
    const at = index * stampLength;
    return isRacy(stamps[at + 3] ?? 0n, stamps[at + 4] ?? 0n, looked);
  });
  return {
    path,
    names: names.join('/'),
    stamps: bytesOf(folder),
    racy: racy.length > 0 ? JSON.stringify(racy) : null,
  };
}

/** Names cannot be known by the order in which a system lists them: it may change without any file's doing so. */
function stampsByName({ names, stamps }: FolderRow): Map<string, string> {
  const numbers = new BigInt64Array(stamps.slice().buffer);
  return new Map(names.split('/').map((name, index) => [name, stampText(numbers, index)]));
}

function stampText(stamps: BigInt64Array, index: number): string {
  return stamps.subarray(index * stampLength, (index + 1) * stampLength).join(' ');
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
}
