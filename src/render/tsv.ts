/** `tsv`: fields apart by tabs; tab, newline and backslash in a field are written `\t`, `\n`, `\\`. */
import type { Note } from '../core/note.ts';
import type { Context, Format } from './answer.ts';
import { encodeControls, safeText } from './safe-text.ts';

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
  *proscons(tradeOffs, context) {
    for (const tradeOff of tradeOffs)
      for (const side of ['pros', 'cons', 'neutral', 'useWhen', 'avoidWhen'] as const)
        for (const { text, line } of tradeOff[side])
          yield row([side, text, tradeOff.topic, place(tradeOff.note, line, context)], context);
  },
  *quotes(passages, context) {
    for (const { note, text, line } of passages) yield row([text, place(note, line, context)], context);
  },
  *remarks(passages, context) {
    for (const { note, text, line } of passages) yield row([text, place(note, line, context)], context);
  },
};
