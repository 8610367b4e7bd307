import type { Note } from '../../../core/note.ts';
import type { UserWords } from '../../../core/tradeoffs/lexicon/lexicon.ts';
import { readFileEntry } from '../../files/read-notes.ts';
import type { FileEntry, Stamp } from '../../files/walk.ts';
import { readStamp } from '../../files/walk.ts';
import type { Notice } from '../../library.ts';
import type { NoteRows } from './rows.ts';
import { createNoteRows } from './rows.ts';

export interface FileRows {
  readonly path: string;
  /** Undefined for a file that does not exist or is not a note. */
  readonly rows: NoteRows | undefined;
  readonly notices: readonly Notice[];
  /** Whether the file must be checked again: it was written meanwhile, was deleted, or could not be read. */
  readonly isUnstable: boolean;
}

/**
 * Reads a file for an index; reads it again up to 3 times if it changes meanwhile.
 * @param userWords names of pros and cons defined by the user, in addition to the built-in ones
 */
export async function readFileRows(entry: FileEntry, userWords: UserWords | undefined): Promise<FileRows> {
  let stamp: Stamp | undefined = entry.stamp;
  for (let retries = 0; ; retries++) {
    const notices: Notice[] = [];
    const note: Note | undefined = await readFileEntry(entry, notices);
    const stampAfter = readStamp(entry.file);
    const isSame = stampAfter !== undefined && stampAfter.join(' ') === stamp?.join(' ');
    if (isSame || stampAfter === undefined || retries === 3) {
      const isUnreadable = notices.some(({ severity }) => severity === 'unreadable');
      return {
        path: entry.path,
        rows: note && createNoteRows(note, userWords),
        // A file that was deleted meanwhile is not a note and needs no notice.
        notices: stampAfter ? notices : [],
        isUnstable: retries > 0 || !isSame || isUnreadable,
      };
    }
    stamp = stampAfter;
  }
}
