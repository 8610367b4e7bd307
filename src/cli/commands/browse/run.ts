import { existsSync } from 'node:fs';
import { UserError } from '../../../core/errors.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import { joinOperands, withQuery } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { setUp } from '../../setup.ts';
import { canPrompt } from '../../terminal/prompt.ts';
import { createReaderHost } from '../../terminal/reader-host.ts';

type BrowseOptions = GlobalOptions & { readonly fresh?: boolean; readonly mouse?: boolean };

/** Opens the full-screen reader at the section of a query, or without one at a list of all headings. */
export async function browseNotes(io: Io, operands: readonly string[], options: BrowseOptions): Promise<number> {
  if (!canPrompt(io) || io.environment.TERM === 'dumb')
    throw new UserError(
      'The reader needs a terminal with cursor movement for standard input and output.',
      exitStatus.usageError,
      'Print the section instead: readings show QUERY.',
    );
  const setup = await setUp(io, options);
  const { Reader, start: startOfNote } = await import('../../../browse/full-screen-reader.ts');
  const missing = setup.roots.find(({ path }) => path !== '-' && !existsSync(path));
  if (missing)
    throw new UserError(
      `Cannot read ${missing.path}: no such file or folder.`,
      exitStatus.partialFailure,
      'Name a folder with notes: readings browse -L FOLDER.',
    );
  if (operands.length === 0)
    return new Reader(await createReaderHost(io, options, setup, { query: undefined })).run(undefined);
  const request = { query: joinOperands(operands), operands, takes: 'best' } as const;
  const result = await withQuery(io, options, setup, request, false, ({ targets }) => targets);
  result.library.close();
  const [target] = result.answer;
  if (!target) {
    result.tell();
    return result.isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  }
  const { note, section } = target;
  // A folder is a library, with nothing to begin with.
  const start =
    result.query === undefined && result.answer.length > 1 ? undefined : { note, from: section?.from ?? startOfNote };
  const host = await createReaderHost(io, options, setup, request);
  return new Reader(host).run(start);
}
