/** What holds of a page at a terminal, of any note. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Node } from '../../src/core/tree.ts';
import { walk } from '../../src/core/tree.ts';
import type { RenderContext } from '../../src/render/answers.ts';
import { terminalShow } from '../../src/render/terminal/show.ts';
import { measureWidth } from '../../src/render/terminal/width.ts';
import { noteOf } from '../any-note.ts';
import { contextWith, print } from './context.ts';

async function pageOf(source: string, changes: Partial<RenderContext>): Promise<string> {
  const note = await noteOf(source);
  const parts = [{ from: 0, to: source.length }];
  return print(terminalShow.show?.([{ note, section: undefined, score: 1, parts }], contextWith(changes)));
}

/** Pieces of Markdown; words are numbered when they are put together, so that each is there once. */
const piece = fc.constantFrom(
  ...[
    'WORD',
    'WORD',
    'WORD WORD',
    'WORD WORD WORD WORD',
    ' ',
    '\n',
    '\n\n',
    '\n\n',
    '# ',
    '## ',
    '### ',
    '> ',
    '> > ',
    '- ',
    '  - ',
    '    - ',
    '1. ',
    '10) ',
    '- [ ] ',
    '- [x] ',
  ],
  ...[
    '**',
    '*',
    '`',
    '~~',
    '[',
    '](https://x.example/a)',
    '![',
    '<b>',
    '</b>',
    '<kbd>',
    '<br>',
    '<sub>',
    '</sub>',
    '<details>\n<summary>',
    '</summary>\n',
    '```js\n',
    '```\n',
    '    ',
    '> [!NOTE]\n',
    '> [!tip]- ',
    '\n---\n',
    '  \n',
    '\\\n',
    '中文',
    '👩‍👩‍👧',
    '\u00a0',
    '[[WORD]]',
    'https://x.example/b',
    '\t',
  ],
);
const note = fc.array(piece, { minLength: 1, maxLength: 60 }).map((pieces) => {
  let number = 0;
  return pieces.join('').replace(/WORD/g, () => `w${++number}w`);
});

const table = fc
  .tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 0, max: 4 }),
    fc.infiniteStream(fc.constantFrom('a', 'some words', '`x y`', '**b**', '中文字', 'unbreakableword', '')),
  )
  .map(([columns, rows, cells]) => {
    const row = () => `| ${Array.from({ length: columns }, () => cells.next().value).join(' | ')} |`;
    return [row(), `|${' - |'.repeat(columns)}`, ...Array.from({ length: rows }, row)].join('\n');
  });

const wordsIn = (text: string): string[] => text.match(/w\d+w/g) ?? [];

/** What is printed before the text of a line: signs, numbers, bars, marks of headings and footnotes. */
const margin = /^(?:[ │┃•◦▪↳☑☐▸]|\d+\. |#{3,6} |\[[^\]]*\] )*/u;

describe('a page at a terminal', () => {
  it('has every word of the note, in order', async () => {
    await fc.assert(
      fc.asyncProperty(note, fc.constantFrom(20, 40, 80), async (source, width) => {
        const { tree } = await noteOf(source);
        const expected: string[] = [];
        walk(tree, (node: Node) => {
          if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code')
            expected.push(...wordsIn(node.value));
          else if (node.type === 'image') expected.push(...wordsIn(node.alt));
          else if (node.type === 'html') expected.push(...wordsIn(node.value.replace(/<[^>]*>/g, '')));
        });
        // A heading over nothing but others is followed by their names, so that a word may be there twice.
        const printed = wordsIn(await pageOf(source, { width, isCodeCut: false, links: 'none' }));
        expect(printed.filter((word, index) => printed.lastIndexOf(word) === index)).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
  });

  it('has no line wider than the width, but for one word that cannot be parted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(note, table), fc.constantFrom(20, 30, 40, 80), async (source, width) => {
        for (const line of (await pageOf(source, { width })).split('\n'))
          if (measureWidth(line) > width) expect(line.replace(margin, '')).not.toMatch(/[ ]/);
      }),
      { numRuns: 1500 },
    );
  });

  it('closes on each line what it opens there', async () => {
    await fc.assert(
      fc.asyncProperty(note, fc.constantFrom('hyperlink', 'inline', 'numbered'), async (source, links) => {
        const page = await pageOf(source, { width: 30, colorLevel: 3, links });
        for (const line of page.split('\n')) expect(openAtEnd(line)).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  it('is the same in colors and without, escapes left out', async () => {
    await fc.assert(
      fc.asyncProperty(note, async (source) => {
        const page = await pageOf(source, { width: 40, colorLevel: 3, links: 'hyperlink' });
        for (const line of page.split('\n')) expect(measureWidth(line)).toBe(measureWidth(line.replace(escapes, '')));
      }),
      { numRuns: 300 },
    );
  });
});

const escapes = /\u001b\[([\d;]*)m|\u001b\]8;;([^\u001b]*)\u001b\\/g;
/** ECMA-48 §8.3.117: what each closing code closes. */
const closes: Readonly<Record<string, RegExp>> = {
  22: /^[12]$/,
  23: /^3$/,
  24: /^4$/,
  27: /^7$/,
  29: /^9$/,
  39: /^(?:3[0-8]|9\d)/,
  49: /^(?:4[0-8]|10\d)/,
};

function openAtEnd(line: string): string[] {
  let open: string[] = [];
  for (const [, style, link] of line.matchAll(escapes)) {
    if (link !== undefined) open = link === '' ? open.filter((one) => one !== 'link') : [...open, 'link'];
    else {
      const closed = closes[style ?? ''];
      open = closed ? open.filter((one) => !closed.test(one)) : [...open, style ?? ''];
    }
  }
  return open;
}
