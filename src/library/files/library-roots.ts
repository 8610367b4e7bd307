/** Where the library is: from options, environment, the working folder, else the bundled notes. */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { OwnNames } from '../../core/tradeoffs/lexicon/index.ts';

/** A folder or file to search; `-` is standard input. */
export interface Root {
  /** Absolute, or `-`. */
  readonly path: string;
  /** As it was given, for messages. */
  readonly name: string;
  /** Whether these are the notes that come with the program. */
  readonly isBundled?: true;
  /** Patterns of what is no note, as in `.gitignore`, beside the root's own `.gitignore`. */
  readonly ignore?: readonly string[];
  /** Names of sides beside those that are known. */
  readonly words?: OwnNames;
}

export interface RootsFrom {
  readonly options: readonly string[];
  readonly environment: string | undefined;
  readonly workingFolder: string;
  /** Paths of the libraries that have a name, by it. */
  readonly named: ReadonlyMap<string, string>;
  /** The names of those that are asked where nothing else says so. */
  readonly defaults: readonly string[];
  /** The folder of the notes that come with the program. */
  readonly bundled: () => string;
}

/** @returns the roots of the library in the order that `--library` says in its help: the first source that names any decides */
export function findRoots({ options, environment, workingFolder, named, defaults, bundled }: RootsFrom): Root[] {
  const toRoot = (name: string): Root => ({ path: name === '-' ? '-' : resolve(workingFolder, name), name });
  const toNamed = (name: string): Root => {
    const path = named.get(name);
    return path === undefined ? toRoot(name) : { path, name };
  };
  if (options.length > 0) return options.map(toNamed);
  const paths = (environment ?? '').split(delimiter).filter((name) => name !== '');
  if (paths.length > 0) return paths.map(toRoot);
  const marked = markedFolder(workingFolder);
  if (marked) return [{ path: marked, name: marked }];
  const names = defaults.length > 0 ? defaults : [...named.keys()];
  return names.length > 0 ? names.map(toNamed) : [{ path: bundled(), name: 'the bundled notes', isBundled: true }];
}

/** The nearest folder at or above one that holds `.readings.toml`. */
function markedFolder(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.readings.toml'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
