import { exitStatus } from '../../../core/exit-codes.ts';
import { selectParts } from '../../../core/section-spans.ts';
import type { Span } from '../../../core/tree.ts';
import type { Library } from '../../../library/library.ts';
import type { QueryOptions, QueryTarget } from '../../../library/resolve-query.ts';
import { joinOperands, printAnswer } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { canPrompt } from '../../terminal/prompt.ts';

export interface ShowOptions extends QueryOptions {
  readonly children: boolean;
  readonly depth?: number;
  readonly embed?: boolean;
}

/**
 * Shows the section of a query, or one that the user picks.
 * @param noNameMatchMessage the message to print, instead of guessing, if no section name contains the words
 */
export async function showSection(
  io: Io,
  operands: readonly string[],
  options: GlobalOptions & ShowOptions,
  noNameMatchMessage?: string,
): Promise<number> {
  const isFromPipe = operands.length === 0 && !options.library && !io.environment.READINGS_LIBRARY && io.isInputPiped();
  const usedOperands = isFromPipe ? ['-'] : operands;
  const query = joinOperands(usedOperands);
  if (query === undefined) {
    return (await import('../pick/run.ts')).pickSection(io, [], options);
  }
  const depth = options.children ? options.depth : 0;
  const request = {
    query,
    operands: usedOperands.length > 0 ? usedOperands : [query],
    takes: 'best',
    ...(noNameMatchMessage === undefined ? {} : { noNameMatchMessage }),
  } as const;
  const status = await printAnswer(io, 'show', options, request, async ({ targets, library }) => {
    const shown = options.embed ? await insertAllEmbeds(targets, library) : targets;
    return dropContained(
      shown.map((target) => ({ ...target, parts: selectParts(target.note, target.section, depth) })),
    );
  });
  if (status !== exitStatus.noMatch || !canPrompt(io) || options.exact || noNameMatchMessage !== undefined)
    return status;
  const { chooseResult } = await import('../search/choose-result.ts');
  const chosen = await chooseResult(io, query, options);
  return chosen === undefined ? status : showSection(io, [chosen], options);
}

async function insertAllEmbeds(targets: readonly QueryTarget[], library: Library): Promise<QueryTarget[]> {
  const { insertEmbeds } = await import('../../../library/embeds/insert-embeds.ts');
  return Promise.all(targets.map((target) => insertEmbeds(target, library)));
}

/** Drops the sections that are printed as part of another one, so that nothing is printed twice. */
function dropContained<Target extends QueryTarget & { readonly parts: readonly Span[] }>(
  targets: readonly Target[],
): Target[] {
  const contained = new Set<Target>();
  for (const ofNote of Map.groupBy(targets, ({ note }) => note).values()) {
    let end = -1;
    // An outer section comes before those in it.
    for (const target of ofNote.toSorted((a, b) => getStart(a) - getStart(b) || getEnd(b) - getEnd(a))) {
      if (getEnd(target) <= end) contained.add(target);
      // Between several parts, subsections are left out.
      else if (target.parts.length === 1) end = getEnd(target);
    }
  }
  return targets.filter((target) => !contained.has(target));
}

function getStart({ parts }: { readonly parts: readonly Span[] }): number {
  return parts[0]?.from ?? 0;
}

function getEnd({ parts }: { readonly parts: readonly Span[] }): number {
  return parts.at(-1)?.to ?? 0;
}
