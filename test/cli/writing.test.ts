/** Notes are written whole or not at all, whatever becomes of the program, and nothing is left beside them. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { run as runProgram } from '../../src/cli/fast-path.ts';
import { readTradeOffs } from '../../src/core/tradeoffs/index.ts';
import { findLinks } from '../../src/markdown/links.ts';
import { anyNote, noteOf } from '../any-note.ts';
import { random } from '../random.ts';

const project = resolve(import.meta.dirname, '../..');
const launcher = join(project, 'bin/readings.js');
const temporary = mkdtempSync(join(tmpdir(), 'readings-test-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

let library = '';
let number = 0;
beforeEach(() => {
  library = join(temporary, String(number++));
  mkdirSync(library);
});

const env = { ...process.env, READINGS_CACHE_DIR: join(temporary, 'cache'), LANG: 'C.UTF-8' };
const words = (...own: string[]) => [launcher, ...own, '-L', library, '--no-index'];

function run(...own: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, words(...own), { env, encoding: 'utf8' });
  return { stdout, stderr, status };
}

/** How many rounds there are of what is made at random; `npm run test:faults` has them all. */
const share = process.env.FAULTS === 'all' ? 1 : 10;

/** Starts a command and ends it at some moment. */
async function killed(milliseconds: number, ...own: string[]): Promise<void> {
  const child = spawn(process.execPath, words(...own), { env, stdio: 'ignore' });
  const ended = new Promise((done) => child.on('close', done));
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await ended;
  clearTimeout(timer);
}

