/** Notes for property tests. */
import fc from 'fast-check';
import type { Note } from '../src/core/note.ts';
import { readNote } from '../src/markdown/note.ts';

/** Reads a source as a note of its own. */
export async function noteOf(source: string): Promise<Note> {
  const file = { library: '/notes', path: 'a.md', file: '/notes/a.md', modified: 0, byteOrderMark: false };
  return readNote(source, file, () => undefined);
}

const piece = fc.constantFrom(
  '# ',
  '## ',
  '###### ',
  '> ',
  '>',
  '- ',
  '* ',
  '1. ',
  '2) ',
  '    ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '**',
  '*',
  '_',
  '__',
  '`',
  '```',
  '~~~\n',
  '---\n',
  '===\n',
  '+++\n',
  '***\n',
  '[',
  ']',
  '(',
  ')',
  '[[',
  ']]',
  '|',
  '| - |\n',
  '<',
  '>',
  '<!--',
  '-->',
  '<a href="x">',
  '</a>',
  '<script>',
  '&amp;',
  '&#0;',
  '\\',
  '!',
  ':',
  '?',
  'Pros:',
  '**Cons**',
  'What is it?',
  'word',
  'two words',
  '[^1]',
  '[^1]: ',
  '[a]: b\n',
  'https://x.example',
  'a@b.example',
  '\0',
  '\u{1f600}',
  'é',
  '\x1b[31m',
  '\u202e',
  'title: [\n',
  ' ',
);
/** Pieces that mean something to Markdown, put together at random, and plain noise. */
export const anyNote = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
);
