/** The parts of a section that are within so many levels of sub-headings. */
import type { Note, Section } from './note.ts';
import { onlyHeading } from './note.ts';
import type { Span } from './tree.ts';

/**
 * @param depth how many levels of sub-headings are wanted; all when there is none
 * @returns spans of the source in order; without a depth one, all of the section or note
 */
export function partsOf(note: Note, section: Section | undefined, depth: number | undefined): Span[] {
  const whole: Span = section ? { from: section.from, to: section.to } : { from: 0, to: note.source.length };
  if (depth === undefined) return [whole];
  const top = section ?? onlyHeading(note);
  const levels = new Map<Section | undefined, number>([
    [section, 0],
    [top, 0],
  ]);
  const parts: Span[] = [];
  let from = whole.from;
  for (const next of note.sections) {
    const above = levels.get(next.parent);
    if (above === undefined || next === top) continue;
    const level = next.label ? above : above + 1;
    levels.set(next, level);
    if (level <= depth || next.from < from) continue;
    if (next.from > from) parts.push(part(note, from, next.from));
    from = afterSection(note, next);
  }
  if (from < whole.to) parts.push(part(note, from, whole.to));
  return parts.filter(({ from: start, to }) => start < to);
}

/** Up to the last line that is not blank. */
function part({ lines }: Note, from: number, before: number): Span {
  return { from, to: Math.min(before, lines.end(lines.lastNotBlank(before, lines.at(from)))) };
}

function afterSection({ lines }: Note, section: Section): number {
  return lines.start(section.endLine + 1);
}
