/**
 * Finds the roots of the library: from options, the environment, the working folder, the configuration, or the bundled
 * notes.
 */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import type { UserWords } from '../../core/tradeoffs/lexicon/lexicon.ts';

/** A folder or file to search; `-` is standard input. */
export interface LibraryRoot {
  /** Absolute, or `-`. */
  readonly path: string;
  /** As given by the user, for messages. */
  readonly name: string;
  readonly isBundled?: true;
  /** Patterns of files to leave out, in `.gitignore` syntax, in addition to the root's own `.gitignore`. */
  readonly ignore?: readonly string[];
  /** Names of pros and cons defined by the user, in addition to the built-in ones. */
  readonly userWords?: UserWords;
}

export interface RootSources {
  readonly optionValues: readonly string[];
  readonly environment: string | undefined;
  readonly workingFolder: string;
  readonly namedLibraries: ReadonlyMap<string, string>;
  readonly defaultNames: readonly string[];
  readonly getBundledFolder: () => string;
}

/** Returns the roots from the first source that names any, in the order given in the help of `--library`. */
export function findRoots({
  optionValues,
  environment,
  workingFolder,
  namedLibraries,
  defaultNames,
  getBundledFolder,
}: RootSources): LibraryRoot[] {
  const toRoot = (name: string): LibraryRoot => ({ path: name === '-' ? '-' : resolve(workingFolder, name), name });
  const toNamedRoot = (name: string): LibraryRoot => {
    const path = namedLibraries.get(name);
    return path === undefined ? toRoot(name) : { path, name };
  };
  if (optionValues.length > 0) return optionValues.map(toNamedRoot);
  const paths = (environment ?? '').split(delimiter).filter((name) => name !== '');
  if (paths.length > 0) return paths.map(toRoot);
  const configuredFolder = findConfiguredFolder(workingFolder);
  if (configuredFolder) return [{ path: configuredFolder, name: configuredFolder }];
  const names = defaultNames.length > 0 ? defaultNames : [...namedLibraries.keys()];
  return names.length > 0
    ? names.map(toNamedRoot)
    : [{ path: getBundledFolder(), name: 'the bundled notes', isBundled: true }];
}

/** Returns the nearest folder that contains `.readings.toml`, from a folder upwards. */
function findConfiguredFolder(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.readings.toml'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
