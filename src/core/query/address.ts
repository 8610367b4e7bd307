/** Reads a query as a place in a file. */
import { isMarkdown } from '../note.ts';

/** A path, and what a query adds to it: the part after `#`, or a line as in `path:line:column`. */
export interface Place {
  readonly path: string;
  readonly fragment?: string;
  readonly line?: number;
}

const maxLength = 8_192;

/** Returns every way in which a query can be read as a place, the longest path first: a path may contain `#` and `:`. */
export function listPlaces(query: string): Place[] {
  const places: Place[] = [{ path: query }];
  const [, path = '', line = ''] = /^(.+?):(\d{1,9})(?::\d{1,9})?:?$/s.exec(query) ?? [];
  if (path !== '') places.push({ path, line: Number(line) });
  // No file system allows a longer path.
  if (query.length > maxLength) return places;
  for (let at = query.lastIndexOf('#'); at > 0; at = query.lastIndexOf('#', at - 1))
    places.push({ path: query.slice(0, at), fragment: query.slice(at + 1) });
  return places;
}

/** Splits the address of a block, `note#^id`. Such an address never matches approximately. */
export function findBlockAddress(query: string): { readonly note: string; readonly id: string } | undefined {
  const [, note = '', id = ''] = /^(.+)#\^([\da-z-]{2,})$/is.exec(query) ?? [];
  return note === '' ? undefined : { note, id };
}

/** Reports whether a path looks like one: it ends like a note, or it has a slash. Words of a query have neither. */
export function looksLikePath(path: string): boolean {
  return (isMarkdown(path) || /[\\/]/.test(path)) && !/\s[>›]\s/.test(path);
}

/** Reports whether a query ends in a note's file extension. Such a query never matches approximately. */
export function isFileName(query: string): boolean {
  return !/\s[>›]\s/.test(query) && listPlaces(query).some(({ path }) => isMarkdown(path) && !/\s/.test(path));
}
