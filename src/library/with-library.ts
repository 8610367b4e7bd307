/** Runs a query, and repeats it if a note changes meanwhile. */
import type { Filter } from './files/filter.ts';
import type { LibraryRoot } from './files/library-roots.ts';
import { loadParser } from './index/indexed-note.ts';
import type { IndexSettings } from './index/open-index.ts';
import type { Library } from './library.ts';
import { openLibrary } from './open-library.ts';

/** A note may change between reading the index and reading its text; the query is then repeated. */
const maxTries = 3;

export interface LibraryRequest {
  readonly roots: readonly LibraryRoot[];
  readonly filter: Filter;
  /** Returns the bytes of the root `-`; called at most once. */
  readonly standardInput: () => Promise<Uint8Array>;
  /** How to keep an index; undefined to read the notes. */
  readonly index: IndexSettings | undefined;
  /** Whether computing or printing the answer needs the syntax trees of notes. */
  readonly needsTrees: boolean;
}

/**
 * Opens a library and answers a question from it.
 * @param answer called again if a note changed meanwhile, and finally with a library that has no index
 */
export async function withLibrary<Answer>(
  { roots, filter, standardInput, index, needsTrees }: LibraryRequest,
  answer: (library: Library) => Promise<Answer>,
): Promise<Answer> {
  let input: Promise<Uint8Array> | undefined;
  const readInput = () => {
    input ??= standardInput();
    return input;
  };
  if (needsTrees && index) await loadParser();
  for (let attempt = 1; index; attempt++) {
    let library: Library | undefined;
    try {
      library = await openLibrary(roots, filter, readInput, index);
      return await answer(library);
    } catch (error) {
      // An open index would keep the next attempt from updating it.
      library?.close();
      if (hasErrorName(error, 'ParserNeeded')) {
        await loadParser();
        if (attempt < maxTries) continue;
        break;
      }
      if (!isIndexError(error)) throw error;
      if (!isNoteChanged(error))
        index.warn(`Cannot read the index: ${(error as Error).message}. Reading the notes without it.`);
      if (!isNoteChanged(error) || attempt >= maxTries) break;
    }
  }
  return answer(await openLibrary(roots, filter, readInput, undefined));
}

function isNoteChanged(error: unknown): boolean {
  return hasErrorName(error, 'NoteChanged');
}

/** Compares by name so that the index's error classes need not be loaded. */
function hasErrorName(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

/** Reports whether an error means that the index is out of date or unusable, so that the answer must be computed again. */
export function isIndexError(error: unknown): boolean {
  return isNoteChanged(error) || (error as { code?: unknown } | undefined)?.code === 'ERR_SQLITE_ERROR';
}
