import type { Note, Section } from '../../../core/note.ts';
import { getHeadingPath } from '../../../core/note.ts';
import { removeOrdinal } from '../../../core/query/query-words.ts';
import { splitWords } from '../../../core/words.ts';
import { extractSectionText } from '../../section-text.ts';
import { segmentText, toSearchableText } from '../full-text/segment.ts';

export interface TextRows {
  /** The words of the names of the note, its sections and its topics. */
  readonly words: string;
  /** The columns that every section of the note repeats. */
  readonly shared: readonly [title: string, tags: string, path: string];
  /** By section number; 0 is the note's text before its first heading. */
  readonly sections: readonly (readonly [number: number, heading: string, ancestors: string, body: string])[];
}

/** @param topics the topics of the note's trade-offs, which are names too */
export function createTextRows(note: Note, topics: readonly string[]): TextRows {
  const { sections, title, tags, aliases, path } = note;
  const words = [path, title, ...aliases, ...tags, ...sections.map(({ heading }) => heading), ...topics].flatMap(
    splitWords,
  );
  // A note whose title is not one of its headings is found by it like a section by its heading.
  const noteHeading = sections.some(({ heading }) => heading === title) ? '' : removeOrdinal(title);
  const createRow = (number: number, section: Section | undefined, text: string) =>
    [
      number,
      segmentText(section?.heading ?? noteHeading),
      segmentText(truncate(getHeadingPath(section?.parent).join(' '))),
      toSearchableText(text),
    ] as const;
  const rows: ReturnType<typeof createRow>[] = [];
  const introduction = extractSectionText(note, undefined);
  if (introduction.trim() !== '' || sections.length === 0) rows.push(createRow(0, undefined, introduction));
  for (const [index, section] of sections.entries())
    rows.push(createRow(index + 1, section, extractSectionText(note, section)));
  return {
    words: [...new Set(words)].join(' '),
    shared: [segmentText(truncate(title)), segmentText(truncate(tags.join(' '))), segmentText(truncate(path))],
    sections: rows,
  };
}

/**
 * Shortens what every section of a note repeats; otherwise an index could grow with the square of the length of a note.
 */
function truncate(text: string): string {
  return text.slice(0, 400);
}
