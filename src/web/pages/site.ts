/** The addresses of pages. A server has them from the root, a static site from the page that links. */
import { getFileStem, type Note, type Section } from '../../core/note.ts';

export type PageName = 'notes' | 'search' | 'topics' | 'tags' | 'tradeoffs' | 'compare';

export interface Site {
  readonly title: string;
  readonly toPage: (name: PageName, parameters?: Readonly<Record<string, string | readonly string[]>>) => string;
  /** Returns the address of a file that pages use: `style.css`. */
  readonly toFile: (name: string) => string;
  readonly toNote: (note: Pick<Note, 'path'>, slug?: string) => string;
  readonly hasRemoteImages: boolean;
  /** Whether a server answers the page, so that it can search and notice changes. */
  readonly isServed: boolean;
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
  tradeoffs: '/tradeoffs',
  compare: '/compare',
};

export function createServedSite(title: string, hasRemoteImages: boolean): Site {
  return {
    title,
    hasRemoteImages,
    isServed: true,
    toPage: (name, parameters = {}) => {
      const search = new URLSearchParams();
      for (const [key, values] of Object.entries(parameters))
        for (const value of [values].flat()) search.append(key, value);
      return servedPaths[name] + (search.size > 0 ? `?${search}` : '');
    },
    toFile: (name) => `/${name}`,
    toNote: (note, slug) => `/${encodePath(toPagePath(note.path))}${toFragment(slug)}`,
  };
}

/** Names a section for a reader: `trees › Costs`. */
export function describeSection(note: Note, section: Section | undefined): string {
  return section ? `${note.title} › ${section.heading}` : note.title || getFileStem(note.path);
}
