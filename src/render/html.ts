/** `html`: an HTML fragment. Escapes all text; drops scripts and unsafe URLs such as `javascript:`. */
import { decodeReferences } from '../core/character-references.ts';
import { splitDefinitions } from '../core/definition-lists.ts';
import { readHtmlStructure } from '../core/html-structure.ts';
import { findTags } from '../core/html-tags.ts';
import type { Comparison, Passage, TradeOff } from '../core/note.ts';
import type { TreeLine } from '../core/outline-lines.ts';
import { getTaskState } from '../core/task-states.ts';
import type { Block, Inline, Node, Paragraph } from '../core/tree.ts';
import { getPlainText, getTableRows, isHidden } from '../core/tree.ts';
import { isSafeUrl } from '../core/url.ts';
import type { Format } from './answers.ts';
import { getLinkHeading } from './markdown.ts';
import { maxDepth, selectShownBlocks } from './shown-blocks.ts';
import type { ComparedItem, ComparisonColumn } from './wording.ts';
import { formatSources, getComparisonHead, getComparisonRows, sideNames, untitled } from './wording.ts';

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
    for (const section of sections) yield `<section>\n${blocksToHtml(selectShownBlocks(section), 0)}</section>\n`;
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

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\0': '\uFFFD',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'\0]/g, (char) => entities[char] ?? char);
}

/** Returns a link if its address is safe to follow, otherwise its text alone. */
function renderLink(url: string, text: string, inner = escapeHtml(text)): string {
  return isSafeUrl(url) ? `<a href="${escapeHtml(url)}">${inner}</a>` : inner;
}

function blocksToHtml(blocks: readonly Block[], depth: number): string {
  return blocks.map((block) => blockToHtml(block, depth)).join('');
}

function blockToHtml(block: Block, depth: number): string {
  if (depth > maxDepth) return `<p>${escapeHtml(getPlainText(block))}</p>\n`;
  switch (block.type) {
    case 'heading':
      return `<h${block.depth}>${inlinesToHtml(block.children, depth)}</h${block.depth}>\n`;
    case 'paragraph':
      return isHidden(block.children)
        ? ''
        : (definitionsToHtml(block, depth) ?? `<p>${inlinesToHtml(block.children, depth)}</p>\n`);
    case 'blockquote':
      return `<blockquote>\n${blocksToHtml(block.children, depth + 1)}</blockquote>\n`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const start = block.ordered && block.start !== undefined && block.start !== 1 ? ` start="${block.start}"` : '';
      return `<${tag}${start}>\n${block.children.map((item) => `<li>${renderCheckbox(item.mark)}${itemToHtml(item.children, block.spread || item.spread, depth + 1)}</li>\n`).join('')}</${tag}>\n`;
    }
    case 'code':
      return codeToHtml(block.lang, block.value);
    case 'table':
      return tableToHtml(
        getTableRows(block).map((cells) => cells.map((cell) => inlinesToHtml(cell?.children ?? [], depth))),
      );
    case 'footnoteDefinition':
      return `<aside>${escapeHtml(block.label)}: ${blocksToHtml(block.children, depth + 1)}</aside>\n`;
    case 'html': {
      const inner = readHtmlStructure(block);
      return inner ? blocksToHtml(inner, depth) : `${sanitizeHtml(block.value)}\n`;
    }
    case 'thematicBreak':
      return '<hr>\n';
    default:
      return '';
  }
}

function definitionsToHtml(paragraph: Paragraph, depth: number): string | undefined {
  const definitions = splitDefinitions(paragraph);
  if (!definitions || definitions.term.length === 0) return undefined;
  const meanings = definitions.meanings.map((meaning) => `<dd>${inlinesToHtml(meaning, depth)}</dd>\n`).join('');
  return `<dl>\n<dt>${inlinesToHtml(definitions.term, depth)}</dt>\n${meanings}</dl>\n`;
}

function itemToHtml(blocks: readonly Block[], isLoose: boolean, depth: number): string {
  return blocks
    .map((block) =>
      block.type === 'paragraph' && !isLoose ? inlinesToHtml(block.children, depth) : blockToHtml(block, depth),
    )
    .join('');
}

/** @param mark the character in the brackets of a task */
function renderCheckbox(mark: string | undefined): string {
  if (mark === undefined) return '';
  const state = getTaskState(mark);
  const box = `<input type="checkbox" disabled${state === 'done' ? ' checked' : ''}> `;
  return state === 'open' || state === 'done' ? box : `${box}(${state}) `;
}

function inlinesToHtml(nodes: readonly Node[], depth: number): string {
  return (nodes as readonly Inline[]).map((node) => inlineToHtml(node, depth)).join('');
}

const inlineTags = { emphasis: 'em', strong: 'strong', delete: 'del', mark: 'mark' } as const;

function inlineToHtml(node: Inline, depth: number): string {
  if (depth > maxDepth) return escapeHtml(getPlainText(node));
  switch (node.type) {
    case 'text':
      return escapeHtml(node.value);
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'break':
      return '<br>\n';
    case 'html':
      return sanitizeHtml(node.value);
    case 'image':
    case 'imageReference':
      return isSafeUrl(node.url)
        ? `<img src="${escapeHtml(node.url)}" alt="${escapeHtml(node.alt)}">`
        : escapeHtml(node.alt);
    case 'footnoteReference':
      return `<sup>${escapeHtml(node.label)}</sup>`;
    case 'link':
    case 'linkReference':
      return renderLink(node.url, '', inlinesToHtml(node.children, depth + 1));
    case 'wikiLink':
      return inlinesToHtml(node.children, depth + 1);
    default:
      return `<${inlineTags[node.type]}>${inlinesToHtml(node.children, depth + 1)}</${inlineTags[node.type]}>`;
  }
}

/** Keeps line breaks and escapes text. Drops other tags, comments, and the contents of scripts and styles. */
function sanitizeHtml(value: string): string {
  let out = '';
  let at = 0;
  let isHidden = false;
  for (const tag of findTags(value)) {
    if (!isHidden) out += escapeHtml(decodeReferences(value.slice(at, tag.from)));
    at = tag.to;
    if (tag.name === 'br' && !isHidden) out += '<br>';
    if (tag.name === 'script' || tag.name === 'style') isHidden = !tag.closing;
  }
  return isHidden ? out : out + escapeHtml(decodeReferences(value.slice(at)));
}
