/** Where the links of a note lead inside its library. */
import type { Note, Section } from './note.ts';
import { stemOf } from './note.ts';

export interface Target {
  /** Relative to the note's library, separated by `/`. */
  readonly path: string;
  /** What follows `#`, decoded; empty when there is nothing. */
  readonly fragment: string;
}

/**
 * What a relative address means: relative to the note's folder, or with a leading `/` to the library.
 * @returns nothing for an address with a scheme or a host, and for one that leads out of the library
 */
export function targetOf(note: Note, url: string): Target | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) return undefined;
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(url) ?? [];
  if (path === '') return { path: note.path, fragment: decoded(fragment) };
  const parts = path.startsWith('/') ? [] : note.path.split('/').slice(0, -1);
  for (const part of decoded(path).split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return { path: parts.join('/'), fragment: decoded(fragment) };
}

/**
 * What a wiki link means: a note by its path or its name, with or without the extension, and a heading of it.
 * @param called the notes that are called so
 */
export function wikiTargetOf(
  note: Note,
  target: string,
  called: (name: string) => readonly Note[],
): Target | undefined {
  const at = target.indexOf('#');
  const name = (at < 0 ? target : target.slice(0, at)).trim();
  const fragment = at < 0 ? '' : target.slice(at + 1).trim();
  if (name === '') return { path: note.path, fragment };
  const path = name.toLowerCase().replace(/\.md$/, '');
  const own = called(name.replace(/^.*\//s, '').replace(/\.md$/i, '')).filter(
    ({ library }) => library === note.library,
  );
  const found = own.find((other) => withoutExtension(other.path) === path) ?? own[0];
  return found && { path: found.path, fragment };
}

function withoutExtension(path: string): string {
  return (path.slice(0, path.lastIndexOf('/') + 1) + stemOf(path)).toLowerCase();
}

/** The section that a fragment means: by its slug, or as wiki links have it by its heading. */
export function sectionOf({ sections }: Note, fragment: string): Section | undefined {
  if (fragment === '') return undefined;
  const wanted = fragment.toLowerCase();
  return (
    sections.find(({ slug }) => slug === fragment) ?? sections.find(({ heading }) => heading.toLowerCase() === wanted)
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
