/** Answers from a library that stays what it is for as long as the answer is made. */
import type { Filter } from './files/filter.ts';
import type { Root } from './files/library-roots.ts';
import type { IndexSettings } from './index/open-index.ts';
import type { Library } from './library.ts';
import { openLibrary } from './open-library.ts';

/** Once in a while a note changes between its index and its text: then the question is asked again. */
const mostTries = 3;

/** What is asked, and how. */
export interface Asking {
  readonly roots: readonly Root[];
  readonly filter: Filter;
  /** Gives the bytes of the root `-`; asked once. */
  readonly standardInput: () => Promise<Uint8Array>;
  /** How to keep an index; nothing when the notes are to be read. */
  readonly index: IndexSettings | undefined;
  /** Whether the answer, or what prints it, looks at the trees of notes. */
  readonly needsTrees: boolean;
}

/** @param answer asks the library; it is asked again when a note was changed meanwhile, in the end without an index */
export async function settled<Answer>(
  { roots, filter, standardInput, index, needsTrees }: Asking,
  answer: (library: Library) => Promise<Answer>,
): Promise<Answer> {
  let input: Promise<Uint8Array> | undefined;
  const readInput = () => {
    input ??= standardInput();
    return input;
  };
  if (needsTrees && index) await loadParser();
  for (let tries = 1; index; tries++) {
    let library: Library | undefined;
    try {
      library = await openLibrary(roots, filter, readInput, index);
      return await answer(library);
    } catch (error) {
      // Its index would keep the next one from being brought up to date.
      library?.close();
      if (isCalled(error, 'ParserNeeded')) {
        await loadParser();
        if (tries < mostTries) continue;
        break;
      }
      if (!isOfIndex(error)) throw error;
      if (!isChange(error))
        index.say(`the index cannot be read (${(error as Error).message}): the notes were read without it.`);
      if (!isChange(error) || tries >= mostTries) break;
    }
  }
  return answer(await openLibrary(roots, filter, readInput, undefined));
}

async function loadParser(): Promise<void> {
  await (await import('./index/indexed-note.ts')).loadParser();
}

/** A note that is not what was indexed. */
function isChange(error: unknown): boolean {
  return isCalled(error, 'NoteChanged');
}

/** The index's own classes of errors are not loaded for this. */
function isCalled(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function isOfIndex(error: unknown): boolean {
  return isChange(error) || (error as { code?: unknown } | undefined)?.code === 'ERR_SQLITE_ERROR';
}
