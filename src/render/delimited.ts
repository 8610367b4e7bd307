/** `tsv`: fields apart by tabs; tab, newline and backslash in a field are written `\t`, `\n`, `\\`. */

import { encodeControls, safeText } from '../core/escape.ts';
import type { Note, Passage, TradeOff } from '../core/note.ts';
import type { Context, Format } from './answers.ts';
import { sideNames } from './wording.ts';

function field(text: string): string {
  return safeText(
    text
      .replace(/\\/g, '\\\\')
      .replace(/\t/g, '\\t')
      .replace(/\r\n|\r|\n/g, '\\n'),
  );
}

function row(fields: readonly string[], { lineEnd }: Context): string {
  return fields.map(field).join('\t') + lineEnd;
}

function place(note: Note, line: number, context: Context): string {
  return `${context.pathOf(note)}:${line}`;
}

export const tsv: Format = {
  *search(hits, context) {
    for (const { note, section, snippet, line } of hits)
      yield row([place(note, line, context), section?.heading || note.title, snippet.text], context);
  },
  *tags(tags, context) {
    for (const { tag, notes } of tags) yield row([tag, String(notes)], context);
  },
  *lint(findings, context) {
    for (const { note, line, column, rule, message } of findings)
      yield row([`${context.pathOf(note)}:${line}:${column}`, rule.name, message], context);
  },
  *config(settings, context) {
    for (const { key, value, from } of settings) yield row([key, value, from], context);
  },
  *files(notes, context) {
    for (const note of notes) yield row([context.pathOf(note)], context);
  },
  *list(notes, context) {
    for (const { note } of notes) yield row([context.pathOf(note), note.title], context);
  },
  *tree(lines, context) {
    for (const { note, section } of lines)
      if (section) yield row([place(note, section.line, context), String(section.depth), section.heading], context);
  },
  *links(links, context) {
    for (const { note, url, text, line, count } of links)
      yield row(
        [encodeControls(url), text, place(note, line, context), ...(count === undefined ? [] : [String(count)])],
        context,
      );
  },
  *pros(tradeOffs, context) {
    for (const { note, topic, pros } of tradeOffs)
      for (const { text, line } of pros) yield row([text, topic, place(note, line, context)], context);
  },
  *cons(tradeOffs, context) {
    for (const { note, topic, cons } of tradeOffs)
      for (const { text, line } of cons) yield row([text, topic, place(note, line, context)], context);
  },
  proscons: tradeOffRows,
  quotes: passageRows,
  remarks: passageRows,
  *compare(comparisons, context) {
    for (const comparison of comparisons)
      yield* tradeOffRows(
        comparison.flatMap(({ tradeOffs }) => tradeOffs),
        context,
      );
  },
  *code(pieces, context) {
    for (const { note, line, language, text } of pieces)
      yield row([text, language, place(note, line, context)], context);
  },
  *tables(tables, context) {
    let between = '';
    for (const { head, rows } of tables) {
      yield between + [head, ...rows].map((cells) => row(cells, context)).join('');
      between = context.lineEnd;
    }
  },
  *tasks(tasks, context) {
    for (const { note, line, text, done } of tasks)
      yield row([done ? 'done' : 'open', text, place(note, line, context)], context);
  },
};

function* tradeOffRows(tradeOffs: readonly TradeOff[], context: Context): Iterable<string> {
  for (const tradeOff of tradeOffs)
    for (const [side] of sideNames)
      for (const { text, line } of tradeOff[side])
        yield row([side, text, tradeOff.topic, place(tradeOff.note, line, context)], context);
}

function* passageRows(passages: readonly Passage[], context: Context): Iterable<string> {
  for (const { note, text, line, about, remarks } of passages) {
    const around = about?.text ?? remarks.map((remark) => remark.text).join('\n');
    yield row([text, place(note, line, context), ...(context.hasContext ? [around] : [])], context);
  }
}
