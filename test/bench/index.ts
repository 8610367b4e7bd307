/**
 * What an index is worth: `npm run bench`. Libraries are made by a seeded generator (words by Zipf's law, headings and links as
 * notes have them); times are medians of runs in turn, as ratios to bare Node, or to bare Node and a bare walk of the library
 * with `stat`. Peers are measured where they are on the PATH. Writes JSON, and a chart as SVG, where `--out FOLDER` says.
 */
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from '../random.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '15' },
    out: { type: 'string' },
    small: { type: 'boolean', default: false },
  },
});
const project = resolve(import.meta.dirname, '../..');
const launcher = join(project, 'bin/readings.js');
const folder = mkdtempSync(join(tmpdir(), 'readings-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const runs = Number(options.runs);

const syllables = 'ba ce di fo gu ha ki lo mu ne po qua ri so tu ve wi xo ya zu'.split(' ');

/** The word of a rank: the first is in nearly every note, the last in hardly any. */
function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 20; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length];
  return word;
}

/** Makes notes of so many characters in all. @returns their folder */
function makeLibrary(name: string, notes: number, characters: number): string {
  const chance = random(notes);
  const vocabulary = Array.from({ length: 30_000 }, (_, index) => wordOf(index));
  const word = () => vocabulary[Math.min(vocabulary.length - 1, Math.floor(vocabulary.length ** chance()) - 1)] ?? 'a';
  const words = (count: number) => Array.from({ length: count }, word).join(' ');
  const library = join(folder, name);
  for (let index = 0; index < notes; index++) {
    const own = join(library, `folder-${Math.floor(index / 100)}`);
    if (index % 100 === 0) mkdirSync(own, { recursive: true });
    let text = `# ${words(3)} ${index}\n\n`;
    const length = (characters / notes) * (0.5 + chance());
    while (text.length < length) {
      text += `## ${words(2)}\n\n${words(60)} [${words(2)}](https://example.com/${word()}) ${words(30)}\n\n- ${words(8)}\n- ${words(8)}\n- ${words(8)}\n\n`;
    }
    writeFileSync(join(own, `note-${index}.md`), text);
  }
  return library;
}

const cache = join(folder, 'cache');
const env = { ...process.env, LANG: 'C.UTF-8', READINGS_CACHE_DIR: cache };

/** One run. @returns milliseconds */
function run(command: string, words: readonly string[]): number {
  const start = performance.now();
  const ran = spawnSync(command, words, { env, stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 30 });
  if (ran.status !== 0) throw new Error(`${command} ${words.join(' ')}: status ${ran.status}`);
  return performance.now() - start;
}

const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;

function inTurn(commands: readonly (readonly [string, readonly string[]])[], times = runs): number[] {
  const taken = commands.map((): number[] => []);
  for (let round = -1; round < times; round++)
    for (const [index, [command, words]] of commands.entries()) {
      const time = run(command, words);
      if (round >= 0) taken[index]?.push(time);
    }
  return taken.map(median);
}

const empty = join(folder, 'empty.cjs');
writeFileSync(empty, '');
const walk = join(folder, 'walk.cjs');
writeFileSync(
  walk,
  `const fs = require('node:fs'); const rest = [process.argv[2]]; let size = 0n;
for (let at = rest.pop(); at; at = rest.pop())
  for (const entry of fs.readdirSync(at, { withFileTypes: true })) {
    const path = at + '/' + entry.name;
    if (entry.isDirectory()) rest.push(path);
    else size += fs.statSync(path, { bigint: true }).size;
  }`,
);
const node = process.execPath;
const readings = (...words: string[]) => [node, [launcher, ...words]] as const;

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: 'x' | 'ms' | 'MB';
  readonly target: number | undefined;
}
const rows: Row[] = [];
function tell(what: string, value: number, unit: Row['unit'], target?: number): void {
  rows.push({ what, value: unit === 'x' ? Math.round(value * 100) / 100 : Math.round(value), unit, target });
  const shown = unit === 'x' ? `${value.toFixed(2)}x` : `${value.toFixed(0)} ${unit}`;
  console.log(
    `${what.padEnd(66)} ${shown.padStart(9)}${target === undefined ? '' : `  (at most ${target}${unit === 'x' ? 'x' : ` ${unit}`})`}`,
  );
}

/** The peak of memory of one run, in MB. */
async function peak(words: readonly string[]): Promise<number> {
  const preload = join(folder, 'peak.cjs');
  writeFileSync(
    preload,
    "process.on('exit', () => require('fs').writeSync(3, String(process.resourceUsage().maxRSS)));",
  );
  const child = spawn(node, ['-r', preload, launcher, ...words], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  let text = '';
  child.stdio[3]?.on('data', (chunk) => {
    text += chunk;
  });
  await new Promise((done) => child.on('close', done));
  return Number(text) / 1024;
}

function sizeOf(path: string): number {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(path, name)))
    .reduce((sum, found) => sum + (found.isFile() ? found.size : 0), 0);
}

{
  const [bare = 1, show = 0, search = 0] = inTurn(
    [[node, [empty]], readings('show', 'serverless'), readings('search', 'cold', 'start')],
    Math.max(runs, 30),
  );
  tell('show serverless, piped, bundled notes / bare Node', show / bare, 'x', 1.35);
  tell('search, bundled notes / bare Node', search / bare, 'x', 1.45);
}

