/** Writes a library as a static site: pages that any web server delivers, and that work from files. */
import searchScript from 'site-search-script';
import type { Note, TradeOff } from '../core/note.ts';
import { foldCase } from '../core/words.ts';
import type { Library } from '../library/library.ts';
import { escapeHtml } from '../render/html/escape-html.ts';
import type { Page } from '../web/pages/layout.ts';
import { renderLink, renderList, renderPage } from '../web/pages/layout.ts';
import { renderNotesPage, renderTagsPage } from '../web/pages/list-pages.ts';
import { renderNotePage } from '../web/pages/note-page.ts';
import { renderTradeOff } from '../web/pages/parts.ts';
import type { Site } from '../web/pages/site.ts';
import { encodePath, toFragment, toPagePath } from '../web/pages/site.ts';
import type { HandlerOptions } from '../web/route.ts';
import script from '../web/script.client.js';
import style from '../web/style.css';
import type { ExportTarget } from './manifest.ts';
import { SearchIndexBuilder } from './search-index.ts';

export interface SiteOptions extends Pick<HandlerOptions, 'runWithTimeLimit' | 'hasRemoteImages'> {
  readonly title: string;
  /** The address where the site will be, for a site map and a feed. */
  readonly address: string | undefined;
  /** A style sheet to add. */
  readonly style: string | undefined;
}

/** The folder of everything but the pages of notes. */
const ownFolder = '_';
const feedLength = 20;

export interface ExportedSite {
  readonly noteCount: number;
  readonly sectionCount: number;
  readonly isIndexSplit: boolean;
}

export async function exportSite(library: Library, folder: ExportTarget, options: SiteOptions): Promise<ExportedSite> {
  const notes = library.notes();
  const paths = assignPaths(notes);
  const site = (from: string) => createStaticSite(from, paths, options);
  const write = (path: string, page: Page) => folder.write(path, renderPage(page, site(path)));
  const index = new SearchIndexBuilder();
  const searchPath = `${ownFolder}/search.html`;
  const searchSite = site(searchPath);
  for (const note of library.iterateNotes()) {
    const path = paths.get(note.path);
    if (path === undefined) continue;
    write(path, await renderNotePage(note, library, site(path), { ...options, hasRelated: false }));
    index.addNote(note, (slug) => searchSite.toNote(note, slug));
  }
  write('index.html', renderNotesPage(notes, site('index.html')));
  write(`${ownFolder}/topics.html`, await renderAllTopics(library, site(`${ownFolder}/topics.html`)));
  write(`${ownFolder}/tags.html`, await renderAllTags(library, notes, site(`${ownFolder}/tags.html`)));
  folder.write(`${ownFolder}/style.css`, style);
  folder.write(`${ownFolder}/script.js`, script);
  if (options.style !== undefined) folder.write(`${ownFolder}/user.css`, options.style);
  const { sections, parts } = index.build();
  folder.write(
    searchPath,
    renderPage(renderSearchPage(), { ...searchSite, scripts: ['search-sections.js', 'search.js'] }),
  );
  folder.write(`${ownFolder}/search.js`, searchScript);
  const names = JSON.stringify([...parts.keys()].sort());
  folder.write(
    `${ownFolder}/search-sections.js`,
    `globalThis.readingsSearch={parts:{},names:${names},sections:${JSON.stringify(sections)}};\n`,
  );
  for (const [name, part] of parts)
    folder.write(`${ownFolder}/search-${name}.js`, `readingsSearch.parts[${JSON.stringify(name)}]=${part};\n`);
  if (options.address !== undefined) writeFeeds(folder, notes, paths, options.title, options.address);
  return { noteCount: notes.length, sectionCount: sections.length, isIndexSplit: !parts.has('all') };
}

/** Assigns each note the path of its page. No two differ only in case, which some file systems ignore. */
function assignPaths(notes: readonly Note[]): ReadonlyMap<string, string> {
  const taken = new Set(['index.html', ...['search', 'topics', 'tags'].map((name) => `${ownFolder}/${name}.html`)]);
  const paths = new Map<string, string>();
  for (const { path } of notes) {
    const candidates = [
      toPagePath(path),
      `${path}.html`,
      ...Array.from({ length: 1000 }, (_, number) => `${path}.${number + 2}.html`),
    ];
    const free = candidates.find((candidate) => !taken.has(foldCase(candidate))) ?? `${path}.html`;
    taken.add(foldCase(free));
    paths.set(path, free);
  }
  return paths;
}

