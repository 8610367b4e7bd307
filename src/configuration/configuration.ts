/** Reads the user's configuration and a library's `.readings.toml`. Loads the TOML parser only if there is any TOML. */
import { existsSync, lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../core/errors.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { UserWords } from '../core/tradeoffs/lexicon/lexicon.ts';
import { describeFileError } from '../library/files/file-errors.ts';
import type { LibraryRoot } from '../library/files/library-roots.ts';
import { readSmallFile } from '../library/files/paths.ts';
import type { LinkMode } from '../render/answers.ts';
import type { Colors } from '../render/terminal/themes.ts';
import type { ConfigurationScope, wordSides } from './keys.ts';

interface SharedConfiguration {
  /** The name of a theme, or `auto`. */
  readonly theme?: string;
  readonly links?: 'auto' | LinkMode;
  /** In columns. */
  readonly 'max-width'?: number;
  readonly labels?: boolean;
}

export interface UserConfiguration extends SharedConfiguration {
  /** Paths by name, as written in the file. */
  readonly libraries?: { readonly [name: string]: string };
  readonly 'default-library'?: readonly string[];
  readonly pager?: string;
  readonly editor?: string;
  readonly browser?: string;
  readonly themes?: { readonly [name: string]: Colors };
}

export interface LibraryConfiguration extends SharedConfiguration {
  readonly name?: string;
  /** The folder of the notes, relative to that of the file. */
  readonly notes?: string;
  readonly inbox?: string;
  readonly ignore?: readonly string[];
  readonly templates?: string;
  readonly words?: { readonly [Side in (typeof wordSides)[number]]?: readonly string[] };
}

export const libraryFileName = '.readings.toml';

/** @throws UserError if the file is not valid TOML or has an invalid key or value */
export async function readUserConfiguration(file: string): Promise<UserConfiguration> {
  return (await readConfiguration(file, 'user')) as UserConfiguration;
}

/** @param root the library's folder */
export async function readLibraryConfiguration(root: string): Promise<LibraryConfiguration> {
  return (await readConfiguration(join(root, libraryFileName), 'library')) as LibraryConfiguration;
}

/** Creates an error about a key, with the file and line in its message. */
export async function createKeyError(file: string, key: string, message: string, hint: string): Promise<UserError> {
  const { locateKey } = await import('./reader.ts');
  return new UserError(`${locateKey(file, readSmallFile(file), key)}: ${message}`, exitStatus.usageError, hint);
}

/** Also true for a broken link, which is an error rather than a missing file. */
export function isSymbolicLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

async function readConfiguration(file: string, place: ConfigurationScope): Promise<object> {
  // The file is usually missing, and checking first is faster than catching the error.
  if (!existsSync(file)) {
    if (isSymbolicLink(file))
      throw new UserError(`${file} is a broken symbolic link.`, exitStatus.usageError, 'Remove it or fix its target.');
    return {};
  }
  let text: string;
  try {
    text = readSmallFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    const hint =
      place === 'user' ? 'Make it readable, or name another file with READINGS_CONFIG.' : 'Make it readable.';
    throw new UserError(`Cannot read ${file}: ${describeFileError(error)}.`, exitStatus.usageError, hint);
  }
  if (/^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:#.*)?$/.test(text)) return {};
  return (await import('./reader.ts')).readTable(file, text, place);
}

/** @param file the user's configuration file; the path is relative to its folder */
export function resolveLibraryPath(path: string, file: string, home: string): string {
  return resolve(
    dirname(file),
    path.replace(/^~(?=$|[\\/])/, () => home),
  );
}

export function configureRoot(root: LibraryRoot, { notes, ignore, words }: LibraryConfiguration): LibraryRoot {
  return {
    ...root,
    ...(notes === undefined ? {} : { path: resolve(root.path, notes), configurationFolder: root.path }),
    ...(ignore ? { ignore } : {}),
    ...(words ? { userWords: toSideNames(words) } : {}),
  };
}

function toSideNames(words: NonNullable<LibraryConfiguration['words']>): UserWords {
  const { pros = [], cons = [], 'use-when': useWhen = [], 'avoid-when': avoidWhen = [] } = words;
  return { pros, cons, useWhen, avoidWhen };
}
