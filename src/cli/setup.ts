/** What a command line, its environment and the configuration come to: libraries, and the settings of both files. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryConfiguration, UserConfiguration } from '../configuration/configuration.ts';
import {
  configureRoot,
  createKeyError,
  libraryFileName,
  readLibraryConfiguration,
  readUserConfiguration,
  resolveLibraryPath,
} from '../configuration/configuration.ts';
import { exitStatus, UserError } from '../core/errors.ts';
import { sanitizeLine } from '../core/escape.ts';
import type { LibraryRoot } from '../library/files/library-roots.ts';
import { findRoots } from '../library/files/library-roots.ts';
import { themeNames } from '../render/answers.ts';
import type { Io } from './io.ts';
import type { GlobalOptions } from './settings.ts';

export interface Setup {
  readonly user: UserConfiguration;
  /** Of each library, in order. */
  readonly libraries: readonly LibraryConfiguration[];
  readonly roots: readonly LibraryRoot[];
}

/** @throws UserError when a file of the configuration says something that means nothing */
export async function setUp(io: Io, { library }: Pick<GlobalOptions, 'library'>): Promise<Setup> {
  const { READINGS_CONFIG } = io.environment;
  if (READINGS_CONFIG && !existsSync(io.configurationFile))
    throw new UserError(
      `READINGS_CONFIG names ${io.configurationFile}, which is not there`,
      exitStatus.usageError,
      'readings config --edit makes it.',
    );
  const user = await readUserConfiguration(io.configurationFile);
  const paths = Object.entries(user.libraries ?? {}).map(
    ([name, path]) => [name, resolveLibraryPath(path, io.configurationFile, io.homeFolder)] as const,
  );
  const named = new Map(paths);
  const defaults = user['default-library'] ?? [];
  const unknown = defaults.find((name) => !named.has(name));
  if (unknown !== undefined) {
    const names = [...named.keys()].join(', ');
    const hint = names === '' ? 'There is none under [libraries].' : `Under [libraries] there are: ${names}.`;
    throw await createKeyError(
      io.configurationFile,
      'default-library',
      `default-library names "${unknown}", which is no library`,
      hint,
    );
  }
  await checkTheme(user.theme, user, io.configurationFile);
  const found = findRoots({
    optionValues: library ?? [],
    environment: io.environment.READINGS_LIBRARY,
    workingFolder: io.workingFolder,
    namedLibraries: named,
    defaultNames: defaults,
    getBundledFolder: io.bundledNotes,
  });
  for (const { path, name } of found)
    if (named.size > 0 && !named.has(name) && isName(name) && !existsSync(path)) throw noLibrary(name, named);
  const libraries: LibraryConfiguration[] = [];
  const roots: LibraryRoot[] = [];
  for (const root of found) {
    const own = root.path === '-' ? {} : await readLibraryConfiguration(root.path);
    await checkTheme(own.theme, user, join(root.path, libraryFileName));
    libraries.push(own);
    roots.push(configureRoot(root, own));
  }
  return { user, libraries, roots };
}

/** What could be the name of a library as well as a path. */
function isName(name: string): boolean {
  return name !== '-' && !/[\\/]/.test(name);
}

function noLibrary(name: string, named: ReadonlyMap<string, string>): UserError {
  const message = `there is no library "${sanitizeLine(name)}", and no such file or folder`;
  return new UserError(
    message,
    exitStatus.usageError,
    `Libraries of the configuration: ${[...named.keys()].join(', ')}.`,
  );
}

/** @throws UserError when a file names a theme that there is none of */
async function checkTheme(theme: string | undefined, { themes = {} }: UserConfiguration, file: string): Promise<void> {
  const names = ['auto', ...themeNames, ...Object.keys(themes)];
  if (theme !== undefined && !names.includes(theme))
    throw await createKeyError(file, 'theme', `there is no theme "${theme}"`, `Themes: ${names.join(', ')}.`);
}

/** @throws UserError when what is asked is the notes that come with the program, which the next version replaces */
export function refuseBundled({ roots }: Pick<Setup, 'roots'>): void {
  if (!roots.some(({ isBundled }) => isBundled)) return;
  throw new UserError(
    'the notes that come with readings are not written to',
    exitStatus.usageError,
    'Name a library of your own: --library, READINGS_LIBRARY, or a .readings.toml in its folder.',
  );
}

/** What the first library that says it says, else the user's own file. */
export function settingOf<Name extends 'theme' | 'links' | 'max-width' | 'labels'>(
  { user, libraries }: Pick<Setup, 'user' | 'libraries'>,
  name: Name,
): UserConfiguration[Name] {
  return libraries.find((own) => own[name] !== undefined)?.[name] ?? user[name];
}
