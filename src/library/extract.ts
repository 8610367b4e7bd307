/** Extracts links, trade-offs, passages and counts from the source of a note. Each parser is loaded on first use. */
import type { Note } from '../core/note.ts';
import type { UserWords } from '../core/tradeoffs/lexicon/index.ts';
import type { Counts, Extractors } from './library.ts';

/** @param userWords names of pros and cons defined by the user, in addition to the built-in ones */
export const createSourceExtractors = (userWords: UserWords | undefined): Extractors => ({
  loadLinkExtractor: async () => (await import('../markdown/links.ts')).findLinks,
  loadTradeOffExtractor: async () => {
    const { readTradeOffs: tradeOffsOf } = await import('../core/tradeoffs/index.ts');
    return (note) => tradeOffsOf(note, userWords);
  },
  loadPassageExtractor: async () => (await import('../core/quotes.ts')).findPassages,
  loadCountExtractor: async () => {
    const { findLinks: linksOf } = await import('../markdown/links.ts');
    const { countWords } = await import('../core/word-count.ts');
    return (note: Note): Counts => ({
      endLine: note.lines.findLastNonBlank(note.source.length, 1),
      headings: note.sections.filter((section) => !section.label).length,
      links: linksOf(note).filter((link) => !link.image).length,
      words: countWords(note),
    });
  },
});
