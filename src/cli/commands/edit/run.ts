import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import type { QueryOptions } from '../../../library/resolve-query.ts';
import { withQuery } from '../../answering/ask.ts';
import { chooseTarget } from '../../answering/choose-target.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { openInEditor } from '../../programs/editor.ts';
import { setUp } from '../../setup.ts';
import { canPrompt } from '../../terminal/prompt.ts';

/** Opens the section of a query in the editor. @returns the editor's exit status, or why nothing was opened */
export async function editSection(io: Io, query: string, options: GlobalOptions & QueryOptions): Promise<number> {
  const setup = await setUp(io, options);
  // Without a terminal, a guess could open the wrong file.
  const takes = canPrompt(io) ? 'best' : 'every';
  const result = await withQuery(io, options, setup, { query, takes }, false, ({ targets }) => {
    // Reading the source checks that the section is still where the index says.
    void targets[0]?.note.source;
    return targets;
  });
  const candidates = result.answer;
  result.tell();
  if (candidates.length === 0) return result.isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  const target = takes === 'every' ? await chooseTarget(io, query, candidates) : candidates[0];
  if (!target) return exitStatus.interrupted;
  if (target.note.file === '-')
    throw new UserError(
      `Cannot edit "${sanitizeLine(query)}": it comes from standard input, which is not a file.`,
      exitStatus.usageError,
      'Choose a folder or file with --library.',
    );
  return openInEditor(io, setup.user, target.note.file, target.section?.line);
}
