/** Pages that list notes, topics and tags. */
import { computeAnswer } from '../../api/answers.ts';
import type { Note } from '../../core/note.ts';
import type { Library } from '../../library/library.ts';
import { escapeHtml } from '../../render/html/escape-html.ts';
import type { Page } from './layout.ts';
import { renderLink, renderList } from './layout.ts';
import type { Site } from './site.ts';

export function renderNotesPage(notes: readonly Note[], site: Site): Page {
  const folders = Map.groupBy(notes, ({ path }) => path.slice(0, path.lastIndexOf('/') + 1));
  const lists = [...folders].map(([folder, inFolder]) => {
    const heading = folder === '' ? '' : `<h2>${escapeHtml(folder.slice(0, -1))}</h2>\n`;
    return (
      heading +
      renderList(
        inFolder.map((note) => renderLink(site.toNote(note), escapeHtml(note.title))),
        'notes',
      )
    );
  });
  const count = notes.length === 1 ? '1 note' : `${notes.length} notes`;
  return {
    title: site.title,
    main: `<h1>${escapeHtml(site.title)}</h1>\n<p class="source">${count}</p>\n${lists.join('')}`,
  };
}

export async function renderTopicsPage(library: Library, site: Site): Promise<Page> {
  const topics = await computeAnswer('topics', { library, workingFolder: '/' }, { parameters: {} });
  const items = topics.map(({ topic, pros, cons, note }) => {
    return `${renderLink(site.toTopic(topic, note), escapeHtml(topic))} <span class="source">${pros} pros, ${cons} cons</span>`;
  });
  const main = items.length > 0 ? renderList(items, 'notes') : '<p>No note has pros or cons.</p>\n';
  return { title: 'Pros and cons', main: `<h1>Pros and cons</h1>\n${main}` };
}

export async function renderTagsPage(library: Library, site: Site): Promise<Page> {
  const tags = await computeAnswer('tags', { library, workingFolder: '/' }, { parameters: {} });
  const items = tags.map(
    ({ tag, notes }) => `${renderLink(site.toTag(tag), `#${escapeHtml(tag)}`)} <span class="source">${notes}</span>`,
  );
  const main = items.length > 0 ? renderList(items, 'notes') : '<p>No note has tags.</p>\n';
  return { title: 'Tags', main: `<h1>Tags</h1>\n${main}` };
}
