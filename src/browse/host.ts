/** What the reader needs from the program that runs it. */
import type { Readable } from 'node:stream';
import type { Note } from '../core/note.ts';
import type { Library } from '../library/library.ts';
import type { RenderContext } from '../render/answers.ts';

export interface Terminal {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

export interface Host {
  readonly input: Readable & { readonly setRawMode?: (isRaw: boolean) => unknown };
  readonly terminal: Terminal;
  /** Runs a function when the program exits, also by a signal. */
  readonly atExit: (run: () => void) => void;
  /** Stops the program as Ctrl-Z does, and runs a function when it goes on. */
  readonly suspend: (resume: () => void) => void;
  /** Runs a function whenever the program goes on after it was stopped. @returns a function that stops it */
  readonly onContinue: (run: () => void) => () => void;
  /** Whether the library is that of the notes that come with the program. */
  readonly isBundled: boolean;
  /** How answers look at this terminal; the width is replaced by that of the reader's panes. */
  readonly context: RenderContext;
  readonly maxWidth: number;
  readonly hasHyperlinks: boolean;
  /** Opens the library, answers a question from it, and closes it. */
  readonly ask: <Answer>(question: (library: Library) => Promise<Answer>) => Promise<Answer>;
  /** Reads a note as it is on disk now; undefined if it is gone. */
  readonly readNote: (note: Pick<Note, 'library' | 'path' | 'file'>) => Promise<Note | undefined>;
  /** Opens a file in the editor and waits for it. @returns its exit status. @throws UserError if it cannot be started */
  readonly edit: (file: string, line: number) => Promise<number>;
  /** Opens the target of a link outside the reader. @throws UserError if it must not or cannot be opened */
  readonly openLink: (note: Note, url: string) => Promise<void>;
  /** The file that keeps the last place in each note; undefined to keep none. */
  readonly placesFile: string | undefined;
  readonly makeFolder: (folder: string) => void;
  readonly hasMouse: boolean;
  /** Formats a note's path for this working folder. */
  readonly formatPath: (note: Pick<Note, 'file'>) => string;
}
