import { splitUrl } from './link-kinds.ts';
import { isWikiLink, resolveLink } from './link-targets.ts';
import type { Link, LinkKind, Note } from './note.ts';
import type { Span } from './tree.ts';
import { normalizeUrl } from './url.ts';

export interface LinkSelection {
  /** Whether to include images. The kind `image` includes them anyway. */
  readonly images?: boolean;
  readonly kind?: LinkKind;
  /** A host name. Subdomains also match. */
  readonly domain?: string;
  /** Whether to merge links to the same address into the first one, with a count. */
  readonly unique?: boolean;
}

export function selectLinks(links: readonly Link[], { images, kind, domain, unique }: LinkSelection): Link[] {
  const host = domain?.toLowerCase().replace(/^www\./, '');
  const selected = links.filter((link) => {
    if (link.image && !images && kind !== 'image') return false;
    if (kind !== undefined && link.kind !== kind) return false;
    return host === undefined || hasHost(link.url, host);
  });
  return unique ? mergeDuplicates(selected) : selected;
}

/** Returns a key that two links share if they lead to the same place: `b.md`, `./b.md`, `sub/../b.md`. */
export function getLinkKey(note: Note, link: Span & Pick<Link, 'url'>): string {
  if (isWikiLink(note, link)) return `[[${link.url}`;
  const target = resolveLink(note, link.url);
  return target ? `${note.library}/${target.path}#${target.fragment}` : normalizeUrl(link.url);
}

function hasHost(url: string, host: string): boolean {
  if (!/^(?:[a-z][a-z0-9+.-]*:)?\/\/|^www\./i.test(url)) return false;
  const linkHost = splitUrl(url).host;
  return linkHost === host || linkHost.endsWith(`.${host}`);
}

function mergeDuplicates(links: readonly Link[]): Link[] {
  const counts = new Map<string, number>();
  const firstLinks = new Map<string, Link>();
  for (const link of links) {
    const key = getLinkKey(link.note, link);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (!firstLinks.has(key)) firstLinks.set(key, link);
  }
  return [...firstLinks].map(([key, link]) => ({ ...link, count: counts.get(key) ?? 1 }));
}
