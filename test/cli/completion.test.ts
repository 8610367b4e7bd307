/** Completion in real shells: what is offered is what is there, and nothing of a note is run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quoteForBash, splitCommandLine } from '../../src/cli/completion/shell-words.ts';

const project = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'readings-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** Each begins with letters of its own, and would leave a file behind if any part of it were run. */
const headings = [
  'aa plain words',
  'ab $(touch PWNED) `touch PWNED`',
  'ac ; touch PWNED & touch PWNED | touch PWNED',
  `ad "double" 'single' \\back\\ !bang !!`,
  'ae * ? [x] {a,b} ~ #no > out < in',
  'af naïve 日本語 ​zero',
  'ag colons: and = signs: $HOME $(HOME)',
  'ah (round) <angle> ^caret %s %d',
  'ai -- --option -x',
  `aj don’t; touch PWNED; ’ end`,
];
/** The same as text that is a heading, without markup. */
const escaped = (text: string) => text.replace(/[\\`*_[\]<>#&!|~]/g, '\\$&');

beforeAll(() => {
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'notes'));
  const line = `exec "${process.execPath}" "${join(project, 'bin/readings.js')}" "$@"`;
  writeFileSync(join(folder, 'bin', 'readings'), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'notes', '.readings.toml'), '');
  const body = headings.map((heading) => `## ${escaped(heading)}\n\ntext\n`).join('\n');
  writeFileSync(
    join(folder, 'notes', 'host.md'),
    `---\ntags: ["t one", "$(touch PWNED)", zed]\n---\n# Host\n\n${body}\n<https://docs.example/x>\n`,
  );
  writeFileSync(join(folder, 'notes', '$(touch PWNED).md'), '# Evil file\n');
  writeFileSync(join(folder, 'notes', 'new\nline.md'), '# Odd file\n');
});

const environment = {
  PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
  HOME: folder,
  LANG: 'C.UTF-8',
  TERM: 'dumb',
  READINGS_CACHE_DIR: join(folder, 'cache'),
};

function run(command: string, words: readonly string[], input?: string) {
  const ran = spawnSync(command, words, { cwd: join(folder, 'notes'), env: environment, encoding: 'utf8', input });
  return { stdout: ran.stdout, stderr: ran.stderr };
}

const offered = (...words: string[]) =>
  run('readings', ['complete', 'zsh', '--', ...words])
    .stdout.split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0]);

describe('what is offered', () => {
  it.each<[string, string[], string[]]>([
    ['commands', ['li'], ['list', 'links', 'lint']],
    ['aliases are known', ['toc', 'aa'], ['aa plain words']],
    ['options', ['show', '--no-'], ['--no-children', '--no-pager', '--no-index']],
    ['values', ['links', '--kind', 'v'], ['video']],
    ['values after =', ['links', '--kind=v'], ['--kind=video']],
    ['formats that the answer has', ['list', '--format', 't'], ['terminal', 'text', 'tsv']],
    ['tags', ['list', '--tag', 't'], ['t one']],
    ['tags in a search', ['search', 'tag:z'], ['tag:zed']],
    ['tags left out of a search', ['search', 'x', '-tag:z'], ['-tag:zed']],
    ['hosts', ['links', '--domain', ''], ['docs.example']],
    ['headings, in whatever case', ['show', 'AA pl'], ['AA plain words']],
    ['the rest of a heading', ['show', 'aa', 'plain', 'w'], ['words']],
    ['addresses', ['show', 'host.md#aa'], ['host.md#aa-plain-words']],
    ['paths from here', ['show', './host.md#aa'], ['./host.md#aa-plain-words']],
    ['topics of a comparison', ['compare', 'aa', 'ho'], ['host', 'host.md']],
    ['one query where there is one', ['add', 'aa', 'x'], []],
    ['help on topics', ['help', 'exit'], ['exit-status']],
    ['shells', ['completion', 'f'], ['fish']],
    ['files', ['lint', ''], [':files']],
    ['nothing after a library that is not there', ['show', '-L', 'nowhere', 'a'], []],
    ['nothing for what means nothing', ['show', '--wrong', 'zzz'], []],
  ])('%s', (_, words, expected) => {
    expect(offered(...words).sort()).toEqual([...expected].sort());
  });

  it('names of libraries', () => {
    const file = join(folder, 'config.toml');
    writeFileSync(file, '[libraries]\ncourse = "notes"\n"two words" = "notes"\n');
    const ran = spawnSync('readings', ['complete', 'zsh', '--', '-L', ''], {
      env: { ...environment, READINGS_CONFIG: file },
      encoding: 'utf8',
    });
    expect(ran.stdout).toBe('course\tnotes\ntwo words\tnotes\n:files\n');
  });
});