const scale = options.small ? 0.1 : 1;
for (const [count, characters, target] of [
  [2264 * scale, 11e6 * scale, 1000],
  [38_000 * scale, 19e6 * scale, 6000],
] as const) {
  const library = makeLibrary(`of-${count}`, count, characters);
  const name = `${count} notes of ${Math.round(characters / 1e6)} MB`;
  rmSync(join(cache, 'index'), { recursive: true, force: true });
  tell(`first index, ${name}`, run(...readings('index', '-L', library)), 'ms', target);
  tell(`size of the index / of the notes, ${name}`, sizeOf(join(cache, 'index')) / sizeOf(library), 'x', 1.2);
  rmSync(join(cache, 'index'), { recursive: true, force: true });
  tell(`peak of memory of the first index, ${name}`, await peak(['index', '-L', library]), 'MB', 250);
  if (count < 10_000 * scale) continue;
  run(...readings('index', '-L', library));
  const shown = readings('show', `note-${Math.floor(count / 2)}`, '-L', library);
  const searched = readings('search', wordOf(300), '--limit', '5', '-L', library);
  const [bare = 0, walked = 1, show = 0, search = 0] = inTurn([
    [node, [empty]],
    [node, [walk, library]],
    shown,
    searched,
  ]);
  tell(`bare Node and a bare walk with stat, ${name}`, walked, 'ms');
  tell(`show, ${name}, unchanged / bare Node and the walk`, show / walked, 'x', 1.5);
  tell(`search, ${name}, unchanged / bare Node and the walk`, search / walked, 'x', 1.5);
  tell('bare Node', bare, 'ms');
  const complete = (...words: string[]) => readings('complete', 'zsh', '--', '-L', library, ...words);
  const offers = inTurn([complete('show', 'ba'), complete('links', '--domain', ''), complete('list', '--tag', '')]);
  tell(`completion of headings, domains or tags, the slowest, ${name}`, Math.max(...offers), 'ms', 60);
  const unchanged: number[] = [];
  const changed: number[] = [];
  for (let round = 0; round < Math.min(runs, 8); round++) {
    unchanged.push(run(...searched));
    appendFileSync(join(library, 'folder-3', 'note-333.md'), `\nround ${round}\n`);
    changed.push(run(...searched));
  }
  tell('one file changed, then search / unchanged', median(changed) / median(unchanged), 'x', 1.2);
  tell(`peak of memory, show, ${name}`, await peak(shown[1].slice(1)), 'MB', 250);
  if (spawnSync('rg', ['--version']).status === 0)
    tell('rg -il', median([1, 2, 3, 4, 5].map(() => run('rg', ['-il', wordOf(300), library]))), 'ms');
}

{
  const times = [1000, 10_000, 100_000].map((count) => {
    const library = makeLibrary(`growth-${count * scale}`, count * scale, count * scale * 500);
    const built = run(...readings('index', '-L', library));
    const [walked = 0, search = 0] = inTurn(
      [[node, [walk, library]], readings('search', wordOf(300), '-L', library)],
      5,
    );
    rmSync(library, { recursive: true });
    return { built, search: search - walked, count: count * scale };
  });
  for (const [index, { built, search, count }] of times.entries()) {
    tell(`first index, ${count} notes, a note`, (built / count) * 1000, 'ms');
    tell(`search above the walk, ${count} notes`, search, 'ms');
    if (index === 2)
      tell(
        'first index, 100,000 against 10,000 notes, a note',
        built / count / ((times[1]?.built ?? 1) / (times[1]?.count ?? 1)),
        'x',
        1.15,
      );
  }
}

if (options.out !== undefined) {
  mkdirSync(options.out, { recursive: true });
  writeFileSync(join(options.out, 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
  writeFileSync(join(options.out, 'bench.svg'), chart(rows.filter(({ target }) => target !== undefined)));
}

/** A bar for each figure, and a line where it should end. */
function chart(shown: readonly Row[]): string {
  const height = 26;
  const bars = shown.map(({ what, value, unit, target = 1 }, index) => {
    const part = Math.min(value / target, 1.6);
    const y = 34 + index * height;
    return [
      `<text x="10" y="${y + 12}">${what.replace(/&/g, '&amp;')}</text>`,
      `<rect x="470" y="${y}" width="${(part * 160).toFixed(0)}" height="16" fill="${part <= 1 ? '#3f8f4f' : '#b5562f'}"/>`,
      `<text x="${480 + part * 160}" y="${y + 12}">${value}${unit === 'x' ? 'x' : ` ${unit}`} of ${target}</text>`,
    ].join('');
  });
  const bottom = 44 + shown.length * height;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="860" height="${bottom}" font-family="sans-serif" font-size="12"><title>What was measured, and what it may be at most</title><rect width="100%" height="100%" fill="#ffffff"/><line x1="630" x2="630" y1="24" y2="${bottom - 8}" stroke="#555555" stroke-dasharray="3 3"/><text x="600" y="18">at most</text>${bars.join('\n')}</svg>\n`;
}
