/** The links that lead to a note or to a section of it. */

import { findSectionByFragment, isWikiLink, resolveLink, resolveWikiLink } from '../core/link-targets.ts';
import type { Link, Note } from '../core/note.ts';
import { formatAddress } from '../core/note.ts';
import type { Library } from './library.ts';
import type { QueryTarget } from './resolve-query.ts';

/** A link to a note is one to its title's section as well, and one to a section is one to its note. */
export function findLinksTo(
  { note, section }: Pick<QueryTarget, 'note' | 'section'>,
  library: Library,
  linksOf: (note: Note) => readonly Link[],
): Link[] {
  return library.findLinkingNotes(note).flatMap((from) =>
    linksOf(from).flatMap((link): Link[] => {
      const isWiki = isWikiLink(from, link);
      const target = isWiki
        ? resolveWikiLink(from, link.url, (name) => library.findByName(name))
        : resolveLink(from, link.url);
      if (from.library !== note.library) return [];
      if (target?.path.normalize() !== note.path.normalize() || (from === note && target.fragment === '')) return [];
      const reached = findSectionByFragment(note, target.fragment);
      if (section && (reached?.from !== section.from || reached.slug !== section.slug)) return [];
      return [{ ...link, target: formatAddress(note, reached) }];
    }),
  );
}
