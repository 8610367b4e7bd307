/** `html`: an HTML fragment. Escapes all text; drops scripts and unsafe URLs such as `javascript:`. */
import type { Comparison, Passage, TradeOff } from '../../core/note.ts';
import type { TreeLine } from '../../core/outline-lines.ts';
import { getTaskState } from '../../core/task-states.ts';
import { isSafeUrl } from '../../core/url.ts';
import type { Format } from '../answers.ts';
import { getLinkHeading } from '../markdown.ts';
import { selectShownBlocks } from '../shown-blocks.ts';
import type { ComparedItem, ComparisonColumn } from '../wording.ts';
import { formatSources, getComparisonHead, getComparisonRows, sideNames, untitled } from '../wording.ts';
import { escapeHtml } from './escape-html.ts';
import { HtmlRenderer } from './html-renderer.ts';

export const html: Format = {
  *list(notes, context) {
    yield '<ul>\n';
    for (const { note } of notes) yield `<li>${renderLink(context.formatPath(note), note.title)}</li>\n`;
    yield '</ul>\n';
  },
  *tree(lines, context) {
    let level = -1;
    for (const line of lines) {
      yield line.level > level
        ? '<ul>\n'.repeat(line.level - level)
        : `</li>\n${'</ul>\n</li>\n'.repeat(level - line.level)}`;
      yield `<li>${treeLineToHtml(line, context.formatPath)}\n`;
      level = line.level;
    }
    if (level >= 0) yield `</li>\n</ul>\n${'</li>\n</ul>\n'.repeat(level)}`;
  },
  *show(sections) {
    const renderer = new HtmlRenderer();
    for (const section of sections) yield `<section>\n${renderer.render(selectShownBlocks(section))}</section>\n`;
  },
  *links(links) {
    let heading: string | undefined;
    for (const link of links) {
      const nextHeading = getLinkHeading(link);
      if (nextHeading !== heading)
        yield `${heading === undefined ? '' : '</ul>\n'}<h2>${escapeHtml(nextHeading)}</h2>\n<ul>\n`;
      heading = nextHeading;
      yield `<li>${renderLink(link.url, link.text || link.url)}</li>\n`;
    }
    if (heading !== undefined) yield '</ul>\n';
  },
  *pros(tradeOffs) {
    for (const tradeOff of tradeOffs) yield tradeOffToHtml(tradeOff);
  },
  *cons(tradeOffs) {
    for (const tradeOff of tradeOffs) yield tradeOffToHtml(tradeOff);
  },
  *proscons(tradeOffs) {
    for (const tradeOff of tradeOffs) yield tradeOffToHtml(tradeOff);
  },
  *quotes(passages, { hasContext }) {
    for (const { text, remarks } of passages) {
      yield quoteToHtml(text);
      if (hasContext) for (const remark of remarks) yield `<p>${escapeHtml(remark.text)}</p>\n`;
    }
  },
  *remarks(passages, { hasContext }) {
    let quote: Passage | undefined;
    for (const { text, about } of passages) {
      if (hasContext && about && about !== quote) yield quoteToHtml(about.text);
      quote = about;
      yield `<p>${escapeHtml(text)}</p>\n`;
    }
  },
  *compare(comparisons) {
    for (const comparison of comparisons) yield comparisonToHtml(comparison);
  },
  *code(pieces) {
    for (const { language, text } of pieces) yield codeToHtml(language, text);
  },
  *tables(tables) {
    for (const { head, rows } of tables) yield tableToHtml([head, ...rows].map((cells) => cells.map(escapeHtml)));
  },
  *tasks(tasks) {
    yield '<ul>\n';
    for (const { text, mark } of tasks) yield `<li>${renderCheckbox(mark)}${escapeHtml(text)}</li>\n`;
    yield '</ul>\n';
  },
};

function quoteToHtml(text: string): string {
  const paragraphs = text.split('\n\n').map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`);
  return `<blockquote>${paragraphs.join('')}</blockquote>\n`;
}

/** Renders a table with a column per topic and a row per side. */
function comparisonToHtml(comparison: Comparison): string {
  const renderItem = (item: ComparedItem) =>
    `<li>${escapeHtml(`${item.text}${formatSources(item)}`)}${item.remarks.map((remark) => `<br>– ${escapeHtml(remark.text)}`).join('')}</li>`;
  const renderList = (items: readonly ComparedItem[]) =>
    items.length > 0 ? `<ul>${items.map(renderItem).join('')}</ul>` : '';
  const renderHead = ({ topic, sources }: ComparisonColumn) =>
    [escapeHtml(topic), ...sources.map((source) => `<small>${escapeHtml(source)}</small>`)].join('<br>');
  const { noItemsCells, sides } = getComparisonRows(comparison);
  const rows = sides.map(({ name, cells }) => [name, ...cells.map(renderList)]);
  return tableToHtml([
    ['', ...getComparisonHead(comparison).map(renderHead)],
    ...(noItemsCells ? [['', ...noItemsCells]] : []),
    ...rows,
  ]);
}

/** @param rows cells as HTML; the first row is the head */
function tableToHtml(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells, index) => {
    const tag = index === 0 ? 'th' : 'td';
    return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>\n`;
  });
  return `<table>\n${lines.join('')}</table>\n`;
}

function codeToHtml(language: string | undefined, text: string): string {
  const name = language ? ` class="language-${escapeHtml(language)}"` : '';
  return `<pre><code${name}>${escapeHtml(text)}\n</code></pre>\n`;
}

function treeLineToHtml({ note, section }: TreeLine, formatPath: (note: TreeLine['note']) => string): string {
  return section ? escapeHtml(section.heading || untitled) : renderLink(formatPath(note), note.title);
}

function tradeOffToHtml(tradeOff: TradeOff): string {
  let out = `<section>\n<h2>${escapeHtml(tradeOff.topic)}</h2>\n`;
  for (const [side, name] of sideNames) {
    if (tradeOff[side].length === 0) continue;
    out += `<h3>${name}</h3>\n<ul>\n`;
    for (const { text, quote, remarks } of tradeOff[side]) {
      const itemHtml = quote ? `<q>${escapeHtml(text)}</q>` : escapeHtml(text);
      const remarksHtml = remarks.map((remark) => `<li>${escapeHtml(remark.text)}</li>`).join('');
      out += `<li>${itemHtml}${remarksHtml && `<ul>${remarksHtml}</ul>`}</li>\n`;
    }
    out += '</ul>\n';
  }
  return `${out}</section>\n`;
}

/** Returns a link if its address is safe to follow, otherwise its text alone. */
function renderLink(url: string, text: string, inner = escapeHtml(text)): string {
  return isSafeUrl(url) ? `<a href="${escapeHtml(url)}">${inner}</a>` : inner;
}

/** @param mark the character in the brackets of a task */
function renderCheckbox(mark: string | undefined): string {
  if (mark === undefined) return '';
  const state = getTaskState(mark);
  const box = `<input type="checkbox" disabled${state === 'done' ? ' checked' : ''}> `;
  return state === 'open' || state === 'done' ? box : `${box}(${state}) `;
}
