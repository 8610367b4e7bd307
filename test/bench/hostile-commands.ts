/**
 * Every command over every hostile family: `npm run test:hostile [bytes]`. Fails on an internal error, on a run of more than five
 * seconds, and on memory of more than 500 MB.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { families } from '../markdown/hostile.ts';

const bytes = Number(process.argv[2] ?? 100_000);
const limitMs = 5000;
const limitKb = 500_000;
const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
const folder = mkdtempSync(join(tmpdir(), 'readings-'));

/** Families that are hostile to one command rather than to the parser. */
const more: typeof families = [
  { name: 'a run of *', make: (size) => '*'.repeat(size) },
  { name: 'a run of _', make: (size) => '_'.repeat(size) },
  { name: 'a run of <', make: (size) => '<'.repeat(size) },
  { name: 'a run of #', make: (size) => `a ${'#'.repeat(size)}` },
  { name: 'headings', make: (size) => '# a\n'.repeat(size / 4) },
  { name: 'sides', make: (size) => '## Pros\n- a\n'.repeat(size / 12) },
  { name: 'labels', make: (size) => '**Pros:**\n\n- a\n\n'.repeat(size / 16) },
  { name: 'wiki links', make: (size) => '[[a]] '.repeat(size / 6) },
  { name: 'e-mail addresses', make: (size) => 'a@b.cd '.repeat(size / 7) },
  { name: 'anchors', make: (size) => '<a href="x">'.repeat(size / 12) },
  { name: 'highlights', make: (size) => '==a '.repeat(size / 4) },
  { name: 'comments', make: (size) => '%%a\n'.repeat(size / 4) },
  { name: 'placeholders', make: (size) => '<abc> </abd>'.repeat(size / 12) },
  { name: 'tags', make: (size) => '#ab '.repeat(size / 4) },
  { name: 'identifiers of blocks', make: (size) => 'a ^ab\n\n'.repeat(size / 7) },
  { name: 'HTML cells', make: (size) => `<table>${'<tr><td rowspan=100 colspan=100>a'.repeat(size / 33)}</table>` },
  { name: 'HTML lists', make: (size) => '<ul><li>'.repeat(size / 8) },
  { name: 'embeds', make: (size) => '![[note]]\n\n'.repeat(size / 11) },
  {
    name: 'short rows of a wide table',
    make: (size) => `${'|a'.repeat(size / 8)}|\n${'|-'.repeat(size / 8)}|\n${'|b|\n'.repeat(size / 8)}`,
  },
  {
    name: 'a table of sides',
    make: (size) => `${'|Pros'.repeat(size / 12)}|\n${'|-'.repeat(size / 12)}|\n${'|b'.repeat(size / 12)}|\n`,
  },
  { name: 'quotes', make: (size) => '> a\n\nb\n\n'.repeat(size / 8) },
  { name: 'terms', make: (size) => 'a\n: b\n\n'.repeat(size / 8) },
  { name: 'emoji', make: (size) => ':a:'.repeat(size / 3) },
  { name: 'superscripts', make: (size) => 'a^b'.repeat(size / 3) },
];

const commands = [
  ['search', 'word'],
  ['related', 'note'],
  ['backlinks', 'note'],
  ['show', 'note', '--format', 'terminal'],
  ['show', 'note', '--format', 'html'],
  ['show', 'note', '--embed'],
  ['show', 'some word'],
  ...['list', 'links', 'proscons', 'quotes', 'remarks', 'code', 'tables', 'tasks', 'tags', 'topics'].map((name) => [
    name,
  ]),
  ['tree', '--format', 'terminal'],
  ['links', '--format', 'terminal'],
  ['proscons', '--format', 'terminal'],
  ['tables', '--format', 'json'],
  ['tables', '--format', 'terminal'],
  ['lint', '--rule', 'all'],
  ['add', 'note', 'a thought', '--dry-run'],
  ['add', 'note', 'a thought', '--pro', '--dry-run'],
  ['compare', 'note', 'other'],
];

interface Outcome {
  readonly status: number | null;
  readonly ms: number;
  readonly kb: number;
}

/** Runs a command with its peak memory, which the child prints to descriptor 3 when it ends. */
function run(words: readonly string[], library: string): Promise<Outcome> {
  const begun = performance.now();
  const report = `process.on('exit', () => require('fs').writeSync(3, String(process.resourceUsage().maxRSS)));`;
  const preload = join(folder, 'report.cjs');
  writeFileSync(preload, report);
  const child = spawn(process.execPath, ['--require', preload, launcher, ...words, '-L', library], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: join(library, '.cache') },
    timeout: 60_000,
  });
  let kb = '';
  child.stdio[3]?.on('data', (chunk) => {
    kb += chunk;
  });
  return new Promise((done) => {
    child.on('close', (status) => done({ status, ms: performance.now() - begun, kb: Number(kb) }));
  });
}

const all = [...families, ...more];
let failures = 0;
let runs = 0;
const slowest: (readonly [ms: number, kb: number, name: string, words: string])[] = [];
const pending = [...all.entries()];
async function work(): Promise<void> {
  for (let next = pending.shift(); next; next = pending.shift()) {
    const [number, { name, make }] = next;
    const library = join(folder, String(number));
    mkdirSync(library);
    writeFileSync(join(library, 'note.md'), `# Note\n\n${make(bytes)}\n`);
    writeFileSync(join(library, 'other.md'), '# Other\n\n## Pros\n\n- some words\n');
    for (const words of commands) {
      const { status, ms, kb } = await run(words, library);
      runs++;
      slowest.push([ms, kb, name, words.join(' ')]);
      if (status !== null && status !== 70 && ms <= limitMs && kb <= limitKb) continue;
      failures++;
      console.log(
        `${name}: ${words.join(' ')}: status ${status}, ${(ms / 1000).toFixed(1)} s, ${(kb / 1000).toFixed(0)} MB`,
      );
    }
    rmSync(library, { recursive: true });
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));
rmSync(folder, { recursive: true });
for (const [ms, kb, name, words] of slowest.sort(([a], [b]) => b - a).slice(0, 15))
  console.log(`  ${(ms / 1000).toFixed(2)} s  ${(kb / 1000).toFixed(0)} MB  ${name}: ${words}`);
console.log(`${runs} runs at ${bytes} bytes, ${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
