/** The HTML that CommonMark 0.31.2 expects of its 652 examples, made of our trees by mdast's own converters. */
import { createRequire } from 'node:module';
import { toHtml } from 'hast-util-to-html';
import { toHast } from 'mdast-util-to-hast';
import { expect, it } from 'vitest';
import { Lines } from '../../src/core/note.ts';
import { parseBlocks } from '../../src/markdown/blocks.ts';
import { TreeNode } from '../../src/markdown/node.ts';
import { toMdast } from '../../src/markdown/to-mdast.ts';

interface Example {
  readonly markdown: string;
  readonly html: string;
  readonly number: number;
}
const { tests } = createRequire(import.meta.url)('commonmark-spec') as { tests: Example[] };

/** Where GFM or wiki links say something else than CommonMark, on purpose. */
const extended = new Map([
  [548, 'a wiki link'],
  [590, 'a wiki link'],
  [602, 'a bare link'],
  [606, 'a bare e-mail address'],
  [608, 'a bare link'],
  [611, 'a bare link'],
  [612, 'a bare e-mail address'],
]);

function htmlOf(markdown: string): string {
  const store = parseBlocks(markdown);
  const tree = toMdast(new TreeNode(store, 0), new Lines(markdown, store.lineStarts, store.lineCount));
  return toHtml(toHast(tree, { allowDangerousHtml: true }), { allowDangerousHtml: true });
}

/** Ways of writing the same HTML: references, slashes of void tags, white space around line ends. */
function normal(html: string): string {
  return html
    .replace(/&quot;|&#x22;/g, '"')
    .replace(/&#x3C;/g, '&lt;')
    .replace(/&gt;/g, '>')
    .replace(/&#x26;/g, '&amp;')
    .replace(/ \/>/g, '>')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

it('is right for all but what the extensions change', () => {
  const tab = (text: string) => text.replaceAll('→', '\t');
  const wrong = tests
    .filter(({ markdown, html }) => normal(htmlOf(tab(markdown))) !== normal(tab(html)))
    .map(({ number }) => number);
  expect(wrong).toEqual([...extended.keys()]);
  expect(tests.length - wrong.length).toBe(645);
});
