/** Orders the translations of one note. */
import type { Note } from '../../core/note.ts';
import type { SearchResult } from '../library.ts';

/** A folder or an extension that names a language: `fr`, `pt-BR`, `pages.de`, `guide.fr.md`, `README-ja.md`. */
const languageCode = /(^|[/.]|(?<=README)-)([a-z]{2}(?:[-_][A-Za-z]{2,4})?)(?=\/|\.[a-z]+$)/g;

/** ISO 639-1 codes, so that `go/` and `js/` are not taken for languages. */
const languages = new Set(
  `af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lt lv mk ml mn
  mr ms nb ne nl nn no pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh`.split(/\s+/),
);

/** Splits a path into the path without language codes and the language, which is empty if there is none. */
function splitLanguage(path: string): { readonly key: string; readonly language: string } {
  let language = '';
  const key = path.replace(languageCode, (whole, before: string, code: string) => {
    if (!languages.has(code.slice(0, 2))) return whole;
    language = code.slice(0, 2);
    return before === '/' || before === '' ? before : '';
  });
  return { key: key.replaceAll('//', '/').replace(/^\//, ''), language };
}

/**
 * Moves matches in other languages behind the others of their kind, if the same note is also there in the preferred
 * language or without a language code.
 * @param preferred two letters
 */
export function demoteTranslations<Item extends { readonly note: Note; readonly kind: string }>(
  matches: readonly Item[],
  preferred: string,
): Item[] {
  const split = new Map(matches.map((match) => [match, splitLanguage(match.note.path)]));
  const isForeign = (match: Item) => !['', preferred].includes(split.get(match)?.language ?? '');
  const hasOther = new Set(
    matches.filter((match) => !isForeign(match)).map((match) => `${match.kind} ${split.get(match)?.key}`),
  );
  const isDemoted = (match: Item) => isForeign(match) && hasOther.has(`${match.kind} ${split.get(match)?.key}`);
  const kinds = [...new Set(matches.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const ofKind = matches.filter((match) => match.kind === kind);
    return [...ofKind.filter((match) => !isDemoted(match)), ...ofKind.filter(isDemoted)];
  });
}

/**
 * Reorders results from translations of the same note: the preferred language first, then the path without a language
 * code.
 * @param preferred two letters
 */
export function preferLanguage(results: readonly SearchResult[], preferred: string): SearchResult[] {
  const split = results.map(({ note }) => splitLanguage(note.path));
  if (split.every(({ language }) => language === '')) return [...results];
  const groups = new Map<string, number[]>();
  for (const [index, { key }] of split.entries()) groups.set(key, [...(groups.get(key) ?? []), index]);
  const rank = (index: number) => {
    const language = split[index]?.language;
    return language === preferred ? 0 : language === '' ? 1 : 2;
  };
  const ordered: SearchResult[] = [...results];
  for (const indexes of groups.values()) {
    const best = indexes.toSorted((a, b) => rank(a) - rank(b) || a - b);
    // Scores stay with positions, so that they remain in descending order.
    for (const [at, place] of indexes.entries()) {
      const result = results[best[at] ?? 0];
      const score = results[place]?.score ?? 0;
      if (result) ordered[place] = { note: result.note, section: result.section, score };
    }
  }
  return ordered;
}
