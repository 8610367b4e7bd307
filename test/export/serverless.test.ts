/** The function that the program writes for a platform: its description, and its answers where nothing can be written. */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const launcher = join(project, 'bin/readings.js');
let folder: string;
let library: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'readings-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  library = join(folder, 'library');
  cpSync(join(project, 'notes'), library, { recursive: true });
});

function readings(...words: string[]) {
  return spawnSync(process.execPath, [launcher, ...words, '-L', library], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, READINGS_CACHE_DIR: join(folder, 'cache') },
  });
}

/** Runs a module with the function's folder moved elsewhere, and permission to read only that. @returns what it prints as JSON */
function runMoved(functionFolder: string, code: string): unknown {
  const moved = join(folder, 'moved');
  cpSync(functionFolder, moved, { recursive: true });
  rmSync(functionFolder, { recursive: true });
  rmSync(library, { recursive: true });
  const file = join(moved, 'run.mjs');
  writeFileSync(file, code);
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--permission', `--allow-fs-read=${moved}`, file], {
    encoding: 'utf8',
    env: {},
  });
  expect([status, stderr.replace(/.*(?:SecurityWarning|ExperimentalWarning|--trace-warnings).*\n/g, '')]).toEqual([
    0,
    '',
  ]);
  return JSON.parse(stdout);
}

describe('--to vercel', () => {
  it('writes a build output that says what is there', () => {
    expect(readings('export', 'out', '--to', 'vercel').status).toBe(0);
    const output = join(folder, 'out/.vercel/output');
    const configuration = JSON.parse(readFileSync(join(output, 'config.json'), 'utf8'));
    expect(configuration.version).toBe(3);
    for (const { src, dest, handle } of configuration.routes) {
      if (handle !== undefined) expect(handle).toBe('filesystem');
      else {
        expect(new RegExp(`^${src}$`).test('/api/search')).toBe(true);
        expect(existsSync(join(output, `functions${dest}.func/.vc-config.json`))).toBe(true);
      }
    }
    const place = join(output, 'functions/index.func');
    const described = JSON.parse(readFileSync(join(place, '.vc-config.json'), 'utf8'));
    expect(described).toMatchObject({ launcherType: 'Nodejs', runtime: expect.stringMatching(/^nodejs2[24]\.x$/) });
    expect(existsSync(join(place, described.handler))).toBe(true);
    const sizes = globSync('**', { cwd: place }).map((file) => statSync(join(place, file)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250 * 1024 * 1024);
    expect(existsSync(join(output, 'static/serverless.html'))).toBe(true);
  });

  it('answers as the program does, elsewhere and without writing', () => {
    readings('export', 'out', '--to', 'vercel');
    const expected = JSON.parse(readings('search', 'cold', 'start', '--json').stdout);
    const answers = runMoved(
      join(folder, 'out/.vercel/output/functions/index.func'),
      `import entry from './index.mjs';
const read = async (path, headers = {}) => {
  const response = await entry.fetch(new Request('https://notes.vercel.app' + path, { headers }));
  return [response.status, await response.text()];
};
console.log(JSON.stringify({
  search: JSON.parse((await read('/api/search?q=cold+start'))[1]),
  section: await read('/api/section?address=trees.md%23balance', { accept: 'text/markdown' }),
  page: (await read('/serverless.html'))[0],
  nothing: (await read('/nothing.html'))[0],
}));`,
    ) as Record<string, unknown>;
    const withoutPlace = (records: { library: string }[]) => records.map(({ library: _, ...rest }) => rest);
    expect(withoutPlace(answers.search as never)).toEqual(withoutPlace(expected));
    expect(answers.section).toEqual([200, expect.stringMatching(/^## Balance\n/)]);
    expect([answers.page, answers.nothing]).toEqual([200, 404]);
  });
});

it('--to lambda answers the event of a function URL', () => {
  expect(readings('export', 'out', '--to', 'lambda').status).toBe(0);
  const answer = runMoved(
    join(folder, 'out'),
    `import { handler } from './index.mjs';
const domainName = 'x.lambda-url.eu-west-1.on.aws';
console.log(JSON.stringify(await handler({
  version: '2.0', rawPath: '/api/tags', rawQueryString: 'limit=1', headers: { host: domainName },
  requestContext: { domainName, http: { method: 'GET', path: '/api/tags' } },
}, {})));`,
  ) as { statusCode: number; headers: Record<string, string>; body: string };
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(JSON.parse(answer.body)).toEqual([{ type: 'tag', tag: 'python', notes: 5 }]);
});

describe('is refused', () => {
  it('for part of a library: its index has all notes', () => {
    const { status, stderr } = readings('export', 'out', '--to', 'lambda', '--tag', 'cloud');
    expect([status, stderr]).toEqual([
      2,
      'readings: A function contains all notes of the library.\nLeave out --tag, --path and --since, or leave out --to.\n',
    ]);
  });

  it('without an index', () => {
    const { status, stderr } = readings('export', 'out', '--to', 'lambda', '--no-index');
    expect(status).toBe(2);
    expect(stderr).toContain('A function needs a library of one folder with at least two notes, and its index.');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});
