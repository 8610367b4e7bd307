/** What answers are written to in tests. */
import type { Note } from '../../src/core/note.ts';
import type { Context, Piece } from '../../src/render/answers.ts';
import { themes } from '../../src/render/terminal/themes.ts';

export function contextWith(changes: Partial<Context> = {}): Context {
  return {
    width: 40,
    colorLevel: 0,
    theme: themes.dark,
    links: 'inline',
    ascii: false,
    isCut: true,
    limited: (_, run) => run(),
    uriOf: (note) => (note as Note).path,
    pathOf: (note) => (note as Note).path,
    fileUrlOf: () => undefined,
    isBeside: false,
    hasContext: false,
    lineEnd: '\n',
    ...changes,
  };
}

/** All that a writer writes. */
export async function print(pieces: Iterable<Piece> | undefined): Promise<string> {
  let text = '';
  for (const piece of pieces ?? []) {
    if (typeof piece === 'string') text += piece;
    else await piece;
  }
  return text;
}
