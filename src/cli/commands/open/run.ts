/** What `open` does. */

import { exitStatus, UserError } from '../../../core/errors.ts';
import { encodeControls, sanitizeLine, sanitizeText } from '../../../core/escape.ts';
import type { LinkKind } from '../../../core/note.ts';
import { selectLinks } from '../../../core/select-links.ts';
import type { QueryOptions } from '../../../library/resolve-query.ts';
import { formatPath, selectWithin } from '../../../library/resolve-query.ts';
import { askFor } from '../../answering/ask.ts';
import { openable, openInBrowser } from '../../programs/browser.ts';
import type { Session } from '../../session.ts';
import type { Called, GlobalOptions } from '../../settings.ts';
import { setUp } from '../../setup.ts';
import { askLine, isAsking } from '../../terminal/prompt.ts';

interface OpenOptions extends GlobalOptions, QueryOptions {
  readonly n?: number;
  readonly kind?: LinkKind;
}

export async function openLink(session: Session, query: string, called: Called): Promise<void> {
  const { io } = session;
  const options = called.optsWithGlobals() as OpenOptions;
  const { n, kind } = options;
  const setup = await setUp(io, options);
  const question = { query, takes: 'equals' as const };
  const { answer, isPartial, targets, library, hint } = await askFor(
    session,
    options,
    setup,
    question,
    false,
    async (asked) => {
      return selectLinks(
        selectWithin(asked.targets, await asked.library.loadLinkExtractor()),
        kind === undefined ? {} : { kind },
      );
    },
  );
  const nothing = isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  const line = (link: (typeof answer)[number], index: number) =>
    `${String(index + 1).padStart(String(answer.length).length)}  ${sanitizeLine(link.text)}  ${sanitizeLine(encodeControls(link.url))}  ${sanitizeText(formatPath(io.workingFolder, link.note))}:${link.line}`;
  if (answer.length === 0) {
    if (targets.length > 0)
      hint(
        `there are no links in what "${sanitizeLine(query)}" names${kind === undefined ? '' : ` that fit --kind ${kind}`}.`,
      );
    session.status = nothing;
    return;
  }
  let wanted = n ?? (answer.length === 1 ? 1 : undefined);
  if (wanted === undefined) {
    const lines = answer.map(line);
    if (!isAsking(io))
      throw new UserError(
        `"${sanitizeLine(query)}" has ${answer.length} links`,
        exitStatus.ambiguous,
        `Name one with --n, or a kind with --kind:\n${lines.join('\n')}`,
      );
    const shown = answer.map(({ text, url }, index) => {
      const number = String(index + 1).padStart(String(answer.length).length);
      return `${number}  ${sanitizeLine(text)}\n${' '.repeat(number.length)}  ${sanitizeLine(encodeControls(url))}\n`;
    });
    io.output.write(shown.join(''));
    const said = (await askLine(io, `Open which, 1 to ${answer.length}? `)).trim();
    if (said === '') {
      session.status = exitStatus.interrupted;
      return;
    }
    if (!/^[1-9]\d{0,8}$/.test(said))
      throw new UserError(
        `"${sanitizeLine(said)}" is no number of a link`,
        exitStatus.usageError,
        `Allowed: 1 to ${answer.length}.`,
      );
    wanted = Number(said);
  }
  const chosen = answer[wanted - 1];
  if (!chosen)
    throw new UserError(
      `there is no link ${wanted}: "${sanitizeLine(query)}" has ${answer.length === 1 ? 'one' : answer.length}`,
      exitStatus.noMatch,
    );
  const what = openable(chosen, library);
  if ('refused' in what)
    throw new UserError(
      `${sanitizeLine(encodeControls(chosen.url))} is not opened: ${sanitizeLine(what.refused)}`,
      exitStatus.usageError,
    );
  session.status = await openInBrowser(io, setup.user, what.address);
}
