import type { Note, Section } from './note.ts';
import { findTitleSection } from './note.ts';
import type { Span } from './tree.ts';

/**
 * Returns the parts of a section or note down to `depth` levels of subsections, in order.
 * @param depth if undefined, includes all levels and returns a single span
 */
export function selectParts(note: Note, section: Section | undefined, depth: number | undefined): Span[] {
  const fullSpan: Span = section ? { from: section.from, to: section.to } : { from: 0, to: note.source.length };
  if (depth === undefined) return [fullSpan];
  const topSection = section ?? findTitleSection(note);
  const levels = new Map<Section | undefined, number>([
    [section, 0],
    [topSection, 0],
  ]);
  const parts: Span[] = [];
  let from = fullSpan.from;
  for (const next of note.sections) {
    const parentLevel = levels.get(next.parent);
    if (parentLevel === undefined || next === topSection) continue;
    const level = next.label ? parentLevel : parentLevel + 1;
    levels.set(next, level);
    if (level <= depth || next.from < from) continue;
    if (next.from > from) parts.push(trimPart(note, from, next.from));
    from = getNextSectionStart(note, next);
  }
  if (from < fullSpan.to) parts.push(trimPart(note, from, fullSpan.to));
  return parts.filter(({ from: start, to }) => start < to);
}

function trimPart({ lines }: Note, from: number, before: number): Span {
  return { from, to: Math.min(before, lines.lineEnd(lines.findLastNonBlank(before, lines.lineAt(from)))) };
}

function getNextSectionStart({ lines }: Note, section: Section): number {
  return lines.lineStart(section.endLine + 1);
}
