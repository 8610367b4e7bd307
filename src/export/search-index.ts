/** The search index of a site, made with MiniSearch (https://lucaong.github.io/minisearch/). */
import MiniSearch from 'minisearch';
import type { Note } from '../core/note.ts';
import { getHeadingPath } from '../core/note.ts';
import { stripMarkup } from '../core/query/search.ts';
import { extractSectionText } from '../library/section-text.ts';
import { indexOptions, letterOf } from './client/site-search.ts';
import { listTerms } from './search-terms.ts';

/** A section as the search page shows it: heading, note, address, and the beginning of its text. */
export type ShownSection = readonly [heading: string, title: string, url: string, snippet: string];

/** Beyond this many sections, the terms are in a file per first letter. */
const maxSectionsPerFile = 10_000;
const snippetLength = 160;
export interface SearchIndex {
  readonly sections: readonly ShownSection[];
  /** Indexes as JSON: one with the key `all`, or one per first letter of a term. */
  readonly parts: ReadonlyMap<string, string>;
}

interface IndexedSection {
  readonly shown: ShownSection;
  readonly texts: Readonly<Record<'heading' | 'ancestors' | 'title' | 'tags' | 'path' | 'body', string>>;
}

export class SearchIndexBuilder {
  readonly #sections: IndexedSection[] = [];

  /** @param toUrl returns the address of a section from the search page */
  addNote(note: Note, toUrl: (slug: string | undefined) => string): void {
    const { title, tags, path, sections } = note;
    const add = (heading: string, ancestors: string, slug: string | undefined, body: string) => {
      const snippet = stripMarkup(body)
        .replace(/[\s\u2029]+/g, ' ')
        .trim()
        .slice(0, snippetLength);
      this.#sections.push({
        shown: [heading || title, title, toUrl(slug), snippet],
        texts: { heading, ancestors, title, tags: tags.join(' '), path, body },
      });
    };
    const introduction = extractSectionText(note, undefined);
    const hasTitle = sections.some(({ heading }) => heading === title);
    if (introduction.trim() !== '' || sections.length === 0) add(hasTitle ? '' : title, '', undefined, introduction);
    for (const section of sections)
      add(section.heading, getHeadingPath(section.parent).join(' '), section.slug, extractSectionText(note, section));
  }

  build(): SearchIndex {
    const sections = this.#sections.map(({ shown }) => shown);
    if (sections.length <= maxSectionsPerFile) return { sections, parts: new Map([['all', this.#index(() => true)]]) };
    const letters = new Set<string>();
    for (const { texts } of this.#sections)
      for (const text of Object.values(texts)) for (const term of listTerms(text)) letters.add(letterOf(term));
    return {
      sections,
      parts: new Map([...letters].map((letter) => [letter, this.#index((term) => letterOf(term) === letter)])),
    };
  }

  #index(accepts: (term: string) => boolean): string {
    const index = new MiniSearch({ ...indexOptions, processTerm: (term) => accepts(term) && term });
    index.addAll(this.#sections.map(({ texts }, id) => ({ id, ...texts })));
    return JSON.stringify(index);
  }
}
