/** `markdown`: what the notes say as they say it; `show` is the file's own characters. */

import { escapeMarkdown } from '../core/escape.ts';
import type { CodePiece, Comparison, Document, Item, Link, Passage, TablePiece, TradeOff } from '../core/note.ts';
import { headingsTo } from '../core/note.ts';
import type { Span } from '../core/tree.ts';
import type { Format, Shown } from './answers.ts';
import { comparedSides, sideNames, untitled } from './wording.ts';

export const markdown: Format = {
  *search(hits, context) {
    for (const { note, section, snippet } of hits) {
      const heading = link(
        section?.heading || note.title,
        `${context.pathOf(note)}${section ? `#${section.slug}` : ''}`,
      );
      yield `- ${heading}: ${escapeMarkdown(snippet.text)}\n`;
    }
  },
  *tags(tags) {
    for (const { tag, notes } of tags) yield `- ${escapeMarkdown(tag)} (${notes})\n`;
  },
  *list(notes, context) {
    for (const { note } of notes) yield `- ${link(note.title, context.pathOf(note))}\n`;
  },
  *tree(lines, context) {
    for (const { note, section, level } of lines)
      yield `${'  '.repeat(level)}- ${section ? escapeMarkdown(section.heading || untitled) : link(note.title, context.pathOf(note))}\n`;
  },
  *show(shown) {
    let between = '';
    for (const one of shown) {
      const verbatim = verbatimOf(one);
      yield between + verbatim + (/[\r\n]$/.test(verbatim) ? '' : '\n');
      between = '\n';
    }
  },
  *links(links) {
    let heading = '';
    for (const one of links) {
      const next = groupOf(one);
      if (next !== heading) yield `${heading === '' ? '' : '\n'}## ${escapeMarkdown(next)}\n\n`;
      heading = next;
      yield `- ${one.image ? '!' : ''}${link(one.text, one.url)}\n`;
    }
  },
  *pros(tradeOffs) {
    for (const { note, pros } of tradeOffs) for (const item of pros) yield itemMarkdown(note, item);
  },
  *cons(tradeOffs) {
    for (const { note, cons } of tradeOffs) for (const item of cons) yield itemMarkdown(note, item);
  },
  *proscons(tradeOffs) {
    let between = '';
    for (const tradeOff of tradeOffs) {
      yield between + tradeOffMarkdown(tradeOff);
      between = '\n';
    }
  },
  *quotes(passages, { hasContext }) {
    let between = '';
    for (const passage of passages) {
      const { remarks } = passage;
      yield `${between}${quoteMarkdown(passage)}\n`;
      if (hasContext && remarks.length > 0)
        yield `\n${remarks.map((remark) => `- ${escapeMarkdown(remark.text)}\n`).join('')}`;
      between = '\n';
    }
  },
  *remarks(passages, { hasContext }) {
    let about: Passage | undefined;
    let isFirst = true;
    for (const passage of passages) {
      const isNext = hasContext && passage.about !== about;
      if (isNext && passage.about) yield `${isFirst ? '' : '\n'}${quoteMarkdown(passage.about)}\n\n`;
      about = passage.about;
      isFirst = false;
      yield `- ${escapeMarkdown(passage.text)}\n`;
    }
  },
  *compare(comparisons) {
    for (const comparison of comparisons) yield comparisonMarkdown(comparison);
  },
  code: writtenPieces,
  tables: writtenPieces,
  *tasks(tasks) {
    for (const { note, words, done } of tasks)
      yield `- [${done ? 'x' : ' '}] ${words ? writtenAtMargin(note, words).split('\n').join('\n  ') : ''}\n`;
  },
};

/** Blocks as they are written, an empty line between two. */
function* writtenPieces(pieces: readonly (CodePiece | TablePiece)[]): Iterable<string> {
  let between = '';
  for (const piece of pieces) {
    yield `${between}${closed(writtenAtMargin(piece.note, piece))}\n`;
    between = '\n';
  }
}

/** A quote as it is written, with its marks; an item in quotation marks becomes one. */
function quoteMarkdown(passage: Passage): string {
  const written = writtenAtMargin(passage.note, passage);
  return written.startsWith('>') ? written : `> ${written.split('\n').join('\n> ')}`;
}

/** A fence that nothing closes ends with its note; what comes after it here is none of it. */
function closed(written: string): string {
  const [, fence = ''] = /^(`{3,}|~{3,})/.exec(written) ?? [];
  const last = written.slice(written.lastIndexOf('\n') + 1).trim();
  const isOpen = fence !== '' && !(written.includes('\n') && last.startsWith(fence) && /^(`+|~+)$/.test(last));
  return isOpen ? `${written}\n${fence}` : written;
}

/** An item and the remarks on it, each as a line of a cell. */
function withRemarks({ text, remarks }: Item): string[] {
  return [escapeMarkdown(text), ...remarks.map((remark) => `– ${escapeMarkdown(remark.text)}`)];
}

/** A table of GFM: a column a topic, a row a side. */
function comparisonMarkdown(comparison: Comparison): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  let table = row(['', ...comparison.map(({ topic }) => escapeMarkdown(topic))]);
  table += row(['---', ...comparison.map(() => '---')]);
  const { nothing, sides } = comparedSides(comparison);
  if (nothing) table += row(['', ...nothing]);
  for (const { name, cells } of sides)
    table += row([name, ...cells.map((items) => items.flatMap(withRemarks).join('<br>'))]);
  return table;
}

/** The characters of the file that are shown, with the end of their last line; a whole note has its byte order mark. */
function verbatimOf({ note, section, parts }: Shown): string {
  const text = parts.map((part) => note.source.slice(part.from, endOfLine(note.source, part.to))).join('');
  return !section && note.byteOrderMark ? `\uFEFF${text}` : text;
}

function endOfLine(source: string, at: number): number {
  if (source.startsWith('\r\n', at)) return at + 2;
  return source[at] === '\n' || source[at] === '\r' ? at + 1 : at;
}

function tradeOffMarkdown(tradeOff: TradeOff): string {
  let text = `## ${escapeMarkdown(tradeOff.topic)}\n`;
  for (const [side, name] of sideNames)
    if (tradeOff[side].length > 0)
      text += `\n### ${name}\n\n${tradeOff[side].map((item) => itemMarkdown(tradeOff.note, item)).join('')}`;
  return text;
}

/** An item as it is written in the note, moved to the left margin; one that is no list item becomes one. */
function itemMarkdown(document: Document, item: Item): string {
  const written = writtenAtMargin(document, item);
  if (/^(?:[-*+]|\d{1,9}[.)])[ \t]/.test(written)) return `${written}\n`;
  return `- ${written.split('\n').join('\n  ')}\n`;
}

function writtenAtMargin({ source, lines }: Document, { from, to }: Span): string {
  const column = from - lines.start(lines.at(from));
  const indent = new RegExp(`^[ \\t>]{0,${column}}`);
  return source
    .slice(from, to)
    .trimEnd()
    .split(/\r\n|\r|\n/)
    .map((line, index) => (index === 0 ? line : line.replace(indent, '')))
    .join('\n');
}

/** The heading that a link is grouped under: its section, else its note. */
export function groupOf({ note, section }: Link): string {
  return headingsTo(section).at(-1) || note.title;
}

function link(text: string, url: string): string {
  const target = /[\s()<>]/.test(url) ? `<${url.replace(/[<>\r\n]/g, (char) => encodeURIComponent(char))}>` : url;
  return `[${escapeMarkdown(text)}](${target})`;
}
