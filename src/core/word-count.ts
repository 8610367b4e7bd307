import type { Note } from './note.ts';
import { walk } from './tree.ts';

/** Counts the words of a note, including code but not markup or front matter. */
export function countWords(note: Note): number {
  let count = 0;
  walk(note.tree, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code')
      count += node.value.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu)?.length ?? 0;
  });
  return count;
}
