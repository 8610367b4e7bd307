/** Holds notes against the rules. */
import type { Finding } from '../core/finding.ts';
import type { Note } from '../core/note.ts';
import type { Surroundings } from './rules.ts';
import { rules } from './rules.ts';

/** @returns what the rules find in a note, by line */
export function findingsIn(note: Note, surroundings: Surroundings): Finding[] {
  const { library, path, file, lines } = note;
  const found = rules.flatMap((rule) => [...rule.find(note, surroundings)].map((problem) => ({ rule, problem })));
  return found
    .sort((a, b) => a.problem.at - b.problem.at)
    .map(({ rule, problem: { at, message, fix } }) => {
      const line = lines.at(at);
      return { note: { library, path, file }, rule, line, column: at - lines.start(line) + 1, message, fix };
    });
}

/** @returns a source with what can be mended mended: of fixes that overlap the first */
export function fixed(source: string, findings: readonly Finding[]): string {
  let text = '';
  let at = 0;
  const fixes = findings.map(({ fix }) => fix).filter((fix) => fix !== undefined);
  for (const { from, to, text: own } of fixes.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    text += source.slice(at, from) + own;
    at = to;
  }
  return text + source.slice(at);
}
