/** Lines with escape sequences for styles and hyperlinks, as the renderer writes them. */
import { takeStart } from '../render/terminal/shorten.ts';
import { escapeSequences, measureWidth, padToWidth } from '../render/terminal/width.ts';
import type { Style } from '../render/terminal/wrap.ts';
import { applyStyle } from '../render/terminal/wrap.ts';

/** Styles without color, for what is selected. */
export const inverse: Style = { open: '\u001b[7m', close: '\u001b[27m' };
export const bold: Style = { open: '\u001b[1m', close: '\u001b[22m' };

/** A span of the text of a line, without its escape sequences, in UTF-16 code units. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

export interface LineLink extends TextSpan {
  readonly target: string;
}

export function getText(line: string): string {
  return line.replace(escapeSequences, '');
}

/** Yields the pieces of a line: escape sequences, and the text between them with its offset. */
function* splitLine(
  line: string,
): Generator<{ readonly sequence: string } | { readonly text: string; readonly at: number }> {
  let from = 0;
  let at = 0;
  for (const { 0: sequence, index } of line.matchAll(escapeSequences)) {
    if (index > from) {
      yield { text: line.slice(from, index), at };
      at += index - from;
    }
    yield { sequence };
    from = index + sequence.length;
  }
  if (from < line.length) yield { text: line.slice(from), at };
}

const hyperlink = /^\u001b\]8;[^;]*;([^\u001b]*)\u001b\\$/;

/** Returns the hyperlinks of a line. */
export function findLineLinks(line: string): LineLink[] {
  if (!line.includes('\u001b]8;')) return [];
  const links: LineLink[] = [];
  let target = '';
  for (const piece of splitLine(line)) {
    if ('sequence' in piece) target = hyperlink.exec(piece.sequence)?.[1] ?? target;
    else if (target !== '') links.push({ from: piece.at, to: piece.at + piece.text.length, target });
  }
  return links;
}

/** Removes hyperlinks, or only those that a function rejects. */
export function removeHyperlinks(line: string, isKept: (target: string) => boolean): string {
  if (!line.includes('\u001b]8;')) return line;
  let isRemoved = false;
  return line.replace(escapeSequences, (sequence) => {
    const target = hyperlink.exec(sequence)?.[1];
    if (target === undefined) return sequence;
    if (target !== '') isRemoved = !isKept(target);
    return isRemoved ? '' : sequence;
  });
}

/** Marks spans of the text with a style, inside the styles of the line. */
export function markSpans(line: string, spans: readonly TextSpan[], style: Style): string {
  if (spans.length === 0) return line;
  let marked = '';
  for (const piece of splitLine(line)) {
    if ('sequence' in piece) {
      marked += piece.sequence;
      continue;
    }
    const { text, at } = piece;
    let done = 0;
    for (const { from, to } of spans) {
      const [start, end] = [Math.max(done, from - at), Math.min(text.length, to - at)];
      if (start >= end) continue;
      marked += text.slice(done, start) + applyStyle(style, text.slice(start, end));
      done = end;
    }
    marked += text.slice(done);
  }
  return marked;
}

/** Cuts a line to a number of columns. Its escape sequences stay, so that no style is left open. */
export function cutLine(line: string, columns: number): string {
  if (measureWidth(line) <= columns) return line;
  let kept = '';
  let room = columns;
  for (const piece of splitLine(line)) {
    if ('sequence' in piece) {
      kept += piece.sequence;
      continue;
    }
    const start = takeStart(piece.text, room);
    kept += start;
    room = start.length < piece.text.length ? 0 : room - measureWidth(start);
  }
  return kept;
}

export function padLine(line: string, columns: number): string {
  return padToWidth(cutLine(line, columns), columns);
}
