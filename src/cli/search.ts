/** What `search` does. */
import { decodeReferences } from '../core/character-references.ts';
import type { Note } from '../core/note.ts';
import type { Search } from '../core/search.ts';
import { parseSearch, snippetOf, withoutMarkup } from '../core/search.ts';
import type { Found, Library } from '../library/library.ts';
import { ownTextOf } from '../library/own-text.ts';
import type { Hit } from '../render/answer.ts';
import { safeLine } from '../render/safe-text.ts';
import { ask } from './ask.ts';
import type { Session } from './session.ts';
import type { Called } from './settings.ts';

interface SearchOptions {
  readonly limit?: number;
  readonly allSections?: boolean;
  readonly count?: boolean;
  readonly files?: boolean;
}

const all = Number.MAX_SAFE_INTEGER;

export async function search(session: Session, words: readonly string[], called: Called): Promise<void> {
  const query = words.join(' ');
  const { limit, allSections = false, count, files } = called.optsWithGlobals() as SearchOptions;
  const wanted = parseSearch(query);
  const most = limit ?? (count || files ? all : 20);
  const find = async (library: Library): Promise<readonly Found[]> => {
    const found = await library.search(wanted, { count: most, of: allSections ? 'sections' : 'notes' });
    return (allSections ? found : bestOfEach(found)).slice(0, most);
  };
  const question = { query: undefined, takes: 'none' as const, nothing: `nothing has ${safeLine(query)}` };
  if (count) return ask(session, called, 'count', question, async ({ library }) => numberOf(await find(library)));
  if (files)
    return ask(session, called, 'files', question, async ({ library }) => [
      ...new Set((await find(library)).map(({ note }) => note)),
    ]);
  return ask(session, called, 'search', question, async ({ library, hint }) => {
    const found = await find(library);
    if (found.length === 0) for (const offer of await offers(wanted, library)) hint(offer);
    return found.map((one) => hitOf(one, wanted));
  });
}

function numberOf(found: readonly Found[]): number[] {
  return found.length > 0 ? [found.length] : [];
}

/** One note does not crowd out the others. */
export function bestOfEach<One extends Found>(found: readonly One[]): One[] {
  const seen = new Set<Note>();
  return found.filter(({ note }) => !seen.has(note) && seen.add(note));
}

/** A section with the part of its text that has most of what was looked for, and the line where that stands. */
export function hitOf({ note, section, score }: Found, wanted: Search): Hit {
  const own = ownTextOf(note, section);
  // A heading over nothing but others: then what those say.
  const text = own.trim() !== '' || !section ? own : note.source.slice(section.bodyFrom, section.to);
  const snippet = snippetOf(decodeReferences(withoutMarkup(text)), wanted);
  return { note, section, snippet, score, line: lineOf(note, section, text, wanted) };
}

/** The line of the first of what was looked for, or of the heading. */
function lineOf({ source }: Note, section: Found['section'], text: string, wanted: Search): number {
  const { at, marks } = snippetOf(text, wanted);
  const start = section?.bodyFrom ?? 0;
  const offset = marks.length === 0 ? -1 : source.indexOf(text.slice(at, at + 80), start);
  if (offset < 0) return section?.line ?? 1;
  const from = section?.from ?? 0;
  return (section?.line ?? 1) + (source.slice(from, offset).match(/\r\n|\n|\r/g)?.length ?? 0);
}

/** Words of the library in the place of those that it has not. */
async function offers(wanted: Search, library: Library): Promise<string[]> {
  // Of a start or a field nothing is said: that a word is there does not mean that it is there.
  const plain = wanted.groups.flat().filter(({ isStart, field }) => !isStart && field === undefined);
  const words = plain.flatMap(({ text }) => text.match(/[\p{L}\p{N}]+/gu) ?? []);
  const counts = await library.frequencies(words);
  const missing = words.filter((word) => counts.get(word) === 0);
  const said: string[] = [];
  for (const word of new Set(missing)) {
    const near = (await library.spellings(word)).slice(0, 3);
    if (near.length > 0)
      said.push(`no note has "${safeLine(word)}"; there is ${near.map((one) => `"${one}"`).join(', ')}.`);
  }
  return said;
}
