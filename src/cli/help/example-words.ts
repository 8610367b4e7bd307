/** Fills the examples of help with words from the user's own library, so that they work there. */
import { sanitizeLine } from '../../core/escape.ts';
import { findLinksTo } from '../../library/backlinks.ts';
import { createFilter } from '../../library/files/filter.ts';
import type { Library } from '../../library/library.ts';
import { openWithoutUpdate } from '../../library/open-library.ts';
import type { Io } from '../io.ts';
import { createIndexSettings, setUp } from '../setup.ts';

/** What each placeholder of an example stands for. */
export type ExampleWords = Readonly<Record<string, string>>;

/** Words from the bundled notes, used in the manual and where the library has no word of its own. */
export const defaultWords: ExampleWords = {
  section: 'serverless',
  topic: 'requests',
  topic2: 'serverless',
  word: 'timeout',
  code: 'environments',
  language: 'sh',
  linked: 'requests',
  links: 'videos',
};

/** Maximum number of notes searched for examples. */
const maxNotes = 50;

/** Finds example words in the user's library without updating its index. Returns the default words if that fails. */
export async function findExampleWords(io: Io): Promise<ExampleWords> {
  try {
    const { roots } = await setUp(io, {});
    if (roots.some(({ isBundled }) => isBundled)) return defaultWords;
    const filter = await createFilter({ tags: [], path: undefined, since: undefined });
    const library = await openWithoutUpdate(
      roots,
      filter,
      createIndexSettings(io, () => undefined),
    );
    try {
      return library.isEmpty ? defaultWords : { ...defaultWords, ...(await readWords(library)) };
    } finally {
      library.close();
    }
  } catch {
    // Examples are optional, so ignore the error.
    return defaultWords;
  }
}

async function readWords(library: Library): Promise<ExampleWords> {
  const words: Record<string, string> = {};
  const notes = library.notes().slice(0, maxNotes);
  const getTradeOffs = await library.loadTradeOffExtractor();
  const getLinks = await library.loadLinkExtractor();
  for (const note of notes) {
    const headings = note.sections.filter(({ label }) => !label).map(({ heading }) => heading);
    words.section ??= headings.find(isGoodExample) ?? '';
    if (words.section === '') delete words.section;
    const topics = getTradeOffs(note)
      .map(({ topic }) => topic)
      .filter(isGoodExample);
    for (const topic of topics) {
      if (words.topic === undefined) words.topic = topic;
      else if (topic !== words.topic) words.topic2 ??= topic;
    }
    const linked = getLinks(note).find(
      ({ section, image, kind }) => !image && kind !== 'anchor' && section && isGoodExample(section.heading),
    );
    if (linked?.section) words.links ??= linked.section.heading;
  }
  const [first] = notes;
  const word = /\p{L}{4,}/u.exec(words.section ?? first?.title ?? '')?.[0];
  if (word) words.word = word.toLowerCase();
  words.section ??= first?.title ?? '';
  const reached = notes.find(
    (note) => isGoodExample(note.title) && findLinksTo({ note, section: undefined }, library, getLinks).length > 0,
  );
  words.linked = reached?.title ?? words.section;
  words.code = words.section;
  return words;
}

/** Short names read best. */
function isGoodExample(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N} -]{2,24}$/u.test(name) && name === sanitizeLine(name);
}

/** Replaces the placeholders of an example, quoted as a shell needs it. */
export function fillExample(example: string, words: ExampleWords): string {
  return example.replace(/"([^"{]*)\{(\w+)\}"|\{(\w+)\}/g, (_, before: string | undefined, inner = '', bare = '') => {
    const word = words[inner || bare] ?? defaultWords[inner || bare] ?? '';
    if (before !== undefined) return `"${before}${word}"`;
    return /^[\p{L}\p{N}.-]+$/u.test(word) ? word : `"${word}"`;
  });
}
