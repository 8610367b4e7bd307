import type { Note } from '../../core/note.ts';
import type { UserWords } from '../../core/tradeoffs/lexicon/lexicon.ts';
import { readNote } from '../../markdown/note.ts';
import type { Library, Notice } from '../library.ts';
import { createMemoryLibrary } from '../memory-library.ts';
import { decode } from './decode.ts';
import { describeFileError } from './file-errors.ts';
import type { Filter } from './filter.ts';
import type { LibraryRoot } from './library-roots.ts';
import { readNamedFile, readRegularFile } from './read-file.ts';
import type { FileEntry, WalkResult } from './walk.ts';
import { sortByPath, walk } from './walk.ts';

/**
 * Reads all notes of a root, sorted by path. Files that cannot be read get a notice.
 * @param standardInput returns the bytes of the root `-`
 */
export async function readRoot(
  root: LibraryRoot,
  filter: Filter,
  standardInput: () => Promise<Uint8Array>,
): Promise<Library> {
  const notices: Notice[] = [];
  if (root.path === '-') {
    const note = await decodeNote(
      await standardInput(),
      { library: '-', path: '-', file: '-', modified: Date.now() },
      notices,
    );
    const notes = note ? [note] : [];
    return createMemoryLibrary(notes.filter(filter.acceptsNote), notices, async () => notes);
  }
  return readFiles(await walk(root), filter, root.userWords);
}

export async function readFiles(
  { files, unreadable, isFolder }: WalkResult,
  filter: Filter,
  userWords: UserWords | undefined,
): Promise<Library> {
  const notices = unreadable.map(({ file, reason }): Notice => ({ severity: 'unreadable', file, message: reason }));
  const selectedFiles = sortByPath(files).filter((file) => filter.acceptsFile(file));
  // A pipe may be named on the command line, but not found by a walk.
  const read = isFolder ? readRegularFile : readNamedFile;
  const notes = await readNotes(selectedFiles, notices, read);
  // Word statistics count all notes, even those that the filter excludes.
  const loadAllNotes = async () =>
    selectedFiles.length === files.length ? notes : readNotes(sortByPath(files), [], read);
  return createMemoryLibrary(notes.filter(filter.acceptsNote), notices, loadAllNotes, userWords);
}

async function readNotes(
  files: readonly FileEntry[],
  notices: Notice[],
  read: (file: string) => Uint8Array,
): Promise<Note[]> {
  const notes: Note[] = [];
  for (const [index, file] of files.entries()) {
    // Reading one file after the other is faster. Yield now and then so that signals are handled.
    if (index % 256 === 255) await new Promise((resolve) => setImmediate(resolve));
    const note = await readFileEntry(file, notices, read);
    if (note) notes.push(note);
  }
  return notes;
}

/** @returns undefined for a file that cannot be read or is not text, with the reason in `notices` */
export async function readFileEntry(
  file: FileEntry,
  notices: Notice[],
  read: (file: string) => Uint8Array = readRegularFile,
): Promise<Note | undefined> {
  const bytes = readFileBytes(file.file, notices, read);
  return bytes && decodeNote(bytes, file, notices);
}

function readFileBytes(file: string, notices: Notice[], read: (file: string) => Uint8Array): Uint8Array | undefined {
  try {
    return read(file);
  } catch (error) {
    // The file was deleted after the walk, so it is no longer a note and needs no notice.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      notices.push({ severity: 'unreadable', file, message: describeFileError(error) });
  }
  return undefined;
}

/** @returns undefined for a file that is not text, with the reason in `notices` */
export async function decodeNote(
  bytes: Uint8Array,
  entry: Pick<FileEntry, 'library' | 'path' | 'file' | 'modified'>,
  notices: Notice[],
): Promise<Note | undefined> {
  const { library, path, file, modified } = entry;
  const warn = (message: string, line?: number) =>
    notices.push({ severity: 'warning', file, message, ...(line === undefined ? {} : { line }) });
  const decoded = decode(bytes);
  if (!decoded) {
    warn('skipped: binary file');
    return undefined;
  }
  const { text, encoding, byteOrderMark } = decoded;
  if (encoding !== 'UTF-8') warn(`read as ${encoding}, printed as UTF-8`);
  return readNote(text, { library, path, file, modified, byteOrderMark }, ({ line, reason, isContent }) =>
    warn(isContent ? `malformed front matter, read as content: ${reason}` : `malformed front matter: ${reason}`, line),
  );
}
