/** The addresses of pages. A server has them from the root, a static site from the page that links. */
import { getFileStem, type Note, type Section } from '../../core/note.ts';

type PageName = 'notes' | 'search' | 'topics' | 'tags';

export interface Site {
  readonly title: string;
  readonly toPage: (name: PageName) => string;
  /** Returns the address of the notes with a tag. */
  readonly toTag: (tag: string) => string;
  /** Returns the address of the pros and cons of a topic, which are in a note. */
  readonly toTopic: (topic: string, note: Pick<Note, 'path'>) => string;
  /** Returns the address of a file that pages use: `style.css`. */
  readonly toFile: (name: string) => string;
  readonly toNote: (note: Pick<Note, 'path'>, slug?: string) => string;
  readonly hasRemoteImages: boolean;
  /** Whether a server answers the page, so that it can search and notice changes. */
  readonly isServed: boolean;
  /** Further files that pages load: style sheets and scripts. */
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/** Returns the path of a note's page: `notes/trees.md` has `notes/trees.html`, other extensions stay in the name. */
export function toPagePath(path: string): string {
  return `${path.replace(/\.md$/i, '')}.html`;
}

/** Returns a path for an address, with what is special in one encoded. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

export function toFragment(slug: string | undefined): string {
  return slug ? `#${encodeURIComponent(slug)}` : '';
}

const servedPaths: Readonly<Record<PageName, string>> = {
  notes: '/',
  search: '/search',
  topics: '/topics',
  tags: '/tags',
};

export function createServedSite(title: string, hasRemoteImages: boolean): Site {
  return {
    title,
    hasRemoteImages,
    isServed: true,
    styles: [],
    scripts: [],
    toPage: (name) => servedPaths[name],
    toTag: (tag) => `/search?${new URLSearchParams({ q: `tag:${tag}` })}`,
    toTopic: (topic) => `/tradeoffs?${new URLSearchParams({ q: topic })}`,
    toFile: (name) => `/${name}`,
    toNote: (note, slug) => `/${encodePath(toPagePath(note.path))}${toFragment(slug)}`,
  };
}

/** Names a section for a reader: `trees › Costs`. */
export function describeSection(note: Note, section: Section | undefined): string {
  const title = note.title || getFileStem(note.path);
  return section && section.heading !== note.title ? `${title} › ${section.heading}` : title;
}
