/** What `related` does: sections that bear a section's rarest words, and share its links and tags. */
import type { SearchQuery } from '../../../core/query/search.ts';
import { normalizeUrl } from '../../../core/url.ts';
import type { Library } from '../../../library/library.ts';
import { selectWithin } from '../../../library/resolve-query.ts';
import { addSnippet, keepBestPerNote } from '../../../library/search-results.ts';
import { ask } from '../../answering/ask.ts';
import type { Session } from '../../session.ts';
import type { Called } from '../../settings.ts';

/** So many of the rarest words stand for a section. */
const mostWords = 12;

export async function related(session: Session, query: string, called: Called): Promise<void> {
  const { limit = 10 } = called.optsWithGlobals() as { readonly limit?: number };
  const nothing = 'nothing is about the same';
  await ask(session, called, 'search', { query, takes: 'best', nothing }, async ({ library, targets }) => {
    const [target] = targets;
    if (!target) return [];
    const { note, section } = target;
    const text = section ? note.source.slice(section.from, section.to) : note.source;
    const words = await rarest(text, library);
    const found = await library.searchAnyWord(words, { count: limit * 4, unit: 'notes' });
    const others = found.filter((one) => one.note !== note && one.section !== section);
    const linksOf = await library.loadLinkExtractor();
    const own = new Set(selectWithin([target], linksOf).map(({ url }) => normalizeUrl(url)));
    const top = others[0]?.score ?? 1;
    const scored = keepBestPerNote(others).map((one) => {
      const shared = linksOf(one.note).filter(({ url, image }) => !image && own.has(normalizeUrl(url))).length;
      const tags = one.note.tags.filter((tag) => note.tags.includes(tag)).length;
      return {
        ...one,
        section: one.section,
        score: one.score + top * (0.2 * Math.min(shared, 3) + 0.1 * Math.min(tags, 3)),
      };
    });
    const wanted: SearchQuery = {
      groups: words.map((word) => [{ text: word, field: undefined, isPrefix: false }]),
      excluded: [],
    };
    return scored
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map((one) => addSnippet(one, wanted));
  });
}

/** The words of a text that fewest sections have, and more than one; those that it has often before those that it has once. */
async function rarest(text: string, library: Library): Promise<string[]> {
  const times = new Map<string, number>();
  const plain = text.replace(/\]\([^)]*\)|<[^>]*>|https?:\S+/g, ' ');
  for (const word of plain.toLowerCase().match(/\p{L}[\p{L}\p{N}]{2,}/gu) ?? [])
    times.set(word, (times.get(word) ?? 0) + 1);
  const sections = await library.countFrequencies([...times.keys()]);
  const value = (word: string) => (1 + Math.log(times.get(word) ?? 1)) / Math.log(1 + (sections.get(word) ?? 1));
  return [...times.keys()]
    .filter((word) => (sections.get(word) ?? 0) > 1)
    .sort((a, b) => value(b) - value(a) || (a < b ? -1 : 1))
    .slice(0, mostWords);
}
