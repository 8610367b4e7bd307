/**
 * Every command over every hostile family: `npm run test:hostile`, or `npm run test:hostile -- formats` for one part.
 *
 * - `formats`: 100 KB, in every format;
 * - `growth`: 1.6 MB, and 400 KB where that took long: at most 3 seconds, 500 MB, and 5 times the time for 4 times the size;
 * - `blocks`: 10 MB for families that are a single block.
 *
 * An internal error fails everywhere.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { formatNames } from '../../src/render/formats.ts';
import { tradeOffFamilies } from '../core/hostile.ts';
import { type Family, families } from '../markdown/hostile.ts';
import { commandFamilies } from './command-families.ts';

const maxGrowth = 5;
const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
const folder = mkdtempSync(join(tmpdir(), 'readings-'));
const preload = join(folder, 'report.cjs');
writeFileSync(preload, `process.on('exit', () => require('fs').writeSync(3, String(process.resourceUsage().maxRSS)));`);

const kinds = ['list', 'tree', 'links', 'proscons', 'pros', 'cons', 'quotes', 'remarks', 'code', 'tables', 'tasks'];
const answers = [
  ['show', 'note'],
  ['search', 'word'],
  ['related', 'note'],
  ['backlinks', 'note'],
  ['compare', 'note', 'other'],
  ...[...kinds, 'tags', 'topics'].map((kind) => [kind]),
  ['lint', '--rule', 'all'],
];
const variants = [
  ['show', 'note', '--embed'],
  ['show', 'some word'],
  ['add', 'note', 'a thought', '--dry-run'],
  ['add', 'note', 'a thought', '--pro', '--dry-run'],
  ['index', '--verify'],
  // These two change the library, so they come last.
  ['lint', '--fix', '--rule', 'all'],
  ['new', 'A note'],
];
const atTerminal = ['show', 'tree', 'links', 'proscons', 'tables', 'lint'];
const defaults = [
  ...answers,
  ...answers.filter(([name = '']) => atTerminal.includes(name)).map((words) => [...words, '--format', 'terminal']),
  ['show', 'note', '--format', 'html'],
  ['tables', '--format', 'json'],
  ...variants,
];
const everyFormat = [
  ...answers.flatMap((words) => formatNames.map((name) => [...words, '--format', name])),
  ...variants,
];
const ofOneBlock = ['show', 'search', 'lint', 'links', 'proscons'];

interface Outcome {
  readonly status: number | null;
  readonly ms: number;
  readonly kb: number;
  readonly error: string;
}

/** Runs a command with its peak memory, which the child prints to descriptor 3 when it ends. */
function run(words: readonly string[], library: string): Promise<Outcome> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--require', preload, launcher, ...words, '-L', library], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    env: { ...process.env, XDG_CACHE_HOME: join(library, '.cache'), XDG_CONFIG_HOME: join(library, '.config') },
    timeout: 60_000,
  });
  let kb = '';
  let error = '';
  child.stderr?.on('data', (chunk) => {
    if (error.length < 1000) error += chunk;
  });
  child.stdio[3]?.on('data', (chunk) => {
    kb += chunk;
  });
  return new Promise((done) => {
    child.on('close', (status) => done({ status, ms: performance.now() - begun, kb: Number(kb), error }));
  });
}

interface Row extends Outcome {
  readonly family: string;
  readonly words: string;
  readonly bytes: number;
  /** The time beside that for a quarter of the size. */
  growth?: number;
}
const rows: Row[] = [];
const failures: string[] = [];
const begun = performance.now();

function libraryOf({ make }: Family, bytes: number, name: string): string {
  const library = join(folder, name);
  mkdirSync(library);
  writeFileSync(join(library, 'note.md'), `# Note\n\n${make(bytes)}\n`);
  writeFileSync(join(library, 'other.md'), '# Other\n\n## Pros\n\n- some words\n');
  return library;
}

