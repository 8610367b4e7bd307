import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import { ExportFolder } from '../../../export/manifest.ts';
import { exportFunction, type Platform } from '../../../export/serverless.ts';
import { exportSite } from '../../../export/static-site.ts';
import { describeFileError } from '../../../library/files/file-errors.ts';
import { isWithin } from '../../../library/files/paths.ts';
import { runWithTimeLimit } from '../../../library/time-limit.ts';
import { formatCount } from '../../../render/wording.ts';
import { withQuery } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { getTitle, setUp } from '../../setup.ts';

interface ExportOptions extends GlobalOptions {
  readonly site?: string;
  readonly to?: Platform;
  readonly style?: string;
  readonly remoteImages?: boolean;
}

/** Writes the library as a static site. */
export async function exportLibrary(io: Io, operand: string, options: ExportOptions): Promise<number> {
  const folder = resolve(io.workingFolder, operand);
  const address = readAddress(options.site);
  const style = options.style === undefined ? undefined : readStyle(resolve(io.workingFolder, options.style));
  // The index of a function has all notes.
  if (options.to !== undefined && (options.tag || options.path !== undefined || options.since !== undefined))
    throw new UserError(
      'A function contains all notes of the library.',
      exitStatus.usageError,
      'Leave out --tag, --path and --since, or leave out --to.',
    );
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
    const siteOptions = {
      title: getTitle(setup),
      version: io.build,
      address,
      style,
      hasRemoteImages: options.remoteImages === true,
      runWithTimeLimit,
    };
    const site =
      options.to === undefined
        ? await exportSite(library, files, siteOptions)
        : await exportFunction(library, files, options.to, siteOptions);
    files.finish();
    return { sectionCount: 0, isIndexSplit: false, ...site, written: files.writtenCount, removed: files.removedCount };
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
