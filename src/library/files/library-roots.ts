/**
 * Finds the roots of the library: from options, the environment, the configuration, the working folder, or the bundled
 * notes.
 */
import type { Dirent } from 'node:fs';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { isMarkdown } from '../../core/note.ts';
import type { UserWords } from '../../core/tradeoffs/lexicon/lexicon.ts';

/** A folder or file to search; `-` is standard input. */
export interface LibraryRoot {
  /** Absolute, or `-`. */
  readonly path: string;
  /** As given by the user, for messages. */
  readonly name: string;
  readonly isBundled?: true;
  /** The folder of its `.readings.toml`, if that is not `path`. */
  readonly configurationFolder?: string;
  /** Patterns of files to leave out, in `.gitignore` syntax, in addition to the root's own `.gitignore`. */
  readonly ignore?: readonly string[];
  /** Names of pros and cons defined by the user, in addition to the built-in ones. */
  readonly userWords?: UserWords;
}

export interface RootSources {
  readonly optionValues: readonly string[];
  readonly environment: string | undefined;
  readonly workingFolder: string;
  /** Its notes are not used just because it is the working folder. */
  readonly homeFolder: string;
  readonly namedLibraries: ReadonlyMap<string, string>;
  readonly defaultNames: readonly string[];
  readonly getBundledFolder: () => string;
}

/** Returns the roots from the first source that names any, in the order listed in `readings help libraries`. */
export function findRoots({
  optionValues,
  environment,
  workingFolder,
  homeFolder,
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
  if (names.length > 0) return names.map(toNamedRoot);
  if (workingFolder !== homeFolder && containsNotes(workingFolder))
    return [{ path: workingFolder, name: workingFolder }];
  return [{ path: getBundledFolder(), name: 'the bundled notes', isBundled: true }];
}

/** How many entries of a folder, and how many folders down, are looked at for a note. */
const maxEntries = 2_000;
const maxDepth = 2;

/** Reports whether a folder contains a note at most two folders down. A file-system root never counts. */
function containsNotes(folder: string): boolean {
  if (dirname(folder) === folder) return false;
  let entries = 0;
  let folders = [folder];
  for (let depth = 0; depth <= maxDepth; depth++) {
    const below: string[] = [];
    for (const path of folders) {
      for (const entry of readFolder(path)) {
        if (++entries > maxEntries) return false;
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
        if (entry.isDirectory()) below.push(join(path, entry.name));
        else if (isMarkdown(entry.name)) return true;
      }
    }
    folders = below;
  }
  return false;
}

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

/** Returns the nearest folder that contains `.readings.toml`, from a folder upwards. */
function findConfiguredFolder(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.readings.toml'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}
