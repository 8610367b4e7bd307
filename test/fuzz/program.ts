/**
 * Runs the whole program on libraries and command lines made at random. Properties: no internal error, no run of more than five
 * seconds, no escape sequence of a note reaches a terminal, JSON parses, and an index changes no answer. Each kind of finding is
 * printed once; its library is made as small as it gets and kept.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { globalOptions } from '../../src/cli/command-line/global-options.ts';
import type { Option } from '../../src/cli/command-line/options.ts';
import { formatLongOption } from '../../src/cli/command-line/options.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { commandFamilies } from '../bench/command-families.ts';
import { tradeOffFamilies } from '../core/hostile.ts';
import { families } from '../markdown/hostile.ts';
import { random } from '../random.ts';

const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
const corpus = resolve(import.meta.dirname, '../../../shared/corpus/notes');
const bundled = resolve(import.meta.dirname, '../../notes');
const limitMs = 5000;
/** Commands that wait for a person or go on until they are stopped. */
const dialogues = ['browse', 'pick', 'open', 'serve'];
const writers = ['add', 'new', 'edit', 'lint', 'index', 'export'];

const sources = [bundled, corpus]
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => globSync('**/*.md', { cwd: folder }).map((path) => join(folder, path)))
  .map((file) => readFileSync(file, 'utf8'));
const allFamilies = [...families, ...tradeOffFamilies, ...commandFamilies];

/** Choices of one run; equal seeds make equal libraries and command lines. */
class Chance {
  readonly next: () => number;
  constructor(seed: number) {
    this.next = random(seed);
  }
  below(count: number): number {
    return Math.floor(this.next() * count);
  }
  one<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }
  is(probability: number): boolean {
    return this.next() < probability;
  }
  list<Value>(maximum: number, make: () => Value): Value[] {
    return Array.from({ length: this.below(maximum + 1) }, make);
  }
}

const pieces = [
  ...[
    '# ',
    '## ',
    '### ',
    '> ',
    '- ',
    '1. ',
    '    ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
    '**',
    '_',
    '`',
    '```\n',
    '---\n',
  ],
  ...['[', '](', ')', '[[', ']]', '![[', '|', '| - |\n', '<', '<!--', '-->', '<a href="x">', '</a>', '<table><tr><td>'],
  ...[
    '&amp;',
    '\\',
    '#tag ',
    ' ^block\n',
    '==',
    '%%',
    '$$',
    'Pros:',
    '**Cons**',
    '## Pros\n\n- a\n',
    '- [ ] task 📅 2026-01-01\n',
  ],
  ...[
    'What is it?\n',
    'Q: why?\n',
    'word ',
    'serverless ',
    'https://x.example/a?b=c#d ',
    'a@b.example ',
    '[a](b.md#c) ',
  ],
  ...[
    '\0',
    '\u{1f600}',
    'e\u0301',
    '\x1b[31m',
    '\x1b]8;;x\x07',
    '\x9b2J',
    '\u202e',
    '\u2028',
    '\ufeff',
    '\ud800',
    '中文',
    'ไทย',
  ],
  ...[
    '---\ntitle: a\ntags: [b]\n---\n',
    '---\na: &x [*x]\n---\n',
    '+++\ntitle = "a"\n+++\n',
    '{{title}}',
    '[^1]',
    '[^1]: ',
  ],
];

function makeNote(chance: Chance): string {
  const parts = chance.list(6, () => {
    switch (chance.below(4)) {
      case 0: {
        const source = chance.one(sources);
        const from = chance.below(source.length);
        return source.slice(from, from + chance.below(3000));
      }
      case 1:
        return chance.one(allFamilies).make(8 + chance.below(chance.is(0.05) ? 20_000 : 600));
      default:
        return chance.list(30, () => chance.one(pieces)).join('');
    }
  });
  let note = parts.join(chance.one(['', '\n', '\n\n']));
  for (const _ of chance.list(4, () => 0)) {
    const at = chance.below(note.length + 1);
    note = note.slice(0, at) + (chance.is(0.5) ? chance.one(pieces) : '') + note.slice(at + chance.below(20));
  }
  return note;
}

function makeName(chance: Chance): string {
  const name = chance.is(0.6)
    ? chance.one(['note', 'trees', 'serverless', 'README', 'index', 'a b', '2026-01-31', 'C++', 'inbox'])
    : chance
        .list(12, () =>
          chance.one([
            'a',
            'É',
            ' ',
            '-',
            '.',
            '\x1b[2J',
            '\n',
            '\t',
            '\u202e',
            '中',
            '\u{1f600}',
            '"',
            "'",
            '#',
            ':',
            '\\',
            '*',
            '[',
          ]),
        )
        .join('');
  const long = chance.is(0.03) ? name.padEnd(240, 'x') : name;
  return `${long === '' || long === '.' || long === '..' ? 'x' : long}`.slice(0, 80);
}

