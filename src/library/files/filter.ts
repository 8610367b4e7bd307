/** Narrows a library by tag, path and date. */
import type { Note } from '../../core/note.ts';
import { foldCase } from '../../core/words.ts';
import type { FoundFile } from './walk.ts';

export interface Filter {
  /** Whether it leaves nothing out. */
  readonly isOpen: boolean;
  acceptsFile(file: Pick<FoundFile, 'path'>): boolean;
  acceptsNote(note: Pick<Note, 'date' | 'tags'>): boolean;
}

export interface FilterOptions {
  /** A note has to bear all of them; `tag` is found in `tag/sub` too. */
  readonly tags: readonly string[];
  /** A pattern as `.gitignore` has them. */
  readonly path: string | undefined;
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
}

/** The library that reads patterns is loaded where there is one. */
export async function makeFilter({ tags, path, since }: FilterOptions): Promise<Filter> {
  const wanted = tags.map((tag) => foldCase(tag.replace(/^#/, '')));
  let matches: (path: string) => boolean = () => true;
  if (path !== undefined) {
    const { default: ignore } = await import('ignore');
    const rules = ignore({ allowRelativePaths: true }).add(path);
    matches = (candidate) => rules.ignores(candidate);
  }
  return {
    isOpen: tags.length === 0 && path === undefined && since === undefined,
    acceptsFile: (file) => matches(file.path),
    acceptsNote: (note) => {
      if (since !== undefined && note.date < since) return false;
      const own = note.tags.map(foldCase);
      return wanted.every((tag) => own.some((candidate) => candidate === tag || candidate.startsWith(`${tag}/`)));
    },
  };
}
