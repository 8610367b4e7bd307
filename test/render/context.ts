/** What answers are written to in tests. */
import type { Note } from '../../src/core/note.ts';
import type { Chunk, RenderContext } from '../../src/render/answers.ts';
import { themes } from '../../src/render/terminal/themes.ts';

export function contextWith(changes: Partial<RenderContext> = {}): RenderContext {
  return {
    width: 40,
    colorLevel: 0,
    theme: themes.dark,
    links: 'inline',
    ascii: false,
    isCodeCut: true,
    runWithTimeLimit: (_, run) => run(),
    formatUri: (note) => (note as Note).path,
    formatPath: (note) => (note as Note).path,
    resolveFileUrl: () => undefined,
    isSideBySide: false,
    hasContext: false,
    lineEnd: '\n',
    ...changes,
  };
}

/** All that a writer writes. */
export async function print(pieces: Iterable<Chunk> | undefined): Promise<string> {
  let text = '';
  for (const piece of pieces ?? []) {
    if (typeof piece === 'string') text += piece;
    else await piece;
  }
  return text;
}
