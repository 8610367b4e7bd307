/** Finds the notes under a root. */
import { type BigIntStats, type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import type { Root } from './library-roots.ts';
import { comparePaths } from './path-order.ts';
import { readSmallFile } from './paths.ts';

/** What tells whether a file is what it was: device, inode, size, and when it was modified and changed, in nanoseconds. */
export type Stamp = readonly [dev: bigint, ino: bigint, size: bigint, mtime: bigint, ctime: bigint];
export const stampLength = 5;

/** A note's file, not yet read. */
export interface FoundFile {
  readonly library: string;
  /** Relative to `library`, separated by `/`. */
  readonly path: string;
  readonly file: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly stamp: Stamp;
}

/** Something of the library that could not be read. */
export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

/** The files of a folder: names, and stamps in one array. */
export interface Folder {
  /** Beneath the root, empty or with `/` at its end. */
  readonly path: string;
  readonly names: readonly string[];
  readonly stamps: BigInt64Array;
}

export interface Walked {
  /** Made when they are asked for: who only wants to know whether something has changed does without. */
  readonly files: readonly FoundFile[];
  readonly folders: readonly Folder[];
  readonly count: number;
  readonly unreadable: readonly Unreadable[];
  /** Whether the root is a folder. */
  readonly isFolder: boolean;
}

const markdown = /\.(?:md|markdown|mdown|mkd)$/i;

/** Whether a file is a note by its name. */
export function isMarkdown(file: string): boolean {
  return markdown.test(file);
}

/**
 * The notes at and beneath a root, folder by folder as the system names them. Hidden folders and files, `node_modules` and
 * what the root's own `.gitignore` names are left out; a symbolic link is followed unless what it leads to is there already.
 */
export async function walk(root: Root): Promise<Walked> {
  const walker = new Walker(root.path, root.ignore ?? []);
  const start = walker.statOf(root.path);
  if (start?.isDirectory()) await walker.all(start);
  else if (start) walker.file(start);
  return walker;
}

/** In the order of their paths. */
export function inOrder<Thing extends { readonly path: string }>(things: readonly Thing[]): Thing[] {
  return things.toSorted((a, b) => comparePaths(a.path, b.path));
}

/** @returns what tells whether a file is what it was; nothing when there is none */
export function stampOf(file: string): Stamp | undefined {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found && stampIn(found);
}

function stampIn({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): Stamp {
  return [dev, ino, size, mtimeNs, ctimeNs];
}

/** The file of a folder's name. */
export function fileIn(root: string, { path, names, stamps }: Folder, index: number): FoundFile {
  const at = index * stampLength;
  const [dev = 0n, ino = 0n, size = 0n, modified = 0n, changed = 0n] = stamps.subarray(at, at + stampLength);
  // Device and inode have no sign; times before 1970 have one.
  const stamp: Stamp = [BigInt.asUintN(64, dev), BigInt.asUintN(64, ino), size, modified, changed];
  const own = path + names[index];
  const base = root.endsWith(sep) ? root : root + sep;
  return {
    library: root,
    path: own,
    file: base + (sep === '/' ? own : own.replaceAll('/', sep)),
    size: Number(stamp[2]),
    modified: Number(stamp[3]) / 1e6,
    stamp,
  };
}

class Walker implements Walked {
  folders: Folder[] = [];
  readonly unreadable: Unreadable[] = [];
  isFolder = false;
  /** The folder that the files' paths are relative to. */
  #root: string;
  /** The folders that were seen. */
  readonly #seen = new Set<string>();
  readonly #links: { readonly file: string; readonly path: string }[] = [];
  #hasHardLinks = false;
  /** The files that were found, once a symbolic link has to be told from them. */
  #files: Set<string> | undefined;
  #isIgnored: ((path: string) => boolean) | undefined;

  readonly #ignore: readonly string[];

  constructor(root: string, ignore: readonly string[]) {
    this.#root = root;
    this.#ignore = ignore;
  }

  statOf(file: string): BigIntStats | undefined {
    try {
      return statSync(file, { bigint: true });
    } catch (error) {
      this.unreadable.push({ file, reason: reasonOf(error) });
      return undefined;
    }
  }

  get count(): number {
    return this.folders.reduce((sum, { names }) => sum + names.length, 0);
  }

  get files(): FoundFile[] {
    return this.folders.flatMap((folder) => folder.names.map((_, index) => fileIn(this.#root, folder, index)));
  }

  /** The root is a file. */
  file(found: BigIntStats): void {
    const name = basename(this.#root);
    this.#root = dirname(this.#root);
    this.folders = [{ path: '', names: [name], stamps: BigInt64Array.from(stampIn(found)) }];
  }

  /** Walks folders, then what symbolic links lead to, so that a note is found under its own path where it has one. */
  async all(root: BigIntStats): Promise<void> {
    this.isFolder = true;
    const base = this.#root.endsWith(sep) ? this.#root : this.#root + sep;
    this.#isIgnored = await ignoredBy(`${base}.gitignore`, this.#ignore, this.unreadable);
    this.#isNew(root);
    const rest = [''];
    for (let count = 0; ; count++) {
      // Now and then a signal may be heard.
      if (count % 256 === 255) await new Promise((resolve) => setImmediate(resolve));
      const folder = rest.pop();
      if (folder !== undefined) this.#folder(base, folder, rest);
      else {
        const link = this.#links.shift();
        if (!link) break;
        this.#follow(link.file, link.path, rest);
      }
    }
    if (this.#hasHardLinks) this.folders = foldersOf(inOrder(this.files).filter(firstOfEach()));
  }

  /** @param folder its path beneath the root, empty or with `/` at its end */
  #folder(base: string, folder: string, rest: string[]): void {
    const own = base + (sep === '/' ? folder : folder.replaceAll('/', sep));
    let entries: Dirent[];
    try {
      entries = readdirSync(own, { withFileTypes: true });
    } catch (error) {
      const file = own.endsWith(sep) && own.length > 1 ? own.slice(0, -1) : own;
      this.unreadable.push({ file, reason: reasonOf(error) });
      return;
    }
    const names: string[] = [];
    const stamps = new BigInt64Array(entries.length * stampLength);
    for (const entry of entries) {
      const { name } = entry;
      if (name.startsWith('.') || name === 'node_modules') continue;
      const isFolder = entry.isDirectory();
      const isLink = entry.isSymbolicLink();
      if (!isFolder && !isLink && !markdown.test(name)) continue;
      const path = folder + name;
      if (this.#isIgnored?.(isFolder ? `${path}/` : path)) continue;
      const file = own + name;
      if (isLink) {
        this.#links.push({ file, path });
        continue;
      }
      const found = this.statOf(file);
      if (!found) continue;
      if (isFolder) {
        if (this.#isNew(found)) rest.push(`${path}/`);
      } else if (found.isFile()) {
        this.#note(found);
        put(stamps, names.length, found);
        names.push(name);
      } else this.unreadable.push({ file, reason: 'it is not a regular file' });
    }
    if (names.length > 0)
      this.folders.push({ path: folder, names, stamps: stamps.slice(0, names.length * stampLength) });
  }

  #note({ nlink, dev, ino }: BigIntStats): void {
    if (nlink > 1n) this.#hasHardLinks = true;
    this.#files?.add(`${dev}:${ino}`);
  }

  /** Adds a file to its folder, which has been read already. */
  #add(path: string, found: BigIntStats): void {
    this.#note(found);
    const end = path.lastIndexOf('/') + 1;
    const folder = path.slice(0, end);
    const at = this.folders.findIndex((known) => known.path === folder);
    const before = this.folders[at] ?? { path: folder, names: [], stamps: new BigInt64Array(0) };
    const stamps = new BigInt64Array(before.stamps.length + stampLength);
    stamps.set(before.stamps);
    put(stamps, before.names.length, found);
    const after = { path: folder, names: [...before.names, path.slice(end)], stamps };
    if (at < 0) this.folders.push(after);
    else this.folders[at] = after;
  }

  #follow(file: string, path: string, rest: string[]): void {
    let found: BigIntStats;
    try {
      found = statSync(file, { bigint: true });
    } catch (error) {
      // A link to nowhere is a missing note only if it is called like one.
      if (markdown.test(file)) this.unreadable.push({ file, reason: reasonOf(error) });
      return;
    }
    if (found.isDirectory()) {
      if (!this.#isIgnored?.(`${path}/`) && this.#isNew(found)) rest.push(`${path}/`);
    } else if (found.isFile() && markdown.test(file) && !this.#hasFile(found)) this.#add(path, found);
  }

  #isNew({ dev, ino }: BigIntStats): boolean {
    const key = `${dev}:${ino}`;
    return !this.#seen.has(key) && this.#seen.add(key) !== undefined;
  }

  /** Whether a file is there under another path; asked for symbolic links alone. */
  #hasFile({ dev, ino }: BigIntStats): boolean {
    this.#files ??= new Set(this.files.map(({ stamp }) => `${stamp[0]}:${stamp[1]}`));
    return this.#files.has(`${dev}:${ino}`);
  }
}

function put(stamps: BigInt64Array, index: number, { dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): void {
  const at = index * stampLength;
  stamps[at] = dev;
  stamps[at + 1] = ino;
  stamps[at + 2] = size;
  stamps[at + 3] = mtimeNs;
  stamps[at + 4] = ctimeNs;
}

/** Files by their folders. */
function foldersOf(files: readonly FoundFile[]): Folder[] {
  const groups = Map.groupBy(files, ({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  return [...groups].map(([path, own]) => ({
    path,
    names: own.map((file) => file.path.slice(path.length)),
    stamps: BigInt64Array.from(own.flatMap(({ stamp }) => stamp)),
  }));
}

/** Of files that are one and the same the first. */
function firstOfEach(): (file: FoundFile) => boolean {
  const seen = new Set<string>();
  return ({ stamp: [dev, ino] }) => {
    const key = `${dev}:${ino}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  };
}

/** The patterns of a `.gitignore` and others, with the library that reads them loaded only where there are any. */
async function ignoredBy(
  file: string,
  others: readonly string[],
  unreadable: Unreadable[],
): Promise<((path: string) => boolean) | undefined> {
  let patterns = '';
  try {
    patterns = readSmallFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unreadable.push({ file, reason: reasonOf(error) });
  }
  if (patterns === '' && others.length === 0) return undefined;
  const { default: ignore } = await import('ignore');
  const rules = ignore({ allowRelativePaths: true })
    .add(patterns)
    .add([...others]);
  return (path) => rules.ignores(path);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is not a folder',
  ELOOP: 'its symbolic links go round in a circle',
  EISDIR: 'it is a folder',
  EIO: 'the disk failed',
  ENOSPC: 'there is no space left',
  EDQUOT: 'there is no space left',
  EFBIG: 'it would be larger than is allowed',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
};

/** What an error of the file system means, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}
