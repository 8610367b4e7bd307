/** What all pages have in common. */
import { escapeHtml } from '../../render/html/escape-html.ts';
import type { Site } from './site.ts';

export interface Page {
  readonly title: string;
  /** HTML. */
  readonly main: string;
  /** The words in the search field. */
  readonly query?: string;
}

export function renderPage({ title, main, query = '' }: Page, site: Site): string {
  const name = title === site.title ? title : `${title} – ${site.title}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name)}</title>
${['style.css', ...site.styles].map((name) => `<link rel="stylesheet" href="${site.toFile(name)}">\n`).join('')}<link rel="icon" href="data:,">
${['script.js', ...site.scripts].map((name) => `<script src="${site.toFile(name)}" defer></script>\n`).join('')}</head>
<body${site.isServed ? ' data-served' : ''}>
<a class="skip" href="#main">Skip to content</a>
<header class="site">
<a class="home" href="${escapeHtml(site.toPage('notes'))}">${escapeHtml(site.title)}</a>
<form class="search" role="search" action="${escapeHtml(site.toPage('search'))}">
<input id="q" name="q" type="search" value="${escapeHtml(query)}" placeholder="Search" aria-label="Search the notes" autocomplete="off" spellcheck="false">
<div id="suggestions" hidden></div>
</form>
<nav aria-label="Site">
<a href="${escapeHtml(site.toPage('topics'))}">Pros and cons</a>
<a href="${escapeHtml(site.toPage('tags'))}">Tags</a>
</nav>
</header>
<p id="status" role="status" class="hidden"></p>
<main id="main" tabindex="-1">
${main}</main>
</body>
</html>
`;
}

/** @param inner HTML */
export function renderLink(url: string, inner: string): string {
  return `<a href="${escapeHtml(url)}">${inner}</a>`;
}

export function renderList(items: readonly string[], className = ''): string {
  const name = className === '' ? '' : ` class="${className}"`;
  return `<ul${name}>\n${items.map((item) => `<li>${item}</li>\n`).join('')}</ul>\n`;
}
