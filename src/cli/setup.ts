/** What a command line, its environment and the configuration come to: libraries, and the settings of both files. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryConfiguration, UserConfiguration } from '../configuration/configuration.ts';
import {
  libraryFile,
  pathOfLibrary,
  readLibraryConfiguration,
  readUserConfiguration,
  rootWith,
  wrongKey,
} from '../configuration/configuration.ts';
import { status, UserError } from '../core/errors.ts';
import { safeLine } from '../core/escape.ts';
import type { Root } from '../library/files/library-roots.ts';
import { findRoots } from '../library/files/library-roots.ts';
import { themeNames } from '../render/answers.ts';
import type { Io } from './io.ts';
import type { GlobalOptions } from './settings.ts';

export interface Setup {
  readonly user: UserConfiguration;
  /** Of each library, in order. */
  readonly libraries: readonly LibraryConfiguration[];
  readonly roots: readonly Root[];
}

/** @throws UserError when a file of the configuration says something that means nothing */
export async function setUp(io: Io, { library }: Pick<GlobalOptions, 'library'>): Promise<Setup> {
  const { READINGS_CONFIG } = io.environment;
  if (READINGS_CONFIG && !existsSync(io.configurationFile))
    throw new UserError(
      `READINGS_CONFIG names ${io.configurationFile}, which is not there`,
      status.wrongCommandLine,
      'readings config --edit makes it.',
    );
  const user = await readUserConfiguration(io.configurationFile);
  const paths = Object.entries(user.libraries ?? {}).map(
    ([name, path]) => [name, pathOfLibrary(path, io.configurationFile, io.homeFolder)] as const,
  );
  const named = new Map(paths);
  const defaults = user['default-library'] ?? [];
  const unknown = defaults.find((name) => !named.has(name));
  if (unknown !== undefined) {
    const names = [...named.keys()].join(', ');
    const hint = names === '' ? 'There is none under [libraries].' : `Under [libraries] there are: ${names}.`;
    throw await wrongKey(
      io.configurationFile,
      'default-library',
      `default-library names "${unknown}", which is no library`,
      hint,
    );
  }
  await checkTheme(user.theme, user, io.configurationFile);
  const found = findRoots({
    options: library ?? [],
    environment: io.environment.READINGS_LIBRARY,
    workingFolder: io.workingFolder,
    named,
    defaults,
    bundled: io.bundledNotes,
  });
  for (const { path, name } of found)
    if (named.size > 0 && !named.has(name) && isName(name) && !existsSync(path)) throw noLibrary(name, named);
  const libraries: LibraryConfiguration[] = [];
  const roots: Root[] = [];
  for (const root of found) {
    const own = root.path === '-' ? {} : await readLibraryConfiguration(root.path);
    await checkTheme(own.theme, user, join(root.path, libraryFile));
    libraries.push(own);
    roots.push(rootWith(root, own));
  }
  return { user, libraries, roots };
}

/** What could be the name of a library as well as a path. */
function isName(name: string): boolean {
  return name !== '-' && !/[\\/]/.test(name);
}

function noLibrary(name: string, named: ReadonlyMap<string, string>): UserError {
  const message = `there is no library "${safeLine(name)}", and no such file or folder`;
  return new UserError(
    message,
    status.wrongCommandLine,
    `Libraries of the configuration: ${[...named.keys()].join(', ')}.`,
  );
}

/** @throws UserError when a file names a theme that there is none of */
async function checkTheme(theme: string | undefined, { themes = {} }: UserConfiguration, file: string): Promise<void> {
  const names = ['auto', ...themeNames, ...Object.keys(themes)];
  if (theme !== undefined && !names.includes(theme))
    throw await wrongKey(file, 'theme', `there is no theme "${theme}"`, `Themes: ${names.join(', ')}.`);
}

/** @throws UserError when what is asked is the notes that come with the program, which the next version replaces */
export function refuseBundled({ roots }: Pick<Setup, 'roots'>): void {
  if (!roots.some(({ isBundled }) => isBundled)) return;
  throw new UserError(
    'the notes that come with readings are not written to',
    status.wrongCommandLine,
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
