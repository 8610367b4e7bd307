import { type BigIntStats, type Dirent, readdirSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { isMarkdown } from '../../core/note.ts';
import { describeFileError } from './file-errors.ts';
import type { LibraryRoot } from './library-roots.ts';
import { comparePaths } from './path-order.ts';
import { isWithin, readSmallFile } from './paths.ts';

/** Identifies the state of a file: device, inode, size, and times of modification and status change in nanoseconds. */
export type Stamp = readonly [dev: bigint, ino: bigint, size: bigint, mtime: bigint, ctime: bigint];
export const stampLength = 5;

/** A note's file, not yet read. */
export interface FileEntry {
  readonly library: string;
  /** Relative to `library`, separated by `/`. */
  readonly path: string;
  readonly file: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly stamp: Stamp;
}

export interface UnreadablePath {
  readonly file: string;
  readonly reason: string;
}

/** The files of one folder: their names, and their stamps in one array. */
export interface Folder {
  /** Relative to the root; empty or with a trailing `/`. */
  readonly path: string;
  readonly names: readonly string[];
  readonly stamps: BigInt64Array;
}

export interface WalkResult {
  /** Created on access: a check for changes does not need them. */
  readonly files: readonly FileEntry[];
  readonly folders: readonly Folder[];
  readonly count: number;
  readonly unreadable: readonly UnreadablePath[];
  readonly isFolder: boolean;
}

/**
 * Finds the notes of a root, folder by folder in the order of the system. Skips hidden folders and files,
 * `node_modules` and what the root's own `.gitignore` names. Follows a symbolic link unless its target has been found
 * already.
 */
export async function walk(root: LibraryRoot): Promise<WalkResult> {
  const walker = new Walker(root.path, root.ignore ?? []);
  const start = walker.readStats(root.path);
  if (start?.isDirectory()) await walker.walkFolders(start);
  else if (start) walker.addRootFile(start);
  return walker;
}

export function sortByPath<Item extends { readonly path: string }>(items: readonly Item[]): Item[] {
  return items.toSorted((a, b) => comparePaths(a.path, b.path));
}

/** Returns the stamp of a file, or undefined if it does not exist. */
export function readStamp(file: string): Stamp | undefined {
  const stats = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stats && toStamp(stats);
}

function toStamp({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): Stamp {
  return [dev, ino, size, mtimeNs, ctimeNs];
}

export function createFileEntry(root: string, { path, names, stamps }: Folder, index: number): FileEntry {
  const at = index * stampLength;
  const [dev = 0n, ino = 0n, size = 0n, modified = 0n, changed = 0n] = stamps.subarray(at, at + stampLength);
  // Device and inode are unsigned; times may be negative (before 1970).
  const stamp: Stamp = [BigInt.asUintN(64, dev), BigInt.asUintN(64, ino), size, modified, changed];
  const notePath = path + names[index];
  const base = root.endsWith(sep) ? root : root + sep;
  return {
    library: root,
    path: notePath,
    file: base + (sep === '/' ? notePath : notePath.replaceAll('/', sep)),
    size: Number(stamp[2]),
    modified: Number(stamp[3]) / 1e6,
    stamp,
  };
}

class Walker implements WalkResult {
  folders: Folder[] = [];
  readonly unreadable: UnreadablePath[] = [];
  isFolder = false;
  /** The folder that paths are relative to. */
  #root: string;
  /** Keys of the folders found so far. */
  readonly #seenFolders = new Set<string>();
  readonly #symbolicLinks: { readonly file: string; readonly path: string }[] = [];
  #hasHardLinks = false;
  /** Keys of the files found so far; created for the first symbolic link to a file. */
  #fileKeys: Set<string> | undefined;
  #isIgnored: ((path: string) => boolean) | undefined;

  readonly #ignore: readonly string[];

  constructor(root: string, ignore: readonly string[]) {
    this.#root = root;
    this.#ignore = ignore;
  }

  readStats(file: string): BigIntStats | undefined {
    try {
      return statSync(file, { bigint: true });
    } catch (error) {
      this.unreadable.push({ file, reason: describeFileError(error) });
      return undefined;
    }
  }

  get count(): number {
    return this.folders.reduce((sum, { names }) => sum + names.length, 0);
  }

  get files(): FileEntry[] {
    return this.folders.flatMap((folder) => folder.names.map((_, index) => createFileEntry(this.#root, folder, index)));
  }

  addRootFile(stats: BigIntStats): void {
    const name = basename(this.#root);
    this.#root = dirname(this.#root);
    this.folders = [{ path: '', names: [name], stamps: BigInt64Array.from(toStamp(stats)) }];
  }

  /**
   * Walks the folders, then the targets of symbolic links, so that a note is found under its own path if it has one.
   */
  async walkFolders(root: BigIntStats): Promise<void> {
    this.isFolder = true;
    const base = this.#root.endsWith(sep) ? this.#root : this.#root + sep;
    this.#isIgnored = await loadIgnoreRules(`${base}.gitignore`, this.#ignore, this.unreadable);
    this.#markFolder(root);
    const pendingFolders = [''];
    for (let count = 0; ; count++) {
      // Yield now and then so that signals are handled.
      if (count % 256 === 255) await new Promise((resolve) => setImmediate(resolve));
      const folder = pendingFolders.pop();
      if (folder !== undefined) this.#readFolder(base, folder, pendingFolders);
      else {
        const link = this.#symbolicLinks.shift();
        if (!link) break;
        this.#followLink(link.file, link.path, pendingFolders);
      }
    }
    if (this.#hasHardLinks) this.folders = groupByFolder(sortByPath(this.files).filter(createUniqueFilter()));
  }

  /** @param folder path relative to the root; empty or with a trailing `/` */
  #readFolder(base: string, folder: string, pendingFolders: string[]): void {
    const folderPath = base + (sep === '/' ? folder : folder.replaceAll('/', sep));
    let entries: Dirent[];
    try {
      entries = readdirSync(folderPath, { withFileTypes: true });
    } catch (error) {
      const file = folderPath.endsWith(sep) && folderPath.length > 1 ? folderPath.slice(0, -1) : folderPath;
      this.unreadable.push({ file, reason: describeFileError(error) });
      return;
    }
    const names: string[] = [];
    const stamps = new BigInt64Array(entries.length * stampLength);
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith('.') || name === 'node_modules') continue;
      const isFolder = entry.isDirectory();
      const isLink = entry.isSymbolicLink();
      if (!isFolder && !isLink && !isMarkdown(name)) continue;
      const path = folder + name;
      if (this.#isIgnored?.(isFolder ? `${path}/` : path)) continue;
      const file = folderPath + name;
      if (isLink) {
        this.#symbolicLinks.push({ file, path });
        continue;
      }
      const stats = this.readStats(file);
      if (!stats) continue;
      if (isFolder) {
        if (this.#markFolder(stats)) pendingFolders.push(`${path}/`);
      } else if (stats.isFile()) {
        this.#trackFile(stats);
        writeStamp(stamps, names.length, stats);
        names.push(name);
      } else this.unreadable.push({ file, reason: 'not a regular file' });
    }
    if (names.length > 0)
      this.folders.push({ path: folder, names, stamps: stamps.slice(0, names.length * stampLength) });
  }

  #trackFile({ nlink, dev, ino }: BigIntStats): void {
    if (nlink > 1n) this.#hasHardLinks = true;
    this.#fileKeys?.add(`${dev}:${ino}`);
  }

  /** Adds a file to its folder, which has already been read. */
  #addFile(path: string, stats: BigIntStats): void {
    this.#trackFile(stats);
    const end = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, end);
    const at = this.folders.findIndex((candidate) => candidate.path === folder);
    const oldFolder = this.folders[at] ?? { path: folder, names: [], stamps: new BigInt64Array(0) };
    const stamps = new BigInt64Array(oldFolder.stamps.length + stampLength);
    stamps.set(oldFolder.stamps);
    writeStamp(stamps, oldFolder.names.length, stats);
    const newFolder = { path: folder, names: [...oldFolder.names, path.slice(end)], stamps };
    if (at < 0) this.folders.push(newFolder);
    else this.folders[at] = newFolder;
  }

  #followLink(file: string, path: string, pendingFolders: string[]): void {
    let stats: BigIntStats;
    try {
      stats = statSync(file, { bigint: true });
    } catch (error) {
      // A broken link is reported only if its name is that of a note.
      if (isMarkdown(file)) this.unreadable.push({ file, reason: describeFileError(error) });
      return;
    }
    if (stats.isDirectory()) {
      if (this.#isIgnored?.(`${path}/`) || this.#seenFolders.has(`${stats.dev}:${stats.ino}`)) return;
      const reason = this.#describeForeignFolder(file);
      if (reason !== undefined) this.unreadable.push({ file, reason });
      else if (this.#markFolder(stats)) pendingFolders.push(`${path}/`);
    } else if (stats.isFile() && isMarkdown(file) && !this.#hasFile(stats)) this.#addFile(path, stats);
  }

  /** Says why the folder that a link leads to has no notes to look for: it is not on a disk, or the library is in it. */
  #describeForeignFolder(file: string): string | undefined {
    try {
      if (virtualFileSystems.has(statfsSync(file, { bigint: true }).type)) return 'a link to a folder of the system';
      return isWithin(realpathSync(this.#root), realpathSync(file))
        ? 'a link to a folder around the library'
        : undefined;
    } catch (error) {
      return describeFileError(error);
    }
  }

  #markFolder({ dev, ino }: BigIntStats): boolean {
    const key = `${dev}:${ino}`;
    return !this.#seenFolders.has(key) && this.#seenFolders.add(key) !== undefined;
  }

  /** Reports whether a file was found under another path. Only symbolic links need this. */
  #hasFile({ dev, ino }: BigIntStats): boolean {
    this.#fileKeys ??= new Set(this.files.map(({ stamp }) => `${stamp[0]}:${stamp[1]}`));
    return this.#fileKeys.has(`${dev}:${ino}`);
  }
}

/** File systems that the kernel makes up: proc, sysfs, cgroup, cgroup2, debugfs, tracefs, securityfs, devpts (linux/magic.h). */
const virtualFileSystems: ReadonlySet<bigint> = new Set([
  0x9fa0n,
  0x62656572n,
  0x27e0ebn,
  0x63677270n,
  0x64626720n,
  0x74726163n,
  0x73636673n,
  0x1cd1n,
]);

function writeStamp(stamps: BigInt64Array, index: number, { dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): void {
  const at = index * stampLength;
  stamps[at] = dev;
  stamps[at + 1] = ino;
  stamps[at + 2] = size;
  stamps[at + 3] = mtimeNs;
  stamps[at + 4] = ctimeNs;
}

function groupByFolder(files: readonly FileEntry[]): Folder[] {
  const groups = Map.groupBy(files, ({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  return [...groups].map(([path, folderFiles]) => ({
    path,
    names: folderFiles.map((file) => file.path.slice(path.length)),
    stamps: BigInt64Array.from(folderFiles.flatMap(({ stamp }) => stamp)),
  }));
}

function createUniqueFilter(): (file: FileEntry) => boolean {
  const seen = new Set<string>();
  return ({ stamp: [dev, ino] }) => {
    const key = `${dev}:${ino}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  };
}

/** Returns a test for a `.gitignore` file and further patterns, for paths below folders that are not ignored. */
async function loadIgnoreRules(
  file: string,
  extraPatterns: readonly string[],
  unreadable: UnreadablePath[],
): Promise<((path: string) => boolean) | undefined> {
  let patterns = '';
  try {
    patterns = readSmallFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unreadable.push({ file, reason: describeFileError(error) });
  }
  if (patterns === '' && extraPatterns.length === 0) return undefined;
  const { IgnorePatterns } = await import('./ignore-patterns.ts');
  const rules = new IgnorePatterns();
  rules.add(patterns);
  for (const pattern of extraPatterns) rules.add(pattern);
  return rules.isEmpty ? undefined : (path) => rules.test(path);
}
