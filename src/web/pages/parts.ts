/** Parts of pages: pros and cons, results of a search, lists of links. */
import type { Item, TradeOff } from '../../core/note.ts';
import type { SearchHit, Snippet } from '../../core/query/search.ts';
import { escapeHtml } from '../../render/html/escape-html.ts';
import { sideNames } from '../../render/wording.ts';
import { renderLink, renderList } from './layout.ts';
import type { Site } from './site.ts';
import { describeSection } from './site.ts';

/** @param level of the heading with the topic */
export function renderTradeOff(tradeOff: TradeOff, site: Site, level: 2 | 3): string {
  const { note, section, topic } = tradeOff;
  const columns = sideNames
    .filter(([side]) => tradeOff[side].length > 0)
    .map(
      ([side, name]) =>
        `<section class="side ${side}">\n<h${level + 1}>${name}</h${level + 1}>\n${renderList(tradeOff[side].map(renderItem))}</section>\n`,
    );
  const title = escapeHtml(topic || describeSection(note, section));
  const source = renderLink(site.toNote(note, section?.slug), escapeHtml(describeSection(note, section)));
  return `<section class="tradeoff">\n<h${level}>${title}</h${level}>\n<p class="source">${source}</p>\n<div class="sides">\n${columns.join('')}</div>\n</section>\n`;
}

function renderItem({ text, quote, remarks }: Item): string {
  const own = quote ? `<q>${escapeHtml(text)}</q>` : escapeHtml(text);
  return (
    own +
    (remarks.length > 0
      ? renderList(
          remarks.map((remark) => escapeHtml(remark.text)),
          'remarks',
        )
      : '')
  );
}

export function renderHits(hits: readonly SearchHit[], site: Site): string {
  const items = hits.map(({ note, section, heading, snippet }) => {
    const title = renderLink(site.toNote(note, section?.slug), renderSnippet(heading) || escapeHtml(note.path));
    const where = section && section.heading !== note.title ? `${note.title} · ${note.path}` : note.path;
    return `${title}\n<p class="source">${escapeHtml(where)}</p>\n<p class="snippet">${renderSnippet(snippet)}</p>\n`;
  });
  return `<ol class="hits">\n${items.map((item) => `<li>${item}</li>\n`).join('')}</ol>\n`;
}

function renderSnippet({ text, marks }: Snippet): string {
  let html = '';
  let at = 0;
  for (const [from, to] of marks) {
    html += `${escapeHtml(text.slice(at, from))}<mark>${escapeHtml(text.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escapeHtml(text.slice(at));
}
