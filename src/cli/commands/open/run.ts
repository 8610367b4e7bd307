import { UserError } from '../../../core/errors.ts';
import { encodeControls, sanitizeLine, sanitizeText } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import type { Link, LinkKind } from '../../../core/note.ts';
import { kinds } from '../../../core/query/kinds.ts';
import { extract } from '../../../library/extract-answers.ts';
import type { QueryOptions } from '../../../library/resolve-query.ts';
import { formatPath } from '../../../library/resolve-query.ts';
import { narrowingOptions, reportEmptyAnswer, withQuery } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { findLinkTarget, openInBrowser } from '../../programs/browser.ts';
import { setUp } from '../../setup.ts';
import { askLine, canPrompt } from '../../terminal/prompt.ts';

interface OpenOptions extends QueryOptions {
  readonly nth?: number;
  readonly kind?: LinkKind;
}

/** Opens a link of a section in the browser; asks which one if there are several. */
export async function openLink(io: Io, query: string, options: GlobalOptions & OpenOptions): Promise<number> {
  const { nth, kind } = options;
  const setup = await setUp(io, options);
  const { nth: _, ...withoutNth } = options;
  const request = { query, takes: 'every', narrowedBy: narrowingOptions(kinds.open, withoutNth) } as const;
  const parameters = kind === undefined ? {} : { kind };
  const result = await withQuery(io, options, setup, request, false, ({ library, targets, query: usedQuery }) =>
    extract('links', { library, targets, topics: [] }, usedQuery, options, parameters),
  );
  const links = result.answer.items;
  result.tell();
  if (links.length === 0) {
    await reportEmptyAnswer('links', request, result);
    return result.isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  }
  const number = nth ?? (links.length === 1 ? 1 : await askForNumber(io, query, links));
  if (number === undefined) return exitStatus.interrupted;
  const link = links[number - 1];
  if (!link)
    throw new UserError(
      `Cannot open link ${number}: "${sanitizeLine(query)}" has only ${countLinks(links.length)}.`,
      exitStatus.noMatch,
    );
  const target = findLinkTarget(link, result.library);
  if ('refusal' in target)
    throw new UserError(
      `${sanitizeLine(encodeControls(link.url))} was not opened: ${sanitizeLine(target.refusal)}.`,
      exitStatus.usageError,
    );
  return openInBrowser(io, setup.user, target.address);
}

function countLinks(count: number): string {
  return count === 1 ? '1 link' : `${count} links`;
}

/** Asks which link to open. Returns undefined if the user enters nothing. @throws UserError without a terminal */
async function askForNumber(io: Io, query: string, links: readonly Link[]): Promise<number | undefined> {
  const width = String(links.length).length;
  const rows = links.map((link, index) => ({
    number: String(index + 1).padStart(width),
    text: sanitizeLine(link.text),
    url: sanitizeLine(encodeControls(link.url)),
    location: `${sanitizeText(formatPath(io.workingFolder, link.note))}:${link.line}`,
  }));
  if (!canPrompt(io)) {
    const lines = rows.map(({ number, text, url, location }) => `${number}  ${text}  ${url}  ${location}`);
    throw new UserError(
      `"${sanitizeLine(query)}" has ${countLinks(links.length)}.`,
      exitStatus.ambiguous,
      `Choose one with --nth, or a kind with --kind:\n${lines.join('\n')}`,
    );
  }
  const indent = ' '.repeat(width);
  io.output.write(rows.map(({ number, text, url }) => `${number}  ${text}\n${indent}  ${url}\n`).join(''));
  const answer = (await askLine(io, `Open which link, 1 to ${links.length}? `)).trim();
  if (answer === '') return undefined;
  if (!/^[1-9]\d{0,8}$/.test(answer))
    throw new UserError(
      `"${sanitizeLine(answer)}" is not the number of a link.`,
      exitStatus.usageError,
      `Allowed: 1 to ${links.length}.`,
    );
  return Number(answer);
}
