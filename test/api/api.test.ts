/** What programs import, as it is built and shipped. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type * as Api from '../../src/api/index.ts';

const project = resolve(import.meta.dirname, '../..');
const temporary = mkdtempSync(join(tmpdir(), 'readings-test-'));
const library = join(temporary, 'library');
const cache = join(temporary, 'cache');
let api: typeof Api;

beforeAll(async () => {
  process.env.READINGS_CACHE_DIR = cache;
  cpSync(join(project, 'notes'), library, { recursive: true });
  api = (await import(join(project, 'dist/api/index.mjs'))) as typeof Api;
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Records as the command prints them. */
function printed(...words: string[]): unknown[] {
  const ran = spawnSync(
    process.execPath,
    [join(project, 'bin/readings.js'), ...words, '--format', 'json', '-L', library],
    {
      encoding: 'utf8',
      env: { ...process.env, READINGS_CACHE_DIR: cache },
    },
  );
  return JSON.parse(ran.stdout) as unknown[];
}

/** As JSON has it: without keys that have no value. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return plain(found) as Value[];
}

describe.each([{ index: true }, { index: false }])(
  'what the commands say is what the library says, with %o',
  (options) => {
    it.each<[string, string[], (opened: Api.ReadingsLibrary) => AsyncIterable<unknown>]>([
      ['list', ['list'], (opened) => opened.list()],
      ['links', ['links'], (opened) => opened.links()],
      ['code', ['code'], (opened) => opened.code()],
      ['code in a language', ['code', '--lang', 'py'], (opened) => opened.code(undefined, { lang: 'py' })],
      ['tasks', ['tasks'], (opened) => opened.tasks()],
      ['topics', ['topics'], (opened) => opened.topics()],
      ['tags', ['tags'], (opened) => opened.tags()],
      ['backlinks', ['backlinks', 'serverless'], (opened) => opened.backlinks('serverless')],
      ['related', ['related', 'serverless'], (opened) => opened.related('serverless')],
      ['links of a section', ['links', 'videos'], (opened) => opened.links('videos')],
      ['links of a kind', ['links', '--kind', 'docs'], (opened) => opened.links(undefined, { kind: 'docs' })],
      ['tradeoffs', ['proscons'], (opened) => opened.tradeoffs()],
      ['tradeoffs of a section', ['proscons', 'venv'], (opened) => opened.tradeoffs('venv')],
      ['quotes', ['quotes'], (opened) => opened.quotes()],
      ['search', ['search', 'cold', 'start'], (opened) => opened.search('cold start')],
      ['search of all', ['search', 'tree', '--all-sections'], (opened) => opened.search('tree', { allSections: true })],
    ])('%s', async (_, words, ask) => {
      const opened = await api.openLibrary(library, options);
      const said = await all(ask(opened));
      expect(said.length).toBeGreaterThan(0);
      expect(said.filter((one) => (one as { type: string }).type !== 'remark')).toEqual(printed(...words));
    });

    it('find and section', async () => {
      const opened = await api.openLibrary(library, options);
      expect(plain(await opened.section('trees costs'))).toEqual(printed('show', 'trees', 'costs')[0]);
      const found = await opened.find('cons');
      expect(found.map(({ address }) => address)).toEqual(
        printed('show', 'cons', '--all').map((one) => (one as { address: string }).address),
      );
      expect(await opened.section('nothing like it at all')).toBeUndefined();
      await expect(opened.section('cost of', { exact: true })).rejects.toThrow(api.ReadingsError);
    });

    it('is what the files are now', async () => {
      const opened = await api.openLibrary(library, options);
      expect(await opened.find('brand new heading', { exact: false })).toEqual([]);
      appendFileSync(join(library, 'trees.md'), '\n## Brand new heading\n\nText.\n');
      expect((await opened.section('brand new heading'))?.markdown).toBe('## Brand new heading\n\nText.');
      cpSync(join(project, 'notes/trees.md'), join(library, 'trees.md'));
      expect(await opened.find('brand new heading')).toEqual([]);
    });
  },
);

it.each([
  ['openLibrary(null)', () => api.openLibrary(null as never)],
  ['openLibrary([1])', () => api.openLibrary([1] as never)],
  ['section(1)', async () => (await api.openLibrary(join(project, 'notes'))).section(1 as never)],
  [
    'search({})',
    async () =>
      (await api.openLibrary(join(project, 'notes')))
        .search({} as never)
        [Symbol.asyncIterator]()
        .next(),
  ],
  ['parse(undefined)', () => api.parse(undefined as never)],
])('%s says what it needs', async (_, call) => {
  await expect(call()).rejects.toMatchObject({
    name: 'ReadingsError',
    message: expect.stringContaining('must be a string'),
  });
});

it('keeps no hold on the index: a command may bring it up to date', async () => {
  const opened = await api.openLibrary(library);
  await opened.find('trees');
  appendFileSync(join(library, 'trees.md'), '\n## One more\n');
  const ran = spawnSync(process.execPath, [join(project, 'bin/readings.js'), 'index', '-L', library], {
    encoding: 'utf8',
    env: { ...process.env, READINGS_CACHE_DIR: cache },
  });
  expect(ran).toMatchObject({ stdout: `${library}: refreshed: 1 read, 0 removed; 8 notes\n`, stderr: '' });
  cpSync(join(project, 'notes/trees.md'), join(library, 'trees.md'));
});

describe('an abort', () => {
  it('ends a question before it is asked', async () => {
    const opened = await api.openLibrary(library);
    const reason = new Error('enough');
    await expect(opened.find('trees', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('ends one that is being answered', async () => {
    const opened = await api.openLibrary(library);
    const ending = new AbortController();
    const seen: string[] = [];
    const reading = async () => {
      for await (const { url } of opened.links(undefined, { signal: ending.signal })) {
        seen.push(url);
        ending.abort();
      }
    };
    await expect(reading()).rejects.toThrow(/abort/i);
    expect(seen).toHaveLength(1);
  });
});

it('errors are of one class, with a status and what to do', async () => {
  await expect(api.openLibrary(join(library, 'nowhere'))).rejects.toMatchObject({
    name: 'ReadingsError',
    status: 3,
    message: `No such file or folder: ${join(library, 'nowhere')}`,
  });
  writeFileSync(join(temporary, '.readings.toml'), 'nmae = "x"\n');
  await expect(api.openLibrary(temporary)).rejects.toThrow(
    `${join(temporary, '.readings.toml')}:1: Unknown key "nmae".`,
  );
  await expect(api.openLibrary(temporary)).rejects.toThrow(api.ReadingsError);
  rmSync(join(temporary, '.readings.toml'));
});

it('the configuration of a library is heeded', async () => {
  writeFileSync(join(library, '.readings.toml'), 'ignore = ["trees.md"]\n');
  const opened = await api.openLibrary(library);
  expect((await all(opened.list())).map(({ path }) => path)).not.toContain('trees.md');
  rmSync(join(library, '.readings.toml'));
});

it('parse and toMdast read what is in no file', async () => {
  const { title, tags, sections, links, tradeoffs, quotes } = await api.parse(
    '---\ntags: [a]\n---\n# Trees\n\n## Pros\n\n- fast, says [x](https://e.example/)\n\n## Words\n\n> quoted\n',
  );
  expect({ title, tags, sections: sections.map(({ address }) => address) }).toEqual({
    title: 'Trees',
    tags: ['a'],
    sections: ['-#trees', '-#pros', '-#words'],
  });
  expect(links.map(({ url }) => url)).toEqual(['https://e.example/']);
  expect(tradeoffs[0]?.pros.map(({ text }) => text)).toEqual(['fast, says x']);
  expect(quotes.map(({ text }) => text)).toEqual(['quoted']);
  expect(api.toMdast('# a').children[0]).toMatchObject({ type: 'heading', depth: 1, children: [{ value: 'a' }] });
});

it('importing it does nothing', () => {
  const empty = mkdtempSync(join(temporary, 'empty-'));
  const before = 'const before = Object.keys(process.env).length + process.listenerCount("SIGINT");';
  const after = 'console.log(before === Object.keys(process.env).length + process.listenerCount("SIGINT"));';
  const line = `${before} await import(${JSON.stringify(join(project, 'dist/api/index.mjs'))}); ${after}`;
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', line], {
    encoding: 'utf8',
    env: { ...process.env, READINGS_CACHE_DIR: join(empty, 'cache') },
    cwd: empty,
  });
  expect(ran).toMatchObject({ stdout: 'true\n', stderr: '', status: 0 });
  expect(existsSync(join(empty, 'cache'))).toBe(false);
});

it('the example runs', () => {
  const ran = spawnSync(process.execPath, ['examples/reading-list.mjs', 'notes', 'video'], {
    encoding: 'utf8',
    cwd: project,
  });
  expect(ran).toMatchObject({
    stdout: '## video\n\n- [What is Serverless?](https://www.youtube.com/watch?v=vxJobGtqKVM) (Videos)\n\n',
    stderr: '',
    status: 0,
  });
});

it('the reference names all that is exported', () => {
  const reference = readFileSync(join(project, 'docs/api/README.md'), 'utf8');
  const types = readFileSync(join(project, 'dist/types/api/index.d.ts'), 'utf8');
  const lists = [...types.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) => list.split(','));
  const names = [...Object.keys(api), ...lists.map((name) => name.replace(/^.*\bas |\btype /g, '').trim())];
  expect(names).toContain('openLibrary');
  for (const name of names) expect(reference, name).toMatch(new RegExp(`^### ${name}\\b`, 'm'));
});

it('types are there for a program that imports them, and for nothing else', () => {
  const consumer = join(temporary, 'consumer');
  mkdirSync(join(consumer, 'node_modules'), { recursive: true });
  symlinkSync(project, join(consumer, 'node_modules', 'readings'));
  writeFileSync(
    join(consumer, 'a.ts'),
    `import { openLibrary, parse, ReadingsError, toMdast, type LinkRecord } from 'readings';
const library = await openLibrary(['notes'], { tags: ['a'], index: false });
const links: LinkRecord[] = [];
for await (const link of library.links('x', { kind: 'video' })) links.push(link);
const title: string = (await parse('# a')).title;
const count: number = toMdast('# a').children.length;
// @ts-expect-error there is no such kind
library.links('x', { kind: 'nothing' });
export const all = [links, title, count, ReadingsError];
`,
  );
  writeFileSync(
    join(consumer, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        target: 'es2023',
        lib: ['es2023', 'dom'],
        types: [],
        strict: true,
        noEmit: true,
      },
      include: ['a.ts'],
    }),
  );
  writeFileSync(join(consumer, 'package.json'), '{"type":"module"}');
  const ran = spawnSync(join(project, 'node_modules/.bin/tsc'), ['-p', consumer], { encoding: 'utf8' });
  expect(ran.stdout).toBe('');
  const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { dependencies: object };
  expect(dependencies).toHaveProperty('@types/mdast');
});