/** Makes a library of notes, folders, links and special files. @returns the paths of what was made */
function makeLibrary(folder: string, chance: Chance): string[] {
  const paths: string[] = [];
  const folders = [''];
  for (let count = 1 + chance.below(7); count > 0; count--) {
    if (chance.is(0.25)) folders.push(join(chance.one(folders), makeName(chance)));
    const path = join(
      chance.one(folders),
      `${makeName(chance)}.${chance.one(['md', 'md', 'md', 'markdown', 'MD', 'txt'])}`,
    );
    const file = join(folder, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      switch (chance.below(14)) {
        case 0:
          symlinkSync(
            chance.one(['.', '..', '/proc/self', '/proc/self/pagemap', '/dev/zero', 'gone.md', path, ...paths]),
            file,
          );
          break;
        case 1:
          // Named on a command line, a pipe is waited for.
          spawnSync('mkfifo', [file]);
          continue;
        case 2:
          writeFileSync(file, Buffer.from(Array.from({ length: chance.below(400) }, () => chance.below(256))));
          break;
        default:
          writeFileSync(file, makeNote(chance));
          if (chance.is(0.03)) chmodSync(file, 0o000);
      }
      paths.push(path);
    } catch {
      // The name is taken, or too long for the file system.
    }
  }
  const configure = (name: string, parts: readonly string[]) => {
    if (chance.is(0.15)) writeFileSync(join(folder, name), chance.list(8, () => chance.one(parts)).join('\n'));
  };
  configure('.gitignore', [
    '*.md',
    '!note.md',
    '/a b/',
    '**/x/',
    '[',
    '\\',
    '#',
    '*',
    '!*',
    '[a-',
    '?',
    '**',
    ' ',
    'x'.repeat(500),
  ]);
  configure('.readings.toml', [
    ...[
      'name = "x"',
      'notes = "."',
      'notes = ".."',
      'inbox = "in.md"',
      'inbox = "../x.md"',
      'ignore = ["a*"]',
      'labels = false',
    ],
    ...[
      '[words]',
      'pros = ["Upside"]',
      'cons = [1]',
      'theme = "x"',
      'max-width = 1',
      '= =',
      '[[',
      'a = """',
      '\x1b[31m = 1',
    ],
  ]);
  return paths;
}

function makeValue(option: Option, chance: Chance, words: readonly string[]): string {
  switch (option.type) {
    case 'choice':
      return chance.is(0.95) ? chance.one(option.choices) : 'x';
    case 'integer':
      return chance.is(0.9) ? String(option.minimum + chance.below(12)) : chance.one(['0', '-1', '1e9', 'x', '']);
    case 'date':
    case 'day':
      return chance.one(['2024-01-31', '30d', 'yesterday', 'last week', 'x', '99999y']);
    default:
      return chance.one([...words, '', 'x', '*', '\x1b[2J']);
  }
}

