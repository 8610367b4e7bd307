/** `markdown`: the Markdown of the notes; `show` prints the text of the file unchanged. */

import { escapeMarkdown } from '../core/escape.ts';
import type { CodeBlock, Comparison, Document, Item, Link, Passage, TableBlock, TradeOff } from '../core/note.ts';
import { getHeadingPath } from '../core/note.ts';
import { dedentSource } from '../core/source-text.ts';
import type { Format, ShownSection } from './answers.ts';
import type { ComparedItem } from './wording.ts';
import { formatSides, formatSources, getComparisonHead, getComparisonRows, sideNames, untitled } from './wording.ts';

export const markdown: Format = {
  *search(hits, context) {
    for (const { note, section, snippet } of hits) {
      const heading = formatLink(
        section?.heading || note.title,
        `${context.formatPath(note)}${section ? `#${section.slug}` : ''}`,
      );
      yield `- ${heading}: ${escapeMarkdown(snippet.text)}\n`;
    }
  },
  *topics(topics) {
    for (const { topic, pros, cons } of topics) yield `- ${escapeMarkdown(topic)} (${formatSides(pros, cons)})\n`;
  },
  *tags(tags) {
    for (const { tag, notes } of tags) yield `- ${escapeMarkdown(tag)} (${notes})\n`;
  },
  *list(notes, context) {
    for (const { note } of notes) yield `- ${formatLink(note.title, context.formatPath(note))}\n`;
  },
  *tree(lines, context) {
    for (const { note, section, level } of lines)
      yield `${'  '.repeat(level)}- ${section ? escapeMarkdown(section.heading || untitled) : formatLink(note.title, context.formatPath(note))}\n`;
  },
  *show(sections) {
    let separator = '';
    for (const shownSection of sections) {
      const verbatim = readVerbatim(shownSection);
      yield separator + verbatim + (/[\r\n]$/.test(verbatim) ? '' : '\n');
      separator = '\n';
    }
  },
  *links(links) {
    let heading = '';
    for (const entry of links) {
      const nextHeading = getLinkHeading(entry);
      if (nextHeading !== heading) yield `${heading === '' ? '' : '\n'}## ${escapeMarkdown(nextHeading)}\n\n`;
      heading = nextHeading;
      yield `- ${entry.image ? '!' : ''}${formatLink(entry.text, entry.url)}\n`;
    }
  },
  *pros(tradeOffs) {
    for (const { note, pros } of tradeOffs) for (const item of pros) yield itemToMarkdown(note, item);
  },
  *cons(tradeOffs) {
    for (const { note, cons } of tradeOffs) for (const item of cons) yield itemToMarkdown(note, item);
  },
  *proscons(tradeOffs) {
    let separator = '';
    for (const tradeOff of tradeOffs) {
      yield separator + tradeOffToMarkdown(tradeOff);
      separator = '\n';
    }
  },
  *quotes(passages, { hasContext }) {
    let separator = '';
    for (const passage of passages) {
      const { remarks } = passage;
      yield `${separator}${quoteToMarkdown(passage)}\n`;
      if (hasContext && remarks.length > 0)
        yield `\n${remarks.map((remark) => `- ${escapeMarkdown(remark.text)}\n`).join('')}`;
      separator = '\n';
    }
  },
  *remarks(passages, { hasContext }) {
    let about: Passage | undefined;
    let isFirst = true;
    for (const passage of passages) {
      const isNewQuote = hasContext && passage.about !== about;
      if (isNewQuote && passage.about) yield `${isFirst ? '' : '\n'}${quoteToMarkdown(passage.about)}\n\n`;
      about = passage.about;
      isFirst = false;
      yield `- ${escapeMarkdown(passage.text)}\n`;
    }
  },
  *compare(comparisons) {
    for (const comparison of comparisons) yield comparisonToMarkdown(comparison);
  },
  code: writeBlocks,
  tables: writeBlocks,
  *tasks(tasks) {
    for (const { note, textSpan, mark } of tasks)
      yield `- [${mark}] ${textSpan ? dedentSource(note, textSpan).split('\n').join('\n  ') : ''}\n`;
  },
};

