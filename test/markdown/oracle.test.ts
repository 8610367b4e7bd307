/** Our structure is the oracle's: type, depth, order, span, text and fields of every node. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { document } from './documents.ts';
import { difference, findExtension, knownDifference, linesOf, ourTree } from './oracle.ts';

interface Example {
  readonly markdown: string;
  readonly number: number;
}
const { tests } = createRequire(import.meta.url)('commonmark-spec') as { tests: Example[] };
const examples = tests.map(({ markdown, number }) => ({ number, markdown: markdown.replaceAll('→', '\t') }));

/** Examples of the specification in which we differ, and why; all of them are pinned in differences.test.ts. */
const differing = new Map([
  [117, 'where a node ends: white space after indented code'],
  [215, 'where a node ends: a setext heading after a definition'],
  [260, 'where a node ends: an empty line of quote markers after a list'],
  [548, 'wiki links'],
  [590, 'wiki links'],
]);

describe('the examples of CommonMark 0.31.2', () => {
  it('are 652', () => {
    expect(examples).toHaveLength(652);
  });

  it('have the structure that the oracle gives them', () => {
    const found = examples.filter(({ markdown }) => difference(markdown)).map(({ number }) => number);
    expect(found).toEqual([...differing.keys()]);
  });

  it.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('have the same structure with %s', (_name, lineEnd) => {
    const shape = (source: string) =>
      linesOf(ourTree(source), false).map((line) => line.replaceAll('\\r\\n', '\\n').replaceAll('\\r', '\\n'));
    for (const { markdown } of examples) expect(shape(markdown.replaceAll('\n', lineEnd))).toEqual(shape(markdown));
  });
});

describe('notes', () => {
  const bundled = resolve(import.meta.dirname, '../../notes');
  it.each(globSync('*.md', { cwd: bundled }).sort())('%s', (file) => {
    expect(difference(readFileSync(join(bundled, file), 'utf8'))).toBeUndefined();
  });

  const corpus = resolve(import.meta.dirname, '../../../shared/corpus');
  const isHere = existsSync(corpus);
  it.skipIf(!isHere)(
    `of other people${isHere ? '' : ' (the corpus is not at hand)'}`,
    () => {
      const files = globSync('**/*.md', { cwd: corpus });
      const counts: Record<string, number> = {};
      const differ = files.filter((file) => {
        const source = readFileSync(join(corpus, file), 'utf8').replace(/^\uFEFF/, '');
        if (!difference(source)) return false;
        const extension = findExtension(source);
        if (extension !== undefined) counts[extension] = (counts[extension] ?? 0) + 1;
        return knownDifference(source) === undefined;
      });
      expect(differ).toEqual([]);
      expect(counts).toEqual({ math: 2 });
      expect(files.length).toBeGreaterThan(500);
    },
    120_000,
  );
});

describe('GFM', () => {
  it.each([
    '| a | b |\n| - | :-: |\n| c | d |\n| e\n\nf',
    'a|b\n-|-\n`c\\|d`|e\\|f|g\n# h',
    '| a |\n| - | - |',
    '|\n:-',
    'words\n| a |\n| :- |\n| b |\n> c',
    '- | a |\n  | - |\n  | b |\n\n  c',
    '[a]: b\n| c |\n| - |',
    '- [ ] a\n- [x] b\n- [X] c\n- [ ]\n- [y] d\n\n1. [x] e',
    '~a~ ~~b~~ ~~~c~~~ ~~d~ e~~ a~~b~~c ~~ f ~~ ~~*g*~~ *~~h~~*',
    'www.a.b/c?d=(e). (www.a.b) http://a.b/c&amp; https://a_b.c http://a.b_c www.a.b&hl; "http://a.b"',
    'a@b.c, a.b-c_d@a.b. a@b a@b.c_ a@b.c- _a@b.c',
    '[http://a.b](c) <b>www.a.b</b> `www.a.b` [www.a.b',
    'a[^1] b[^two] ![^1] [^none] [^1][^1]\n\n[^1]: c\n[^two]: d\n\n    e\n\n    > f\ng',
    '> [^a]: b\n> c\n\n[^a]\n\n- [^b]: x\n\n  [^b]',
    '---\ntitle: a\n---\n# b',
    '+++\na = 1\n+++\n\nb',
    '---\n---\na',
  ])('%j', (source) => {
    expect(difference(source)).toBeUndefined();
  });
});

describe('what comparing has found', () => {
  it.each([
    '2) <div># \n\t# \n',
    '* # \n\n\t<div># \n',
    '1. \r\n\t<!--# \n',
    '`<!--# \n[a]: b\n    --># \n',
    '- a\n  - b\n\n    ```\n    ```\n\n- c\n',
    '- a\n  - b\n\n  c\n',
    '* \n\n* \n',
    '[a]: b\n""\n',
    'a\n\t- |-|\n|-|- \n',
    '> `a\n> b` [c\n> d](e "f\n> g") <h\n> i>\n',
    '![^a][a]\n\n[a]: b\n[^a]: b',
    'www.a.b__\\www.a.b',
    '*>www.a.b__www.a.b.\n',
    '- \ta\n\tb\n\t\tc',
    '-\t\tcode\n\n\t\tmore',
    '|\n:-\n',
    '\\_a@b.c _www.a.ba@b.c',
    'b\n[^a]: c\n',
    '***"c"* \n* \n',
  ])('%j', (source) => {
    expect(difference(source)).toBeUndefined();
  });
});

describe('generated documents', () => {
  it('have the structure that the oracle gives them', () => {
    let compared = 0;
    fc.assert(
      fc.property(document, (source) => {
        if (knownDifference(source) !== undefined) return;
        compared++;
        expect(difference(source)).toBeUndefined();
      }),
      // The same documents each time; `npm run fuzz` makes new ones.
      { numRuns: 3000, seed: 2026 },
    );
    expect(compared).toBeGreaterThan(500);
  }, 60_000);
});

describe('spans', () => {
  it('nest and lie in order, whatever the document', () => {
    fc.assert(
      fc.property(document, (source) => {
        const rest: { position?: { start: { offset?: number }; end: { offset?: number } }; children?: never[] }[] = [
          ourTree(source) as never,
        ];
        for (let node = rest.pop(); node; node = rest.pop()) {
          const from = node.position?.start.offset ?? -1;
          const to = node.position?.end.offset ?? -1;
          let last = from;
          for (const child of node.children ?? []) {
            const inner = child as { position: { start: { offset: number }; end: { offset: number } } };
            expect(inner.position.start.offset).toBeGreaterThanOrEqual(last);
            expect(inner.position.end.offset).toBeGreaterThanOrEqual(inner.position.start.offset);
            expect(inner.position.end.offset).toBeLessThanOrEqual(to);
            last = inner.position.end.offset;
          }
          rest.push(...(node.children ?? []));
        }
      }),
      { numRuns: 3000 },
    );
  }, 60_000);
});
