/** How other programs are started, on systems that this one is not: pure parts, by what they would be given there. */
import { win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserWords } from '../../src/cli/browser.ts';
import { editorOf, editorWords } from '../../src/cli/editor.ts';

describe('the editor', () => {
  it.each([
    [{ VISUAL: 'a', EDITOR: 'b' }, { editor: 'c' }, 'a'],
    [{ VISUAL: ' ', EDITOR: 'b' }, { editor: 'c' }, 'b'],
    [{}, { editor: 'c' }, 'c'],
    [{}, {}, 'vi'],
    [{ OS: 'Windows_NT' }, {}, 'notepad'],
  ])('of %o and %o is %s', (environment, configuration, expected) => {
    expect(editorOf({ environment }, configuration)).toBe(expected);
  });

  it('is told a line by its name, whatever its path and extension', () => {
    const file = win32.join('C:\\notes', 'a b.md');
    expect(editorWords('"C:\\Program Files\\Code\\code.cmd" --wait', file, 7)).toEqual([
      'C:\\Program Files\\Code\\code.cmd',
      '--wait',
      '--goto',
      `${file}:7`,
    ]);
    expect(editorWords('nvim.exe', file, 7)).toEqual(['nvim.exe', '+7', file]);
    expect(editorWords('/usr/bin/hx', '/notes/a.md', 7)).toEqual(['/usr/bin/hx', '/notes/a.md:7']);
    expect(editorWords('gedit', '/notes/a.md', 7)).toEqual(['gedit', '/notes/a.md']);
    expect(editorWords('vim', '/notes/a.md', undefined)).toEqual(['vim', '/notes/a.md']);
  });
});

describe('the browser', () => {
  it.each([
    ['darwin', {}, [['open', 'u']]],
    ['linux', {}, [['xdg-open', 'u']]],
    ['win32', {}, [['rundll32', 'url.dll,FileProtocolHandler', 'u']]],
    [
      'linux',
      { BROWSER: 'a:b -n %s' },
      [
        ['a', 'u'],
        ['b', '-n', 'u'],
      ],
    ],
    [
      'win32',
      { BROWSER: '"C:\\x y\\a.exe";b' },
      [
        ['C:\\x y\\a.exe', 'u'],
        ['b', 'u'],
      ],
    ],
    ['linux', { BROWSER: ' ' }, [['xdg-open', 'u']]],
  ])('of %s with %o', (platform, environment, expected) => {
    expect(browserWords({ platform, environment }, {}, 'u')).toEqual(expected);
  });
});
