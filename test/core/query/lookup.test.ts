/** What a query finds first, and how: `query -> kind, section`. */
import { describe, expect, it } from 'vitest';
import type { Guess } from '../../../src/core/query/lookup.ts';
import { findMatches } from '../../../src/core/query/lookup.ts';
import { readNote } from '../../../src/markdown/note.ts';

const files: Readonly<Record<string, string>> = {
  'trees.md': '# Trees\n\n## Binary Search Tree\n\n### Costs\n\n## Heap sort\n\n## 5 Whys\n',
  'week/reading23.md': '# Week 23\n\n## Linked Lists\n\n**Costs:**\n\n- memory\n\n## Advantages of linked lists\n',
  'words.md': '# One\n\n## Regular Expressions (regex)\n\n# Two\n\n## Bloom Filter Exercises\n',
  'bloom.md': '---\ntitle: Bloom Filters\ntags: [probability]\n---\n\ntext\n',
};
const notes = await Promise.all(
  Object.entries(files).map(([path, source]) => {
    const file = { library: '/library', path, file: `/library/${path}`, modified: 0, byteOrderMark: false };
    return readNote(source, file, () => undefined);
  }),
);

/** Returns the best match as `kind address`; a note's address is its path. */
function find(query: string, guess?: Guess): string {
  const [best] = findMatches(query, notes, ({ file }) => [file], guess).matches;
  if (!best) return 'nothing';
  return `${best.kind} ${best.note.path}${best.section ? `#${best.section.slug}` : ''}`;
}

describe('without a guess', () => {
  it.each([
    ['trees.md', 'address trees.md'],
    ['trees.md#costs', 'address trees.md#costs'],
    ['trees.md:5', 'address trees.md#costs'],
    ['trees.md:7:2', 'address trees.md#heap-sort'],
    ['/library/trees.md:1', 'address trees.md#trees'],
    ['reading23.md', 'file week/reading23.md'],
    ['week/reading23', 'file week/reading23.md'],
    ['reading24.md', 'nothing'],
    ['trees', 'note trees.md'],
    ['Week 23', 'note week/reading23.md'],
    ['one', 'heading words.md#one'],
    ['heap sort', 'heading trees.md#heap-sort'],
    ['heapsort', 'heading trees.md#heap-sort'],
    ['heap-sorts', 'heading trees.md#heap-sort'],
    ['five whys', 'heading trees.md#5-whys'],
    ['linked list', 'heading week/reading23.md#linked-lists'],
    ['regex', 'heading words.md#regular-expressions-regex'],
    ['regular expressions', 'heading words.md#regular-expressions-regex'],
    ['bloom filter', 'note bloom.md'],
    ['trees > costs', 'path trees.md#costs'],
    ['trees#costs', 'path trees.md#costs'],
    ['binary tree', 'words trees.md#binary-search-tree'],
    ['tree binary search', 'words trees.md#binary-search-tree'],
    ['how does a binary search work', 'words trees.md#binary-search-tree'],
    ['trees costs', 'context trees.md#costs'],
    ['exerc', 'start words.md#bloom-filter-exercises'],
    ['advantageous', 'stem week/reading23.md#advantages-of-linked-lists'],
    ['probability', 'context bloom.md'],
    ['line chart', 'nothing'],
    ['', 'nothing'],
  ])('%s -> %s', (query, expected) => expect(find(query, 'none')).toBe(expected));
});

describe('initials', () => {
  it.each([
    ['bst', 'initials trees.md#binary-search-tree'],
    ['bs', 'nothing'],
    ['hs', 'initials trees.md#heap-sort'],
  ])('%s -> %s', (query, expected) => expect(find(query, 'initials')).toBe(expected));
});

describe('spelling', () => {
  it.each([
    ['haep sort', 'spelling trees.md#heap-sort'],
    ['binray serach', 'spelling trees.md#binary-search-tree'],
    ['blom filter', 'spelling bloom.md'],
    ['linked lsit', 'spelling week/reading23.md#linked-lists'],
    ['xrees', 'nothing'],
    ['binary chart', 'nothing'],
  ])('%s -> %s', (query, expected) => expect(find(query, 'spelling')).toBe(expected));
});
