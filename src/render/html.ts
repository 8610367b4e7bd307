/** `html`: a fragment, all of it escaped, with no script and no address that runs one. */
import { decodeReferences } from '../core/character-references.ts';
import { tagsOf } from '../core/html-tags.ts';
import type { Comparison, Item, Passage, TradeOff } from '../core/note.ts';
import type { TreeLine } from '../core/outline-lines.ts';
import type { Block, Inline, Node } from '../core/tree.ts';
import { plainText } from '../core/tree.ts';
import { isSafeUrl } from '../core/url.ts';
import type { Format } from './answers.ts';
import { groupOf } from './markdown.ts';
import { blocksOf, deepest } from './shown-blocks.ts';
import { comparedSides, sideNames, untitled } from './wording.ts';

export const html: Format = {
  *list(notes, context) {
    yield '<ul>\n';
    for (const { note } of notes) yield `<li>${anchor(context.pathOf(note), note.title)}</li>\n`;
    yield '</ul>\n';
  },
  *tree(lines, context) {
    let level = -1;
    for (const line of lines) {
      yield line.level > level
        ? '<ul>\n'.repeat(line.level - level)
        : `</li>\n${'</ul>\n</li>\n'.repeat(level - line.level)}`;
      yield `<li>${treeName(line, context.pathOf)}\n`;
      level = line.level;
    }
    if (level >= 0) yield `</li>\n</ul>\n${'</li>\n</ul>\n'.repeat(level)}`;
  },
  *show(shown) {
    for (const one of shown) yield `<section>\n${blocksToHtml(blocksOf(one), 0)}</section>\n`;
  },
  *links(links) {
    let heading: string | undefined;
    for (const one of links) {
      const next = groupOf(one);
      if (next !== heading) yield `${heading === undefined ? '' : '</ul>\n'}<h2>${escapeHtml(next)}</h2>\n<ul>\n`;
      heading = next;
      yield `<li>${anchor(one.url, one.text || one.url)}</li>\n`;
    }
    if (heading !== undefined) yield '</ul>\n';
  },
  *pros(tradeOffs) {
    for (const tradeOff of tradeOffs) yield tradeOffHtml(tradeOff);
  },
  *cons(tradeOffs) {
    for (const tradeOff of tradeOffs) yield tradeOffHtml(tradeOff);
  },
  *proscons(tradeOffs) {
    for (const tradeOff of tradeOffs) yield tradeOffHtml(tradeOff);
  },
  *quotes(passages, { hasContext }) {
    for (const { text, remarks } of passages) {
      yield `<blockquote><p>${escapeHtml(text)}</p></blockquote>\n`;
      if (hasContext) for (const remark of remarks) yield `<p>${escapeHtml(remark.text)}</p>\n`;
    }
  },
  *remarks(passages, { hasContext }) {
    let quote: Passage | undefined;
    for (const { text, about } of passages) {
      if (hasContext && about && about !== quote) yield `<blockquote><p>${escapeHtml(about.text)}</p></blockquote>\n`;
      quote = about;
      yield `<p>${escapeHtml(text)}</p>\n`;
    }
  },
  *compare(comparisons) {
    for (const comparison of comparisons) yield comparisonHtml(comparison);
  },
  *code(pieces) {
    for (const { language, text } of pieces) yield codeHtml(language, text);
  },
  *tables(tables) {
    for (const { head, rows } of tables) yield tableHtml([head, ...rows].map((cells) => cells.map(escapeHtml)));
  },
  *tasks(tasks) {
    yield '<ul>\n';
    for (const { text, done } of tasks) yield `<li>${task(done)}${escapeHtml(text)}</li>\n`;
    yield '</ul>\n';
  },
};

/** A column a topic, a row a side. */
function comparisonHtml(comparison: Comparison): string {
  const entry = ({ text, remarks }: Item) =>
    `<li>${escapeHtml(text)}${remarks.map((remark) => `<br>– ${escapeHtml(remark.text)}`).join('')}</li>`;
  const list = (items: readonly Item[]) => (items.length > 0 ? `<ul>${items.map(entry).join('')}</ul>` : '');
  const { nothing, sides } = comparedSides(comparison);
  const rows = sides.map(({ name, cells }) => [name, ...cells.map(list)]);
  return tableHtml([
    ['', ...comparison.map(({ topic }) => escapeHtml(topic))],
    ...(nothing ? [['', ...nothing]] : []),
    ...rows,
  ]);
}

