/** Chooses the one section that a command will write to. */
import { UserError } from '../../core/errors.ts';
import { sanitizeLine } from '../../core/escape.ts';
import { exitStatus } from '../../core/exit-codes.ts';
import { formatAddress } from '../../core/note.ts';
import { isExactKind, isNamedKind } from '../../core/query/lookup.ts';
import type { QueryTarget } from '../../library/resolve-query.ts';
import type { Io } from '../io.ts';
import { askLine, canPrompt } from '../terminal/prompt.ts';

const maxCandidates = 9;

/**
 * Returns the match named by the query if there is exactly one. Otherwise asks at a terminal.
 * @param targets the matches, best first; at least one
 * @returns nothing if the user chooses none
 * @throws UserError without a terminal
 */
export async function chooseTarget(
  io: Io,
  query: string,
  targets: readonly QueryTarget[],
): Promise<QueryTarget | undefined> {
  const exact = targets.filter(({ kind }) => kind === undefined || isExactKind(kind));
  const named = exact.length > 0 ? exact : targets.filter(({ kind }) => isNamedKind(kind));
  const [only] = named;
  if (only && named.length === 1) return only;
  const all = named.length > 0 ? named : targets;
  const candidates = all.slice(0, maxCandidates);
  const more = all.length > candidates.length ? `\n  and ${all.length - candidates.length} more` : '';
  const addresses = candidates.map(({ note, section }) => sanitizeLine(formatAddress(note, section)));
  const name = `"${sanitizeLine(query)}"`;
  const problem = named.length > 0 ? `${named.length} sections match ${name}.` : `No section is called ${name}.`;
  if (!canPrompt(io))
    throw new UserError(
      problem,
      exitStatus.ambiguous,
      `Use one of these addresses:\n  ${addresses.join('\n  ')}${more}`,
    );
  io.output.write(`${problem}\n${addresses.map((address, index) => `${index + 1}  ${address}\n`).join('')}`);
  const answer = (await askLine(io, `Which one, 1 to ${candidates.length}? `)).trim();
  if (answer === '') return undefined;
  const target = /^[1-9]$/.test(answer) ? candidates[Number(answer) - 1] : undefined;
  if (!target)
    throw new UserError(
      `Invalid choice "${sanitizeLine(answer)}".`,
      exitStatus.usageError,
      `Allowed: 1 to ${candidates.length}.`,
    );
  return target;
}
