import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { kill, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { configureRoot, readLibraryConfiguration } from '../configuration/configuration.ts';
import { UserError } from '../core/errors.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { Filter } from '../library/files/filter.ts';
import { createFilter } from '../library/files/filter.ts';
import type { LibraryRoot } from '../library/files/library-roots.ts';
import type { IndexSettings } from '../library/index/open-index.ts';
import type { OpenOptions } from './options.ts';

declare const buildId: string;

export interface OpenedLibrary {
  readonly roots: readonly LibraryRoot[];
  readonly filter: Filter;
  readonly index: IndexSettings | undefined;
  readonly workingFolder: string;
}

/** @throws UserError if a path does not exist or a configuration file is invalid */
export async function openRoots(paths: readonly string[], options: OpenOptions): Promise<OpenedLibrary> {
  const { tags = [], path, since, index = true, workingFolder = resolve('.') } = options;
  if (since !== undefined && Number.isNaN(since.getTime()))
    throw new UserError(
      'Option "since" is not a valid date.',
      exitStatus.usageError,
      'Pass a valid Date, such as new Date("2026-01-31").',
    );
  const roots: LibraryRoot[] = [];
  for (const name of paths) {
    const root = { path: resolve(workingFolder, name), name };
    if (!existsSync(root.path)) throw new UserError(`No such file or folder: ${root.path}`, exitStatus.partialFailure);
    roots.push(configureRoot(root, await readLibraryConfiguration(root.path)));
  }
  const filter = await createFilter({ tags, path, since: since?.getTime() });
  return { roots, filter, index: index ? createIndexSettings() : undefined, workingFolder };
}

/** The launcher decides where indexes are kept, because it needs to know before anything else is loaded. */
interface Launcher {
  readonly cacheFolder: () => string;
  readonly makeFolder: (folder: string) => void;
}

function createIndexSettings(): IndexSettings {
  const require = createRequire(import.meta.url);
  const { cacheFolder, makeFolder } = require('../../bin/readings.js') as Launcher;
  return {
    folder: join(cacheFolder(), 'index'),
    makeFolder,
    build: buildId,
    process: pid,
    isRunning: (process) => {
      try {
        return kill(process, 0);
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'EPERM';
      }
    },
    readerProgram: fileURLToPath(new URL('../reader.cjs', import.meta.url)),
    warn: () => undefined,
  };
}
