/** Compares an index with the notes themselves. */
import { createFilter } from '../../files/filter.ts';
import type { LibraryRoot } from '../../files/library-roots.ts';
import { readRoot } from '../../files/read-notes.ts';
import type { Library } from '../../library.ts';
import { loadParser } from '../indexed-note.ts';

export interface Verification {
  readonly noteCount: number;
  /** The notes for which the index has other content than the file. */
  readonly differentPaths: readonly string[];
}

/** @param library the library opened from its index */
export async function verifyIndex(root: LibraryRoot, library: Library): Promise<Verification> {
  await loadParser();
  const filter = await createFilter({ tags: [], path: undefined, since: undefined });
  const indexed = await describeNotes(library);
  const read = await describeNotes(await readRoot(root, filter, async () => new Uint8Array()));
  const paths = [...new Set([...indexed.keys(), ...read.keys()])];
  return { noteCount: read.size, differentPaths: paths.filter((path) => indexed.get(path) !== read.get(path)) };
}

/** Returns everything that an index stores of each note, as text by path. */
async function describeNotes(library: Library): Promise<Map<string, string>> {
  const getLinks = await library.loadLinkExtractor();
  const getTradeOffs = await library.loadTradeOffExtractor();
  const getPassages = await library.loadPassageExtractor();
  const getCounts = await library.loadCountExtractor();
  const descriptions = new Map<string, string>();
  for (const note of library.notes()) {
    const sections = note.sections.map(({ heading, slug, depth, label, line, endLine, from, to, bodyFrom }) => [
      ...[heading, slug, depth, label],
      ...[line, endLine, from, to, bodyFrom],
    ]);
    const { title, aliases, tags, date, source } = note;
    const contents = [getLinks(note), getTradeOffs(note), getPassages(note), getCounts(note).words];
    descriptions.set(
      note.path,
      JSON.stringify([title, aliases, tags, date, source, sections, ...contents], normalizeForComparison),
    );
  }
  return descriptions;
}

/** Drops references to an item's parents and sorts the keys. */
function normalizeForComparison(key: string, value: unknown): unknown {
  if (key === 'note' || key === 'section' || key === 'about') return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
