/** Indexes that are finished: shipped with their notes and opened where nothing can be written. */
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Library } from '../library.ts';
import { hashText } from './hash.ts';
import { IndexedLibrary } from './indexed-library.ts';

/** Returns the file of a library's index, complete as it is; undefined if the library has none of its own. */
export function readIndexFile(library: Library): Buffer | undefined {
  if (!(library instanceof IndexedLibrary)) return undefined;
  const file = library.database.prepare('pragma database_list').get()?.file;
  return typeof file === 'string' && file !== '' ? readFileSync(file) : undefined;
}

/**
 * Opens a finished index. No file is looked at but those of notes that are read, and nothing is written
 * (https://www.sqlite.org/uri.html#uriimmutable).
 * @param root the folder with the notes that the index was made of
 */
export function openFinishedIndex(file: string, root: string): Library {
  const url = pathToFileURL(file);
  url.searchParams.set('immutable', '1');
  const database = new DatabaseSync(url, { readOnly: true });
  const acceptsAll = { acceptsAll: true, acceptsFile: () => true, acceptsNote: () => true };
  // Notes change only together with the index.
  let state: string | undefined;
  const readState = () => {
    state ??= hashText(
      database
        .prepare('select hash from note order by id')
        .all()
        .map(({ hash }) => String(hash))
        .join(''),
    );
    return state;
  };
  return new IndexedLibrary(database, root, acceptsAll, [], () => true, readState);
}
