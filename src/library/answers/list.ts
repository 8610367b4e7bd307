import type { Note } from '../../core/note.ts';
import type { kinds } from '../../core/query/kinds.ts';
import { comparePaths } from '../files/path-order.ts';
import type { Counts, Library } from '../library.ts';

interface ListedNote extends Counts {
  readonly note: Note;
}

type Order = (typeof kinds.list.parameters)[0]['choices'][number];

const orders: Readonly<Record<Order, (a: ListedNote, b: ListedNote) => number>> = {
  path: () => 0,
  title: (a, b) => comparePaths(a.note.title, b.note.title),
  modified: (a, b) => b.note.modified - a.note.modified,
  words: (a, b) => b.words - a.words,
};

/** Lists the notes of a library with their numbers of headings, links and words. */
export async function listNotes(library: Library, sort: Order): Promise<ListedNote[]> {
  const getCounts = await library.loadCountExtractor();
  return library
    .notes()
    .map((note): ListedNote => ({ note, ...getCounts(note) }))
    .sort(orders[sort]);
}
