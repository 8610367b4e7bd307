/** Finds the notes under a root. */
import { type Dirent, readdirSync, readFileSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { comparePaths } from './natural-order.ts';
import type { Root } from './roots.ts';

/** A note's file, not yet read. */
export interface FoundFile {
  readonly library: string;
  readonly path: string;
  readonly file: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
}

/** Something of the library that could not be read. */
export interface Unreadable {
  readonly file: string;
  readonly reason: string;
}

export interface Walked {
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly Unreadable[];
}

const markdown = /\.(?:md|markdown|mdown|mkd)$/i;

/**
 * The notes at and beneath a root, in natural order. Hidden folders and files, `node_modules` and what the root's own
 * `.gitignore` names are left out; a symbolic link is followed unless what it leads to is there already.
 */
export async function walk(root: Root): Promise<Walked> {
  const walker = new Walker(root.path);
  const start = await walker.statOf(root.path);
  if (start?.isDirectory()) await walker.folders([root.path], start);
  else if (start)
    return { files: [foundFile(dirname(root.path), basename(root.path), root.path, start)], unreadable: [] };
  walker.files.sort((a, b) => comparePaths(a.path, b.path));
  return walker;
}

function foundFile(library: string, path: string, file: string, { size, mtimeMs }: Stats): FoundFile {
  return { library, path, file, size, modified: mtimeMs };
}

class Walker implements Walked {
  readonly files: FoundFile[] = [];
  readonly unreadable: Unreadable[] = [];
  readonly #root: string;
  readonly #seen = new Set<string>();
  readonly #links: string[] = [];
  #isIgnored: (path: string) => boolean = () => false;

  constructor(root: string) {
    this.#root = root;
  }

  async statOf(file: string): Promise<Stats | undefined> {
    try {
      return statSync(file);
    } catch (error) {
      this.unreadable.push({ file, reason: reasonOf(error) });
      return undefined;
    }
  }

  /** Walks folders, then what symbolic links lead to, so that a note is found under its own path where it has one. */
  async folders(rest: string[], root: Stats): Promise<void> {
    this.#isIgnored = await ignoredBy(join(this.#root, '.gitignore'), this.unreadable);
    this.#isNew(root);
    for (;;) {
      for (let folder = rest.shift(); folder !== undefined; folder = rest.shift()) await this.#folder(folder, rest);
      const link = this.#links.shift();
      if (link === undefined) return;
      await this.#follow(link, rest);
    }
  }

  async #folder(folder: string, rest: string[]): Promise<void> {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      this.unreadable.push({ file: folder, reason: reasonOf(error) });
      return;
    }
    entries.sort((a, b) => comparePaths(a.name, b.name));
    for (const entry of entries) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const file = join(folder, entry.name);
      const path = this.#relative(file);
      if (this.#isIgnored(entry.isDirectory() ? `${path}/` : path)) continue;
      if (entry.isSymbolicLink()) this.#links.push(file);
      else if (entry.isDirectory()) {
        const found = await this.statOf(file);
        if (found && this.#isNew(found)) rest.push(file);
      } else if (markdown.test(entry.name)) await this.#file(file);
    }
  }

  async #file(file: string): Promise<void> {
    const found = await this.statOf(file);
    if (!found) return;
    this.#isNew(found);
    if (found.isFile()) this.files.push(foundFile(this.#root, this.#relative(file), file, found));
    else this.unreadable.push({ file, reason: 'it is not a regular file' });
  }

  async #follow(link: string, rest: string[]): Promise<void> {
    let found: Stats;
    try {
      found = statSync(link);
    } catch (error) {
      // A link to nowhere is a missing note only if it is called like one.
      if (markdown.test(link)) this.unreadable.push({ file: link, reason: reasonOf(error) });
      return;
    }
    if (found.isDirectory()) {
      if (!this.#isIgnored(`${this.#relative(link)}/`) && this.#isNew(found)) rest.push(link);
    } else if (found.isFile() && markdown.test(link) && this.#isNew(found))
      this.files.push(foundFile(this.#root, this.#relative(link), link, found));
  }

  #isNew({ dev, ino }: Stats): boolean {
    const key = `${dev}:${ino}`;
    return !this.#seen.has(key) && this.#seen.add(key) !== undefined;
  }

  #relative(file: string): string {
    const path = file.slice(this.#root.endsWith(sep) ? this.#root.length : this.#root.length + 1);
    return sep === '/' ? path : path.replaceAll(sep, '/');
  }
}

/** The patterns of a `.gitignore`, with the library that reads them loaded only where there is one. */
async function ignoredBy(file: string, unreadable: Unreadable[]): Promise<(path: string) => boolean> {
  let patterns: string;
  try {
    patterns = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unreadable.push({ file, reason: reasonOf(error) });
    return () => false;
  }
  const { default: ignore } = await import('ignore');
  const rules = ignore({ allowRelativePaths: true }).add(patterns);
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
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
};

/** What an error of the file system means, in words. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}
