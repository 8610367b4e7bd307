/** Some of the links that were found. */
import { splitUrl } from './link-kinds.ts';
import type { Link, LinkKind } from './note.ts';
import { normalizeUrl } from './url.ts';

export interface LinkSelection {
  /** Images too; asked for by their kind they are meant anyway. */
  readonly images?: boolean;
  readonly kind?: LinkKind;
  /** A host; its subdomains fit as well. */
  readonly domain?: string;
  /** The first of those that lead to the same place, with their count. */
  readonly unique?: boolean;
}

export function selectLinks(links: readonly Link[], { images, kind, domain, unique }: LinkSelection): Link[] {
  const host = domain?.toLowerCase().replace(/^www\./, '');
  const chosen = links.filter((link) => {
    if (link.image && !images && kind !== 'image') return false;
    if (kind !== undefined && link.kind !== kind) return false;
    return host === undefined || isAtHost(link.url, host);
  });
  return unique ? firstOfEach(chosen) : chosen;
}

function isAtHost(url: string, host: string): boolean {
  if (!/^(?:[a-z][a-z0-9+.-]*:)?\/\/|^www\./i.test(url)) return false;
  const own = splitUrl(url).host;
  return own === host || own.endsWith(`.${host}`);
}

function firstOfEach(links: readonly Link[]): Link[] {
  const counts = new Map<string, number>();
  const first = new Map<string, Link>();
  for (const link of links) {
    const key = normalizeUrl(link.url);
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (!first.has(key)) first.set(key, link);
  }
  return [...first].map(([key, link]) => ({ ...link, count: counts.get(key) ?? 1 }));
}
