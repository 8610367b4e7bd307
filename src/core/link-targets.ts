import { findBlock } from './block-addresses.ts';
import type { Note, Section } from './note.ts';
import { getFileStem } from './note.ts';
import type { Span } from './tree.ts';

export interface LinkTarget {
  /** Relative to the note's library, separated by `/`. */
  readonly path: string;
  /** The decoded part after `#`, or an empty string. */
  readonly fragment: string;
}

/** Reports whether an address is not relative: `https://example.com`, `mailto:a@b.c`, `//example.com`. */
export function hasSchemeOrHost(url: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url);
}

/**
 * Resolves a relative address against the note's folder or, with a leading `/`, against the library.
 * @returns `undefined` for an address with a scheme or host, or one that leads out of the library
 */
export function resolveLink(note: Note, url: string): LinkTarget | undefined {
  if (hasSchemeOrHost(url)) return undefined;
  const [, path = '', fragment = ''] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(url) ?? [];
  if (path === '') return { path: note.path, fragment: decodeIfValid(fragment) };
  const parts = path.startsWith('/') ? [] : note.path.split('/').slice(0, -1);
  for (const part of decodeIfValid(path).split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return { path: parts.join('/'), fragment: decodeIfValid(fragment) };
}

/**
 * Resolves a wiki link: a note's path or name, with or without its extension, and optionally a heading in it.
 * @param findNotesByName returns the notes with a name
 */
export function resolveWikiLink(
  note: Note,
  target: string,
  findNotesByName: (name: string) => readonly Note[],
): LinkTarget | undefined {
  const at = target.indexOf('#');
  const name = (at < 0 ? target : target.slice(0, at)).trim();
  const fragment = at < 0 ? '' : target.slice(at + 1).trim();
  if (name === '') return { path: note.path, fragment };
  const path = name.toLowerCase().replace(/\.md$/, '');
  const candidates = findNotesByName(name.replace(/^.*\//s, '').replace(/\.md$/i, '')).filter(
    ({ library }) => library === note.library,
  );
  const match = candidates.find((candidate) => removeExtension(candidate.path) === path) ?? candidates[0];
  return match && { path: match.path, fragment };
}

function removeExtension(path: string): string {
  return (path.slice(0, path.lastIndexOf('/') + 1) + getFileStem(path)).toLowerCase();
}

const imageFile = /\.(?:png|jpe?g|gif|svg|webp|avif|bmp|ico|tiff?)$/i;

/** Reports whether an address without query and fragment is that of an image. */
export function isImageFile(path: string): boolean {
  return imageFile.test(path);
}

/** Reports whether a link is a wiki link: `[[Note]]`, but not `[[1]](https://example.com)`. */
export function isWikiLink({ source }: Pick<Note, 'source'>, { from, to }: Span): boolean {
  return /^!?\[\[/.test(source.slice(from, from + 3)) && source.slice(to - 2, to) === ']]';
}

/**
 * Returns the section that a fragment names by its slug or, as in wiki links, by its heading (`Heading`, or
 * `Heading#Subheading`), or the block that it names by its identifier (`^id`).
 */
export function findSectionByFragment(note: Note, fragment: string): Section | undefined {
  if (fragment === '') return undefined;
  if (fragment.startsWith('^')) return findBlock(note, fragment);
  const { sections } = note;
  const heading = fragment.slice(fragment.lastIndexOf('#') + 1).toLowerCase();
  return (
    sections.find(({ slug }) => slug === fragment) ??
    sections.find((section) => section.heading.toLowerCase() === heading)
  );
}

export function decodeIfValid(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
