import type { Note, Section } from './note.ts';

export interface TreeLine {
  readonly note: Note;
  readonly section: Section | undefined;
  readonly level: number;
}

export interface TreeOptions {
  /** How many levels to include below the first line; all if undefined. */
  readonly depth: number | undefined;
  readonly labels: boolean;
}

/** Lists the note or section, then its subsections in document order. */
export function listTreeLines(note: Note, section: Section | undefined, { depth, labels }: TreeOptions): TreeLine[] {
  const lines: TreeLine[] = [{ note, section, level: 0 }];
  const levels = new Map<Section | undefined, number>([[section, 0]]);
  for (const next of note.sections) {
    const parentLevel = levels.get(next.parent);
    if (next === section || parentLevel === undefined) continue;
    // Without labels, the sections below a label move up one level.
    const isOmitted = next.label && !labels;
    const level = isOmitted ? parentLevel : parentLevel + 1;
    levels.set(next, level);
    if (!isOmitted && (depth === undefined || level <= depth)) lines.push({ note, section: next, level });
  }
  return lines;
}
