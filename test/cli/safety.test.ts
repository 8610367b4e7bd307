/**
 * Nothing in a note, a file's name or a query reaches a terminal as control. Every sequence stands in ten places of a note of
 * its own; every command prints all of them in a pseudo-terminal; xterm.js, and a look at each character, tell what came of it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import xterm from '@xterm/headless';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
const hasScript = spawnSync('script', ['--version']).status === 0;

const sequences = [
  ...[
    '\x00',
    '\x01',
    '\x05',
    '\x07',
    '\b\b\b',
    '\v',
    '\f',
    '\r',
    '\x0e',
    '\x0f',
    '\x18',
    '\x1a',
    '\x1b',
    '\x7f',
    '\x85',
    '\x8e',
  ],
  // CSI: erase, move, scroll, colors, modes, reports, in seven bits and in eight.
  ...[
    '\x1b[2J',
    '\x1b[H',
    '\x1b[3J',
    '\x1b[1;1H',
    '\x1b[100A',
    '\x1b[31m',
    '\x1b[8m',
    '\x1b[7m',
    '\x1b[?1049h',
    '\x1b[?25l',
    '\x1b[?1000h',
  ],
  ...[
    '\x1b[?2004h',
    '\x1b[5n',
    '\x1b[c',
    '\x1b[21t',
    '\x1b[20t',
    '\x1b[18t',
    '\x1b[>1u',
    '\x1b[99999b',
    '\x1b[4h',
    '\x1b[1;2r',
    '\x9b2J',
    '\x9b31m',
  ],
  // OSC, DCS, APC, PM, SOS.
  ...[
    '\x1b]0;title\x07',
    '\x1b]2;title\x1b\\',
    '\x1b]52;c;ZXZpbA==\x07',
    '\x1b]8;;http://evil.example\x07',
    '\x1b]1337;File=:AA==\x07',
    '\x1b]11;?\x07',
  ],
  ...[
    '\x9d0;title\x9c',
    '\x1bP$qm\x1b\\',
    '\x1bPq#0;2;0;0;0\x1b\\',
    '\x90q\x9c',
    '\x1b_Gi=1;AA\x1b\\',
    '\x1b^x\x1b\\',
    '\x1bXx\x1b\\',
  ],
  ...['\x1bc', '\x1b#8', '\x1b(0', '\x1bM', '\x1b7\x1b8', '\x1b=', '\x1b%G'],
  // Direction, invisible text, line ends.
  ...[
    '\u202e',
    '\u202d',
    '\u202a',
    '\u202b\u202c',
    '\u2066',
    '\u2067\u2069',
    '\u2068',
    '\u200e',
    '\u200f',
    '\u061c',
    '\u2028',
    '\u2029',
    '\u{e0041}\u{e0042}',
  ],
  // As character references.
  ...['&#27;[2J', '&#x9b;2J', '&#8238;', '&#7;', '&#xe0041;'],
];

/** The sequence in a heading, a label, text, code, a link's text, address and title, an image, a cell, an item, HTML, front matter. */
function noteWith(sequence: string, index: number): string {
  const yaml = JSON.stringify(`note ${index} ${sequence}`);
  return [
    `---\ntitle: ${yaml}\ntags: [${yaml}]\n---\n`,
    `# Heading ${index} ${sequence} end\n`,
    `Text ${sequence} end. \`code ${sequence} end\` ~~${sequence}~~ <kbd>${sequence}</kbd> <!-- ${sequence} -->\n`,
    `[link ${sequence} end](<http://x.example/${sequence}> "${sequence}") ![image ${sequence}](<a${sequence}.png>) [[wiki ${sequence}]]\n`,
    `> quote ${sequence} end\n\nremark ${sequence} end\n`,
    `**Pros:**\n\n- item ${sequence} end\n- [ ] task ${sequence} end\n`,
    `| head ${sequence} |\n|-|\n| cell ${sequence} |\n`,
    `\`\`\`js ${sequence}\nconst code = "${sequence}"; // ${sequence}\n\`\`\`\n`,
    `<p title="${sequence}">html ${sequence} end<a href="http://x.example/${sequence}">a</a></p>\n`,
    `[^1] [^n${sequence}]\n\n[^1]: footnote ${sequence} end\n`,
  ].join('\n');
}

