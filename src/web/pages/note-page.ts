import type { Note, Section } from '../../core/note.ts';
import { formatAddress } from '../../core/note.ts';
import type { Library } from '../../library/library.ts';
import { escapeHtml } from '../../render/html/escape-html.ts';
import type { HandlerOptions } from '../route.ts';
import type { Page } from './layout.ts';
import { renderLink, renderList } from './layout.ts';
import { renderBlocks } from './note-content.ts';
import { renderTradeOff } from './parts.ts';
import type { Site } from './site.ts';
import { describeSection } from './site.ts';

const relatedCount = 5;

export async function renderNotePage(
  note: Note,
  library: Library,
  site: Site,
  options: Pick<HandlerOptions, 'runWithTimeLimit'> & { readonly hasRelated: boolean },
): Promise<Page> {
  const blocks = note.tree.children.filter(({ type }) => type !== 'yaml' && type !== 'toml');
  const content = await renderBlocks(note, blocks, library, site, options);
  const hasTitle = note.sections.some(({ label, heading, depth }) => !label && depth === 1 && heading === note.title);
  const title = hasTitle ? '' : `<h1>${escapeHtml(note.title)}</h1>\n`;
  const outline = renderOutline(note);
  const article = `<article data-address="${escapeHtml(formatAddress(note, undefined))}">\n${title}${renderTags(note, site)}${content}</article>\n`;
  return {
    title: note.title,
    main: `<div class="note">\n${outline}<div>\n${article}${await renderAround(note, library, site, options.hasRelated)}</div>\n</div>\n`,
  };
}

/** Renders the headings as a list beside the text. A single heading needs none. */
function renderOutline({ sections }: Note): string {
  const headings = sections.filter(({ label, container }) => !label && container.type === 'root');
  if (headings.length < 2) return '';
  const top = Math.min(6, headings.length > 1 ? Math.min(...headings.slice(0, 500).map(({ depth }) => depth)) : 1);
  const items = headings.map(
    ({ heading, slug, depth }: Section) =>
      `<li class="level-${Math.min(4, depth - top)}"><a href="#${encodeURIComponent(slug)}">${escapeHtml(heading)}</a></li>\n`,
  );
  return `<nav class="outline" aria-label="Sections of this note">\n<ul>\n${items.join('')}</ul>\n</nav>\n`;
}

function renderTags({ tags }: Note, site: Site): string {
  if (tags.length === 0) return '';
  const links = tags.slice(0, 30).map((tag) => renderLink(site.toTag(tag), `#${escapeHtml(tag)}`));
  return `<p class="tags">${links.join(' ')}</p>\n`;
}

/** Renders what the library has about the note: its pros and cons, the notes that link to it, and similar sections. */
async function renderAround(note: Note, library: Library, site: Site, hasRelated: boolean): Promise<string> {
  const { findLinksTo } = await import('../../library/backlinks.ts');
  const { findRelated } = await import('../../library/related/find-related.ts');
  const getTradeOffs = await library.loadTradeOffExtractor();
  const tradeOffs = getTradeOffs(note).slice(0, 20);
  const links = findLinksTo({ note, section: undefined }, library, await library.loadLinkExtractor());
  const linking = [...new Map(links.map((link) => [link.note, link])).values()].slice(0, 50);
  const target = { note, section: undefined, score: 1 };
  const related = hasRelated ? await findRelated(target, library, relatedCount) : [];
  const parts = [
    ['Pros and cons', tradeOffs.map((tradeOff) => renderTradeOff(tradeOff, site, 3)).join('')],
    [
      'Linked from',
      linking.length > 0
        ? renderList(
            linking.map((link) =>
              renderLink(
                site.toNote(link.note, link.section?.slug),
                escapeHtml(describeSection(link.note, link.section)),
              ),
            ),
          )
        : '',
    ],
    [
      'Related',
      related.length > 0
        ? renderList(
            related.map((hit) =>
              renderLink(site.toNote(hit.note, hit.section?.slug), escapeHtml(describeSection(hit.note, hit.section))),
            ),
          )
        : '',
    ],
  ] as const;
  const sections = parts
    .filter(([, html]) => html !== '')
    .map(([name, html]) => `<section>\n<h2>${name}</h2>\n${html}</section>\n`);
  return sections.length > 0 ? `<footer class="around">\n${sections.join('')}</footer>\n` : '';
}
