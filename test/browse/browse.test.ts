/** The full-screen reader in a real terminal: every key, resizing, changes on disk, signals, odd text and odd sizes. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TestTerminal } from './test-terminal.ts';

const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'readings-')));
const notes = join(folder, 'notes');
const environment = {
  PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
  HOME: join(folder, 'home'),
  LANG: 'C.UTF-8',
  COLORFGBG: '15;0',
  NO_COLOR: '1',
  EDITOR: 'append',
  BROWSER: 'visit',
};

const trees = `# Trees

Nodes with children. See [lists](sub/lists.md#linked-lists), [[graphs]], <https://example.com/a>, [gone](gone.md), [below](#costs).

## Costs

${Array.from({ length: 40 }, (_, index) => `Line ${index + 1} of the costs of a balanced tree.\n`).join('\n')}
## Pros

- quick to search
- in order

## Cons

- much to write

### Deeper

The very end.
`;

beforeAll(() => {
  for (const name of ['notes/sub', 'bin', 'home']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(notes, 'trees.md'), trees);
  writeFileSync(
    join(notes, 'sub/lists.md'),
    '# Lists\n\nOf things.\n\n## Linked lists\n\nEach knows the next. Back to [trees](../trees.md).\n',
  );
  writeFileSync(join(notes, 'graphs.md'), '# Graphs\n\nTrees with cycles, which cost more to search.\n');
  writeFileSync(
    join(notes, 'odd.md'),
    '# Odd 文字 👩‍👩‍👧\n\n表意文字には空白がありません。表意文字には空白がありません。表意文字には空白がありません。\n\ne\u0301 a\u0308 שלום עולם مرحبا 🏳️‍🌈 `code` **bold**\n\n| a | 表 |\n| - | - |\n| 1 | 二 |\n',
  );
  const program = (name: string, text: string) => {
    writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, 'bin', name), 0o755);
  };
  program('append', `printf '\\nAdded by the editor.\\n' >> "$1"`);
  program('visit', `printf '%s\\n' "$1" > '${join(folder, 'visited')}'`);
});
afterAll(() => rmSync(folder, { recursive: true }));

let terminal: TestTerminal | undefined;
afterEach(() => terminal?.close());

function open(words: readonly string[], columns = 80, rows = 24): TestTerminal {
  terminal = new TestTerminal([process.execPath, launcher, ...words, '-L', notes], {
    columns,
    rows,
    folder,
    environment,
  });
  return terminal;
}

/** Opens the note on trees, at its start. */
async function openTrees(columns?: number, rows?: number): Promise<TestTerminal> {
  const screen = open(['browse', 'trees.md', '--fresh'], columns, rows);
  await screen.waitFor('Nodes');
  return screen;
}

function show(note: string, width: number): string[] {
  const words = [
    'show',
    note,
    '-L',
    notes,
    '--format',
    'terminal',
    '--color',
    'always',
    '--theme',
    'mono',
    '--links',
    'none',
    '--width',
    `${width}`,
  ];
  const { stdout } = spawnSync(process.execPath, [launcher, ...words], { encoding: 'utf8', env: environment });
  return stripVTControlCharacters(stdout).trimEnd().split('\n');
}

/** Returns where the screen, without its last line, begins in the lines of an answer; -1 if it is not part of it. */
function findTop(screen: readonly string[], lines: readonly string[]): number {
  const body = screen.slice(0, -1).map((line) => line.trimEnd());
  return lines.findIndex((_, top) => body.every((line, row) => line === (lines[top + row] ?? '').trimEnd()));
}