it('a word as bash is told it is read back as itself', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'ab \\"\'$`!#~*?[]{}()<>;&|=:@%^é日'.split('')),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, fc.constantFrom('', '"', "'"), (value, openQuote) => {
      const typed = openQuote + quoteForBash(value, { value: '', raw: openQuote, openQuote }, '');
      const read = splitCommandLine(`readings ${typed}`);
      expect(read.last.value).toBe(value);
      expect(read.last.openQuote).toBe('');
    }),
  );
});

it.skipIf(!has('bash'))('bash reads back what it is told', () => {
  const values = [...headings, 'a"b', "a'b", 'a$b', 'a`b', 'a\\b', '!x', '~', '#', '*'];
  const line = (openQuote: '' | '"' | "'") =>
    values
      .map((value) => `printf '%s\\n' ${openQuote}${quoteForBash(value, { value: '', raw: openQuote, openQuote }, '')}`)
      .join('\n');
  for (const openQuote of ['', '"', "'"] as const)
    expect(
      run('bash', ['-c', line(openQuote)])
        .stdout.split('\n')
        .slice(0, -1),
    ).toEqual(values);
});

/** A program that calls a shell's completion where there is no key to press, and prints what it came to. */
const bash = `
source <(readings completion bash)
try() {
  COMP_LINE=$1 COMP_POINT=\${#1} COMP_WORDS=(readings) COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'
  _readings
  local typed=\${1##* }
  eval "got=(\${2}\${COMPREPLY[0]})"
  printf '%s\\n' "\${got[0]}"
}
`;

describe.skipIf(!has('bash'))('bash', () => {
  it.each(headings)('%s', (heading) => {
    const start = heading.slice(0, 2);
    const line = ['', '"', "'"].map(
      (open) => `try ${JSON.stringify(`readings show ${open}${start}`)} ${open === '' ? '' : JSON.stringify(open)}`,
    );
    const { stdout, stderr } = run('bash', ['-c', `${bash}${line.join('\n')}`]);
    expect({ stdout, stderr }).toEqual({ stdout: `${heading}\n`.repeat(3), stderr: '' });
  });
});

/** Types into a shell at a terminal of its own (script of util-linux), and gives the arguments of each line that was entered. */
function typed(shell: string, setup: string, lines: readonly string[]): string[] {
  const out = join(folder, 'arguments');
  rmSync(out, { force: true });
  run('script', ['-qec', shell, '/dev/null'], `${setup}\n${lines.map((line) => `${line}\t\n\n`).join('')}exit\n`);
  return existsSync(out) ? readFileSync(out, 'utf8').split('\0').slice(0, -1) : [];
}

/** What is run when a completed line is entered: it writes down its arguments, and is asked for completions too. */
const stub = `if [ "$1" = complete ] || [ "$1" = completion ]; then
  exec "${process.execPath}" "${join(project, 'bin/readings.js')}" "$@"
fi
{ for word; do printf '%s\\n' "$word"; done; printf '\\0'; } >> "${join(folder, 'arguments')}"`;

describe.each([
  ['bash', 'bash --norc --noprofile -i', 'source <(readings completion bash)'],
  ['zsh', 'zsh -f -i', 'autoload -Uz compinit; compinit -u -D; source <(readings completion zsh)'],
  ['fish', 'fish --no-config -i', 'readings completion fish | source'],
])('%s at a terminal', (name, shell, setup) => {
  const isMissing = !has(name) || spawnSync('script', ['--version']).status !== 0;

  it.skipIf(isMissing)(
    `gets every heading as it is${isMissing ? ` (needs ${name} and script of util-linux)` : ''}`,
    () => {
      writeFileSync(join(folder, 'bin', 'readings'), `#!/bin/sh\n${stub}\n`, { mode: 0o755 });
      const lines = headings.map((heading) => `readings show ${heading.slice(0, 2)}`);
      expect(typed(shell, setup, lines)).toEqual(headings.map((heading) => `show\n${heading}\n`));
    },
  );
});

it('nothing was run', () => {
  for (const at of [folder, join(folder, 'notes')]) expect(readdirSync(at)).not.toContain('PWNED');
});
