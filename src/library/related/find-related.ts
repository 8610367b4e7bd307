/** Sections that are similar to a section: they contain its rarest words; shared links and tags rank them higher. */
import type { SearchHit, SearchQuery } from '../../core/query/search.ts';
import { normalizeUrl } from '../../core/url.ts';
import type { Library } from '../library.ts';
import type { QueryTarget } from '../resolve-query.ts';
import { selectWithin } from '../resolve-query.ts';
import { addSnippet, keepBestPerNote } from '../search/results.ts';

/** Number of words that represent a section in the search. */
const maxWords = 12;
/** Bonus per shared link or tag, as a fraction of the best score; at most three of each count. */
const linkWeight = 0.2;
const tagWeight = 0.1;
const maxShared = 3;

/** Returns the sections that are most similar to a section or note, the best first, at most one per note. */
export async function findRelated(
  target: Pick<QueryTarget, 'note' | 'section' | 'score'>,
  library: Library,
  limit: number,
): Promise<SearchHit[]> {
  const { note, section } = target;
  const words = await findRarestWords(section ? note.source.slice(section.from, section.to) : note.source, library);
  const results = await library.searchAnyWord(words, { count: limit * 4, unit: 'notes' });
  const others = results.filter((result) => result.note !== note && result.section !== section);
  const getLinks = await library.loadLinkExtractor();
  const urls = new Set(selectWithin([target], getLinks).map(({ url }) => normalizeUrl(url)));
  const maxScore = others[0]?.score ?? 1;
  const scored = keepBestPerNote(others).map((result) => {
    const links = getLinks(result.note).filter(({ url, image }) => !image && urls.has(normalizeUrl(url))).length;
    const tags = result.note.tags.filter((tag) => note.tags.includes(tag)).length;
    const bonus = linkWeight * Math.min(links, maxShared) + tagWeight * Math.min(tags, maxShared);
    return { ...result, section: result.section, score: result.score + maxScore * bonus };
  });
  const search: SearchQuery = {
    groups: words.map((word) => [{ text: word, field: undefined, isPrefix: false }]),
    excluded: [],
  };
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map((result) => addSnippet(result, search));
}

/** Returns the words of a text that are frequent in it and rare in the library, but not unique to it. */
async function findRarestWords(text: string, library: Library): Promise<string[]> {
  const counts = new Map<string, number>();
  const plainText = text.replace(/\]\([^()]{0,2000}\)|<[^<>]{0,2000}>|https?:\S+/g, ' ');
  for (const word of plainText.toLowerCase().match(/\p{L}[\p{L}\p{N}]{2,}/gu) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const frequencies = await library.countFrequencies([...counts.keys()]);
  const weight = (word: string) => (1 + Math.log(counts.get(word) ?? 1)) / Math.log(1 + (frequencies.get(word) ?? 1));
  return [...counts.keys()]
    .filter((word) => (frequencies.get(word) ?? 0) > 1)
    .sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1))
    .slice(0, maxWords);
}