function* writeBlocks(pieces: readonly (CodeBlock | TableBlock)[]): Iterable<string> {
  let separator = '';
  for (const piece of pieces) {
    yield `${separator}${closeFence(dedentSource(piece.note, piece))}\n`;
    separator = '\n';
  }
}

/** Returns a quote as written, with its `>` marks. An item in quotation marks becomes a block quote. */
function quoteToMarkdown(passage: Passage): string {
  const quoteText = dedentSource(passage.note, passage);
  return quoteText.startsWith('>') ? quoteText : `> ${quoteText.split('\n').join('\n> ')}`;
}

/** Closes a fence that is still open at the end of its note, so that later output does not become part of it. */
function closeFence(block: string): string {
  const [, fence = ''] = /^(`{3,}|~{3,})/.exec(block) ?? [];
  const last = block.slice(block.lastIndexOf('\n') + 1).trim();
  const isOpen = fence !== '' && !(block.includes('\n') && last.startsWith(fence) && /^(`+|~+)$/.test(last));
  return isOpen ? `${block}\n${fence}` : block;
}

function formatItemLines(item: ComparedItem): string[] {
  const { text, remarks } = item;
  return [
    escapeMarkdown(`${text}${formatSources(item)}`),
    ...remarks.map((remark) => `– ${escapeMarkdown(remark.text)}`),
  ];
}

function comparisonToMarkdown(comparison: Comparison): string {
  const formatRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  let table = formatRow([
    '',
    ...getComparisonHead(comparison).map(({ topic, sources }) => [topic, ...sources].map(escapeMarkdown).join('<br>')),
  ]);
  table += formatRow(['---', ...comparison.map(() => '---')]);
  const { noItemsCells, sides } = getComparisonRows(comparison);
  if (noItemsCells) table += formatRow(['', ...noItemsCells]);
  for (const { name, cells } of sides)
    table += formatRow([name, ...cells.map((items) => items.flatMap(formatItemLines).join('<br>'))]);
  return table;
}

/** Returns the shown text of the file, including its last line ending. A whole note keeps its byte order mark. */
function readVerbatim({ note, section, parts }: ShownSection): string {
  const text = parts.map((part) => note.source.slice(part.from, skipLineEnding(note.source, part.to))).join('');
  return !section && note.byteOrderMark ? `\uFEFF${text}` : text;
}

function skipLineEnding(source: string, at: number): number {
  if (source.startsWith('\r\n', at)) return at + 2;
  return source[at] === '\n' || source[at] === '\r' ? at + 1 : at;
}

function tradeOffToMarkdown(tradeOff: TradeOff): string {
  let text = `## ${escapeMarkdown(tradeOff.topic)}\n`;
  for (const [side, name] of sideNames)
    if (tradeOff[side].length > 0)
      text += `\n### ${name}\n\n${tradeOff[side].map((item) => itemToMarkdown(tradeOff.note, item)).join('')}`;
  return text;
}

/** Returns an item as written in the note, moved to the left margin, with a list marker added if it has none. */
function itemToMarkdown(document: Document, item: Item): string {
  const itemText = dedentSource(document, item);
  if (/^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(itemText)) return `${itemText}\n`;
  return `- ${itemText.split('\n').join('\n  ')}\n`;
}

/** Returns the heading that a link is grouped under: that of its section, otherwise the title of its note. */
export function getLinkHeading({ note, section }: Link): string {
  return getHeadingPath(section).at(-1) || note.title;
}

function formatLink(text: string, url: string): string {
  const target = /[\s()<>]/.test(url) ? `<${url.replace(/[<>\r\n]/g, (char) => encodeURIComponent(char))}>` : url;
  return `[${escapeMarkdown(text)}](${target})`;
}
