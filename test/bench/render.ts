/**
 * How long a page at a terminal takes: `npm run bench:render`. Processes are the pinned Node on `bin/readings.js` beside the
 * same binary on an empty file, one after the other in turn, compile cache warm; medians.
 */
import '../require.ts';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// All the colors, on both sides.
process.env.FORCE_COLOR = '3';
const { Marked } = await import('marked');
const { markedTerminal } = await import('marked-terminal');
const { readNote } = await import('../../src/markdown/note.ts');
const { terminalShow } = await import('../../src/render/terminal/show.ts');
const { contextWith, print } = await import('../render/context.ts');

const project = resolve(import.meta.dirname, '../..');
const launcher = join(project, 'bin/readings.js');
const runs = Number(process.argv[2] ?? 40);
const folder = mkdtempSync(join(tmpdir(), 'readings-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

/** Milliseconds of each command, run in turn. */
function timesOf(commands: readonly (readonly string[])[], times: number): number[] {
  const taken = commands.map((): number[] => []);
  const env = { ...process.env, LANG: 'C.UTF-8', READINGS_CACHE_DIR: join(folder, 'cache') };
  for (let run = -2; run < times; run++)
    for (const [index, command] of commands.entries()) {
      const start = performance.now();
      const ran = spawnSync(process.execPath, [...command], {
        env,
        stdio: ['ignore', 'pipe', 'inherit'],
        maxBuffer: 2 ** 30,
      });
      if (ran.status !== 0) throw new Error(`${command.join(' ')}: status ${ran.status}`);
      if (run >= 0) taken[index]?.push(performance.now() - start);
    }
  return taken.map(median);
}

const empty = file('empty.cjs', '');
const shown = (...words: string[]) => [launcher, 'show', ...words, '--format', 'terminal', '--color', 'always'];
{
  const times = timesOf([[empty], shown('cons', 'takeaways'), shown('python-environments.md#create')], runs);
  const [bare = 1] = times;
  console.log(`${runs} runs\n`);
  for (const [index, what] of ['bare Node', 'show, rendered, no code', 'show, rendered, with code'].entries())
    console.log(
      `${what.padEnd(28)} ${(times[index] ?? 0).toFixed(1).padStart(7)} ms ${((times[index] ?? 0) / bare).toFixed(2).padStart(6)}`,
    );
}

/** Notes of the corpus where it is at hand, the bundled ones over and over where not. */
function textOf(length: number): string {
  const corpus = join(project, '../shared/corpus/notes');
  let notes: string;
  try {
    notes = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .sort()
      .map((path) => readFileSync(join(corpus, path), 'utf8').replace(/^---\n[\s\S]*?\n---\n/, ''))
      .join('\n\n');
  } catch {
    notes = readdirSync(join(project, 'notes'))
      .map((path) => readFileSync(join(project, 'notes', path), 'utf8'))
      .join('\n\n');
  }
  return notes.repeat(Math.ceil(length / notes.length)).slice(0, length);
}

const million = textOf(1_000_000);

async function ours(source: string): Promise<number> {
  const start = performance.now();
  const note = await readNote(
    source,
    { library: '/', path: 'a.md', file: '/a.md', modified: 0, byteOrderMark: false },
    () => undefined,
  );
  const one = { note, section: undefined, score: 1, parts: [{ from: 0, to: source.length }] };
  await print(terminalShow.show?.([one], contextWith({ width: 80, colorLevel: 3 })));
  return performance.now() - start;
}

function theirs(source: string): number {
  const start = performance.now();
  const marked = new Marked();
  marked.use(markedTerminal({ width: 80, reflowText: true }) as Parameters<typeof marked.use>[0]);
  const warn = console.error;
  console.error = () => undefined;
  marked.parse(source);
  console.error = warn;
  return performance.now() - start;
}

{
  const times: [number[], number[]] = [[], []];
  for (let run = 0; run < 8; run++) {
    times[0].push(await ours(million));
    times[1].push(theirs(million));
  }
  const [own, other] = times.map(median) as [number, number];
  console.log(
    `\n1 MB, process start left out (first calls ${times[0][0]?.toFixed(0)} and ${times[1][0]?.toFixed(0)} ms)`,
  );
  console.log(`readings                     ${own.toFixed(1).padStart(7)} ms`);
  console.log(`marked and marked-terminal   ${other.toFixed(1).padStart(7)} ms   ratio ${(own / other).toFixed(2)}`);
}

/** Milliseconds to the first output, milliseconds in all, and the peak of memory in MB. */
async function whole(path: string): Promise<[number, number, number]> {
  const preload = file(
    'peak.cjs',
    "process.on('exit', () => require('fs').writeSync(3, String(process.resourceUsage().maxRSS)));",
  );
  const start = performance.now();
  const child = spawn(process.execPath, ['-r', preload, ...shown(path), '-L', path], {
    env: { ...process.env, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  let first = 0;
  child.stdout?.on('data', () => {
    first ||= performance.now() - start;
  });
  let peak = '';
  child.stdio[3]?.on('data', (chunk) => {
    peak += chunk;
  });
  await new Promise((done) => child.on('close', done));
  return [first, performance.now() - start, Number(peak) / 1024];
}

const lines = (line: (index: number) => string) => (length: number) => {
  let text = '# L\n\n';
  for (let index = 0; text.length < length; index++) text += line(index);
  return text;
};
const families: readonly (readonly [string, (length: number) => string])[] = [
  ['notes', textOf],
  [
    'one list',
    lines((index) => `- item ${index} with **bold** words and \`code\` [link](http://x.example/${index})\n`),
  ],
  ['one paragraph', lines((index) => `word ${index} with some others\n`)],
  ['one quote', lines((index) => `> quoted line ${index} with words in it\n`)],
  [
    'one table',
    (length) =>
      `| a | b |\n|-|-|\n${lines((index) => `| cell ${index} with words | other **cell** |\n`)(length).slice(5)}`,
  ],
  [
    'one code block',
    (length) => `\`\`\`js\n${lines((index) => `const x${index} = "string"; // comment\n`)(length)}\`\`\`\n`,
  ],
  [
    'one block of HTML',
    (length) => `<div>\n${lines((index) => `<p>some <b>text</b> ${index}</p>\n`)(length).slice(5)}</div>\n`,
  ],
];
const [bare = 1] = timesOf([[empty]], 20);
console.log('\nkind                  1 MB       5 MB      10 MB    first output of 10 MB    peak at 10 MB');
for (const [name, make] of families) {
  const found: [number, number, number][] = [];
  for (const length of [1e6, 5e6, 1e7]) found.push(await whole(file('large.md', make(length))));
  const [first = 0, , peak = 0] = found.at(-1) ?? [];
  const times = found.map(([, all]) => `${all.toFixed(0).padStart(6)} ms`).join('  ');
  console.log(
    `${name.padEnd(18)} ${times} ${first.toFixed(0).padStart(10)} ms (${(first / bare).toFixed(1)}x) ${peak.toFixed(0).padStart(12)} MB`,
  );
}
