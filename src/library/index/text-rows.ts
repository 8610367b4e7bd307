/** The text of a note as the full-text tables hold it. */
import type { Note, Section } from '../../core/note.ts';
import { headingsTo } from '../../core/note.ts';
import { wordsOf } from '../../core/words.ts';
import { ownTextOf } from '../section-text.ts';
import { searchable, segmented } from './segment.ts';

export interface TextRows {
  /** The words of the names of the note and its sections. */
  readonly words: string;
  /** What every section has anew: title, tags, path. */
  readonly shared: readonly [title: string, tags: string, path: string];
  /** By their numbers: 0 is the note's own text before its first heading. */
  readonly sections: readonly (readonly [number: number, heading: string, ancestors: string, body: string])[];
}

export function textRows(note: Note): TextRows {
  const { sections, title, tags, aliases, path } = note;
  const words = [path, title, ...aliases, ...tags, ...sections.map(({ heading }) => heading)].flatMap(wordsOf);
  const row = (number: number, section: Section | undefined, text: string) =>
    [
      number,
      segmented(section?.heading ?? ''),
      segmented(cut(headingsTo(section?.parent).join(' '))),
      searchable(text),
    ] as const;
  const rows: ReturnType<typeof row>[] = [];
  const before = ownTextOf(note, undefined);
  if (before.trim() !== '' || sections.length === 0) rows.push(row(0, undefined, before));
  for (const [index, section] of sections.entries()) rows.push(row(index + 1, section, ownTextOf(note, section)));
  return {
    words: [...new Set(words)].join(' '),
    shared: [segmented(cut(title)), segmented(cut(tags.join(' '))), segmented(cut(path))],
    sections: rows,
  };
}

/** What every section of a note has anew is not longer than this: an index would grow with the square of a note. */
function cut(text: string): string {
  return text.slice(0, 400);
}
