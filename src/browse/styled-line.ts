/** Lines with escape sequences for styles and hyperlinks, as the renderer writes them. */
import { escapeSequences, measureWidth } from '../render/terminal/width.ts';

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
export function markSpans(line: string, spans: readonly TextSpan[], open: string, close: string): string {
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
      marked += text.slice(done, start) + open + text.slice(start, end) + close;
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
    for (const char of piece.text.match(/.(?:\p{M}|\ufe0f|\u200d.)*/gsu) ?? []) {
      const width = measureWidth(char);
      room = width > room ? -1 : room - width;
      if (room < 0) break;
      kept += char;
    }
    if (room < 0) room = 0;
  }
  return kept;
}

export function padLine(line: string, columns: number): string {
  const cut = cutLine(line, columns);
  return cut + ' '.repeat(Math.max(0, columns - measureWidth(cut)));
}
