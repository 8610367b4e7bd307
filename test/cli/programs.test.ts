/** How other programs are started, also on other systems: the functions are pure. */
import { win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBrowserCommands } from '../../src/cli/programs/browser.ts';
import { chooseProgram } from '../../src/cli/programs/choose.ts';
import { createEditorCommand } from '../../src/cli/programs/editor.ts';

const configurationFile = 'config.toml';

describe('the chosen program', () => {
  it.each([
    ['editor', { VISUAL: 'a', EDITOR: 'b' }, { editor: 'c' }, 'a', 'VISUAL'],
    ['editor', { VISUAL: ' ', EDITOR: 'b' }, { editor: 'c' }, 'b', 'EDITOR'],
    ['editor', {}, { editor: 'c' }, 'c', configurationFile],
    ['editor', {}, {}, 'vi', 'default'],
    ['editor', { OS: 'Windows_NT' }, {}, 'notepad', 'default'],
    ['pager', { READINGS_PAGER: 'a', PAGER: 'b' }, {}, 'a', 'READINGS_PAGER'],
    ['pager', { PAGER: '' }, { pager: 'c' }, '', 'PAGER'],
    ['pager', {}, {}, 'less -S', 'default'],
    ['browser', { BROWSER: ' ' }, { browser: 'c' }, 'c', configurationFile],
  ] as const)('%s of %o and %o', (name, environment, configuration, value, from) => {
    expect(chooseProgram(name, { environment, configurationFile }, configuration)).toEqual({ value, from });
  });
});

describe('the editor', () => {
  it('gets the line in its own syntax, whatever its path and extension', () => {
    const file = win32.join('C:\\notes', 'a b.md');
    expect(createEditorCommand('"C:\\Program Files\\Code\\code.exe" --wait', file, 7)).toEqual([
      'C:\\Program Files\\Code\\code.exe',
      '--wait',
      '--goto',
      `${file}:7`,
    ]);
    expect(createEditorCommand('nvim.exe', file, 7)).toEqual(['nvim.exe', '+7', file]);
    expect(createEditorCommand('/usr/bin/hx', '/notes/a.md', 7)).toEqual(['/usr/bin/hx', '/notes/a.md:7']);
    expect(createEditorCommand('gedit', '/notes/a.md', 7)).toEqual(['gedit', '/notes/a.md']);
    expect(createEditorCommand('vim', '/notes/a.md', undefined)).toEqual(['vim', '/notes/a.md']);
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
    expect(createBrowserCommands({ platform, environment, configurationFile }, {}, 'u')).toEqual(expected);
  });
});
