/** Reads the notes of a library. */
import { readFileSync, realpathSync } from 'node:fs';
import type { Note } from '../core/note.ts';
import { readNote } from '../markdown/note.ts';
import { decode } from './decode.ts';
import type { Filter } from './filter.ts';
import type { Root } from './roots.ts';
import type { FoundFile } from './walk.ts';
import { reasonOf, walk } from './walk.ts';

/** Files beyond this many bytes are not read. */
const mostBytes = 64 * 1024 * 1024;

/** Something to tell a person about a file. */
export interface Notice {
  /** `unreadable` means that the answer lacks something; a warning changes nothing. */
  readonly severity: 'unreadable' | 'warning';
  readonly file: string;
  /** From 1, where the notice is about a line. */
  readonly line?: number;
  readonly message: string;
}

export interface Library {
  readonly notes: readonly Note[];
  readonly notices: readonly Notice[];
}

/**
 * Reads all notes of some roots, each once, in order. What cannot be read is named in the notices.
 * @param standardInput gives the bytes of the root `-`
 */
export async function loadLibrary(
  roots: readonly Root[],
  filter: Filter,
  standardInput: () => Promise<Uint8Array>,
): Promise<Library> {
  const notes: Note[] = [];
  const notices: Notice[] = [];
  const seen = new Set<string>();
  const add = async (bytes: Uint8Array, file: Omit<FoundFile, 'size'>) => {
    const note = await decodeNote(bytes, file, notices);
    if (note && filter.acceptsNote(note)) notes.push(note);
  };
  for (const root of roots) {
    if (root.path === '-') {
      if (!seen.has('-'))
        await add(await standardInput(), { library: '-', path: '-', file: '-', modified: Date.now() });
      seen.add('-');
      continue;
    }
    const { files, unreadable } = await walk(root);
    notices.push(...unreadable.map(({ file, reason }): Notice => ({ severity: 'unreadable', file, message: reason })));
    for (const [index, file] of files.entries()) {
      // Files are read one after the other, which is faster; now and then a signal may be heard.
      if (index % 256 === 255) await new Promise((resolve) => setImmediate(resolve));
      if (!filter.acceptsFile(file)) continue;
      if (roots.length > 1) {
        const real = realOf(file.file);
        if (seen.has(real)) continue;
        seen.add(real);
      }
      const bytes = read(file, notices);
      if (bytes) await add(bytes, file);
    }
  }
  return { notes, notices: withoutRepeats(notices) };
}

/** What overlapping roots have both found is said once. */
function withoutRepeats(notices: readonly Notice[]): Notice[] {
  const said = new Set<string>();
  return notices.filter(({ file, message }) => !said.has(`${file}\n${message}`) && said.add(`${file}\n${message}`));
}

function realOf(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
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
    notices.push({ severity: 'unreadable', file, message: reasonOf(error) });
  }
  return undefined;
}

async function decodeNote(
  bytes: Uint8Array,
  found: Omit<FoundFile, 'size'>,
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
