/** The tree of headings: which lines to show, the branches before them, and the number of headings below each. */
import type { TreeLine } from '../../core/outline-lines.ts';
import type { Signs } from './theme.ts';

/**
 * Removes each heading that repeats its note's title and contains all other headings: the note's own line shows the
 * title.
 */
export function removeTitleHeadings(lines: readonly TreeLine[]): TreeLine[] {
  const visibleLines: TreeLine[] = [];
  let isInTitle = false;
  for (const [index, line] of lines.entries()) {
    if (line.level === 0) isInTitle = false;
    if (isTitleHeading(lines, index)) isInTitle = true;
    else visibleLines.push(isInTitle ? { ...line, level: line.level - 1 } : line);
  }
  return visibleLines;
}

function isTitleHeading(lines: readonly TreeLine[], index: number): boolean {
  const line = lines[index];
  const previous = lines[index - 1];
  if (!line || !previous || previous.section || previous.level !== 0 || line.section?.heading !== line.note.title)
    return false;
  let next = index + 1;
  while ((lines[next]?.level ?? 0) > 1) next++;
  return (lines[next]?.level ?? 0) === 0;
}

/** Returns the number of headings of each note or section, shown or not. Labels are not counted. */
export function countHeadings(lines: readonly TreeLine[]): number[] {
  return lines.map(({ note, section }) => {
    const sections = section ? collectDescendants(section) : note.sections;
    return sections.filter(({ label }) => !label).length;
  });
}

function collectDescendants(section: NonNullable<TreeLine['section']>): NonNullable<TreeLine['section']>[] {
  const descendants: NonNullable<TreeLine['section']>[] = [];
  const pending = [...section.children];
  for (let next = pending.pop(); next; next = pending.pop()) {
    descendants.push(next);
    for (const item of next.children) pending.push(item);
  }
  return descendants;
}

export function drawBranches(lines: readonly TreeLine[], { branch }: Signs): [first: string, rest: string][] {
  const isLast = findLastSiblings(lines);
  const hasMore: boolean[] = [];
  return lines.map(({ level }, index) => {
    hasMore[level] = !isLast[index];
    if (level === 0) return ['', ''];
    let text = '';
    for (let ancestorLevel = 1; ancestorLevel < level; ancestorLevel++)
      text += hasMore[ancestorLevel] ? branch[2] : branch[3];
    return [text + (hasMore[level] ? branch[0] : branch[1]), text + (hasMore[level] ? branch[2] : branch[3])];
  });
}

/** Reports, for each line, whether it is the last child of its parent. */
function findLastSiblings(lines: readonly TreeLine[]): boolean[] {
  const isLast: boolean[] = [];
  const seen: boolean[] = [];
  for (let index = lines.length - 1; index >= 0; index--) {
    const level = lines[index]?.level ?? 0;
    isLast[index] = !seen[level];
    seen.length = level;
    seen[level] = true;
  }
  return isLast;
}
