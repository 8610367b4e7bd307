/** Formats of lines and fields: `tsv`, `csv` and `urls`. */

import { encodeControls, sanitizeText } from '../core/escape.ts';
import type { Note, Passage, TradeOff } from '../core/note.ts';
import type { Format, RenderContext } from './answers.ts';
import { sideNames } from './wording.ts';

function escapeField(text: string): string {
  return sanitizeText(
    text
      .replace(/\\/g, '\\\\')
      .replace(/\t/g, '\\t')
      .replace(/\r\n|\r|\n/g, '\\n'),
  );
}

function formatRow(fields: readonly string[], { lineEnd }: RenderContext): string {
  return fields.map(escapeField).join('\t') + lineEnd;
}

function formatLocation(note: Note, line: number, context: RenderContext): string {
  return `${context.formatPath(note)}:${line}`;
}

/** `tsv`: fields separated by tabs. Tab, newline and backslash in a field are written `\t`, `\n`, `\\`. */
export const tsv: Format = {
  *search(hits, context) {
    for (const { note, section, snippet, line } of hits)
      yield formatRow([formatLocation(note, line, context), section?.heading || note.title, snippet.text], context);
  },
  *topics(topics, context) {
    for (const { topic, pros, cons, note, line } of topics)
      yield formatRow([topic, String(pros), String(cons), formatLocation(note, line, context)], context);
  },
  *tags(tags, context) {
    for (const { tag, notes } of tags) yield formatRow([tag, String(notes)], context);
  },
  *lint(findings, context) {
    for (const { note, line, column, rule, message } of findings)
      yield formatRow([`${context.formatPath(note)}:${line}:${column}`, rule.name, message], context);
  },
  *config(settings, context) {
    for (const { key, value, from } of settings) yield formatRow([key, value, from], context);
  },
  *files(notes, context) {
    for (const note of notes) yield formatRow([context.formatPath(note)], context);
  },
  *list(notes, context) {
    for (const { note } of notes) yield formatRow([context.formatPath(note), note.title], context);
  },
  *tree(lines, context) {
    for (const { note, section } of lines)
      if (section)
        yield formatRow([formatLocation(note, section.line, context), String(section.depth), section.heading], context);
  },
  *links(links, context) {
    for (const { note, url, text, line, count } of links)
      yield formatRow(
        [
          encodeControls(url),
          text,
          formatLocation(note, line, context),
          ...(count === undefined ? [] : [String(count)]),
        ],
        context,
      );
  },
  *pros(tradeOffs, context) {
    for (const { note, topic, pros } of tradeOffs)
      for (const { text, line } of pros) yield formatRow([text, topic, formatLocation(note, line, context)], context);
  },
  *cons(tradeOffs, context) {
    for (const { note, topic, cons } of tradeOffs)
      for (const { text, line } of cons) yield formatRow([text, topic, formatLocation(note, line, context)], context);
  },
  proscons: writeTradeOffs,
  quotes: writePassages,
  remarks: writePassages,
  *compare(comparisons, context) {
    for (const comparison of comparisons)
      yield* writeTradeOffs(
        comparison.flatMap(({ tradeOffs }) => tradeOffs),
        context,
      );
  },
  *code(pieces, context) {
    for (const { note, line, language, text } of pieces)
      yield formatRow([text, language, formatLocation(note, line, context)], context);
  },
  *tables(tables, context) {
    let separator = '';
    for (const { head, rows } of tables) {
      yield separator + [head, ...rows].map((cells) => formatRow(cells, context)).join('');
      separator = context.lineEnd;
    }
  },
  *tasks(tasks, context) {
    for (const { note, line, text, state } of tasks)
      yield formatRow([state, text, formatLocation(note, line, context)], context);
  },
};

function* writeTradeOffs(tradeOffs: readonly TradeOff[], context: RenderContext): Iterable<string> {
  for (const tradeOff of tradeOffs)
    for (const [side] of sideNames)
      for (const { text, line } of tradeOff[side])
        yield formatRow([side, text, tradeOff.topic, formatLocation(tradeOff.note, line, context)], context);
}

function* writePassages(passages: readonly Passage[], context: RenderContext): Iterable<string> {
  for (const { note, text, line, about, remarks } of passages) {
    const relatedText = about?.text ?? remarks.map((remark) => remark.text).join('\n');
    yield formatRow([text, formatLocation(note, line, context), ...(context.hasContext ? [relatedText] : [])], context);
  }
}

/** `csv`: tables as in RFC 4180, each with a header line, with an empty line between two tables. */
export const csv: Format = {
  *tables(tables) {
    let separator = '';
    for (const { head, rows } of tables) {
      yield separator + [head, ...rows].map(formatCsvLine).join('');
      separator = '\r\n';
    }
  },
};

function formatCsvLine(cells: readonly string[]): string {
  return `${cells.map(quoteField).join(',')}\r\n`;
}

/**
 * Quotes a field that contains a comma, quotation mark or line break (RFC 4180 §2). A lone empty field is quoted too,
 * since its line would otherwise be empty.
 */
function quoteField(text: string, _column: number, cells: readonly string[]): string {
  return /[",\r\n]/.test(text) || (text === '' && cells.length === 1) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `urls`: the address of each link, one per line, with white space and control characters percent-encoded. */
export const urls: Format = {
  *links(links, { lineEnd }) {
    for (const { url } of links) yield encodeControls(url, true) + lineEnd;
  },
};
