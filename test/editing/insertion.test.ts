/** Where an item is inserted, and in which form: the note before and after. */
import { describe, expect, it } from 'vitest';
import type { Addition } from '../../src/editing/insertion.ts';
import { createHeadingInsertion, findInsertions } from '../../src/editing/insertion.ts';
import { noteOf } from '../any-note.ts';

interface Case {
  readonly heading?: string;
  readonly side?: Addition['side'];
  readonly isQuote?: boolean;
  readonly newHeading?: string;
}

/** Returns the note with the likeliest insertion, or the reason why there is none. */
async function insert(source: string, { heading, side, isQuote = false, newHeading }: Case = {}): Promise<string> {
  const note = await noteOf(source);
  const section = note.sections.find((candidate) => candidate.heading === heading);
  const addition: Addition = { text: 'new', isQuote, side, mayCreate: false, userWords: undefined };
  const insertion =
    newHeading === undefined
      ? findInsertions(note, section, addition)[0]
      : createHeadingInsertion(note, section, newHeading, addition);
  if (!insertion) return 'nothing';
  if (!('at' in insertion)) return insertion.reason;
  return source.slice(0, insertion.at) + insertion.text + source.slice(insertion.at);
}

describe('an item', () => {
  it.each<[string, string, Case, string]>([
    ['goes to the end of the list', '# A\n\n- a\n- b\n', {}, '# A\n\n- a\n- b\n- new\n'],
    ['is written with the marker of the list', '# A\n\n* a\n* b\n', {}, '# A\n\n* a\n* b\n* new\n'],
    ['continues the numbers', '# A\n\n1. a\n2. b\n', {}, '# A\n\n1. a\n2. b\n3. new\n'],
    ['keeps the blank lines of a loose list', '# A\n\n- a\n\n- b\n', {}, '# A\n\n- a\n\n- b\n\n- new\n'],
    ['keeps the line endings', '# A\r\n\r\n- a\r\n', {}, '# A\r\n\r\n- a\r\n- new\r\n'],
    ['begins a list in a section without one', '# A\n\ntext\n', {}, '# A\n\ntext\n\n- new\n'],
    [
      'goes to the named section',
      '# A\n\n## B\n\n- b\n\n## C\n\n- c\n',
      { heading: 'B' },
      '# A\n\n## B\n\n- b\n- new\n\n## C\n\n- c\n',
    ],
    [
      'goes to the pros',
      '# A\n\n**Pros**\n\n- p\n\n**Cons**\n\n- c\n',
      { side: 'pros' },
      '# A\n\n**Pros**\n\n- p\n- new\n\n**Cons**\n\n- c\n',
    ],
    [
      'goes to the cons',
      '# A\n\nPros:\n\n- p\n\nCons:\n\n- c\n',
      { side: 'cons' },
      '# A\n\nPros:\n\n- p\n\nCons:\n\n- c\n- new\n',
    ],
    ['may be a quote', '# A\n\n- a\n', { isQuote: true }, '# A\n\n- a\n- > new\n'],
    ['may get a heading', '# A\n\n## B\n\ntext\n', { newHeading: 'C' }, '# A\n\n## B\n\ntext\n\n## C\n\n- new\n'],
  ])('%s', async (_, before, options, after) => {
    expect(await insert(before, options)).toBe(after);
  });

  it('has no place among the pros of a note without any', async () => {
    expect(await insert('# A\n\ntext\n', { side: 'pros' })).toBe('it has no pros');
  });
});
