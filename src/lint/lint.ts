/** Checks a note against the lint rules. */
import type { Finding } from '../core/lint-finding.ts';
import type { Note } from '../core/note.ts';
import type { LintContext } from './rules.ts';
import { lintRules } from './rules.ts';

export function lintNote(note: Note, context: LintContext): Finding[] {
  const { library, path, file, lines } = note;
  const problems = lintRules.flatMap((rule) => [...rule.find(note, context)].map((problem) => ({ rule, problem })));
  return problems
    .sort((a, b) => a.problem.at - b.problem.at)
    .map(({ rule, problem: { at, message, fix } }) => {
      const line = lines.lineAt(at);
      return { note: { library, path, file }, rule, line, column: at - lines.lineStart(line) + 1, message, fix };
    });
}
