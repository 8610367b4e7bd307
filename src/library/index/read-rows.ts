/** Reads a file for an index. */
import type { Note } from '../../core/note.ts';
import type { OwnNames } from '../../core/tradeoffs/lexicon/index.ts';
import { readFound } from '../files/read-notes.ts';
import type { FoundFile, Stamp } from '../files/walk.ts';
import { stampOf } from '../files/walk.ts';
import type { Notice } from '../library.ts';
import type { NoteRows } from './rows.ts';
import { rowsOf } from './rows.ts';

/** What an index keeps of a file. */
export interface ReadRows {
  readonly path: string;
  /** Nothing for a file that is gone, or no note. */
  readonly rows: NoteRows | undefined;
  readonly notices: readonly Notice[];
  /** Whether it has to be looked at again: it was written to meanwhile, is gone, or could not be read. */
  readonly isUnstable: boolean;
}

/** @param words names of sides beside those that are known */
export async function readRows(found: FoundFile, words: OwnNames | undefined): Promise<ReadRows> {
  let stamp: Stamp | undefined = found.stamp;
  for (let tries = 0; ; tries++) {
    const notices: Notice[] = [];
    const note: Note | undefined = await readFound(found, notices);
    const after = stampOf(found.file);
    const isSame = after !== undefined && after.join(' ') === stamp?.join(' ');
    if (isSame || after === undefined || tries === 3) {
      const isUnreadable = notices.some(({ severity }) => severity === 'unreadable');
      return {
        path: found.path,
        rows: note && rowsOf(note, words),
        // A file that is gone meanwhile is no note, and nothing to speak of.
        notices: after ? notices : [],
        isUnstable: tries > 0 || !isSame || isUnreadable,
      };
    }
    stamp = after;
  }
}
