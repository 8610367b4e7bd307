/** An index answers what the notes say, whatever becomes of it and of them. */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { random } from '../random.ts';

const project = resolve(import.meta.dirname, '../..');
const launcher = join(project, 'bin/readings.js');
const temporary = mkdtempSync(join(tmpdir(), 'readings-test-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

let library = '';
let cache = '';
let number = 0;

beforeEach(() => {
  const folder = join(temporary, String(number++));
  library = join(folder, 'library');
  cache = join(folder, 'cache');
  cpSync(join(project, 'test/fixtures/library'), library, { recursive: true });
  cpSync(join(project, 'notes'), join(library, 'bundled'), { recursive: true });
});

function run(words: readonly string[], settings: Record<string, string> = {}) {
  const ran = spawnSync(process.execPath, [launcher, ...words, '-L', library], {
    env: { ...process.env, READINGS_CACHE_DIR: cache, LANG: 'C.UTF-8', ...settings },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { stdout: ran.stdout, stderr: ran.stderr, status: ran.status };
}

/** The answer with an index is the answer without. */
function expectRight(words: readonly string[] = ['list', '--format', 'json']) {
  expect(run(words)).toEqual(run([...words, '--no-index']));
}

const index = () => join(cache, 'index');
const files = () => readdirSync(index()).sort();
const database = () => join(index(), files().find((name) => name.endsWith('.db')) ?? '');

/** How many rounds there are of what is made at random; `npm run test:faults` has them all. */
const share = process.env.FAULTS === 'all' ? 1 : 10;

/** Records, the text of trees, and what `test:faults` adds. */
const formats = share === 1 ? ['terminal', 'markdown', 'text', 'json', 'tsv', 'html'] : ['json', 'markdown'];

describe('of every command', () => {
  const commands = [
    ['list'],
    ['list', '--tag', 'http'],
    ['tree'],
    ['tree', 'trees'],
    ['show', 'serverless'],
    ['show', 'cons', '--all'],
    ['show', 'graphql', '--depth', '1'],
    ['show', 'bundled/trees.md#costs'],
    ['show', 'graphql.md#no-such'],
    ['show', 'kotlin', 'let'],
    ['show', 'GraphQL > Downsides'],
    ['show', 'servrless'],
    ['show', 'nothing at all like it'],
    ['show', 'cost', '--exact'],
    ['links'],
    ['links', 'serverless', '--unique'],
    ['pros'],
    ['cons', 'requests'],
    ['proscons', 'venv'],
    ['compare', 'venv', 'conda'],
    ['quotes', '--with-context'],
    ['remarks'],
    ['code', '--lang', 'sh'],
    ['tables', 'costs'],
    ['tasks'],
    ['search', 'cold', 'start'],
    ['search', 'title:trees OR timeout -sessions'],
    ['search', 'serv*', '--all-sections', '--since', '2026-11-05'],
    ['search', 'severless'],
    ['search', 'python', '--files', '--path', 'bundled'],
    ['tags'],
    ['backlinks', 'requests'],
    ['related', 'cold start'],
  ];
  it.each(commands)('%s %s %s', (...words) => {
    library = join(temporary, '0', 'library');
    cache = join(temporary, '0', 'cache');
    for (const format of formats) expectRight([...words, '--format', format]);
  });
});

describe('a change', () => {
  const note = (name: string) => join(library, name);
  const changes: Readonly<Record<string, () => void>> = {
    'a new note': () => writeFileSync(note('new.md'), '# New\n'),
    'an edit': () => writeFileSync(note('graphql.md'), '# Another\n\n## Heading\n'),
    'an edit of the same size in the same tick, with its time put back': () => {
      const { atime, mtime } = statSync(note('graphql.md'));
      writeFileSync(note('graphql.md'), readFileSync(note('graphql.md'), 'utf8').replace('Downsides', 'Upsidesss'));
      utimesSync(note('graphql.md'), atime, mtime);
    },
    'a note that is gone': () => rmSync(note('graphql.md')),
    'a note of another name': () => renameSync(note('graphql.md'), note('rest.md')),
    'two notes that change places': () => {
      renameSync(note('graphql.md'), note('x'));
      renameSync(note('labels.md'), note('graphql.md'));
      renameSync(note('x'), note('labels.md'));
    },
    'a folder that is gone': () => rmSync(note('bundled'), { recursive: true }),
    'a folder in the place of another': () => {
      rmSync(note('bundled'), { recursive: true });
      mkdirSync(note('bundled'));
      writeFileSync(note('bundled/trees.md'), '# Not trees\n');
    },
    'a note that becomes a folder': () => {
      rmSync(note('graphql.md'));
      mkdirSync(note('graphql.md'));
      writeFileSync(note('graphql.md/inner.md'), '# Inner\n');
    },
    'a note older than the index': () => {
      writeFileSync(note('old.md'), '# Old\n');
      utimesSync(note('old.md'), new Date(0), new Date(0));
    },
    'a note from the future': () => {
      writeFileSync(note('future.md'), '# Future\n');
      utimesSync(note('future.md'), new Date(4e12), new Date(4e12));
    },
    'a file that is no text any more': () => writeFileSync(note('graphql.md'), Buffer.alloc(500)),
    'front matter that is malformed now': () => writeFileSync(note('graphql.md'), '---\ntitle: [\n---\n\n# Text\n'),
    'an encoding that is another': () => writeFileSync(note('graphql.md'), Buffer.from('# Caf\xe9\n', 'latin1')),
    'a pattern to ignore': () => writeFileSync(note('.gitignore'), 'bundled\n'),
    'names of all kinds': () => {
      for (const name of [
        'line\nfeed.md',
        `quo'te".md`,
        '👩‍👩‍👧.md',
        'e\u0301.md',
        '\u00e9.md',
        '%20.md',
        '#.md',
        '-x.md',
      ])
        writeFileSync(note(name), `# ${JSON.stringify(name)}\n`);
      writeFileSync(
        Buffer.concat([Buffer.from(`${library}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.md')]),
        '# Bytes\n',
      );
    },
    'a link to a note': () => symlinkSync(note('graphql.md'), note('linked.md')),
  };

  it.each(Object.entries(changes))('%s', (_, change) => {
    expectRight();
    change();
    expectRight();
    expectRight(['search', 'heading OR new OR not OR old']);
    expectRight(['show', 'downsides']);
    expect(run(['index', '--verify']).stdout).toContain(', 0 different');
    expect(files().map((name) => name.replace(/^.*\./, ''))).toEqual(['db', 'ok']);
  });

  it('made again and again within the clock’s grain', () => {
    for (let round = 0; round < 12; round++) {
      writeFileSync(note('graphql.md'), `# Round ${String.fromCharCode(65 + round)}\n`);
      expect(run(['show', 'graphql']).stdout).toBe(`# Round ${String.fromCharCode(65 + round)}\n`);
    }
  });
});

describe('an index that is', () => {
  it('nowhere to be kept does without', () => {
    for (const where of ['/dev/null', join(library, 'graphql.md'), '/proc']) {
      cache = where;
      expectRight();
    }
  });

  it.skipIf(process.getuid?.() === 0)(
    'in a folder that may not be written does without (root may write everywhere)',
    () => {
      mkdirSync(cache);
      chmodSync(cache, 0o500);
      expectRight();
    },
  );

  it('of a later version is left alone', () => {
    expectRight();
    const ok = database().replace(/db$/, 'ok');
    writeFileSync(ok, readFileSync(ok, 'utf8').replace(/^readings index \d+/, 'readings index 999'));
    const before = readFileSync(database());
    expect(run(['show', 'downsides'])).toMatchObject({
      stdout: run(['show', 'downsides', '--no-index']).stdout,
      stderr: 'readings: The index was written by a later version of readings. Reading the notes without it.\n',
      status: 0,
    });
    expect(readFileSync(database()).equals(before)).toBe(true);
  });

  it('of another build is built anew, without a word', () => {
    expectRight();
    const ok = database().replace(/db$/, 'ok');
    const lines = readFileSync(ok, 'utf8').split('\n');
    writeFileSync(ok, lines.with(1, 'another').join('\n'));
    expectRight();
    expect(readFileSync(ok, 'utf8').split('\n')[1]).toBe(lines[1]);
  });

  it('the user’s alone', () => {
    expectRight();
    expect(statSync(index()).mode & 0o777).toBe(0o700);
    for (const name of files()) expect(statSync(join(index(), name)).mode & 0o777).toBe(0o600);
  });

  it('removed by --clear', () => {
    expectRight();
    run(['index', '--clear']);
    expect(files()).toEqual([]);
  });
});

describe('a fault', () => {
  it(`of one byte or a cut, ${200 / share} times, is found, and said in a line`, () => {
    const chance = random(1);
    expectRight();
    const right = run(['search', 'start', '--no-index']).stdout;
    for (let round = 0; round < 200 / share; round++) {
      const bytes = readFileSync(database());
      if (round % 4 === 3) truncateSync(database(), Math.floor(chance() * bytes.length));
      else {
        const at = Math.floor(chance() * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 + Math.floor(chance() * 255));
        writeFileSync(database(), bytes);
      }
      const ran = run(['search', 'start']);
      expect(ran.stdout).toBe(right);
      expect(ran.stderr).toBe('readings: The index is incomplete or was changed by another program. Rebuilding it.\n');
    }
    expectRight();
  }, 600_000);

  it(`in the record of an index, ${20 / Math.min(share, 5)} times, is found`, () => {
    const chance = random(2);
    expectRight();
    for (let round = 0; round < 20 / Math.min(share, 5); round++) {
      const ok = database().replace(/db$/, 'ok');
      const bytes = readFileSync(ok);
      const at = Math.floor(chance() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(ok, bytes);
      expect(run(['search', 'start']).stdout).toBe(run(['search', 'start', '--no-index']).stdout);
    }
  });

  it(`that ends the program at ${100 / share} moments leaves nothing behind`, async () => {
    const chance = random(3);
    for (let count = 0; count < 400; count++)
      writeFileSync(join(library, `note-${count}.md`), `# Note ${count}\n\nwords ${count}\n`);
    for (let round = 0; round < 100 / share; round++) {
      if (round % 2 === 0) rmSync(cache, { recursive: true, force: true });
      else
        for (let count = 0; count < 20; count++)
          writeFileSync(join(library, `note-${count}.md`), `# Round ${round} ${count}\n`);
      const child = spawn(process.execPath, [launcher, 'list', '-L', library], {
        env: { ...process.env, READINGS_CACHE_DIR: cache },
        stdio: 'ignore',
      });
      const closed = new Promise((go) => child.once('close', go));
      const timer = setTimeout(() => child.kill('SIGKILL'), 30 + chance() * 250);
      await closed;
      clearTimeout(timer);
      const ran = run(['list', '--format', 'json']);
      expect(ran.stdout).toBe(run(['list', '--format', 'json', '--no-index']).stdout);
      run(['index']);
      expect(files().map((name) => name.replace(/^.*\./, ''))).toEqual(['db', 'ok']);
    }
  }, 600_000);

  it('8 processes at once, while notes are edited, all answer with what there was', async () => {
    const ask = () =>
      new Promise<{ stdout: string; code: number | null }>((done) => {
        const child = spawn(process.execPath, [launcher, 'show', 'edited', '-L', library], {
          env: { ...process.env, READINGS_CACHE_DIR: cache },
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        let stdout = '';
        child.stdout.on('data', (chunk) => {
          stdout += chunk;
        });
        child.once('close', (code) => done({ stdout, code }));
      });
    writeFileSync(join(library, 'edited.md'), '# Edit 0\n');
    let edit = 0;
    const timer = setInterval(() => {
      const file = join(library, 'edited.md');
      writeFileSync(`${file}.tmp`, `# Edit ${++edit}\n`);
      renameSync(`${file}.tmp`, file);
    }, 20);
    const answers = await Promise.all(Array.from({ length: 8 }, ask));
    clearInterval(timer);
    for (const { stdout, code } of answers) {
      expect(code).toBe(0);
      expect(stdout).toMatch(/^# Edit \d+\n$/);
    }
    expectRight(['show', 'edited']);
    expect(files().map((name) => name.replace(/^.*\./, ''))).toEqual(['db', 'ok']);
  });

  it('of the disk, which is full, is no fault of the answer', () => {
    const line = `ulimit -f 20; exec "${process.execPath}" "${launcher}" show downsides -L "${library}"`;
    const ran = spawnSync('bash', ['-c', line], {
      env: { ...process.env, READINGS_CACHE_DIR: cache },
      encoding: 'utf8',
    });
    expect(ran.stdout).toBe(run(['show', 'downsides', '--no-index']).stdout);
  });

  describe('of the disk, which does not read (EIO),', () => {
    /** Calls of Node's file system fail where a path ends so: what is read from it is what is tested. */
    const failing = (end: string) => {
      const preload = join(temporary, 'failing.cjs');
      const calls = ['openSync', 'readFileSync', 'readdirSync', 'statSync', 'writeFileSync', 'renameSync'];
      writeFileSync(
        preload,
        `const fs = require('node:fs');
for (const name of ${JSON.stringify(calls)}) {
  const real = fs[name];
  fs[name] = (path, ...rest) => {
    if (String(path).endsWith(process.env.FAILING)) throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
    return real.call(fs, path, ...rest);
  };
}`,
      );
      return { NODE_OPTIONS: `--require ${preload}`, FAILING: end };
    };

    it.each(['bundled/trees.md', 'bundled'])('%s is named, and the rest is answered', (path) => {
      expect(run(['list', '-q']).status).toBe(0);
      for (const words of [['list'], ['list', '--no-index'], ['links'], ['search', 'tree']]) {
        const { stdout, stderr, status } = run(words, failing(path));
        expect({ words, status, stderr }).toEqual({
          words,
          status: 3,
          stderr: `readings: Cannot read ${join(library, path)}: disk error.\n`,
        });
        expect(stdout).not.toBe('');
      }
      expectRight();
    });

    it.each(['.db', '.ok', '.tmp', 'index'])('%s of the index does no harm', (end) => {
      for (let round = 0; round < 2; round++) {
        const { stdout, status } = run(['tree'], failing(end));
        expect({ stdout, status }).toEqual({ stdout: run(['tree', '--no-index']).stdout, status: 0 });
        expectRight();
      }
    });
  });

  it(`of ${100_000 / share} headings in one note is none`, () => {
    writeFileSync(join(library, 'many.md'), Array.from({ length: 100_000 / share }, (_, at) => `## h${at}\n`).join(''));
    expectRight(['show', 'many.md#h9999']);
    expectRight(['search', 'h4242']);
  });
});