/** @param rows of HTML, the head first */
function tableHtml(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells, index) => {
    const tag = index === 0 ? 'th' : 'td';
    return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>\n`;
  });
  return `<table>\n${lines.join('')}</table>\n`;
}

function codeHtml(language: string | undefined, text: string): string {
  const name = language ? ` class="language-${escapeHtml(language)}"` : '';
  return `<pre><code${name}>${escapeHtml(text)}\n</code></pre>\n`;
}

function treeName({ note, section }: TreeLine, pathOf: (note: TreeLine['note']) => string): string {
  return section ? escapeHtml(section.heading || untitled) : anchor(pathOf(note), note.title);
}

function tradeOffHtml(tradeOff: TradeOff): string {
  let out = `<section>\n<h2>${escapeHtml(tradeOff.topic)}</h2>\n`;
  for (const [side, name] of sideNames) {
    if (tradeOff[side].length === 0) continue;
    out += `<h3>${name}</h3>\n<ul>\n`;
    for (const { text, quote, remarks } of tradeOff[side]) {
      const own = quote ? `<q>${escapeHtml(text)}</q>` : escapeHtml(text);
      const under = remarks.map((remark) => `<li>${escapeHtml(remark.text)}</li>`).join('');
      out += `<li>${own}${under && `<ul>${under}</ul>`}</li>\n`;
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

/** A link whose address may be followed; else its text alone. */
function anchor(url: string, text: string, inner = escapeHtml(text)): string {
  return isSafeUrl(url) ? `<a href="${escapeHtml(url)}">${inner}</a>` : inner;
}

function blocksToHtml(blocks: readonly Block[], depth: number): string {
  return blocks.map((block) => blockToHtml(block, depth)).join('');
}

function blockToHtml(block: Block, depth: number): string {
  if (depth > deepest) return `<p>${escapeHtml(plainText(block))}</p>\n`;
  switch (block.type) {
    case 'heading':
      return `<h${block.depth}>${inlines(block.children, depth)}</h${block.depth}>\n`;
    case 'paragraph':
      return `<p>${inlines(block.children, depth)}</p>\n`;
    case 'blockquote':
      return `<blockquote>\n${blocksToHtml(block.children, depth + 1)}</blockquote>\n`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      const start = block.ordered && block.start !== undefined && block.start !== 1 ? ` start="${block.start}"` : '';
      return `<${tag}${start}>\n${block.children.map((item) => `<li>${task(item.checked)}${itemToHtml(item.children, block.spread || item.spread, depth + 1)}</li>\n`).join('')}</${tag}>\n`;
    }
    case 'code':
      return codeHtml(block.lang, block.value);
    case 'table':
      return tableHtml(block.children.map((row) => row.children.map((cell) => inlines(cell.children, depth))));
    case 'footnoteDefinition':
      return `<aside>${escapeHtml(block.label)}: ${blocksToHtml(block.children, depth + 1)}</aside>\n`;
    case 'html':
      return `${safeTags(block.value)}\n`;
    case 'thematicBreak':
      return '<hr>\n';
    default:
      return '';
  }
}

function itemToHtml(blocks: readonly Block[], loose: boolean, depth: number): string {
  return blocks
    .map((block) => (block.type === 'paragraph' && !loose ? inlines(block.children, depth) : blockToHtml(block, depth)))
    .join('');
}

function task(checked: boolean | undefined): string {
  return checked === undefined ? '' : `<input type="checkbox" disabled${checked ? ' checked' : ''}> `;
}

function inlines(nodes: readonly Node[], depth: number): string {
  return (nodes as readonly Inline[]).map((node) => inlineToHtml(node, depth)).join('');
}

const inlineTags = { emphasis: 'em', strong: 'strong', delete: 'del' } as const;

function inlineToHtml(node: Inline, depth: number): string {
  if (depth > deepest) return escapeHtml(plainText(node));
  switch (node.type) {
    case 'text':
      return escapeHtml(node.value);
    case 'inlineCode':
      return `<code>${escapeHtml(node.value)}</code>`;
    case 'break':
      return '<br>\n';
    case 'html':
      return safeTags(node.value);
    case 'image':
    case 'imageReference':
      return isSafeUrl(node.url)
        ? `<img src="${escapeHtml(node.url)}" alt="${escapeHtml(node.alt)}">`
        : escapeHtml(node.alt);
    case 'footnoteReference':
      return `<sup>${escapeHtml(node.label)}</sup>`;
    case 'link':
    case 'linkReference':
      return anchor(node.url, '', inlines(node.children, depth + 1));
    case 'wikiLink':
      return inlines(node.children, depth + 1);
    default:
      return `<${inlineTags[node.type]}>${inlines(node.children, depth + 1)}</${inlineTags[node.type]}>`;
  }
}

/** Line breaks stay; other tags and comments vanish, and so does what scripts and styles hold. Text is escaped. */
function safeTags(value: string): string {
  let out = '';
  let at = 0;
  let hidden = false;
  for (const tag of tagsOf(value)) {
    if (!hidden) out += escapeHtml(decodeReferences(value.slice(at, tag.from)));
    at = tag.to;
    if (tag.name === 'br' && !hidden) out += '<br>';
    if (tag.name === 'script' || tag.name === 'style') hidden = !tag.closing;
  }
  return hidden ? out : out + escapeHtml(decodeReferences(value.slice(at)));
}
