import { expect, it } from 'vitest';
import type { Block } from '../../src/core/tree.ts';
import { HtmlRenderer } from '../../src/render/html/html-renderer.ts';
import { noteOf } from '../any-note.ts';

const render = async (source: string) => {
  const { tree } = await noteOf(source);
  return new HtmlRenderer().render(tree.children as readonly Block[]);
};

it.each([
  ['tags of a list are kept', 'a <kbd>Ctrl</kbd> <b>b</b><br>c', '<p>a <kbd>Ctrl</kbd> <b>b</b><br>c</p>\n'],
  ['other tags are dropped, their text is not', 'a <font color=red>b</font>', '<p>a b</p>\n'],
  ['a tag is closed with its paragraph', 'a <b>b\n\nc', '<p>a <b>b</b></p>\n<p>c</p>\n'],
  ['an end tag alone is dropped', '- a </ul></b> b', '<ul>\n<li>a \n b</li>\n</ul>\n'],
  ['attributes are dropped', '<b onclick="x" style="y">b</b>', '<p><b>b</b></p>\n'],
  [
    'blocks may contain Markdown',
    '<details>\n\n*a*\n\n</details>\n\nb',
    '<details>\n<p><em>a</em></p>\n</details>\n<p>b</p>\n',
  ],
  ['references in text stay text', 'a &amp;lt; b', '<p>a &amp;lt; b</p>\n'],
  [
    'a footnote is linked to its text',
    'a[^1]\n\n[^1]: b',
    '<p>a<sup><a href="#fn-1">1</a></sup></p>\n<dl class="footnotes">\n<dt id="fn-1">1</dt>\n<dd><p>b</p>\n</dd>\n</dl>\n',
  ],
  [
    'a callout has its type as title',
    '> [!TIP]\n> a',
    '<div class="callout callout-tip"><p class="callout-title">Tip</p>\n<p>a</p>\n</div>\n',
  ],
])('%s', async (_, source, html) => {
  expect((await render(source)).replace(/>\n\n+</g, '>\n<')).toBe(html);
});

it('a wide table takes time in proportion to its size', async () => {
  const width = 20_000;
  const html = await render(`${'|a'.repeat(width)}|\n${'|-'.repeat(width)}|\n${'|b'.repeat(width)}|\n`);
  expect(html.match(/<t[hd]>/g)).toHaveLength(2 * width);
});
