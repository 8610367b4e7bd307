/** Where the library is: from options, environment, the working folder, else the bundled notes. */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

/** A folder or file to search; `-` is standard input. */
export interface Root {
  /** Absolute, or `-`. */
  readonly path: string;
  /** As it was given, for messages. */
  readonly name: string;
}

export interface RootsFrom {
  readonly options: readonly string[];
  readonly environment: string | undefined;
  readonly workingFolder: string;
  readonly bundled: string;
}

/** @returns the roots of the library in the order that `--library` says in its help: the first source that names any decides */
export function findRoots({ options, environment, workingFolder, bundled }: RootsFrom): Root[] {
  const toRoot = (name: string): Root => ({ path: name === '-' ? '-' : resolve(workingFolder, name), name });
  if (options.length > 0) return options.map(toRoot);
  const named = (environment ?? '').split(delimiter).filter((name) => name !== '');
  if (named.length > 0) return named.map(toRoot);
  const marked = markedFolder(workingFolder);
  return [marked ? { path: marked, name: marked } : { path: bundled, name: 'the bundled notes' }];
}

/** The nearest folder at or above one that holds `.readings.toml`. */
function markedFolder(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.readings.toml'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
