import type { Note } from '../../core/note.ts';
import { foldCase } from '../../core/words.ts';
import type { FileEntry } from './walk.ts';

export interface Filter {
  readonly acceptsAll: boolean;
  acceptsFile(file: Pick<FileEntry, 'path'>): boolean;
  acceptsNote(note: Pick<Note, 'date' | 'tags'>): boolean;
}

export interface FilterOptions {
  /** A note must have all of them; `tag` also matches `tag/sub`. */
  readonly tags: readonly string[];
  /** A pattern in `.gitignore` syntax. */
  readonly path: string | undefined;
  /** Milliseconds since 1970. */
  readonly since: number | undefined;
}

/** Creates a filter. Case does not matter in the pattern of a path. */
export async function createFilter({ tags, path, since }: FilterOptions): Promise<Filter> {
  const requiredTags = tags.map((tag) => foldCase(tag.replace(/^#/, '')));
  let matchesPath: (path: string) => boolean = () => true;
  if (path !== undefined) {
    const { IgnorePatterns } = await import('./ignore-patterns.ts');
    const patterns = new IgnorePatterns(false);
    patterns.add(path);
    matchesPath = (candidate) => patterns.ignores(candidate);
  }
  return {
    acceptsAll: tags.length === 0 && path === undefined && since === undefined,
    acceptsFile: (file) => matchesPath(file.path),
    acceptsNote: (note) => {
      if (since !== undefined && note.date < since) return false;
      const noteTags = note.tags.map(foldCase);
      return requiredTags.every((tag) =>
        noteTags.some((candidate) => candidate === tag || candidate.startsWith(`${tag}/`)),
      );
    },
  };
}
