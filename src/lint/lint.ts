/** Holds notes against the rules. */
import type { Finding } from '../core/finding.ts';
import type { Note } from '../core/note.ts';
import { plainText } from '../core/tree.ts';
import { linkText } from '../markdown/links.ts';
import { withSource } from '../markdown/note.ts';
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

/**
 * The findings whose fixes leave every word and link of a note what it is, and front matter well formed: after an escape, or inside
 * a tag, an address is another with angle brackets. Halved until the ones that do not are found.
 */
export async function harmlessOf(note: Note, findings: readonly Finding[]): Promise<readonly Finding[]> {
  const told = async (source: string) => {
    let problems = 0;
    const read = await withSource(note, source, () => problems++);
    const blocks = read.tree.children.filter(({ type }) => type !== 'yaml' && type !== 'toml');
    return `${problems} ${read.tags.join()} ${linkText(read)} ${plainText(blocks)}`;
  };
  const before = await told(note.source);
  // What is malformed is read as text, and no key.
  const isMalformed = !before.startsWith('0 ');
  const kept: Finding[] = [];
  const take = async (some: readonly Finding[]): Promise<void> => {
    if (some.length === 0) return;
    if ((await told(fixed(note.source, [...kept, ...some]))) === before) kept.push(...some);
    else if (some.length > 1) {
      await take(some.slice(0, some.length >> 1));
      await take(some.slice(some.length >> 1));
    }
  };
  const fixable = findings.filter(({ fix, rule }) => fix && !(isMalformed && rule.name === 'front-matter'));
  await take(fixable);
  return kept;
}
