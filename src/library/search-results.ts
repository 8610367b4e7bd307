import { decodeReferences } from '../core/character-references.ts';
import type { Note } from '../core/note.ts';
import type { SearchHit, SearchQuery } from '../core/query/search.ts';
import { makeSnippet, stripMarkup } from '../core/query/search.ts';
import type { Library, SearchResult } from './library.ts';
import { extractSectionText } from './section-text.ts';

/**
 * Searches a library for at most `limit` results.
 * @returns the best results first; of each note only the best section unless `allSections` is set
 */
export async function searchLibrary(
  library: Library,
  search: SearchQuery,
  limit: number,
  allSections: boolean,
): Promise<readonly SearchResult[]> {
  const results = await library.search(search, { count: limit, unit: allSections ? 'sections' : 'notes' });
  return (allSections ? results : keepBestPerNote(results)).slice(0, limit);
}

export async function searchWithSnippets(
  library: Library,
  search: SearchQuery,
  limit: number,
  allSections: boolean,
): Promise<SearchHit[]> {
  return (await searchLibrary(library, search, limit, allSections)).map((result) => addSnippet(result, search));
}

/** Keeps the best result of each note, so that one note does not crowd out the others. */
export function keepBestPerNote<Result extends SearchResult>(results: readonly Result[]): Result[] {
  const seenNotes = new Set<Note>();
  return results.filter(({ note }) => !seenNotes.has(note) && seenNotes.add(note));
}

export function addSnippet({ note, section, score }: SearchResult, search: SearchQuery): SearchHit {
  const sectionText = extractSectionText(note, section);
  // A section without text of its own: use the text of its subsections.
  const text = sectionText.trim() !== '' || !section ? sectionText : note.source.slice(section.bodyFrom, section.to);
  const snippet = makeSnippet(decodeReferences(stripMarkup(text)), search);
  return { note, section, snippet, score, line: findMatchLine(note, section, text, search) };
}

/** Returns the line of the first match, or of the heading. */
function findMatchLine({ source }: Note, section: SearchResult['section'], text: string, search: SearchQuery): number {
  const { offset: at, marks } = makeSnippet(text, search);
  const start = section?.bodyFrom ?? 0;
  const offset = marks.length === 0 ? -1 : source.indexOf(text.slice(at, at + 80), start);
  if (offset < 0) return section?.line ?? 1;
  const from = section?.from ?? 0;
  return (section?.line ?? 1) + (source.slice(from, offset).match(/\r\n|\n|\r/g)?.length ?? 0);
}