describe(`${100 / share} kills at any moment`, () => {
  it('of add leave the note as it was or as it is to be', async () => {
    const chance = random(1);
    const file = join(library, 'a.md');
    const before = `# A\n\n${'text '.repeat(100_000)}\n\n- one\n`;
    for (let round = 0; round < 100 / share; round++) {
      writeFileSync(file, before);
      await killed(20 + chance() * 150, 'add', 'a', 'two');
      const now = readFileSync(file, 'utf8');
      expect([before, `${before}- two\n`]).toContain(now);
      writeFileSync(file, before);
      expect(run('add', 'a', 'two').status).toBe(0);
      expect(readdirSync(library)).toEqual(['a.md']);
    }
  });

  it('of new leave a whole note or none', async () => {
    const chance = random(2);
    writeFileSync(join(library, 'other.md'), '# Other\n');
    for (let round = 0; round < 100 / share; round++) {
      await killed(20 + chance() * 100, 'new', `Note ${round}`, '--in', 'inner');
      const file = join(library, 'inner', `note-${round}.md`);
      if (existsSync(file))
        expect(readFileSync(file, 'utf8')).toMatch(
          /^---\ndate: .*\ntags: \[\]\n---\n\n# Note \d+\n[\s\S]*## Resources\n$/,
        );
      else expect(run('new', `Note ${round}`, '--in', 'inner').status).toBe(0);
      expect(run('add', `note ${round}`, 'more').status).toBe(0);
    }
    expect(readdirSync(join(library, 'inner')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('of lint --fix leave every note as it was or mended', async () => {
    const chance = random(3);
    const before = '# A\n\nA https://a.example\n';
    const after = '# A\n\nA <https://a.example>\n';
    const names = Array.from({ length: 20 }, (_, index) => `a${index}.md`).sort();
    for (let round = 0; round < 50 / share; round++) {
      for (const name of names) writeFileSync(join(library, name), before);
      await killed(40 + chance() * 150, 'lint', '--fix');
      for (const name of names) expect([before, after]).toContain(readFileSync(join(library, name), 'utf8'));
      run('lint', '--fix');
      expect(readdirSync(library).sort()).toEqual(names);
      for (const name of names) expect(readFileSync(join(library, name), 'utf8')).toBe(after);
    }
  });
});

it('8 that add at once lose nothing that they say they have added', async () => {
  const file = join(library, 'a.md');
  writeFileSync(file, '# A\n\n- none\n');
  const added = await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      const done: string[] = [];
      for (let round = 0; round < 20 / Math.min(share, 5); round++) {
        const child = spawn(process.execPath, words('add', 'a', `item ${worker}-${round}`), { env, stdio: 'ignore' });
        if ((await new Promise((resolve) => child.on('close', resolve))) === 0) done.push(`- item ${worker}-${round}`);
      }
      return done;
    }),
  );
  const lines = readFileSync(file, 'utf8').split('\n');
  expect(added.flat().length).toBeGreaterThan(0);
  for (const item of added.flat()) expect(lines).toContain(item);
  expect(lines.filter((line) => line.startsWith('- item')).sort()).toEqual(added.flat().sort());
  expect(readdirSync(library)).toEqual(['a.md']);
});

it('what others left behind is removed, and what is theirs is kept', () => {
  const file = join(library, 'a.md');
  writeFileSync(file, '# A\n');
  const running = String(process.pid);
  for (const owner of ['4194305', running]) writeFileSync(join(library, `.a.md.${owner}.tmp`), 'half');
  writeFileSync(join(library, '.a.md.lock'), '4194305');
  expect(run('add', 'a', 'one').status).toBe(0);
  expect(readdirSync(library).sort()).toEqual([`.a.md.${running}.tmp`, 'a.md']);
  writeFileSync(join(library, '.a.md.lock'), running);
  expect(run('add', 'a', 'two')).toMatchObject({
    status: 3,
    stderr: `readings: Cannot write ${file}: another process is changing it.\nIf no other process is running, remove ${join(library, '.a.md.lock')}.\n`,
  });
  expect(readFileSync(file, 'utf8')).toBe('# A\n\n- one\n');
});

it('a full disk leaves what was there', () => {
  const file = join(library, 'a.md');
  writeFileSync(file, `# A\n\n${'text '.repeat(2000)} https://a.example\n`);
  const before = readFileSync(file, 'utf8');
  for (const own of [
    ['add', 'a', 'one'],
    ['new', 'B'],
    ['lint', '--fix'],
  ]) {
    const line = `ulimit -f 0; exec "${process.execPath}" "$@"`;
    const ran = spawnSync('bash', ['-c', line, 'bash', ...words(...own)], { env, encoding: 'utf8' });
    expect({ own, status: ran.status }).toEqual({ own, status: 3 });
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(readdirSync(library)).toEqual(['a.md']);
  }
});

it.skipIf(process.getuid?.() !== 0)('a library of somebody else is not written to (needs root, to be another)', () => {
  const file = join(library, 'a.md');
  writeFileSync(file, '# A\n\nA https://a.example\n');
  chmodSync(temporary, 0o755);
  const as = (...own: string[]) =>
    spawnSync(process.execPath, words(...own), {
      env: { ...env, HOME: '/nowhere' },
      encoding: 'utf8',
      uid: 65_534,
      gid: 65_534,
    });
  for (const own of [
    ['add', 'a', 'one'],
    ['new', 'B'],
    ['lint', '--fix'],
  ]) {
    const ran = as(...own);
    expect(ran).toMatchObject({ status: 3 });
    expect(ran.stderr).toContain('permission denied');
  }
  expect(readFileSync(file, 'utf8')).toBe('# A\n\nA https://a.example\n');
  expect(readdirSync(library)).toEqual(['a.md']);
});

it('mode and owner stay', () => {
  const file = join(library, 'a.md');
  writeFileSync(file, '# A\n');
  chmodSync(file, 0o640);
  const before = statSync(file);
  run('add', 'a', 'one');
  const after = statSync(file);
  expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
});

it('what add writes is one piece more, in a list or quote, and all else is what it was', async () => {
  const items = (source: string, note: Awaited<ReturnType<typeof noteOf>>) =>
    JSON.stringify([
      note.sections.filter(({ label }) => !label).map(({ heading, depth }) => [depth, heading]),
      findLinks(note).map(({ url }) => url),
      readTradeOffs(note).map(({ topic, pros, cons }) => [
        topic,
        pros.map(({ text }) => text),
        cons.map(({ text }) => text),
      ]),
      source.split(/\r\n|\n|\r/).length,
    ]);
  let written = 0;
  await fc.assert(
    fc.asyncProperty(
      anyNote,
      fc.constantFrom([], ['--pro'], ['--con'], ['--quote']),
      fc.boolean(),
      fc.nat(),
      async (source, side, isCreating, which) => {
        const file = join(library, 'a.md');
        writeFileSync(file, source);
        const note = await noteOf(source);
        const section = note.sections[which % (note.sections.length + 1)];
        const query = section ? `a.md#${section.slug}` : 'a.md';
        const ran = await runHere([
          'add',
          query,
          'zzz',
          ...side,
          ...(isCreating ? ['--create'] : []),
          '-L',
          library,
          '--no-index',
          '-q',
        ]);
        const now = readFileSync(file, 'utf8');
        if (ran !== 0) {
          expect(now).toBe(source);
          return;
        }
        written++;
        // Taken out again, what was put in leaves the note as it was.
        let start = 0;
        while (start < source.length && source[start] === now[start]) start++;
        const length = now.length - source.length;
        const at = Array.from({ length: start + 1 }, (_, back) => start - back).find(
          (from) => now.slice(0, from) + now.slice(from + length) === source,
        );
        expect(at).toBeDefined();
        expect(now.slice(at, (at ?? 0) + length)).toContain('zzz');
        const after = await noteOf(now);
        const before = items(source, note).length;
        expect(items(now, after).length).toBeGreaterThanOrEqual(before);
        expect(findLinks(after).map(({ url }) => url)).toEqual(findLinks(note).map(({ url }) => url));
      },
    ),
    { numRuns: 250 },
  );
  expect(written).toBeGreaterThan(20);
});

/** Runs a command in this process: two hundred others would take a minute to start. */
async function runHere(own: readonly string[]): Promise<number> {
  const output = { write: (_: string, done?: () => void) => done?.() };
  const input = Object.assign(Readable.from([]), {});
  return runProgram({
    ...{
      arguments: own,
      environment: {},
      workingFolder: library,
      input,
      output,
      errors: output,
      now: 0,
      isInputPiped: () => false,
    },
    ...{
      suspend: () => undefined,
      onContinue: () => () => undefined,
      interrupt: () => undefined,
      atExit: () => undefined,
      terminal: () => process.stdout,
      program: [],
      platform: process.platform,
    },
    ...{
      homeFolder: library,
      configurationFile: join(temporary, 'none.toml'),
      readerProgram: undefined,
      indexFolder: temporary,
    },
    ...{ makeFolder: () => undefined, build: 'test', process: process.pid, isRunning: () => true },
    bundledNotes: () => join(project, 'notes'),
    interruption: { isRequested: false, isWriting: false, isTerminalLent: false },
  });
}

it('what somebody has put in the place of a file of ours is not written to, and stops nothing', () => {
  const victim = join(temporary, 'victim');
  writeFileSync(victim, 'precious');
  writeFileSync(join(library, 'a.md'), '# A\n');
  mkdirSync(join(library, '.a.md.4194305.tmp'));
  // The shell's number is that of the program that takes its place.
  const line = `ln -s "${victim}" "${library}/.a.md.$$.tmp"; printf %s $$ > "${library}/.a.md.lock"; exec "${process.execPath}" "$@"`;
  const ran = spawnSync('bash', ['-c', line, 'bash', ...words('add', 'a', 'one')], { env, encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  expect(readFileSync(victim, 'utf8')).toBe('precious');
  expect(readFileSync(join(library, 'a.md'), 'utf8')).toBe('# A\n\n- one\n');
  expect(readdirSync(library).sort()).toEqual(['.a.md.4194305.tmp', 'a.md']);
});

it('text with many spaces, and a note with many addresses that cannot be mended, take no longer than others', () => {
  writeFileSync(join(library, 'a.md'), '# A\n');
  const spaces = `a${' '.repeat(200_000)}b`;
  const added = spawnSync(process.execPath, words('add', 'a', '--dry-run'), { env, encoding: 'utf8', input: spaces });
  expect(added.status).toBe(0);
  const lines = Array.from({ length: 500 }, (_, at) => `\\https://e${at}.example/a https://f${at}.example\n\n`);
  writeFileSync(join(library, 'b.md'), `# B\n\n${lines.join('')}`);
  expect(run('lint', '--fix').stderr).toContain('Fixed 500 problems.');
});
