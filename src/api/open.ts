/** Opens a library for a program. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { kill, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { readLibraryConfiguration, rootWith } from '../configuration/configuration.ts';
import { status, UserError } from '../core/errors.ts';
import type { Filter } from '../library/files/filter.ts';
import { makeFilter } from '../library/files/filter.ts';
import type { Root } from '../library/files/library-roots.ts';
import type { IndexSettings } from '../library/index/open-index.ts';
import type { OpenOptions } from './options.ts';

declare const buildId: string;

/** Where a library is, and how it is asked. */
export interface Opened {
  readonly roots: readonly Root[];
  readonly filter: Filter;
  readonly index: IndexSettings | undefined;
  readonly workingFolder: string;
}

/** @throws UserError when a path does not exist, or a configuration says something that means nothing */
export async function open(paths: readonly string[], options: OpenOptions): Promise<Opened> {
  const { tags = [], path, since, index = true, workingFolder = resolve('.') } = options;
  if (since !== undefined && Number.isNaN(since.getTime()))
    throw new UserError('since is no date', status.wrongCommandLine, 'As in: new Date("2026-01-31")');
  const roots: Root[] = [];
  for (const name of paths) {
    const root = { path: resolve(workingFolder, name), name };
    if (!existsSync(root.path)) throw new UserError(`there is no file or folder ${root.path}`, status.partUnreadable);
    roots.push(rootWith(root, await readLibraryConfiguration(root.path)));
  }
  const filter = await makeFilter({ tags, path, since: since?.getTime() });
  return { roots, filter, index: index ? indexSettings() : undefined, workingFolder };
}

/** The launcher knows where indexes are kept: it needs to before anything else is loaded. */
interface Launcher {
  readonly cacheFolder: () => string;
  readonly makeFolder: (folder: string) => void;
}

function indexSettings(): IndexSettings {
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
    reader: fileURLToPath(new URL('../reader.cjs', import.meta.url)),
    say: () => undefined,
  };
}
