/**
 * How fast structure is found, against other parsers: `npm run bench:parse`. Each parser runs in a process of its own, in turn
 * with the others; figures are medians, and only ratios within one run mean something.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const here = import.meta.dirname;
const project = resolve(here, '../..');
const worker = join(here, 'parse-worker.ts');
const rounds = Number(process.argv[2] ?? 5);

/** The corpus where it is at hand, and the bundled notes. */
function files(): string[] {
  const corpus = resolve(project, '../shared/corpus/notes');
  const own = globSync('*.md', { cwd: join(project, 'notes') }).map((file) => join(project, 'notes', file));
  const others = existsSync(corpus) ? globSync('**/*.md', { cwd: corpus }).map((file) => join(corpus, file)) : [];
  return [...others, ...own].sort();
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function run(...args: string[]): number {
  return Number(execFileSync(process.execPath, [worker, ...args], { encoding: 'utf8' }).trim());
}

function table(title: string, rows: readonly (readonly string[])[]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length))) ?? [];
  console.log(`\n${title}`);
  for (const row of rows)
    console.log(
      `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`,
    );
}

const folder = mkdtempSync(join(tmpdir(), 'readings-bench-'));
const names = [
  'outline',
  'outline, words',
  'tree',
  'marked',
  'markdown-it',
  'commonmark',
  'mdast',
  'md4w-json',
  'md4w-html',
];
try {
  const sources = files().map((file) => readFileSync(file, 'utf8'));
  const once = sources.reduce((sum, source) => sum + source.length, 0);
  const corpus = join(folder, 'corpus.json');
  const repeated = Array.from({ length: Math.ceil(10_000_000 / once) }, () => sources).flat();
  writeFileSync(corpus, JSON.stringify(repeated));
  const size = repeated.reduce((sum, source) => sum + source.length, 0);

  const warm = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) warm.get(name)?.push(run('warm', name, corpus));
  const marked = median(warm.get('marked') ?? []);
  table(`${repeated.length} notes, ${(size / 1e6).toFixed(1)} M characters, warm`, [
    ['parser', 'ms', 'M characters/s', 'times marked'],
    ...names.map((name) => {
      const ms = median(warm.get(name) ?? []);
      return [name, ms.toFixed(0), (size / 1000 / ms).toFixed(1), (marked / ms).toFixed(2)];
    }),
  ]);

  const bundle = await rolldown({ input: join(project, 'src/markdown/parse.ts'), platform: 'node' });
  await bundle.write({ file: join(folder, 'ours.mjs'), format: 'esm', minify: true });
  const note = join(folder, 'note.md');
  writeFileSync(note, repeated.join('\n').slice(0, 20_000));
  const first = { ours: [] as number[], marked: [] as number[] };
  for (let round = 0; round < rounds * 4; round++) {
    first.ours.push(run('first', join(folder, 'ours.mjs'), note));
    first.marked.push(run('first', resolve(project, 'node_modules/marked/lib/marked.esm.js'), note));
  }
  table('first call on 20 KB in a fresh process, module load included', [
    ['parser', 'ms', 'of marked'],
    ['ours', median(first.ours).toFixed(1), (median(first.ours) / median(first.marked)).toFixed(2)],
    ['marked', median(first.marked).toFixed(1), '1.00'],
  ]);

  const text = repeated.join('\n');
  table('as a note grows', [
    ['characters', 'outline M/s', 'tree M/s'],
    ...[1_000, 10_000, 100_000, 1_000_000, 10_000_000].map((length) => {
      const file = join(folder, 'grown.md');
      writeFileSync(file, text.slice(0, length));
      return [
        String(length),
        ...['outline', 'tree'].map((name) =>
          (length / 1000 / median(Array.from({ length: 3 }, () => run('grow', name, file)))).toFixed(1),
        ),
      ];
    }),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