describe('scrolling', () => {
  it('shows the lines that `show` prints, whatever the keys and sizes', async () => {
    const answers = new Map<number, string[]>();
    const linesAt = (width: number) =>
      answers.get(width) ?? answers.set(width, show('trees.md', width)).get(width) ?? [];
    const step = fc.oneof(
      fc.constantFrom(
        'j',
        'k',
        'd',
        'u',
        ' ',
        'b',
        'g',
        'G',
        '\u001b[A',
        '\u001b[B',
        '\u001b[5~',
        '\u001b[6~',
        ')',
        '(',
      ),
      fc.record({ columns: fc.integer({ min: 20, max: 99 }), rows: fc.integer({ min: 4, max: 40 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const screen = open(['browse', 'trees.md', '--fresh']);
        let columns = 80;
        await screen.waitFor('Nodes with children');
        for (const one of steps) {
          if (typeof one === 'string') screen.press(one);
          else {
            columns = one.columns;
            screen.resize(one.columns, one.rows);
          }
          await screen.waitFor((shown) => findTop(shown, linesAt(columns)) >= 0);
        }
        screen.press('q');
        expect(await screen.end()).toBe(0);
      }),
      { numRuns: 12, seed: 18 },
    );
  }, 120_000);

  it('goes by lines, screens and headings', async () => {
    const screen = open(['browse', 'trees.md', '--fresh'], 80, 12);
    const lines = show('trees.md', 80);
    const expectTop = (top: number) => screen.waitFor((shown) => findTop(shown, lines) === top);
    await expectTop(0);
    for (const [keys, top] of [
      ['jjj', 3],
      ['k', 2],
      [' ', 11],
      ['b', 2],
      ['g', 0],
      [')', lines.indexOf('Trees')],
      [')', lines.indexOf('Costs')],
      [')', lines.indexOf('Pros')],
      ['(', lines.indexOf('Costs')],
      ['G', lines.length - 11],
    ] as const) {
      screen.press(keys);
      await expectTop(top);
    }
    await screen.waitFor('end  ? help');
  });

  it('keeps its heading when the terminal is resized', async () => {
    const screen = open(['browse', 'trees > pros', '--fresh'], 80, 12);
    await screen.waitFor((shown) => shown[0] === 'Pros');
    screen.resize(40, 9);
    await screen.waitFor((shown) => shown[0] === 'Pros' && shown.length === 9);
    screen.resize(120, 12);
    await screen.waitFor((shown) => /│ Pros$/.test(shown[0] ?? ''));
  });
});

describe('finding', () => {
  it('marks and counts all matches, and goes from one to the next', async () => {
    const screen = await openTrees(80, 12);
    screen.press('/balanced\r');
    await screen.waitFor('1/40 matches');
    screen.press('n');
    await screen.waitFor('2/40 matches');
    screen.press('NN');
    await screen.waitFor('40/40 matches');
    expect(screen.output).toContain('\u001b[7mbalanced\u001b[27m');
    screen.press('/no such words\r');
    await screen.waitFor('"no such words" is not in this note.');
    screen.press('\u001b');
    await screen.waitFor((shown) => !/matches/.test(shown.join()));
  });

  it('finds what is wrapped, at any width', async () => {
    const screen = open(['browse', 'graphs.md', '--fresh'], 24, 12);
    await screen.waitFor('Trees with cycles,');
    screen.press('/cycles, which cost more\r');
    await screen.waitFor('1/1');
    const marked = [...screen.output.matchAll(/\u001b\[7m([^\u001b]*)\u001b\[27m/g)].map(([, text]) => text);
    expect(marked.join(' ')).toBe('cycles, which cost more');
    screen.resize(60, 12);
    await screen.waitFor('1/1 matches');
  });

  it('moves and edits within what is typed', async () => {
    const screen = await openTrees();
    screen.press('/osts\u001b[D\u001b[D\u001b[D\u001b[Dc\u001b[F!\u007f');
    await screen.waitFor(/\/costs$/);
    screen.press('\u0003');
    await screen.waitFor('? help');
  });

  it('takes pasted text for text', async () => {
    const screen = await openTrees();
    screen.press('/\u001b[200~q\ncosts\u001b[201~');
    await screen.waitFor('/q costs');
    screen.press('\u0015Line 7\r');
    await screen.waitFor('1/1 matches');
  });

  it('finds headings of all notes, with a preview, and shows one', async () => {
    const screen = open(['browse'], 110, 20);
    await screen.waitFor('All headings');
    screen.press('linked');
    await screen.waitFor(
      (shown) => /› Linked lists/.test(shown.join('\n')) && /Each knows the next/.test(shown.join('\n')),
    );
    screen.press('\r');
    await screen.waitFor((shown) => /│ Linked lists$/.test(shown[0] ?? ''));
  });

  it('searches the text of all notes', async () => {
    const screen = await openTrees();
    screen.press('Fcycles');
    await screen.waitFor('› Graphs');
    screen.press('\r');
    await screen.waitFor('Trees with cycles');
    // What was searched for is marked.
    await screen.waitFor('1/1 matches');
  });

  it('has an outline beside the text that folds and goes to headings', async () => {
    const screen = open(['browse', 'trees.md', '--fresh'], 110, 20);
    await screen.waitFor(/› Trees +│/);
    screen.press('ojjj ');
    await screen.waitFor('Cons …');
    expect(screen.screen.join('\n')).not.toMatch(/Deeper +│/);
    screen.press('k\r');
    await screen.waitFor((shown) => /› +Pros +│/.test(shown.join('\n')) && / │ Pros/.test(shown.join('\n')));
    screen.press('oo');
    await screen.waitFor((shown) => !shown.some((line) => line.includes(' │ ')));
  });
});

describe('following', () => {
  it('goes to a section of another note, and back and forward', async () => {
    const screen = await openTrees();
    screen.press('\t');
    await screen.waitFor('sub/lists.md#linked-lists');
    screen.press('\r');
    await screen.waitFor((shown) => shown[0] === 'Linked lists');
    screen.press('[');
    await screen.waitFor('Nodes');
    screen.press(']');
    await screen.waitFor((shown) => shown[0] === 'Linked lists');
  });

  it('follows wiki links and links within the note, and says what does not exist', async () => {
    const screen = await openTrees();
    screen.press('\t\t\r');
    await screen.waitFor('Trees with cycles');
    screen.press('[');
    await screen.waitFor('Nodes');
    screen.press('\t\t\r');
    await screen.waitFor('gone.md does not exist.');
    screen.press('\t\r');
    await screen.waitFor((shown) => shown[0] === 'Costs');
  });

  it('says that a heading does not exist', async () => {
    writeFileSync(join(notes, 'wrong.md'), '# Wrong\n\nSee [x](graphs.md#nope).\n');
    const screen = open(['browse', 'wrong.md', '--fresh']);
    await screen.waitFor('See x');
    screen.press('\t\r');
    await screen.waitFor('graphs.md has no heading that matches #nope.');
    rmSync(join(notes, 'wrong.md'));
  });

  it('opens web addresses in the browser', async () => {
    const screen = await openTrees();
    screen.press('\t\t\tO');
    await screen.waitFor('Opened https://example.com/a');
    expect(readFileSync(join(folder, 'visited'), 'utf8')).toBe('https://example.com/a\n');
  });

  it('lists links, what links here, and pros and cons', async () => {
    const screen = await openTrees();
    screen.press('l');
    await screen.waitFor('Links in Trees');
    screen.press('\u001b');
    await screen.waitFor('Nodes');
    screen.press('B');
    await screen.waitFor('links here: trees');
    screen.press('\u001b');
    await screen.waitFor('Nodes');
    screen.press('t');
    await screen.waitFor('+ quick to search');
    screen.press('q');
    await screen.waitFor('Nodes');
    screen.press('?');
    await screen.waitFor('j k, arrows');
    screen.press('q');
    await screen.waitFor('Nodes');
  });

  it('copies the address and the Markdown of a section', async () => {
    const screen = open(['browse', 'trees > pros', '--fresh']);
    await screen.waitFor((shown) => shown[0] === 'Pros');
    screen.press('y');
    await screen.waitFor('Copied the address');
    screen.press('Y');
    await screen.waitFor('Copied the Markdown');
    const copied = [...screen.output.matchAll(/\u001b\]52;c;([^\u001b]*)/g)].map(([, text = '']) =>
      Buffer.from(text, 'base64').toString(),
    );
    expect(copied).toEqual(['notes/trees.md#pros', '## Pros\n\n- quick to search\n- in order']);
  });
});

describe('the file', () => {
  it('is shown anew, at the same heading, when it changes', async () => {
    const file = join(notes, 'changing.md');
    const text = `# Changing\n\n${'Before.\n\n'.repeat(30)}## Here\n\nOld text.\n`;
    writeFileSync(file, text);
    const screen = open(['browse', 'changing > here', '--fresh'], 80, 12);
    await screen.waitFor('Old text.');
    writeFileSync(
      file,
      text.replace('# Changing\n', '# Changing\n\nA new paragraph.\n').replace('Old text.', 'New text.'),
    );
    await screen.waitFor((shown) => shown[0] === 'Here' && shown.includes('New text.'));
    screen.press('e');
    await screen.waitFor('Added by the editor.');
    expect(screen.screen[0]).toBe('Here');
    rmSync(file);
    await screen.waitFor('changing.md was deleted.');
  });

  it('opens where it was left, unless --fresh is given', async () => {
    const screen = open(['browse', 'trees.md'], 80, 12);
    await screen.waitFor('Nodes');
    screen.press('))jj');
    const lines = show('trees.md', 80);
    const top = lines.indexOf('Costs') + 2;
    await screen.waitFor((shown) => findTop(shown, lines) === top);
    screen.press('q');
    expect(await screen.end()).toBe(0);
    expect(existsSync(join(folder, 'home/.local/state/readings/places.json'))).toBe(true);
    await open(['browse', 'trees.md'], 80, 12).waitFor((shown) => findTop(shown, lines) === top);
    terminal?.close();
    await open(['browse', 'trees.md', '--fresh'], 80, 12).waitFor((shown) => findTop(shown, lines) === 0);
  });
});

describe('leaving', () => {
  it.each([
    ['q', 0],
    ['\u0003', 130],
  ])('by %j restores the terminal', async (key, status) => {
    const screen = await openTrees();
    expect(screen.isAlternate).toBe(true);
    screen.press(key);
    expect(await screen.end()).toBe(status);
    expectRestored(screen);
  });

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('by %s restores the terminal', async (signal, status) => {
    const screen = await openTrees();
    screen.kill(signal);
    expect(await screen.end()).toBe(status);
    expectRestored(screen);
  });

  it('leaves what is typed after q to the shell', async () => {
    const screen = await openTrees();
    screen.press('qe');
    expect(await screen.end()).toBe(0);
    expectRestored(screen);
  });

  it('takes the terminal again after it was stopped from outside', async () => {
    const screen = await openTrees();
    const before = screen.output.length;
    screen.kill('SIGSTOP');
    screen.kill('SIGCONT');
    await screen.waitFor(() => screen.output.indexOf('Nodes', before) > 0);
    expect(screen.output.slice(before)).toContain('\u001b[?1049h');
    screen.press('q');
    expect(await screen.end()).toBe(0);
  });

  it('does not begin without a library', async () => {
    terminal = new TestTerminal([process.execPath, launcher, 'browse', '-L', 'nowhere'], {
      columns: 80,
      rows: 24,
      folder,
      environment,
    });
    expect(await terminal.end()).toBe(3);
    expect(terminal.output).toContain('nowhere: no such file or folder.');
  });

  it('is interrupted by Ctrl-Z and continued by fg', async () => {
    const shell = new TestTerminal(['bash', '--norc', '-i'], {
      columns: 80,
      rows: 24,
      folder,
      environment: { ...environment, PS1: 'shell> ' },
    });
    terminal = shell;
    await shell.waitFor('shell>');
    shell.press(`'${process.execPath}' '${launcher}' browse trees.md --fresh -L notes\r`);
    await shell.waitFor('Nodes with children');
    shell.press('\u001a');
    await shell.waitFor(/Stopped/);
    expect(shell.isAlternate).toBe(false);
    shell.press('fg\r');
    await shell.waitFor('Nodes with children');
    expect(shell.isAlternate).toBe(true);
    shell.press('q');
    await shell.waitFor((shown) => shown.filter((line) => line.startsWith('shell>')).length >= 2);
    shell.press('echo "$?"; stty -a | grep -o -- "-\\?icanon"\r');
    await shell.waitFor(/\n0\nicanon/);
  });
});

function expectRestored(screen: TestTerminal): void {
  expect(screen.isAlternate).toBe(false);
  const modes = ['1049', '2004', '1007'];
  for (const mode of modes)
    expect(screen.output.lastIndexOf(`\u001b[?${mode}l`), mode).toBeGreaterThan(
      screen.output.lastIndexOf(`\u001b[?${mode}h`),
    );
  expect(screen.output.lastIndexOf('\u001b[?25h')).toBeGreaterThan(screen.output.lastIndexOf('\u001b[?25l'));
}

describe('odd notes and sizes', () => {
  it.each([80, 40, 20])('shows wide, combining and right-to-left text in %d columns', async (columns) => {
    const screen = open(['browse', 'odd.md', '--fresh'], columns, 30);
    const lines = show('odd.md', columns);
    await screen.waitFor(
      (shown) => shown.some((line) => line.includes('表意文字')) && shown.some((line) => line.includes('code')),
    );
    // The emulator does not join emoji as newer terminals do, so their lines are compared without them.
    const plain = (line: string) =>
      line.replace(/\p{Extended_Pictographic}|\u200d|\ufe0f|[\u{1f1e6}-\u{1f1ff}]/gu, '').trimEnd();
    await screen.waitFor((shown) => lines.every((line, row) => plain(shown[row] ?? '') === plain(line)));
  });

  it('shows the start and the end of a note of 1 MB', async () => {
    const file = join(notes, 'long.md');
    writeFileSync(
      file,
      `# Long\n\n${Array.from({ length: 16_000 }, (_, at) => `Paragraph ${at} with *some* words and [a link](x.md).\n`).join('\n')}\nThe last line.\n`,
    );
    const screen = open(['browse', 'long.md', '--fresh']);
    await screen.waitFor('Paragraph 3 with');
    screen.press('G');
    await screen.waitFor('The last line.');
    screen.press('q');
    expect(await screen.end()).toBe(0);
    rmSync(file);
  });

  it('erases a line before it is written, not its last character', async () => {
    const screen = open(['browse', 'trees.md', '--fresh'], 40, 12);
    await screen.waitFor('? help');
    expect(screen.output).not.toMatch(/\S\u001b\[0?m?\u001b?\[?K/);
    expect(screen.output).toContain('\u001b[2K');
  });

  it('writes only the lines that change', async () => {
    const screen = await openTrees();
    const before = screen.output.length;
    screen.press('/');
    await screen.waitFor((shown) => shown.at(-1) === '/');
    expect(screen.output.length - before).toBeLessThan(120);
  });
});

describe('picking', () => {
  const bare = { ...environment, PATH: join(folder, 'bin') };
  const pick = (...words: string[]) => {
    terminal = new TestTerminal([process.execPath, launcher, 'pick', ...words, '-L', notes, '--no-pager'], {
      columns: 100,
      rows: 20,
      folder,
      environment: bare,
    });
    return terminal;
  };

  it('starts with words, tells sections of one name apart, and shows what is picked', async () => {
    const screen = pick('lists');
    await screen.waitFor(/› Lists {2}Lists sub\/lists\.md/);
    screen.press('\u001b[B\r');
    await screen.waitFor('Each knows the next');
    expect(await screen.end()).toBe(0);
  });

  it('edits at the line with Ctrl-E, and copies the address with Ctrl-Y', async () => {
    writeFileSync(join(notes, 'edited.md'), '# Edited\n');
    const screen = pick('edited');
    await screen.waitFor('› Edited');
    screen.press('\u0005');
    expect(await screen.end()).toBe(0);
    expect(readFileSync(join(notes, 'edited.md'), 'utf8')).toContain('Added by the editor.');
    const copying = pick('linked');
    await copying.waitFor('› Linked lists');
    copying.press('\u0019');
    expect(await copying.end()).toBe(0);
    expect(copying.output).toContain('lists.md#linked-lists');
  });

  it('goes over full text with --search', async () => {
    const screen = pick('--search', 'cycles');
    await screen.waitFor('› Graphs');
    screen.press('\r');
    await screen.waitFor('Trees with cycles');
    expect(await screen.end()).toBe(0);
  });
});
