/** Applies the fixes of lint findings, if they change nothing that a reader sees. */
import type { Finding } from '../core/lint-finding.ts';
import type { Note } from '../core/note.ts';
import type { Block } from '../core/tree.ts';
import { findFirstChildFrom } from '../core/tree.ts';
import { readNoteWithSource } from '../markdown/note.ts';
import { describeReading, isSameReading } from './unchanged.ts';

/** Applies fixes to a source. If two overlap, applies the first. */
export function applyFixes(source: string, findings: readonly Finding[]): string {
  let text = '';
  let at = 0;
  const fixes = findings.map(({ fix }) => fix).filter((fix) => fix !== undefined);
  for (const { from, to, text: replacement } of fixes.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    text += source.slice(at, from) + replacement;
    at = to;
  }
  return text + source.slice(at);
}

/** In a block with more unsafe fixes than this, fixes are not tried one by one. */
const maxSeparateFixes = 64;

/**
 * Returns the findings whose fixes leave all words and links of a note unchanged and front matter well formed. For
 * example, angle brackets change a URL after an escape or inside a tag. Checks each block, then the whole note.
 */
export async function selectSafeFixes(note: Note, findings: readonly Finding[]): Promise<readonly Finding[]> {
  // A note from the index loads its tree on access, so parse the source here.
  const parsedNote = await readNoteWithSource(note, note.source);
  const noteBefore = await describeReading(note, note.source);
  // Malformed front matter is read as text and has no keys.
  const isMalformed = noteBefore.problemCount > 0;
  const fixable = findings.filter(
    ({ fix, rule }) => fix && !(isMalformed && rule.name === 'misspelled-front-matter-key'),
  );
  const safeFindings: Finding[] = [];
  for (const [block, blockFindings] of Map.groupBy(fixable, ({ fix }) => findBlock(parsedNote, fix?.from ?? 0))) {
    // Yields to the event loop so that signals are handled.
    await new Promise((resolve) => setImmediate(resolve));
    const text = note.source.slice(block.from, block.to);
    const isFront = block.type === 'yaml' || block.type === 'toml';
    const blockBefore = isFront ? undefined : await describeReading(note, text);
    const isSafe = async (candidates: readonly Finding[]) => {
      const shifted = candidates.map((candidate) => shiftFinding(candidate, block.from));
      return (
        blockBefore === undefined || isSameReading(blockBefore, await describeReading(note, applyFixes(text, shifted)))
      );
    };
    if (await isSafe(blockFindings)) for (const item of blockFindings) safeFindings.push(item);
    else if (blockFindings.length <= maxSeparateFixes)
      for (const finding of blockFindings) if (await isSafe([finding])) safeFindings.push(finding);
  }
  return isSameReading(noteBefore, await describeReading(note, applyFixes(note.source, safeFindings)))
    ? safeFindings
    : [];
}

function findBlock({ tree }: Note, at: number): Block {
  const index = findFirstChildFrom(tree.children, at + 1) - 1;
  return tree.children[Math.max(0, index)] as Block;
}

function shiftFinding(finding: Finding, offset: number): Finding {
  const { fix } = finding;
  return { ...finding, fix: fix && { from: fix.from - offset, to: fix.to - offset, text: fix.text } };
}
