import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import { ExportFolder } from '../../../export/manifest.ts';
import { exportSite } from '../../../export/static-site.ts';
import { describeFileError } from '../../../library/files/file-errors.ts';
import { isWithin } from '../../../library/files/paths.ts';
import { formatCount } from '../../../render/wording.ts';
import { withQuery } from '../../answering/ask.ts';
import { runWithTimeLimit } from '../../answering/time-limit.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { getTitle, setUp } from '../../setup.ts';

interface ExportOptions extends GlobalOptions {
  readonly site?: string;
  readonly style?: string;
  readonly remoteImages?: boolean;
}

/** Writes the library as a static site. */
export async function exportLibrary(io: Io, operand: string, options: ExportOptions): Promise<number> {
  const folder = resolve(io.workingFolder, operand);
  const address = readAddress(options.site);
  const style = options.style === undefined ? undefined : readStyle(resolve(io.workingFolder, options.style));
  const setup = await setUp(io, options);
  // Pages among the notes would hide them from nobody, but removing an export could take notes along.
  const inside = setup.roots.find(({ path }) => path !== '-' && isWithin(path, folder));
  if (inside)
    throw new UserError(
      `${sanitizeLine(folder)} contains the library ${sanitizeLine(inside.path)}; nothing was written.`,
      exitStatus.usageError,
      'Choose a folder of its own for the site.',
    );
  const request = { query: undefined, takes: 'none' } as const;
  const result = await withQuery(io, options, setup, request, true, async ({ library }) => {
    const files = new ExportFolder(folder);
    const site = await exportSite(library, files, {
      title: getTitle(setup),
      address,
      style,
      hasRemoteImages: options.remoteImages === true,
      runWithTimeLimit,
    });
    files.finish();
    return { ...site, written: files.writtenCount, removed: files.removedCount };
  });
  const { noteCount, sectionCount, written, removed, isIndexSplit } = result.answer;
  result.tell();
  result.info(
    `${formatCount(noteCount, 'note')} in ${sanitizeLine(folder)}: ${formatCount(written, 'file')} written, ${removed} removed.`,
  );
  if (isIndexSplit)
    result.info(`The search index of ${sectionCount} sections is split by first letter, and loads as words are typed.`);
  if (noteCount === 0) return exitStatus.noMatch;
  return result.isPartial ? exitStatus.partialFailure : exitStatus.success;
}

function readAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw new UserError(
    `"${sanitizeLine(text)}" is not the address of a site.`,
    exitStatus.usageError,
    'Example: --site https://notes.example/',
  );
}

function readStyle(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      `Cannot read ${sanitizeLine(file)}: ${describeFileError(error)}.`,
      exitStatus.usageError,
      'Name a style sheet with --style.',
    );
  }
}
