import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSymbolicLink, libraryFileName } from '../../../configuration/configuration.ts';
import type { Key } from '../../../configuration/keys.ts';
import { keys } from '../../../configuration/keys.ts';
import { UserError } from '../../../core/errors.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import { describeFileError } from '../../../library/files/file-errors.ts';
import type { Setting } from '../../../render/answers.ts';
import { createPrinter } from '../../answering/print.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { chooseProgram } from '../../programs/choose.ts';
import type { Setup } from '../../setup.ts';
import { setUp } from '../../setup.ts';

type ConfigOptions = Omit<GlobalOptions, 'path'> & { readonly edit?: boolean; readonly path?: boolean | string };

/** Prints the effective configuration, or its path, or opens it in the editor. */
export async function showConfiguration(io: Io, configOptions: ConfigOptions): Promise<number> {
  const { path, edit, ...options } = configOptions;
  if (path === true) {
    io.output.write(`${io.configurationFile}\n`);
    return exitStatus.success;
  }
  if (edit) return editConfiguration(io);
  const setup = await setUp(io, options);
  const printer = await createPrinter(io, 'config', options, setup);
  const settings = keys.flatMap((key) => listSettings(key, io, options, setup));
  await printer.print([describeLibrary(io, options, setup), ...settings]);
  return exitStatus.success;
}

function describeLibrary(io: Io, { library }: GlobalOptions, { roots }: Setup): Setting {
  const value = roots.map(({ path }) => path).join(', ');
  const [first] = roots;
  const getSource = () => {
    if (library?.length) return '--library';
    if (io.environment.READINGS_LIBRARY) return 'READINGS_LIBRARY';
    if (first?.isBundled) return 'default';
    if (!first || first.name !== (first.configurationFolder ?? first.path)) return io.configurationFile;
    const file = join(first.name, libraryFileName);
    return existsSync(file) ? file : 'working folder';
  };
  return { key: 'library', value, from: getSource() };
}

/** Returns the effective value of a key, or of each key in its table. */
function listSettings(key: Key, io: Io, options: GlobalOptions, { user, libraries, roots }: Setup): Setting[] {
  const { name, defaultValue, overriddenBy = [] } = key;
  if (name === 'pager' && !options.pager) return [{ key: name, value: 'none', from: '--no-pager' }];
  if (name === 'pager' || name === 'editor' || name === 'browser')
    return [{ key: name, ...chooseProgram(name, io, user) }];
  for (const source of overriddenBy) {
    const value = getOptionValue(source, options);
    if (value !== undefined) return [{ key: name, value, from: source }];
  }
  const index = libraries.findIndex((library) => getValue(library, name) !== undefined);
  const root = roots[index];
  if (root)
    return expandValue(
      name,
      getValue(libraries[index] ?? {}, name),
      join(root.configurationFolder ?? root.path, libraryFileName),
    );
  const value = getValue(user, name);
  return value === undefined
    ? [{ key: name, value: defaultValue, from: 'default' }]
    : expandValue(name, value, io.configurationFile);
}

function getValue(values: object, name: string): unknown {
  return (values as Readonly<Record<string, unknown>>)[name];
}

function getOptionValue(name: string, { theme, links, width }: GlobalOptions): string | undefined {
  if (name === '--theme') return theme;
  if (name === '--links') return links;
  return name === '--width' && width !== undefined ? String(width) : undefined;
}

function expandValue(key: string, value: unknown, from: string): Setting[] {
  if (Array.isArray(value)) return [{ key, value: value.join(', '), from }];
  if (typeof value !== 'object' || value === null) return [{ key, value: String(value), from }];
  if (key === 'themes') return Object.keys(value).map((name) => ({ key: `${key}.${name}`, value: 'a theme', from }));
  return Object.entries(value).flatMap(([name, entry]) => expandValue(`${key}.${name}`, entry, from));
}

/** Opens the user's configuration in the editor; creates it first if it does not exist. */
async function editConfiguration(io: Io): Promise<number> {
  const file = io.configurationFile;
  if (!existsSync(file)) {
    if (isSymbolicLink(file))
      throw new UserError(
        `${file} is a symbolic link to a file that does not exist.`,
        exitStatus.usageError,
        'Remove or correct the link.',
      );
    const { createTemplate } = await import('../../../configuration/starter-file.ts');
    const { createFile } = await import('../../../library/files/create-file.ts');
    try {
      io.makeFolder(dirname(file));
    } catch (error) {
      throw new UserError(
        `Cannot create ${file}: ${describeFileError(error)}.`,
        exitStatus.usageError,
        'Choose another file with READINGS_CONFIG.',
      );
    }
    createFile(file, createTemplate('user'), io);
  } else if (!statSync(file).isFile())
    throw new UserError(
      `${file} is not a file.`,
      exitStatus.usageError,
      'Move it away, or choose another file with READINGS_CONFIG.',
    );
  const { openInEditor } = await import('../../programs/editor.ts');
  // The file may be invalid and be opened to correct it, so its own editor setting is not read.
  const status = await openInEditor(io, {}, file, undefined);
  // Reports mistakes while the user still remembers the change.
  if (status === exitStatus.success) await setUp(io, {});
  return status;
}
