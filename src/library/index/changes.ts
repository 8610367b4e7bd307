/** Compares the files of a library with the index. */
import type { FileEntry, Folder } from '../files/walk.ts';
import { createFileEntry, stampLength } from '../files/walk.ts';

export interface FolderRow {
  readonly path: string;
  /** File names separated by `/`. */
  readonly names: string;
  /** Five 64-bit numbers per file. */
  readonly stamps: Uint8Array;
  /** JSON names of files that may have been written again within the clock's resolution; null if there are none. */
  readonly racy: string | null;
}

export interface Changes {
  readonly changedFiles: readonly FileEntry[];
  readonly deletedPaths: readonly string[];
  readonly changedFolders: readonly FolderRow[];
  readonly deletedFolders: readonly string[];
  /** Files with unchanged stamps whose text has to be compared. */
  readonly racyFiles: readonly FileEntry[];
}

/**
 * A file written within the clock's resolution before the last check may have been written again without a trace, as in
 * git (https://git-scm.com/docs/racy-git). File systems that store whole seconds have a resolution of two (FAT).
 */
const clockResolution = 40_000_000n;
const coarseClockResolution = 2_000_000_000n;
const second = 1_000_000_000n;

export function isRacy(modified: bigint, changed: bigint, walkStart: bigint): boolean {
  const latest = modified > changed ? modified : changed;
  const isCoarse = modified % second === 0n && changed % second === 0n;
  return latest + (isCoarse ? coarseClockResolution : clockResolution) >= walkStart;
}

/**
 * Compares the folders of a walk with those of the index.
 * @param indexedFolders folders of the index by path
 * @param walkStart when the walk began, in nanoseconds since 1970
 */
export function findChanges(
  indexedFolders: ReadonlyMap<string, FolderRow>,
  root: string,
  walkedFolders: readonly Folder[],
  walkStart: bigint,
): Changes {
  const changedFiles: FileEntry[] = [];
  const deletedPaths: string[] = [];
  const changedFolders: FolderRow[] = [];
  const racyFiles: FileEntry[] = [];
  const seenPaths = new Set<string>();
  for (const folder of walkedFolders) {
    const { path } = folder;
    seenPaths.add(path);
    const indexedFolder = indexedFolders.get(path);
    const isSame =
      indexedFolder?.names === folder.names.join('/') && hasSameBytes(indexedFolder.stamps, getStampBytes(folder));
    if (isSame && indexedFolder.racy === null) continue;
    changedFolders.push(createFolderRow(folder, walkStart));
    const racyNames = new Set(indexedFolder?.racy ? (JSON.parse(indexedFolder.racy) as string[]) : []);
    const stamps = indexedFolder ? mapStampsByName(indexedFolder) : new Map<string, string>();
    for (const [index, name] of folder.names.entries()) {
      if (stamps.get(name) !== formatStamp(folder.stamps, index))
        changedFiles.push(createFileEntry(root, folder, index));
      else if (racyNames.has(name)) racyFiles.push(createFileEntry(root, folder, index));
      stamps.delete(name);
    }
    for (const name of stamps.keys()) deletedPaths.push(path + name);
  }
  const deletedFolders: string[] = [];
  for (const [path, { names }] of indexedFolders) {
    if (seenPaths.has(path)) continue;
    deletedFolders.push(path);
    for (const item of names.split('/').map((name) => path + name)) deletedPaths.push(item);
  }
  return {
    changedFiles: changedFiles,
    deletedPaths: deletedPaths,
    changedFolders: changedFolders,
    deletedFolders: deletedFolders,
    racyFiles: racyFiles,
  };
}

function getStampBytes({ stamps }: Folder): Uint8Array {
  return new Uint8Array(stamps.buffer, stamps.byteOffset, stamps.byteLength);
}

function createFolderRow(folder: Folder, walkStart: bigint): FolderRow {
  const { path, names, stamps } = folder;
  const racyNames = names.filter((_, index) => {
    const at = index * stampLength;
    return isRacy(stamps[at + 3] ?? 0n, stamps[at + 4] ?? 0n, walkStart);
  });
  return {
    path,
    names: names.join('/'),
    stamps: getStampBytes(folder),
    racy: racyNames.length > 0 ? JSON.stringify(racyNames) : null,
  };
}

/** The order of names is not reliable: a system may list a folder in another order although no file has changed. */
function mapStampsByName({ names, stamps }: FolderRow): Map<string, string> {
  const numbers = new BigInt64Array(stamps.slice().buffer);
  return new Map(names.split('/').map((name, index) => [name, formatStamp(numbers, index)]));
}

function formatStamp(stamps: BigInt64Array, index: number): string {
  return stamps.subarray(index * stampLength, (index + 1) * stampLength).join(' ');
}

function hasSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
