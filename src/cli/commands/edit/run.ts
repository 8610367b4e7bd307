/** What `edit` does. */

import { exitStatus, UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import type { QueryOptions, QueryTarget } from '../../../library/resolve-query.ts';
import { askFor } from '../../answering/ask.ts';
import { openInEditor } from '../../programs/editor.ts';
import type { Session } from '../../session.ts';
import type { Called, GlobalOptions } from '../../settings.ts';
import { setUp } from '../../setup.ts';

export async function edit(session: Session, query: string, called: Called): Promise<void> {
  const options = called.optsWithGlobals() as GlobalOptions & QueryOptions;
  const setup = await setUp(session.io, options);
  const target = await oneTarget(session, options, setup, query);
  if (target) session.status = await openInEditor(session.io, setup.user, target.note.file, target.section?.line);
}

/** The one thing that a query means, in a file. @returns nothing when it means none: the session's status says so */
async function oneTarget(
  session: Session,
  options: GlobalOptions & QueryOptions,
  setup: Awaited<ReturnType<typeof setUp>>,
  query: string,
): Promise<QueryTarget | undefined> {
  const question = { query, takes: 'best' as const };
  const { answer, isPartial } = await askFor(session, options, setup, question, false, ({ targets }) => {
    // What the index knows of the section has to be what the file says.
    for (const { note } of targets) void note.source;
    return targets[0];
  });
  if (answer?.note.file === '-')
    throw new UserError(
      `"${sanitizeLine(query)}" is of standard input, which is no file`,
      exitStatus.usageError,
      'Name a folder or a file with --library.',
    );
  if (!answer) session.status = isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  return answer;
}
