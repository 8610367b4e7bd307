/** The outline of a note or section, line by line. */
import type { Note, Section } from './note.ts';

/** A note, or a section so many levels beneath the first line. */
export interface TreeLine {
  readonly note: Note;
  readonly section: Section | undefined;
  readonly level: number;
}

export interface TreeOptions {
  /** How many levels beneath the first line; all when there is none. */
  readonly depth: number | undefined;
  readonly labels: boolean;
}

/** @returns the note or section first, then what is beneath it in document order */
export function treeLines(note: Note, section: Section | undefined, { depth, labels }: TreeOptions): TreeLine[] {
  const lines: TreeLine[] = [{ note, section, level: 0 }];
  const levels = new Map<Section | undefined, number>([[section, 0]]);
  for (const next of note.sections) {
    const above = levels.get(next.parent);
    if (next === section || above === undefined) continue;
    // A label that is left out stands for nothing: what is beneath it moves up.
    const isLeftOut = next.label && !labels;
    const level = isLeftOut ? above : above + 1;
    levels.set(next, level);
    if (!isLeftOut && (depth === undefined || level <= depth)) lines.push({ note, section: next, level });
  }
  return lines;
}