describe.skipIf(!hasScript)('at a terminal (needs script of util-linux)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readings-test-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const library = join(folder, 'library');
  mkdirSync(library);
  for (const [index, sequence] of sequences.entries()) {
    const name = `note ${index} ${sequence.replaceAll('\0', '').replaceAll('/', '')}`;
    writeFileSync(join(library, `${name}.md`), noteWith(sequence, index));
  }
  writeFileSync(join(library, `bad \x1b]0;title\x07.md`), '---\ntitle: [\x1b[2J\n---\n\0\n');

  // The progress of indexing, which a slow machine shows, is no part of an answer.
  beforeAll(() => void spawnSync(process.execPath, [launcher, 'index', '-L', library]));

  /** What the program prints in a pseudo-terminal, its messages included. */
  function printed(words: readonly string[], settings: Record<string, string> = {}): string {
    const where = words.includes('-L') ? [] : ['-L', library];
    const line = [process.execPath, launcher, ...words, ...where].map(quoted).join(' ');
    const ran = spawnSync('script', ['-qec', `stty cols 80 rows 24; exec ${line}`, '/dev/null'], {
      cwd: folder,
      env: {
        ...process.env,
        SHELL: '/bin/bash',
        LANG: 'C.UTF-8',
        TERM: 'xterm-256color',
        COLORFGBG: '15;0',
        ...settings,
      },
      input: '',
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    return ran.stdout;
  }

  it('has sixty sequences and more', () => expect(new Set(sequences).size).toBeGreaterThanOrEqual(60));

  const commands = [
    ['tree'],
    ['list'],
    ['links'],
    ['links', '--links', 'hyperlink'],
    ['pros'],
    ['proscons'],
    ['compare', 'note', 'heading'],
    ['quotes', '--with-context'],
    ['remarks', '--with-context'],
    ['code'],
    ['tables'],
    ['tasks'],
    ['show', 'note', '--all'],
    ['show', 'note', '--all', '--links', 'hyperlink'],
    ['show', 'note', '--all', '--links', 'numbered'],
    ['show', 'note', '--all', '--format', 'markdown'],
    ['links', '--format', 'urls'],
    ['show', ...sequences.map((sequence) => sequence.replaceAll('\0', ''))],
    ['tree', '--exact', 'note'],
    ['show', 'a.md', '-L', `none \x1b]0;title\x07`],
    ['list', '--tag', '\x1b[2J'],
    ['\x1b[2J'],
    ['show', '--width', '\x1b[2J'],
  ];

  it.each(commands)('%s %s %s %s', async (...words) => expectHarmless(printed([...words, '--no-pager'])));

  it('nor by way of a pager', async () =>
    expectHarmless(printed(['show', 'note', '--all'], { READINGS_PAGER: 'head -c 1000000' })));
});

/** A word of a shell's command line (bash, `$'...'` for what is not printed). */
function quoted(word: string): string {
  const plain = word
    .replace(/[\\']/g, '\\$&')
    .replace(/[\0-\x1f\x7f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `$'${plain}'`;
}

async function expectHarmless(output: string): Promise<void> {
  expect(output.length).toBeGreaterThan(20);
  // What the program itself writes: styles, hyperlinks to plain addresses, line ends of a terminal.
  const rest = output
    .replace(/\u001b\[[\d;]*m/g, '')
    .replace(/\u001b\]8;;(?:(?:https?:\/\/|mailto:|file:\/\/)[\x21-\x7e]*)?\u001b\\/g, '')
    .replace(/\r\n/g, '\n');
  expect(rest).not.toMatch(
    /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u,
  );
  const events: string[] = [];
  const terminal = new xterm.Terminal({ cols: 80, rows: 24, scrollback: 100_000, allowProposedApi: true });
  terminal.onTitleChange((title) => events.push(`title ${title}`));
  terminal.onBell(() => events.push('bell'));
  terminal.onData((answer) => events.push(`answer ${answer}`));
  await new Promise<void>((done) => terminal.write(output, done));
  expect(events).toEqual([]);
  expect(terminal.buffer.active.type).toBe('normal');
  expect(terminal.modes).toMatchObject({ mouseTrackingMode: 'none', bracketedPasteMode: false, insertMode: false });
  const lines = Array.from({ length: terminal.buffer.active.length }, (_, row) =>
    terminal.buffer.active.getLine(row)?.translateToString(true),
  );
  expect(lines.join('\n').trim().length).toBeGreaterThan(20);
}
