/** The shape of a tree of headings: which lines are shown, what stands before them, how much is beneath them. */
import type { TreeLine } from '../../core/outline-lines.ts';
import type { Signs } from './theme.ts';

/** A note's line has its title: a heading that only says it again, and holds all the rest, is left out. */
export function withoutTitles(lines: readonly TreeLine[]): TreeLine[] {
  const shown: TreeLine[] = [];
  let isInTitle = false;
  for (const [index, line] of lines.entries()) {
    if (line.level === 0) isInTitle = false;
    if (isTitle(lines, index)) isInTitle = true;
    else shown.push(isInTitle ? { ...line, level: line.level - 1 } : line);
  }
  return shown;
}

function isTitle(lines: readonly TreeLine[], index: number): boolean {
  const line = lines[index];
  const before = lines[index - 1];
  if (!line || !before || before.section || before.level !== 0 || line.section?.heading !== line.note.title)
    return false;
  let next = index + 1;
  while ((lines[next]?.level ?? 0) > 1) next++;
  return (lines[next]?.level ?? 0) === 0;
}

/** For each line, how many headings are beneath it, whether they are shown or not; labels are not counted. */
export function countsOf(lines: readonly TreeLine[]): number[] {
  return lines.map(({ note, section }) => {
    const all = section ? beneath(section) : note.sections;
    const headings = all.filter(({ label, heading }) => !label && !(!section && heading === note.title));
    return headings.length;
  });
}

function beneath(section: NonNullable<TreeLine['section']>): NonNullable<TreeLine['section']>[] {
  const found: NonNullable<TreeLine['section']>[] = [];
  const rest = [...section.children];
  for (let next = rest.pop(); next; next = rest.pop()) {
    found.push(next);
    rest.push(...next.children);
  }
  return found;
}

/** What stands before the first line of each name, and before those after it. */
export function branchesOf(lines: readonly TreeLine[], { branch }: Signs): [first: string, rest: string][] {
  const last = lastOnes(lines);
  const more: boolean[] = [];
  return lines.map(({ level }, index) => {
    more[level] = !last[index];
    if (level === 0) return ['', ''];
    let text = '';
    for (let above = 1; above < level; above++) text += more[above] ? branch[2] : branch[3];
    return [text + (more[level] ? branch[0] : branch[1]), text + (more[level] ? branch[2] : branch[3])];
  });
}

/** For each line, whether no line of its level follows before one of a lesser level. */
function lastOnes(lines: readonly TreeLine[]): boolean[] {
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