function createStaticSite(from: string, paths: ReadonlyMap<string, string>, options: SiteOptions): Site {
  const up = '../'.repeat(from.split('/').length - 1);
  const own = (name: string) => `${up}${ownFolder}/${name}`;
  const toNote: Site['toNote'] = ({ path }, slug) =>
    up + encodePath(paths.get(path) ?? toPagePath(path)) + toFragment(slug);
  return {
    title: options.title,
    hasRemoteImages: options.hasRemoteImages,
    isServed: false,
    styles: options.style === undefined ? [] : ['user.css'],
    scripts: [],
    toPage: (name) => (name === 'notes' ? `${up}index.html` : own(`${name}.html`)),
    toFile: own,
    toNote,
    toTag: (tag) => own(`tags.html${toFragment(tag.toLowerCase())}`),
    toTopic: (_, note) => toNote(note),
  };
}

async function renderAllTopics(library: Library, site: Site): Promise<Page> {
  const getTradeOffs = await library.loadTradeOffExtractor();
  const tradeOffs = library
    .notesWith('tradeoffs')
    .flatMap((note): readonly TradeOff[] => getTradeOffs(note))
    .filter(({ topic }) => topic !== '')
    .sort((a, b) => (a.topic.toLowerCase() < b.topic.toLowerCase() ? -1 : 1));
  const main = tradeOffs.map((tradeOff) => renderTradeOff(tradeOff, site, 2)).join('');
  return { title: 'Pros and cons', main: `<h1>Pros and cons</h1>\n${main || '<p>No note has pros or cons.</p>\n'}` };
}

/** A static site cannot search for a tag, so its page lists the notes of each. */
async function renderAllTags(library: Library, notes: readonly Note[], site: Site): Promise<Page> {
  const notesByTag = new Map<string, Note[]>();
  for (const note of notes)
    for (const tag of new Set(note.tags.map((name) => name.toLowerCase())))
      notesByTag.set(tag, [...(notesByTag.get(tag) ?? []), note]);
  const page = await renderTagsPage(library, site);
  const lists = [...notesByTag]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, tagged]) => {
      const items = tagged.map((note) => renderLink(site.toNote(note), escapeHtml(note.title)));
      return `<h2 id="${escapeHtml(tag)}">#${escapeHtml(tag)}</h2>\n${renderList(items, 'notes')}`;
    });
  return { ...page, main: page.main + lists.join('') };
}

function renderSearchPage(): Page {
  const syntax =
    'Sections with all words are found, in any form. Phrases, fields, OR and exclusions work only in the program.';
  return {
    title: 'Search',
    main: `<h1>Search</h1>\n<p class="source">${syntax}</p>\n<noscript><p>The search needs JavaScript. The <a href="../index.html">list of notes</a> does not.</p></noscript>\n<div id="results"></div>\n`,
  };
}

/** Writes a site map (https://www.sitemaps.org/protocol.html) and a feed of the latest notes (RFC 4287). */
function writeFeeds(
  folder: ExportTarget,
  notes: readonly Note[],
  paths: ReadonlyMap<string, string>,
  title: string,
  address: string,
): void {
  const base = address.endsWith('/') ? address : `${address}/`;
  const toUrl = ({ path }: Note) => escapeHtml(base + encodePath(paths.get(path) ?? path));
  const toDate = ({ date }: Note) => new Date(date).toISOString();
  const urls = notes.map((note) => `<url><loc>${toUrl(note)}</loc><lastmod>${toDate(note)}</lastmod></url>\n`);
  folder.write(
    'sitemap.xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`,
  );
  const latest = notes.toSorted((a, b) => b.date - a.date).slice(0, feedLength);
  const entries = latest.map(
    (note) =>
      `<entry><title>${escapeHtml(note.title)}</title><id>${toUrl(note)}</id><link href="${toUrl(note)}"/><updated>${toDate(note)}</updated></entry>\n`,
  );
  const updated = latest[0] ? toDate(latest[0]) : '1970-01-01T00:00:00.000Z';
  const own = escapeHtml(`${base}feed.xml`);
  folder.write(
    'feed.xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n<title>${escapeHtml(title)}</title><id>${own}</id><link rel="self" href="${own}"/><updated>${updated}</updated>\n<author><name>${escapeHtml(title)}</name></author>\n${entries.join('')}</feed>\n`,
  );
}
