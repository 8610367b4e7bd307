/** What a note says, from its source. What finds it is loaded when it is asked for. */
import type { Note } from '../core/note.ts';
import type { OwnNames } from '../core/tradeoffs/lexicon/index.ts';
import type { Counts, Facts } from './library.ts';

/** @param own names of sides beside those that are known */
export const factsOfSource = (own: OwnNames | undefined): Facts => ({
  links: async () => (await import('../markdown/links.ts')).linksOf,
  tradeOffs: async () => {
    const { tradeOffsOf } = await import('../core/tradeoffs/index.ts');
    return (note) => tradeOffsOf(note, own);
  },
  passages: async () => (await import('../core/quotes.ts')).passagesOf,
  counts: async () => {
    const { linksOf } = await import('../markdown/links.ts');
    const { countWords } = await import('../core/word-count.ts');
    return (note: Note): Counts => ({
      endLine: note.lines.lastNotBlank(note.source.length, 1),
      headings: note.sections.filter((section) => !section.label).length,
      links: linksOf(note).filter((link) => !link.image).length,
      words: countWords(note),
    });
  },
});
