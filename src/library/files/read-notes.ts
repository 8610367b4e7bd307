/** Reads the notes of a library. */
import { readFileSync } from 'node:fs';
import type { Note } from '../../core/note.ts';
import type { OwnNames } from '../../core/tradeoffs/lexicon/index.ts';
import { readNote } from '../../markdown/note.ts';
import type { Library, Notice } from '../library.ts';
import { readLibrary } from '../memory-library.ts';
import { decode } from './decode.ts';
import type { Filter } from './filter.ts';
import type { Root } from './library-roots.ts';
import type { FoundFile, Walked } from './walk.ts';
import { inOrder, reasonOf, walk } from './walk.ts';

/** Files beyond this many bytes are not read. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Reads all notes of a root, in order. What cannot be read is named in the notices.
 * @param standardInput gives the bytes of the root `-`
 */
export async function readRoot(root: Root, filter: Filter, standardInput: () => Promise<Uint8Array>): Promise<Library> {
  const notices: Notice[] = [];
  if (root.path === '-') {
    const note = await decodeNote(
      await standardInput(),
      { library: '-', path: '-', file: '-', modified: Date.now() },
      notices,
    );
    const all = note ? [note] : [];
    return readLibrary(all.filter(filter.acceptsNote), notices, async () => all);
  }
  return readFiles(await walk(root), filter, root.words);
}

/**
 * Reads the files that were found.
 * @param words names of sides beside those that are known
 */
export async function readFiles(
  { files, unreadable }: Walked,
  filter: Filter,
  words: OwnNames | undefined,
): Promise<Library> {
  const notices = unreadable.map(({ file, reason }): Notice => ({ severity: 'unreadable', file, message: reason }));
  const wanted = inOrder(files).filter((file) => filter.acceptsFile(file));
  const read = await readEach(wanted, notices);
  // What is said of words is said of all notes, whichever are wanted.
  const all = async () => (wanted.length === files.length ? read : readEach(inOrder(files), []));
  return readLibrary(read.filter(filter.acceptsNote), notices, all, words);
}

async function readEach(files: readonly FoundFile[], notices: Notice[]): Promise<Note[]> {
  const notes: Note[] = [];
  for (const [index, file] of files.entries()) {
    // Files are read one after the other, which is faster; now and then a signal may be heard.
    if (index % 256 === 255) await new Promise((resolve) => setImmediate(resolve));
    const note = await readFound(file, notices);
    if (note) notes.push(note);
  }
  return notes;
}

/** @returns nothing for a file that cannot be read, or is no text: the notices say why */
export async function readFound(file: FoundFile, notices: Notice[]): Promise<Note | undefined> {
  const bytes = read(file, notices);
  return bytes && decodeNote(bytes, file, notices);
}

function read({ file, size }: FoundFile, notices: Notice[]): Uint8Array | undefined {
  const tooLarge: Notice = { severity: 'unreadable', file, message: 'it is larger than 64 MiB' };
  try {
    if (size <= mostBytes) {
      const bytes = readFileSync(file);
      if (bytes.length <= mostBytes) return bytes;
    }
    notices.push(tooLarge);
  } catch (error) {
    // Gone since it was found: then it is no note, and nothing to speak of.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      notices.push({ severity: 'unreadable', file, message: reasonOf(error) });
  }
  return undefined;
}

async function decodeNote(
  bytes: Uint8Array,
  found: Pick<FoundFile, 'library' | 'path' | 'file' | 'modified'>,
  notices: Notice[],
): Promise<Note | undefined> {
  const { library, path, file, modified } = found;
  const warn = (message: string, line?: number) =>
    notices.push({ severity: 'warning', file, message, ...(line === undefined ? {} : { line }) });
  const decoded = decode(bytes);
  if (!decoded) {
    warn('skipped: it is a binary file');
    return undefined;
  }
  const { text, encoding, byteOrderMark } = decoded;
  if (encoding !== 'UTF-8') warn(`read as ${encoding} and printed as UTF-8`);
  return readNote(text, { library, path, file, modified, byteOrderMark }, ({ line, reason }) =>
    warn(`its front matter is malformed and was read as content: ${reason}`, line),
  );
}
