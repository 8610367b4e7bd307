/** The pages of a served library. */
import { computeAnswer } from '../../api/answers.ts';
import type { Note } from '../../core/note.ts';
import type { Library } from '../../library/library.ts';
import { escapeHtml } from '../../render/html/escape-html.ts';
import { getComparisonHead, getComparisonRows } from '../../render/wording.ts';
import { ClientError } from '../problem.ts';
import type { Body, Route, RouteContext } from '../route.ts';
import { types } from '../route.ts';
import type { Page } from './layout.ts';
import { renderList, renderPage } from './layout.ts';
import { renderNotesPage, renderTagsPage, renderTopicsPage } from './list-pages.ts';
import { renderNotePage } from './note-page.ts';
import { renderHits, renderTradeOff } from './parts.ts';
import type { Site } from './site.ts';
import { createServedSite, toPagePath } from './site.ts';

type PageRoute = (context: RouteContext, site: Site) => Promise<Page | undefined>;

const maxHits = 50;
const maxQueryLength = 500;

const pages: Readonly<Record<string, PageRoute>> = {
  '/': async ({ library }, site) => renderNotesPage(library.notes(), site),
  '/search': async ({ library, url }, site) => {
    const query = getQuery(url);
    if (query === '')
      return {
        title: 'Search',
        main: '<h1>Search</h1>\n<div id="results"><p>Type words, a phrase in quotation marks, or tag:name.</p></div>\n',
      };
    const parameters = { limit: maxHits, allSections: false };
    const hits = await computeAnswer('search', { library, workingFolder: '/' }, { query, parameters });
    const count = hits.length === 0 ? 'No results' : hits.length === 1 ? '1 result' : `${hits.length} results`;
    const results = hits.length > 0 ? renderHits(hits, site) : '<p>Check the spelling, or use fewer words.</p>\n';
    return {
      title: `${query}: search`,
      query,
      main: `<h1>${count} for “${escapeHtml(query)}”</h1>\n<div id="results" data-count="${count}">\n${results}</div>\n`,
    };
  },
  '/topics': async ({ library }, site) => renderTopicsPage(library, site),
  '/tags': async ({ library }, site) => renderTagsPage(library, site),
  '/tradeoffs': async ({ library, url }, site) => {
    const query = getQuery(url);
    const context = { library, workingFolder: '/' };
    const tradeOffs = await computeAnswer('proscons', context, { query: query || undefined, parameters: {} });
    const title = query === '' ? 'Pros and cons' : `Pros and cons of ${query}`;
    const list = tradeOffs.slice(0, 100).map((tradeOff) => renderTradeOff(tradeOff, site, 2));
    return { title, main: `<h1>${escapeHtml(title)}</h1>\n${list.join('') || '<p>None.</p>\n'}` };
  },
  '/compare': async ({ library, url }) => renderComparePage(library, url.searchParams.getAll('topic')),
  '/PATH.html': async ({ library, url, options }, site) => {
    const note = findNoteOfPage(library, url.pathname);
    return note && renderNotePage(note, library, site, { ...options, hasRelated: true });
  },
};

export const pageRoutes: Readonly<Record<string, Route>> = Object.fromEntries(
  Object.entries(pages).map(([path, route]) => [path, (context) => toBody(route, context)]),
);

async function toBody(route: PageRoute, context: RouteContext): Promise<Body | undefined> {
  const { title, hasRemoteImages } = context.options;
  const site = createServedSite(title, hasRemoteImages);
  const page = await route(context, site);
  return page && { type: types.html, content: renderPage(page, site) };
}

function getQuery(url: URL): string {
  return (url.searchParams.get('q') ?? '').replaceAll('\0', '').trim().slice(0, maxQueryLength);
}

/** Finds the note of a page by the path that lists of notes have: no file is looked for. */
function findNoteOfPage(library: Library, pathname: string): Note | undefined {
  let path: string;
  try {
    path = decodeURIComponent(pathname.slice(1));
  } catch {
    throw new ClientError(400, 'The address is not valid UTF-8.', 'Encode it as in the links of the list of notes.');
  }
  const written = path.replace(/\.html$/, '');
  const candidates = [`${written}.md`, written].flatMap((name) => library.findCandidates(name, [], false));
  return candidates.find((note) => toPagePath(note.path) === path);
}

async function renderComparePage(library: Library, topics: readonly string[]): Promise<Page> {
  const words = topics.map((topic) => topic.trim().slice(0, maxQueryLength)).filter((topic) => topic !== '');
  if (words.length < 2 || words.length > 10)
    throw new ClientError(400, 'Comparing needs 2 to 10 topics.', 'Example: /compare?topic=sql&topic=nosql');
  const [comparison] = await computeAnswer(
    'compare',
    { library, workingFolder: '/' },
    { topics: words, parameters: {} },
  );
  const title = words.join(' or ');
  if (!comparison) return { title, main: `<h1>${escapeHtml(title)}</h1>\n<p>No pros or cons.</p>\n` };
  const head = getComparisonHead(comparison).map(({ topic }) => topic);
  const { sides } = getComparisonRows(comparison);
  const rows = sides.map(({ name, cells }) => {
    const columns = cells.map(
      (items, column) =>
        `<td data-topic="${escapeHtml(head[column] ?? '')}">${items.length > 0 ? renderList(items.map(({ text }) => escapeHtml(text))) : ''}</td>`,
    );
    return `<tr><th scope="row">${escapeHtml(name)}</th>${columns.join('')}</tr>\n`;
  });
  const headCells = head.map((topic) => `<th scope="col">${escapeHtml(topic)}</th>`).join('');
  return {
    title,
    main: `<h1>${escapeHtml(title)}</h1>\n<div class="table" role="region" aria-label="Comparison" tabindex="0"><table class="comparison">\n<thead><tr><td></td>${headCells}</tr></thead>\n<tbody>\n${rows.join('')}</tbody>\n</table></div>\n`,
  };
}
