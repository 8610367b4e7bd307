/** Extracts links, trade-offs, passages and counts from the source of a note. Each parser is loaded on first use. */
import type { Note } from '../core/note.ts';
import type { UserWords } from '../core/tradeoffs/lexicon/lexicon.ts';
import { release } from '../core/tree.ts';
import { countWords } from '../core/words.ts';
import type { Counts, Extractors } from './library.ts';

/** @param userWords names of pros and cons defined by the user, in addition to the built-in ones */
export const createSourceExtractors = (userWords: UserWords | undefined): Extractors => ({
  loadLinkExtractor: async () => (await import('../markdown/links.ts')).findLinks,
  loadTradeOffExtractor: async () => {
    const { readTradeOffs } = await import('../core/tradeoffs/index.ts');
    return (note) => readTradeOffs(note, userWords);
  },
  loadPassageExtractor: async () => (await import('../core/quotes.ts')).findPassages,
  loadCountExtractor: async () => {
    const { findRawLinks } = await import('../markdown/links.ts');
    return (note: Note): Counts => {
      const counts = {
        endLine: note.lines.findLastNonBlank(note.source.length, 1),
        headings: note.sections.filter((section) => !section.label).length,
        links: findRawLinks(note).filter((link) => !link.image).length,
        words: countWords(note),
      };
      // Every note is counted, and nothing else reads the nodes of all.
      release(note.tree);
      return counts;
    };
  },
});
