import type { Note } from './note.ts';
import type { Span } from './tree.ts';

/** A replacement for a span of the source that does not change the note's meaning. */
export interface Fix extends Span {
  readonly text: string;
}

export interface Finding {
  readonly note: Pick<Note, 'library' | 'path' | 'file'>;
  readonly rule: { readonly name: string; readonly description: string };
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
  readonly message: string;
  readonly fix: Fix | undefined;
}
