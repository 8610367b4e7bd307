/** What `config` does. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSymbolicLink, libraryFileName } from '../../../configuration/configuration.ts';
import type { Key } from '../../../configuration/keys.ts';
import { keys } from '../../../configuration/keys.ts';
import { exitStatus, UserError } from '../../../core/errors.ts';
import { describeFileError } from '../../../library/files/walk.ts';
import type { Setting } from '../../../render/answers.ts';
import { printerFor } from '../../answering/print.ts';
import type { Io } from '../../io.ts';
import { programNamed } from '../../programs/choose.ts';
import type { Session } from '../../session.ts';
import type { Called, GlobalOptions } from '../../settings.ts';
import type { Setup } from '../../setup.ts';
import { setUp } from '../../setup.ts';

interface ConfigOptions extends Omit<GlobalOptions, 'path'> {
  readonly edit?: boolean;
  /** Here it has no value: what is asked for is where the file is. */
  readonly path?: boolean | string;
}

/** Prints every value that holds, and where it comes from. */
export async function printConfig(session: Session, called: Called): Promise<void> {
  const { io } = session;
  const { path, edit: isToEdit, ...options } = called.optsWithGlobals() as ConfigOptions;
  if (path === true) {
    io.output.write(`${io.configurationFile}\n`);
    return;
  }
  if (isToEdit) {
    await edit(session);
    return;
  }
  const setup = await setUp(io, options);
  const print = await printerFor(io, 'config', options, setup);
  await print.write([libraryIn(io, options, setup), ...keys.flatMap((key) => settingsOf(key, io, options, setup))]);
}

/** The libraries that are asked, whatever names them. */
function libraryIn(io: Io, { library }: GlobalOptions, { roots }: Setup): Setting {
  const value = roots.map(({ path }) => path).join(', ');
  const [first] = roots;
  const from = () => {
    if (library?.length) return '--library';
    if (io.environment.READINGS_LIBRARY) return 'READINGS_LIBRARY';
    if (first?.isBundled) return 'default';
    return first && first.name === first.path ? join(first.path, libraryFileName) : io.configurationFile;
  };
  return { key: 'library', value, from: from() };
}

/** Of a table each of its keys is a setting. */
function settingsOf(key: Key, io: Io, options: GlobalOptions, { user, libraries, roots }: Setup): Setting[] {
  const { name, defaultValue: fallback, overriddenBy: before = [] } = key;
  if (name === 'pager' && !options.pager) return [{ key: name, value: 'none', from: '--no-pager' }];
  if (name === 'pager' || name === 'editor' || name === 'browser')
    return [{ key: name, ...programNamed(name, io, user) }];
  for (const earlier of before) {
    const value = optionOf(earlier, options);
    if (value !== undefined) return [{ key: name, value, from: earlier }];
  }
  const own = libraries.findIndex((library) => valueIn(library, name) !== undefined);
  const root = roots[own];
  if (root) return spread(name, valueIn(libraries[own] ?? {}, name), join(root.path, libraryFileName));
  const value = valueIn(user, name);
  return value === undefined
    ? [{ key: name, value: fallback, from: 'default' }]
    : spread(name, value, io.configurationFile);
}

function valueIn(values: object, name: string): unknown {
  return (values as Readonly<Record<string, unknown>>)[name];
}

function optionOf(name: string, { theme, links, width }: GlobalOptions): string | undefined {
  if (name === '--theme') return theme;
  if (name === '--links') return links;
  return name === '--width' && width !== undefined ? String(width) : undefined;
}

function spread(key: string, value: unknown, from: string): Setting[] {
  if (Array.isArray(value)) return [{ key, value: value.join(', '), from }];
  if (typeof value !== 'object' || value === null) return [{ key, value: String(value), from }];
  if (key === 'themes') return Object.keys(value).map((name) => ({ key: `${key}.${name}`, value: 'a theme', from }));
  return Object.entries(value).flatMap(([name, own]) => spread(`${key}.${name}`, own, from));
}

/** Opens the user's file in the editor; where there is none, one of comments is made first. */
async function edit(session: Session): Promise<void> {
  const { io } = session;
  const file = io.configurationFile;
  if (!existsSync(file)) {
    if (isSymbolicLink(file))
      throw new UserError(`${file}: it is a link to nowhere`, exitStatus.usageError, 'Remove it, or mend it.');
    const { createTemplate: templateOf } = await import('../../../configuration/starter-file.ts');
    const { createFile: writeNew } = await import('../../../library/files/replace-file.ts');
    try {
      io.makeFolder(dirname(file));
    } catch (error) {
      throw new UserError(
        `${file}: it cannot be made: ${describeFileError(error)}`,
        exitStatus.usageError,
        'Name another with READINGS_CONFIG.',
      );
    }
    writeNew(file, templateOf('user'), io);
  } else if (!statSync(file).isFile())
    throw new UserError(
      `${file}: it is no file`,
      exitStatus.usageError,
      'Move it away, or name another with READINGS_CONFIG.',
    );
  const { openInEditor } = await import('../../programs/editor.ts');
  // A file that is wrong is there to be put right: its own editor is not asked for.
  session.status = await openInEditor(io, {}, file, undefined);
  // What is wrong in it is told while one remembers what one wrote.
  if (session.status === exitStatus.success) await setUp(io, {});
}
