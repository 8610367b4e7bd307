/** What a search finds in a library, with the part of each section that has most of what was looked for. */
import { decodeReferences } from '../core/character-references.ts';
import type { Note } from '../core/note.ts';
import type { Hit, Search } from '../core/query/search.ts';
import { snippetOf, withoutMarkup } from '../core/query/search.ts';
import type { Found, Library } from './library.ts';
import { ownTextOf } from './section-text.ts';

/** @returns so many sections at most, the best first; of each note the best, or all */
export async function foundIn(
  library: Library,
  wanted: Search,
  most: number,
  allSections: boolean,
): Promise<readonly Found[]> {
  const found = await library.search(wanted, { count: most, of: allSections ? 'sections' : 'notes' });
  return (allSections ? found : bestOfEach(found)).slice(0, most);
}

/** The same, with snippets. */
export async function hitsIn(library: Library, wanted: Search, most: number, allSections: boolean): Promise<Hit[]> {
  return (await foundIn(library, wanted, most, allSections)).map((one) => hitOf(one, wanted));
}

/** One note does not crowd out the others. */
export function bestOfEach<One extends Found>(found: readonly One[]): One[] {
  const seen = new Set<Note>();
  return found.filter(({ note }) => !seen.has(note) && seen.add(note));
}

/** A section with the part of its text that has most of what was looked for, and the line where that stands. */
export function hitOf({ note, section, score }: Found, wanted: Search): Hit {
  const own = ownTextOf(note, section);
  // A heading over nothing but others: then what those say.
  const text = own.trim() !== '' || !section ? own : note.source.slice(section.bodyFrom, section.to);
  const snippet = snippetOf(decodeReferences(withoutMarkup(text)), wanted);
  return { note, section, snippet, score, line: lineOf(note, section, text, wanted) };
}

/** The line of the first of what was looked for, or of the heading. */
function lineOf({ source }: Note, section: Found['section'], text: string, wanted: Search): number {
  const { at, marks } = snippetOf(text, wanted);
  const start = section?.bodyFrom ?? 0;
  const offset = marks.length === 0 ? -1 : source.indexOf(text.slice(at, at + 80), start);
  if (offset < 0) return section?.line ?? 1;
  const from = section?.from ?? 0;
  return (section?.line ?? 1) + (source.slice(from, offset).match(/\r\n|\n|\r/g)?.length ?? 0);
}
