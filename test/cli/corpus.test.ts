/** Real notes of other people, where they are at hand: nothing crashes, and the class reading is read as a person would. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { linesOf, oracleTree } from '../markdown/oracle.ts';

const corpus = resolve(import.meta.dirname, '../../../shared/corpus');
const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
const isHere = existsSync(corpus);
const name = (text: string) => (isHere ? text : `${text} (the corpus is not at hand)`);

function readings(...args: string[]) {
  return spawnSync(process.execPath, [launcher, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, LANG: 'C.UTF-8' },
  });
}

describe.skipIf(!isHere)(name('all notes'), () => {
  const notes = resolve(corpus, 'notes');
  it.each([
    ['list'],
    ['tree'],
    ['links'],
    ['pros'],
    ['cons'],
    ['proscons'],
    ['quotes'],
    ['remarks'],
    ['show', 'react', '--all', '-q'],
    ['show', 'linked lists', '--all', '--format', 'terminal'],
    ['links', '--images', '--unique', '--json'],
    ['proscons', '--format', 'html'],
    ['tree', '--format', 'ndjson'],
  ])('%s', (...args) => {
    const ran = readings(...args, '-L', notes);
    expect([
      ran.stderr.replace(/^readings: .*(?:read as Windows-1252|front matter is malformed|is a binary file).*\n/gm, ''),
      ran.status,
    ]).toEqual(['', 0]);
    expect(ran.stdout).not.toBe('');
  });
});

describe.skipIf(!isHere)(name('lint --fix'), () => {
  it('changes no word, link or structure', () => {
    const folder = mkdtempSync(join(tmpdir(), 'readings-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(resolve(corpus, 'notes'), folder, { recursive: true });
    const paths = globSync('**/*.md', { cwd: folder });
    for (const path of paths) chmodSync(join(folder, path), 0o644);
    const ran = readings('lint', '--fix', '-L', folder);
    expect(ran.status).toBe(1);
    let fixed = 0;
    for (const path of paths) {
      const [before, after] = [resolve(corpus, 'notes'), folder].map((root) => readFileSync(join(root, path)));
      if (before?.equals(after ?? before)) continue;
      fixed++;
      const [trees, brackets] = [
        [before, after].map((bytes) => linesOf(oracleTree(String(bytes)), false)),
        [before, after].map((bytes) => String(bytes).replace(/[<>]/g, '')),
      ];
      expect([path, trees[1], brackets[1]]).toEqual([path, trees[0], brackets[0]]);
    }
    expect(fixed).toBeGreaterThan(3);
  }, 120_000);
});

describe.skipIf(!isHere)(name('the class reading'), () => {
  const seed = resolve(corpus, 'seed/class-readings.md');

  it('has nine links', () => {
    const urls = [...readFileSync(seed, 'utf8').matchAll(/\]\((https:[^)]+)\)/g)].map((match) => match[1]);
    expect(urls).toHaveLength(9);
    expect(readings('links', '-L', seed, '--format', 'urls').stdout).toBe(`${urls.join('\n')}\n`);
  });

  it('has four pros and three cons, with two and one remarks, all of them quotes', () => {
    const [record] = JSON.parse(readings('proscons', '-L', seed, '--json').stdout);
    const lines = (items: { line: number }[]) => items.map(({ line }) => line);
    const remarks = (items: { remarks: { line: number }[] }[]) => items.map((item) => lines(item.remarks));
    expect(record.topic).toBe('Serverless Computing');
    expect([lines(record.pros), lines(record.cons)]).toEqual([
      [12, 14, 15, 16],
      [20, 21, 23],
    ]);
    expect([remarks(record.pros), remarks(record.cons)]).toEqual([
      [[13], [], [], [17]],
      [[], [22], []],
    ]);
    expect([...record.pros, ...record.cons].every((item) => item.quote)).toBe(true);
    expect(lines(record.useWhen)).toEqual([27, 28, 29, 30, 31, 32]);
  });

  it('shows Videos byte for byte', () => {
    const lines = readFileSync(seed, 'utf8').split('\n').slice(34, 36);
    expect(readings('show', 'videos', '-L', seed).stdout).toBe(`${lines.join('\n')}\n`);
  });

  it('takes "serverless" for the section of that name', () => {
    const ran = readings('show', 'serverless', '-L', seed, '--json');
    expect(JSON.parse(ran.stdout)[0].heading).toBe('What is Serverless Computing');
  });
});
