/** Each rule finds what its example shows, and fixes change no meaning. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Note } from '../../src/core/note.ts';
import { applyFixes, selectSafeFixes } from '../../src/editing/fixes.ts';
import { lintNote } from '../../src/lint/lint.ts';
import type { LintContext } from '../../src/lint/rules.ts';
import { lintRules } from '../../src/lint/rules.ts';
import { findLinks } from '../../src/markdown/links.ts';
import { readNote } from '../../src/markdown/note.ts';

const nothing: LintContext = {
  exists: () => false,
  existsAnywhere: () => false,
  findNote: () => undefined,
  findNotesByName: () => [],
};

function noteOf(source: string): Promise<Note> {
  const file = { library: '/notes', path: 'a.md', file: '/notes/a.md', modified: 0, byteOrderMark: false };
  return readNote(source, file, () => undefined);
}

async function found(source: string): Promise<string[]> {
  return lintNote(await noteOf(source), nothing, lintRules).map(
    ({ rule, line, column }) => `${rule.name} ${line}:${column}`,
  );
}

describe.each(lintRules)('$name', ({ name, description, example }) => {
  it('finds something in its example, and is told in a sentence', async () => {
    const names = (await found(example)).map((one) => one.split(' ')[0]);
    expect(names).toContain(name);
    expect(description).toMatch(/^[A-Z].*\.$/);
  });
});

describe('what is written so is clean', () => {
  it.each([
    ['levels in order', '# A\n\n## B\n\n### C\n\ntext\n\n## D\n\ntext\n'],
    ['a first heading of any level', '## A\n\ntext\n'],
    ['headings in a quote', '# A\n\ntext\n\n> #### Quoted\n'],
    ['the same name beneath others', '# A\n\n## B\n\n### Pros\n\nx\n\n## C\n\n### Pros\n\ny\n'],
    ['a heading over others', '# A\n\n## B\n\ntext\n'],
    [
      'an address in angle brackets, in code and in a link',
      '# A\n\n<https://a.example> `https://b.example` [c](https://c.example)\n',
    ],
    [
      'a link around a picture',
      '# A\n\n[![](x.example)](https://a.example)\n'.replace('x.example', 'https://x.example/p.png'),
    ],
    [
      'an anchor of the note, of HTML, and a footnote',
      '# A b\n\n<a id="x"></a> [1](#a-b) [2](#x) [^n]\n\n[^n]: note\n',
    ],
    ['keys that others give a meaning to', '---\ndata: 1\nstate: x\ntile: y\nauthor: z\nalias: w\n---\n# A\n\ntext\n'],
    ['a key beside the one that it looks like', '---\ntag: a\ntags: [b]\ntitel: x\ntitle: y\n---\n\ntext\n'],
    ['a short note of which the title says more', '# Miscellaneous\n\nJust this.\n'],
    ['nothing at all', ''],
  ])('%s', async (_, source) => {
    expect(await found(source)).toEqual([]);
  });
});

it('columns and lines are where it stands, whatever ends lines', async () => {
  expect(await found('# A\r\n\r\n😀 https://a.example\r\n')).toEqual(['bare-url 3:4']);
  expect(await found('# A\r\rb https://a.example')).toEqual(['bare-url 3:3']);
});

it('what a fix changes is no link, and is found no more', async () => {
  const pieces = fc.constantFrom(
    ...[
      'https://a.example/x',
      'http://b.example?q=1&r=(2)',
      '\n\n',
      '- ',
      '> ',
      '# ',
      '*',
      '**',
      '`',
      '[',
      '](',
      ')',
      '<',
      '>',
      '\\',
      ' ',
    ],
    ...[
      'word',
      '"',
      '|',
      '---\ntilte: x\n---\n',
      '<a href="https://c.example">',
      '</a>',
      '.',
      ',',
      ':',
      'é',
      '😀',
      '~~',
      '\t',
      '&amp;',
    ],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 25 }), async (parts) => {
      const note = await noteOf(parts.join(''));
      const findings = lintNote(note, nothing, lintRules);
      const done = await selectSafeFixes(note, findings);
      const after = await noteOf(applyFixes(note.source, done));
      const links = (one: Note) => findLinks(one).map(({ url, text }) => [url, text]);
      expect(links(after)).toEqual(links(note));
      const rest = lintNote(after, nothing, lintRules).filter(({ fix }) => fix);
      expect(rest).toHaveLength(findings.filter(({ fix }) => fix).length - done.length);
    }),
    { numRuns: 400 },
  );
});