function makeCommandLine(chance: Chance, paths: readonly string[], folder: string): string[] {
  const command = chance.one(commands.filter(({ name }) => !dialogues.includes(name)));
  const titles = paths.flatMap((path) => {
    try {
      return lstatSync(join(folder, path)).isFile()
        ? [...readFileSync(join(folder, path), 'utf8').matchAll(/^#+ (.{1,60})/gm)].map(([, title = '']) => title)
        : [];
    } catch {
      return [];
    }
  });
  const words = [
    ...[
      'serverless',
      'pros',
      'note',
      'trees',
      'word',
      'a > b',
      '#tag',
      'cold start',
      '-',
      '.',
      'x.md:3',
      '"a b" OR c',
      'title:a',
    ],
    ...[...paths, ...paths.map((path) => `${path}:2`), ...titles],
  ].filter((word) => !word.includes('\0'));
  const options = [
    ...command.options,
    ...globalOptions.filter(({ name }) => !['library', 'pager', 'index'].includes(name)),
  ];
  const written = chance
    .list(3, () => chance.one(options))
    .flatMap((option) =>
      option.type === 'boolean'
        ? [formatLongOption(option)]
        : [`${formatLongOption(option)}=${makeValue(option, chance, words).replaceAll('\0', '')}`],
    );
  if (command.name === 'edit' && written.every((word) => word !== '--help')) written.push('--quiet');
  const operands = chance.list(3, () => (chance.is(0.1) ? makeName(chance) : chance.one(words)));
  return [command.name, ...written, ...(operands.some((word) => word.startsWith('-')) ? ['--'] : []), ...operands];
}

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly ms: number;
}

function run(args: readonly string[], folder: string, home: string): Promise<Run> {
  const begun = performance.now();
  const child = spawn(process.execPath, [launcher, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 2 * limitMs,
    killSignal: 'SIGKILL',
    env: {
      PATH: process.env.PATH,
      LANG: 'C.UTF-8',
      HOME: home,
      XDG_CACHE_HOME: join(home, 'cache'),
      XDG_CONFIG_HOME: join(home, 'config'),
      EDITOR: 'true',
      BROWSER: 'true',
    },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk;
  });
  return new Promise((done) => {
    child.on('close', (status) => done({ ...output, status, ms: performance.now() - begun }));
  });
}

/** What the program itself writes to a terminal: colors, and hyperlinks without control characters. */
const ownSequences = /\x1b\[[\d;:]*m|\x1b\]8;[^\x00-\x1f\x7f-\x9f]*(?:\x1b\\|\x07)/g;
const unsafe = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

/** Runs a command line and checks it. @returns what is wrong; undefined if nothing is */
async function check(args: readonly string[], folder: string): Promise<string | undefined> {
  const home = mkdtempSync(join(tmpdir(), 'readings-home-'));
  try {
    const [name = ''] = args;
    const library = ['--library', '.'];
    // Options must come before `--`.
    const withOptions = (...more: readonly string[]) => [name, ...library, ...more, ...args.slice(1)];
    const first = await run(withOptions(), folder, home);
    const describe = (kind: string, { stderr }: Run) => `${kind}: ${stderr.slice(0, 600)}`;
    if (first.status === 70 || first.status === null) return describe(`status ${first.status}`, first);
    if (first.ms > limitMs) return `slow: ${(first.ms / 1000).toFixed(1)} s`;
    if (unsafe.test(first.stderr.replace(ownSequences, ''))) return 'unsafe character on standard error';
    if (args.includes('--json') && first.status === 0) {
      try {
        JSON.parse(first.stdout);
      } catch {
        if (first.stdout !== '') return 'JSON does not parse';
      }
    }
    if (writers.includes(name)) return undefined;
    const second = await run(withOptions('--no-index'), folder, home);
    const isSame = second.status === first.status && second.stdout === first.stdout;
    if (!isSame && second.status !== null) return `differs without an index: ${first.status} and ${second.status}`;
    if (args.some((word) => /^--(?:format|json|count|files|null|color|template)/.test(word))) return undefined;
    const shown = await run(withOptions('--format', 'terminal', '--color', 'always'), folder, home);
    if (shown.status === 70 || shown.status === null) return describe(`status ${shown.status} (terminal)`, shown);
    if (shown.status === 0 && unsafe.test(shown.stdout.replace(ownSequences, '')))
      return 'unsafe character at a terminal';
    return undefined;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Copies a library without its pipes: copying one would wait for a writer. */
function copyLibrary(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: (file) => !lstatSync(file).isFIFO() });
}

/** Removes files and halves of notes while the same kind of finding remains. */
async function shrink(args: readonly string[], folder: string, kind: string): Promise<void> {
  const copy = `${folder}-smaller`;
  const isKept = async (change: (root: string) => void): Promise<boolean> => {
    rmSync(copy, { recursive: true, force: true });
    copyLibrary(folder, copy);
    change(copy);
    const found = await check(args, copy);
    if (found?.slice(0, 20) !== kind.slice(0, 20)) return false;
    rmSync(folder, { recursive: true });
    copyLibrary(copy, folder);
    return true;
  };
  for (const name of readdirSync(folder)) await isKept((root) => rmSync(join(root, name), { recursive: true }));
  for (const file of globSync('**', { cwd: folder }).filter((path) => lstatSync(join(folder, path)).isFile())) {
    for (let pieceCount = 2; pieceCount <= 32; pieceCount *= 2)
      for (let piece = 0; piece < pieceCount; piece++) {
        const source = readFileSync(join(folder, file), 'utf8');
        const size = Math.ceil(source.length / pieceCount);
        if (source === '') break;
        await isKept((root) =>
          writeFileSync(join(root, file), source.slice(0, piece * size) + source.slice((piece + 1) * size)),
        );
      }
  }
  rmSync(copy, { recursive: true, force: true });
}

/** @param minutes how long to go on @param firstSeed the seed of the first library */
export async function fuzzProgram(minutes: number, firstSeed: number): Promise<void> {
  const end = Date.now() + minutes * 60_000;
  const findings = new Set<string>();
  const runsByCommand = new Map<string, number>();
  let seed = firstSeed;
  let libraries = 0;
  const work = async () => {
    while (Date.now() < end) {
      const used = seed++;
      const chance = new Chance(used);
      // A link to the folder above leads no further.
      const around = mkdtempSync(join(tmpdir(), 'readings-fuzz-'));
      const folder = join(around, 'library');
      mkdirSync(folder);
      const paths = makeLibrary(folder, chance);
      libraries++;
      let isKept = false;
      for (let count = 0; count < 4 && !isKept; count++) {
        const args = makeCommandLine(chance, paths, folder);
        runsByCommand.set(args[0] ?? '', (runsByCommand.get(args[0] ?? '') ?? 0) + 1);
        const found = await check(args, folder);
        if (found === undefined) continue;
        const key = `${args[0]} ${found.replace(/\d+/g, '0').slice(0, 120)}`;
        if (findings.has(key)) continue;
        findings.add(key);
        isKept = true;
        await shrink(args, folder, found);
        console.log(`seed ${used}: ${JSON.stringify(args)}\n  in ${folder}\n  ${found}`);
      }
      if (!isKept) rmSync(around, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  const total = [...runsByCommand.values()].reduce((sum, count) => sum + count, 0);
  const least = [...runsByCommand].sort(([, a], [, b]) => a - b)[0];
  console.log(
    `${total} command lines over ${libraries} libraries, ${least?.join(' ')} at least; ${findings.size} findings`,
  );
  process.exitCode = findings.size > 0 ? 1 : 0;
}
