/** Combines the options, the environment and the configuration files: which libraries, and which settings. */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { LibraryConfiguration, UserConfiguration } from '../configuration/configuration.ts';
import {
  configureRoot,
  createKeyError,
  libraryFileName,
  readLibraryConfiguration,
  readUserConfiguration,
  resolveLibraryPath,
} from '../configuration/configuration.ts';
import { UserError } from '../core/errors.ts';
import { sanitizeLine } from '../core/escape.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { LibraryRoot } from '../library/files/library-roots.ts';
import { findRoots } from '../library/files/library-roots.ts';
import { isWithin, statIfReachable } from '../library/files/paths.ts';
import type { IndexSettings } from '../library/index/open-index.ts';
import { themeNames } from '../render/theme-names.ts';
import type { GlobalOptions } from './command-line/global-options.ts';
import type { Io } from './io.ts';
import { createProgress } from './progress.ts';

export interface Setup {
  readonly user: UserConfiguration;
  /** The configuration of each library, in the order of the roots. */
  readonly libraries: readonly LibraryConfiguration[];
  readonly roots: readonly LibraryRoot[];
}

/** @throws UserError if a configuration file is invalid, or names something that does not exist */
export async function setUp(io: Io, { library }: Pick<GlobalOptions, 'library'>): Promise<Setup> {
  const { READINGS_CONFIG } = io.environment;
  if (READINGS_CONFIG && !existsSync(io.configurationFile))
    throw new UserError(
      `READINGS_CONFIG names ${io.configurationFile}, which does not exist.`,
      exitStatus.usageError,
      'Run `readings config --edit` to create it.',
    );
  const user = await readUserConfiguration(io.configurationFile);
  const namedLibraries = new Map(
    Object.entries(user.libraries ?? {}).map(
      ([name, path]) => [name, resolveLibraryPath(path, io.configurationFile, io.homeFolder)] as const,
    ),
  );
  const defaultNames = user['default-library'] ?? [];
  const unknownName = defaultNames.find((name) => !namedLibraries.has(name));
  if (unknownName !== undefined) {
    const names = [...namedLibraries.keys()].join(', ');
    throw await createKeyError(
      io.configurationFile,
      'default-library',
      `default-library names "${unknownName}", but no library has this name.`,
      names === '' ? 'Define it under [libraries].' : `Names under [libraries]: ${names}.`,
    );
  }
  await checkTheme(user.theme, user, io.configurationFile);
  const unconfiguredRoots = findRoots({
    optionValues: library ?? [],
    environment: io.environment.READINGS_LIBRARY,
    workingFolder: io.workingFolder,
    homeFolder: io.homeFolder,
    namedLibraries,
    defaultNames,
    getBundledFolder: io.bundledNotes,
  });
  for (const { path, name } of unconfiguredRoots)
    if (namedLibraries.size > 0 && !namedLibraries.has(name) && mayBeName(name) && !existsSync(path))
      throw createUnknownLibraryError(name, namedLibraries);
  const libraries: LibraryConfiguration[] = [];
  const roots: LibraryRoot[] = [];
  for (const root of unconfiguredRoots) {
    const configuration = root.path === '-' ? {} : await readLibraryConfiguration(root.path);
    await checkTheme(configuration.theme, user, join(root.path, libraryFileName));
    await checkNotesFolder(configuration.notes, root.path);
    libraries.push(configuration);
    roots.push(configureRoot(root, configuration));
  }
  return { user, libraries, roots };
}

/** Reports whether a value of `--library` may be a configured name rather than a path. */
function mayBeName(value: string): boolean {
  return value !== '-' && !/[\\/]/.test(value);
}

function createUnknownLibraryError(name: string, namedLibraries: ReadonlyMap<string, string>): UserError {
  return new UserError(
    `"${sanitizeLine(name)}" is neither a configured library nor an existing file or folder.`,
    exitStatus.usageError,
    `Configured libraries: ${[...namedLibraries.keys()].join(', ')}.`,
  );
}

/** @throws UserError if `notes` leads out of the folder of its file, which may come from somebody else */
async function checkNotesFolder(notes: string | undefined, folder: string): Promise<void> {
  if (notes === undefined || isWithin(resolve(folder, notes), folder)) return;
  throw await createKeyError(
    join(folder, libraryFileName),
    'notes',
    `notes = "${notes}" is outside ${folder}.`,
    'Name a folder inside it.',
  );
}

/** @throws UserError if a configuration file names an unknown theme */
async function checkTheme(theme: string | undefined, { themes = {} }: UserConfiguration, file: string): Promise<void> {
  const names = ['auto', ...themeNames, ...Object.keys(themes)];
  if (theme !== undefined && !names.includes(theme))
    throw await createKeyError(file, 'theme', `Unknown theme "${theme}".`, `Available themes: ${names.join(', ')}.`);
}

/** @throws UserError if the library is the bundled notes, which the next version of the program replaces */
export function refuseBundledNotes({ roots }: Pick<Setup, 'roots'>): void {
  if (!roots.some(({ isBundled }) => isBundled)) return;
  throw new UserError(
    'The notes that come with readings are read-only.',
    exitStatus.usageError,
    'Choose your own notes with --library, READINGS_LIBRARY, or a .readings.toml in their folder.',
  );
}

/** Returns the folder for new notes: the first library. */
export function findWritableRoot({ roots: [first] }: Pick<Setup, 'roots'>): string {
  const path = first?.path ?? '-';
  if (path !== '-' && statIfReachable(path)?.isDirectory()) return path;
  throw new UserError(
    path === '-' ? 'Cannot create a note in standard input.' : `Cannot create a note in ${path}: it is not a folder.`,
    exitStatus.usageError,
    'Choose a folder with --library.',
  );
}

/** Returns a setting: from the first library that has it, otherwise from the user's configuration. */
export function getSetting<Name extends 'theme' | 'links' | 'max-width' | 'labels'>(
  { user, libraries }: Pick<Setup, 'user' | 'libraries'>,
  name: Name,
): UserConfiguration[Name] {
  return libraries.find((configuration) => configuration[name] !== undefined)?.[name] ?? user[name];
}

/** @param warn prints a message that is not part of an answer */
export function createIndexSettings(io: Io, warn: (message: string) => void): IndexSettings {
  const { indexFolder: folder, makeFolder, build, process, isRunning, readerProgram } = io;
  const onProgress = createProgress(io);
  return {
    ...{ folder, makeFolder, build, process, isRunning, warn },
    ...(readerProgram === undefined ? {} : { readerProgram }),
    ...(onProgress ? { onProgress } : {}),
  };
}

/** Returns the name of the library for a reader. */
export function getTitle({ roots: [root], libraries: [configuration] }: Setup): string {
  return configuration?.name ?? (root === undefined || root.path === '-' ? 'Readings' : basename(root.path));
}
