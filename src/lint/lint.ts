/** Checks notes against the lint rules. */
import { UserError } from '../core/errors.ts';
import { sanitizeLine } from '../core/escape.ts';
import { exitStatus } from '../core/exit-codes.ts';
import type { Finding } from '../core/lint-finding.ts';
import type { Note } from '../core/note.ts';
import type { LintContext, LintRule } from './rules.ts';
import { lintRules } from './rules.ts';

/** Returns the rules of these names (`all` means every rule), or without names those that are not optional. @throws UserError for an unknown name */
export function selectRules(names: readonly string[] | undefined): readonly LintRule[] {
  if (!names) return lintRules.filter(({ isOptional }) => !isOptional);
  if (names.includes('all')) return lintRules;
  return names.map((name) => {
    const rule = lintRules.find((candidate) => candidate.name === name);
    if (rule) return rule;
    const known = lintRules.map((candidate) => candidate.name).join(', ');
    throw new UserError(
      `Unknown rule "${sanitizeLine(name)}".`,
      exitStatus.usageError,
      `The rules are: ${known}, and all.`,
    );
  });
}

/** Returns the problems of a note in document order. */
export function lintNote(note: Note, context: LintContext, rules: readonly LintRule[]): Finding[] {
  const { library, path, file, lines } = note;
  const problems = rules.flatMap((rule) => [...rule.find(note, context)].map((problem) => ({ rule, problem })));
  return problems
    .sort((a, b) => a.problem.at - b.problem.at)
    .map(({ rule, problem: { at, message, fix } }) => {
      const line = lines.lineAt(at);
      return { note: { library, path, file }, rule, line, column: at - lines.lineStart(line) + 1, message, fix };
    });
}
