/** What `show` and `pick` do, `show` for commander and for simple command lines. */
import { selectParts } from '../../../core/section-spans.ts';
import { ask } from '../../answering/ask.ts';
import type { Session } from '../../session.ts';
import type { Called } from '../../settings.ts';

interface ShowOptions {
  readonly children: boolean;
  readonly depth?: number;
}

export async function show(session: Session, words: readonly string[], called: Called): Promise<void> {
  const { children, depth } = called.optsWithGlobals() as ShowOptions;
  const query = words.length > 0 ? words.join(' ') : await (await import('../pick/run.ts')).pick(session, called);
  if (query === undefined) return;
  await ask(session, called, 'show', { query, takes: 'best' }, ({ targets }) =>
    targets.map((target) => ({ ...target, parts: selectParts(target.note, target.section, children ? depth : 0) })),
  );
}
