import type { Filter } from './files/filter.ts';
import type { LibraryRoot } from './files/library-roots.ts';
import { walk } from './files/walk.ts';
import type { IndexSettings, IndexUpdate } from './index/open-index.ts';
import { openIndex, openIndexWithoutUpdate } from './index/open-index.ts';
import type { Library } from './library.ts';
import { mergeLibraries } from './merged-library.ts';

/** Reading fewer notes is faster than opening an index. */
const minNotesForIndex = 2;

/**
 * Opens all roots as one library.
 * @param index how to keep an index; undefined to read the notes
 */
export async function openLibrary(
  roots: readonly LibraryRoot[],
  filter: Filter,
  standardInput: () => Promise<Uint8Array>,
  index: IndexSettings | undefined,
): Promise<Library> {
  const libraries: Library[] = [];
  for (const root of removeDuplicateRoots(roots))
    libraries.push(
      root.path === '-' || !index
        ? await (await import('./files/read-notes.ts')).readRoot(root, filter, standardInput)
        : (await openRoot(root, filter, index)).library,
    );
  return mergeLibraries(libraries);
}

/** For completion, a library of at most this many notes is indexed first if it has no usable index. */
const maxNotesToIndex = 500;

/**
 * Opens roots with their indexes as they are, without checking the files: what they offer may be out of date. Without a
 * usable index, a root is opened normally if it is small and skipped if it is large.
 */
export async function openWithoutUpdate(
  roots: readonly LibraryRoot[],
  filter: Filter,
  index: IndexSettings,
): Promise<Library> {
  const libraries: Library[] = [];
  for (const root of removeDuplicateRoots(roots)) {
    if (root.path === '-') continue;
    const library = await openIndexWithoutUpdate(root, filter, index);
    if (library) libraries.push(library);
    else if ((await walk(root)).count <= maxNotesToIndex) libraries.push((await openRoot(root, filter, index)).library);
  }
  return mergeLibraries(libraries);
}

/** Opens one root and updates its index. Reads the notes if there is no index. */
export async function openRoot(
  root: LibraryRoot,
  filter: Filter,
  index: IndexSettings,
): Promise<Omit<IndexUpdate, 'how'> & { readonly how: IndexUpdate['how'] | 'read' }> {
  const walkStart = BigInt(Date.now()) * 1_000_000n;
  const walkResult = await walk(root);
  if (walkResult.isFolder && walkResult.count >= minNotesForIndex) {
    const update = await openIndex(root, walkResult, walkStart, filter, index);
    if (update) return update;
  }
  const { readFiles } = await import('./files/read-notes.ts');
  return {
    library: await readFiles(walkResult, filter, root.userWords),
    how: 'read',
    readCount: walkResult.count,
    removedCount: 0,
  };
}

function removeDuplicateRoots(roots: readonly LibraryRoot[]): LibraryRoot[] {
  return roots.filter(({ path }, index) => roots.findIndex((candidate) => candidate.path === path) === index);
}
