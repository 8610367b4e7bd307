import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import type { QueryOptions } from '../../../library/resolve-query.ts';
import { withQuery } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { openInEditor } from '../../programs/editor.ts';
import { setUp } from '../../setup.ts';

/** Opens the section of a query in the editor. @returns the editor's exit status, or why nothing was opened */
export async function editSection(io: Io, query: string, options: GlobalOptions & QueryOptions): Promise<number> {
  const setup = await setUp(io, options);
  const request = { query, takes: 'best' } as const;
  const { answer: target, isPartial } = await withQuery(io, options, setup, request, false, ({ targets }) => {
    // Reading the source checks that the section is still where the index says.
    for (const { note } of targets) void note.source;
    return targets[0];
  });
  if (!target) return isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  if (target.note.file === '-')
    throw new UserError(
      `Cannot edit "${sanitizeLine(query)}": it comes from standard input, which is not a file.`,
      exitStatus.usageError,
      'Choose a folder or file with --library.',
    );
  return openInEditor(io, setup.user, target.note.file, target.section?.line);
}
