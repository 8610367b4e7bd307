/** The configuration: the user's own file, and `.readings.toml` of a library. What reads TOML is loaded where there is any. */
import { existsSync, lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { status, UserError } from '../core/errors.ts';
import type { OwnNames } from '../core/tradeoffs/lexicon/index.ts';
import type { Root } from '../library/files/library-roots.ts';
import { readSmallFile } from '../library/files/paths.ts';
import { reasonOf } from '../library/files/walk.ts';
import type { LinkMode } from '../render/answers.ts';
import type { Colors } from '../render/terminal/themes.ts';
import type { Place, wordSides } from './keys.ts';

/** What both files may say. */
interface Shared {
  /** The name of a theme, or `auto`. */
  readonly theme?: string;
  readonly links?: 'auto' | LinkMode;
  /** Columns. */
  readonly 'max-width'?: number;
  readonly labels?: boolean;
}

export interface UserConfiguration extends Shared {
  /** Folders or files by name, as they are written. */
  readonly libraries?: { readonly [name: string]: string };
  readonly 'default-library'?: readonly string[];
  readonly pager?: string;
  readonly editor?: string;
  readonly browser?: string;
  readonly themes?: { readonly [name: string]: Colors };
}

export interface LibraryConfiguration extends Shared {
  readonly name?: string;
  readonly ignore?: readonly string[];
  readonly templates?: string;
  readonly words?: { readonly [Side in (typeof wordSides)[number]]?: readonly string[] };
}

/** The file at the root of a library. */
export const libraryFile = '.readings.toml';

/** @throws UserError when it is not well formed, or says something that means nothing */
export async function readUserConfiguration(file: string): Promise<UserConfiguration> {
  return (await read(file, 'user')) as UserConfiguration;
}

/** The same of a library. @param root its folder */
export async function readLibraryConfiguration(root: string): Promise<LibraryConfiguration> {
  return (await read(join(root, libraryFile), 'library')) as LibraryConfiguration;
}

/** An error in what a key of a file says. @returns with the file's line */
export async function wrongKey(file: string, key: string, message: string, hint: string): Promise<UserError> {
  const { placeIn } = await import('./reader.ts');
  return new UserError(`${placeIn(file, readSmallFile(file), key)}: ${message}`, status.wrongCommandLine, hint);
}

/** A link to nowhere is not there, and yet somebody made it. */
export function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

/** A file that is not there says nothing. */
async function read(file: string, place: Place): Promise<object> {
  // Most often there is none, and to be told so by an error takes longer.
  if (!existsSync(file)) {
    if (isLink(file))
      throw new UserError(`${file}: it is a link to nowhere`, status.wrongCommandLine, 'Remove it, or mend it.');
    return {};
  }
  let text: string;
  try {
    text = readSmallFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    const hint = place === 'user' ? 'Name another with READINGS_CONFIG, or make it readable.' : 'Make it readable.';
    throw new UserError(`${file}: it cannot be read: ${reasonOf(error)}`, status.wrongCommandLine, hint);
  }
  if (/^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?:#.*)?$/.test(text)) return {};
  return (await import('./reader.ts')).readTable(file, text, place);
}

/**
 * The path of a library that the user's file names.
 * @param file the user's file: the path is relative to where it lies
 */
export function pathOfLibrary(path: string, file: string, home: string): string {
  return resolve(
    dirname(file),
    path.replace(/^~(?=$|[\\/])/, () => home),
  );
}

/** A root with what its own file says of it. */
export function rootWith(root: Root, { ignore, words }: LibraryConfiguration): Root {
  return { ...root, ...(ignore ? { ignore } : {}), ...(words ? { words: namesIn(words) } : {}) };
}

function namesIn(words: NonNullable<LibraryConfiguration['words']>): OwnNames {
  const { pros = [], cons = [], 'use-when': useWhen = [], 'avoid-when': avoidWhen = [] } = words;
  return { pros, cons, useWhen, avoidWhen };
}
