/** What is found in a note that makes it hard to find again. */
import type { Note } from './note.ts';
import type { Span } from './tree.ts';

/** What could be written in the place of what, without a change of what the note means. */
export interface Fix extends Span {
  readonly text: string;
}

export interface Finding {
  readonly note: Pick<Note, 'library' | 'path' | 'file'>;
  readonly rule: { readonly name: string; readonly description: string };
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  readonly message: string;
  readonly fix: Fix | undefined;
}
