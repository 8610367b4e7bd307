import { statSync } from 'node:fs';
import { sanitizeText } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import { createFilter } from '../../../library/files/filter.ts';
import { IndexFiles } from '../../../library/index/index-files.ts';
import { getBuildId } from '../../../library/index/open-index.ts';
import type { Library } from '../../../library/library.ts';
import { openRoot } from '../../../library/open-library.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { createIndexSettings, setUp } from '../../setup.ts';

interface IndexOptions {
  readonly status?: boolean;
  readonly verify?: boolean;
  readonly clear?: boolean;
}

/** Builds, updates, checks or removes the index of each library. */
export async function manageIndex(io: Io, options: GlobalOptions & IndexOptions): Promise<number> {
  const warn = (message: string) => io.errors.write(`readings: ${sanitizeText(message)}\n`);
  const print = (line: string) => io.output.write(`${sanitizeText(line)}\n`);
  const settings = createIndexSettings(io, warn);
  let status: number = exitStatus.success;
  for (const root of (await setUp(io, options)).roots) {
    if (root.path === '-') continue;
    const files = new IndexFiles({ ...settings, build: getBuildId(settings, root.userWords), root: root.path });
    if (options.clear) {
      files.remove();
      print(`${root.path}: index removed`);
    } else if (options.status) print(`${root.path}: ${describeState(files)}`);
    else {
      const filter = await createFilter({ tags: [], path: undefined, since: undefined });
      const { library, how, readCount, removedCount } = await openRoot(root, filter, settings);
      if (how === 'read') status = exitStatus.noMatch;
      print(`${root.path}: ${describeUpdate(how, readCount, removedCount, library)}`);
      if (options.verify && how !== 'read') {
        const { verifyIndex } = await import('../../../library/index/building/verify.ts');
        const { noteCount, differentPaths } = await verifyIndex(root, library);
        for (const path of differentPaths) print(`${path}: the index differs from the note`);
        print(`${root.path}: verified ${noteCount} notes, ${differentPaths.length} different`);
        if (differentPaths.length > 0) status = exitStatus.noMatch;
      }
    }
  }
  return status;
}

function describeState(files: IndexFiles): string {
  switch (files.readState()) {
    case 'none':
      return 'no index';
    case 'good':
      return `index ${files.databasePath} (${Math.ceil(statSync(files.databasePath).size / 1024)} KiB)`;
    case 'old':
      return 'index of another version; it will be rebuilt';
    case 'later':
      return 'index of a later version; it will not be used';
    case 'damaged':
      return 'damaged index; it will be rebuilt';
  }
}

function describeUpdate(how: string, readCount: number, removedCount: number, library: Library): string {
  if (how === 'read') return 'no index; the notes are read directly';
  if (how === 'unchanged') return `unchanged; ${library.noteCount} notes`;
  return `${how}: ${readCount} read, ${removedCount} removed; ${library.noteCount} notes`;
}
