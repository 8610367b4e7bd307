/** Answers from a library that stays what it is for as long as the answer is made. */
import type { Filter } from '../library/filter.ts';
import type { IndexSettings } from '../library/index/open.ts';
import type { Library } from '../library/library.ts';
import { openLibrary } from '../library/open.ts';
import type { Root } from '../library/roots.ts';
import type { Io } from './io.ts';
import { progressFor } from './progress.ts';
import type { GlobalOptions } from './settings.ts';

/** Once in a while a note changes between its index and its text: then the question is asked again. */
const mostTries = 3;

/**
 * @param needsTrees whether the answer, or what prints it, looks at the trees of notes
 * @param say says something that is not part of an answer
 * @param answer asks the library; it is asked again when a note was changed meanwhile, in the end without an index
 */
export async function settled<Answer>(
  io: Io,
  options: GlobalOptions,
  roots: readonly Root[],
  filter: Filter,
  needsTrees: boolean,
  say: (message: string) => void,
  answer: (library: Library) => Promise<Answer>,
): Promise<Answer> {
  let input: Promise<Uint8Array> | undefined;
  const readInput = () => {
    input ??= readAll(io);
    return input;
  };
  if (needsTrees && options.index) await loadParser();
  const index = options.index ? indexSettings(io, say) : undefined;
  for (let tries = 1; index; tries++) {
    try {
      return await answer(await openLibrary(roots, filter, readInput, index));
    } catch (error) {
      if (isCalled(error, 'ParserNeeded')) {
        await loadParser();
        continue;
      }
      if (!isOfIndex(error)) throw error;
      if (!isChange(error))
        say(`the index cannot be read (${(error as Error).message}): the notes were read without it.`);
      if (!isChange(error) || tries === mostTries) break;
    }
  }
  return answer(await openLibrary(roots, filter, readInput, undefined));
}

export function indexSettings(io: Io, say: (message: string) => void): IndexSettings {
  const { indexFolder: folder, makeFolder, build, process, isRunning } = io;
  const onProgress = progressFor(io);
  return { folder, makeFolder, build, process, isRunning, say, ...(onProgress ? { onProgress } : {}) };
}

async function loadParser(): Promise<void> {
  await (await import('../library/index/indexed-note.ts')).loadParser();
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

/** All of standard input. */
export async function readAll({ input }: Io): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks);
}
