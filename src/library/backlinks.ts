/** The links that lead to a note or to a section of it. */

import { sectionOf, targetOf, wikiTargetOf } from '../core/link-targets.ts';
import type { Link, Note } from '../core/note.ts';
import { addressOf } from '../core/note.ts';
import type { Library } from './library.ts';
import type { Target } from './resolve-query.ts';

/** A link to a note is one to its title's section as well, and one to a section is one to its note. */
export function linksTo(
  { note, section }: Pick<Target, 'note' | 'section'>,
  library: Library,
  linksOf: (note: Note) => readonly Link[],
): Link[] {
  return library.linkingTo(note).flatMap((from) =>
    linksOf(from).flatMap((link): Link[] => {
      const isWiki = from.source.startsWith('[[', link.from);
      const target = isWiki ? wikiTargetOf(from, link.url, (name) => library.called(name)) : targetOf(from, link.url);
      if (from.library !== note.library) return [];
      if (target?.path !== note.path || (from === note && target.fragment === '')) return [];
      const reached = sectionOf(note, target.fragment);
      if (section && reached !== section) return [];
      return [{ ...link, target: addressOf(note, reached) }];
    }),
  );
}
