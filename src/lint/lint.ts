/** Holds notes against the rules. */
import type { Finding } from '../core/lint-finding.ts';
import type { Note } from '../core/note.ts';
import type { Block } from '../core/tree.ts';
import { firstChildFrom, plainText } from '../core/tree.ts';
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

/** In a block with more that would change something none is tried by itself. */
const mostTries = 64;

/**
 * The findings whose fixes leave every word and link of a note what it is, and front matter well formed: after an escape, or inside
 * a tag, an address is another with angle brackets. Told block by block, and in the end of the note as a whole.
 */
export async function harmlessOf(note: Note, findings: readonly Finding[]): Promise<readonly Finding[]> {
  // A note of an index has its tree made when it is asked for.
  const read = await withSource(note, note.source);
  const before = await told(note, note.source);
  // What is malformed is read as text, and no key.
  const isMalformed = before.problems > 0;
  const fixable = findings.filter(({ fix, rule }) => fix && !(isMalformed && rule.name === 'front-matter'));
  const kept: Finding[] = [];
  for (const [block, own] of Map.groupBy(fixable, ({ fix }) => blockOf(read, fix?.from ?? 0))) {
    // Now and then a signal may be heard.
    await new Promise((resolve) => setImmediate(resolve));
    const text = note.source.slice(block.from, block.to);
    const isFront = block.type === 'yaml' || block.type === 'toml';
    const was = isFront ? undefined : await told(note, text);
    const isHarmless = async (some: readonly Finding[]) => {
      const mended = some.map((one) => moved(one, block.from));
      return was === undefined || isEqual(was, await told(note, fixed(text, mended)));
    };
    if (await isHarmless(own)) kept.push(...own);
    else if (own.length <= mostTries) for (const one of own) if (await isHarmless([one])) kept.push(one);
  }
  return isEqual(before, await told(note, fixed(note.source, kept))) ? kept : [];
}

/** The block of the note itself that an offset stands in. */
function blockOf({ tree }: Note, at: number): Block {
  const index = firstChildFrom(tree.children, at + 1) - 1;
  return tree.children[Math.max(0, index)] as Block;
}

function moved(finding: Finding, by: number): Finding {
  const { fix } = finding;
  return { ...finding, fix: fix && { from: fix.from - by, to: fix.to - by, text: fix.text } };
}

interface Told {
  readonly problems: number;
  readonly said: string;
}

function isEqual(a: Told, b: Told): boolean {
  return a.problems === b.problems && a.said === b.said;
}

/** What is read of a source: words, links, tags, and how often front matter was malformed. */
async function told(note: Note, source: string): Promise<Told> {
  let problems = 0;
  const read = await withSource(note, source, () => problems++);
  const blocks = read.tree.children.filter(({ type }) => type !== 'yaml' && type !== 'toml');
  return { problems, said: `${read.tags.join()} ${linkText(read)} ${plainText(blocks)}` };
}
