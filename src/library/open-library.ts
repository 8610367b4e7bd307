/** The notes of a command line: from their index, or read. */
import type { Filter } from './files/filter.ts';
import type { Root } from './files/library-roots.ts';
import { walk } from './files/walk.ts';
import type { IndexSettings, Refreshed } from './index/open-index.ts';
import type { Library } from './library.ts';
import { together } from './library.ts';

/** A folder of fewer notes is read faster than an index is opened. */
const leastForIndex = 2;

/** @param index how to keep one; nothing when the notes are to be read */
export async function openLibrary(
  roots: readonly Root[],
  filter: Filter,
  standardInput: () => Promise<Uint8Array>,
  index: IndexSettings | undefined,
): Promise<Library> {
  const libraries: Library[] = [];
  for (const root of withoutRepeats(roots))
    libraries.push(
      root.path === '-' || !index
        ? await (await import('./files/read-notes.ts')).readRoot(root, filter, standardInput)
        : (await openRoot(root, filter, index)).library,
    );
  return together(libraries);
}

/** A library of no more notes is brought up to date before it is asked for what could be typed. */
const mostToRead = 500;

/**
 * The notes of roots as their indexes were left: what is offered from them may be gone. Without an index a small library is
 * read, and of a large one nothing is known.
 */
export async function openAsLeft(roots: readonly Root[], filter: Filter, index: IndexSettings): Promise<Library> {
  const { openAsLeft: open } = await import('./index/open-index.ts');
  const libraries: Library[] = [];
  for (const root of withoutRepeats(roots)) {
    if (root.path === '-') continue;
    const left = await open(root, filter, index);
    if (left) libraries.push(left);
    else if ((await walk(root)).count <= mostToRead) libraries.push((await openRoot(root, filter, index)).library);
  }
  return together(libraries);
}

/** Brings the index of a root up to date. Without one, its notes are read. */
export async function openRoot(
  root: Root,
  filter: Filter,
  index: IndexSettings,
): Promise<Omit<Refreshed, 'how'> & { readonly how: Refreshed['how'] | 'read' }> {
  const looked = BigInt(Date.now()) * 1_000_000n;
  const walked = await walk(root);
  if (walked.isFolder && walked.count >= leastForIndex) {
    const { openIndex } = await import('./index/open-index.ts');
    const refreshed = await openIndex(root, walked, looked, filter, index);
    if (refreshed) return refreshed;
  }
  const { readFiles } = await import('./files/read-notes.ts');
  return { library: await readFiles(walked, filter, root.words), how: 'read', read: walked.count, gone: 0 };
}

function withoutRepeats(roots: readonly Root[]): Root[] {
  return roots.filter(({ path }, index) => roots.findIndex((other) => other.path === path) === index);
}