function fail(row: Row, what: string): void {
  const line = `${row.family}: ${row.words}, ${row.bytes / 1000} KB: ${what}`;
  failures.push(line);
  console.log(line);
}

async function measure(family: Family, words: readonly string[], bytes: number, library: string, max: number) {
  const outcome = await run(words, library);
  const row: Row = { ...outcome, family: family.name, words: words.join(' '), bytes };
  if (outcome.status === 2 && outcome.error.includes('has no format')) return row;
  rows.push(row);
  if (outcome.status === null || outcome.status === 70) fail(row, `status ${outcome.status} ${outcome.error}`);
  else if (outcome.status === 2) fail(row, outcome.error);
  if (outcome.ms > max) fail(row, `${(outcome.ms / 1000).toFixed(1)} s`);
  if (outcome.kb > 500_000 && bytes < 2_000_000) fail(row, `${(outcome.kb / 1000).toFixed(0)} MB`);
  return row;
}

/** Does a piece of work for every family, as many at a time as there are processors. */
async function forEach(list: readonly Family[], work: (family: Family, number: number) => Promise<void>) {
  const pending = [...list.entries()];
  const one = async () => {
    for (let next = pending.shift(); next; next = pending.shift()) await work(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, one));
}

const all = [...families, ...tradeOffFamilies, ...commandFamilies];
const parts = {
  formats: () =>
    forEach(all, async (family, number) => {
      const library = libraryOf(family, 100_000, `f${number}`);
      for (const words of everyFormat) await measure(family, words, 100_000, library, 2000);
      rmSync(library, { recursive: true });
    }),
  growth: () =>
    forEach(all, async (family, number) => {
      const large = libraryOf(family, 1_600_000, `l${number}`);
      const small = libraryOf(family, 400_000, `s${number}`);
      let floor: Row | undefined;
      for (const words of defaults) {
        const row = await measure(family, words, 1_600_000, large, 3000);
        if (row.ms < 1000) continue;
        floor ??= await measure(family, ['config'], 0, small, 3000);
        const quarter = await measure(family, words, 400_000, small, 3000);
        row.growth = (row.ms - floor.ms) / Math.max(1, quarter.ms - floor.ms);
        if (row.growth > maxGrowth) fail(row, `grows ${row.growth.toFixed(1)} times`);
      }
      for (const library of [large, small]) rmSync(library, { recursive: true });
    }),
  blocks: () =>
    forEach(
      all.filter(({ make }) => !make(400).trim().includes('\n')),
      async (family, number) => {
        const library = libraryOf(family, 10_000_000, `b${number}`);
        for (const words of answers.filter(([name = '']) => ofOneBlock.includes(name)))
          await measure(family, words, 10_000_000, library, 20_000);
        rmSync(library, { recursive: true });
      },
    ),
};
const requested = process.argv.slice(2);
for (const [name, part] of Object.entries(parts)) if (requested.length === 0 || requested.includes(name)) await part();
rmSync(folder, { recursive: true });

for (const bytes of new Set(rows.map((row) => row.bytes))) {
  const ofSize = rows.filter((row) => row.bytes === bytes).sort((a, b) => b.ms - a.ms);
  const largest = Math.max(0, ...new Set(ofSize.map(({ kb }) => Math.round(kb / 1000))));
  console.log(`\n${bytes / 1000} KB: ${ofSize.length} runs, at most ${largest} MB; the slowest:`);
  for (const { ms, kb, growth, family, words } of ofSize.slice(0, 12)) {
    const times = growth === undefined ? '' : `, ${growth.toFixed(1)} times a quarter`;
    console.log(`  ${(ms / 1000).toFixed(2)} s, ${(kb / 1000).toFixed(0)} MB${times}  ${family}: ${words}`);
  }
}
const minutes = ((performance.now() - begun) / 60_000).toFixed(0);
console.log(`\n${rows.length} runs in ${minutes} minutes, ${failures.length} failures`);
process.exitCode = failures.length > 0 ? 1 : 0;
