/** The static site as the program writes it: links, files that stay and go, and a search that finds what the program finds. */
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type * as Api from '../../src/api/index.ts';
import { loadIndex, searchSite } from '../../src/export/client/site-search.ts';
import { random } from '../random.ts';

const project = resolve(import.meta.dirname, '../..');
let folder: string;
let library: string;
let site: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'readings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  library = join(folder, 'library');
  site = join(folder, 'site');
  cpSync(join(project, 'notes'), library, { recursive: true });
});

function exportSite(...options: string[]) {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(project, 'bin/readings.js'), 'export', site, '-L', library, ...options],
    { encoding: 'utf8', env: { ...process.env, READINGS_CACHE_DIR: join(folder, 'cache') } },
  );
  return { status, message: stderr.replaceAll(folder, 'FOLDER') };
}

function addNote(path: string, text: string): void {
  mkdirSync(dirname(join(library, path)), { recursive: true });
  writeFileSync(join(library, path), text);
}

it('every link leads to a page and a place in it', () => {
  addNote(
    'deep/er/Ä note #1.md',
    '# A note\n\nSee [serverless](../../serverless.md#videos) and [[trees]].\n\n## Part two\n',
  );
  addNote('index.md', '# Index\n\n[there](deep/er/%C3%84%20note%20%231.md#part-two)\n');
  addNote('a.md', '# A\n');
  addNote('A.MD', '# Another\n\n[first](a.md)\n');
  addNote('_/search.md', '# Not the search\n');
  expect(exportSite().status).toBe(0);
  const pages = globSync('**/*.html', { cwd: site });
  expect(pages.length).toBeGreaterThan(12);
  let count = 0;
  for (const page of pages) {
    const html = readFileSync(join(site, page), 'utf8');
    for (const [, url = ''] of html.matchAll(/ (?:href|src|action)="([^"]*)"/g)) {
      if (/^[a-z]+:/.test(url)) continue;
      const target = new URL(
        url.replaceAll('&amp;', '&'),
        `http://x/${page.split('/').map(encodeURIComponent).join('/')}`,
      );
      const file = join(site, decodeURIComponent(target.pathname));
      expect(existsSync(file) && statSync(file).isFile(), `${url} in ${page}`).toBe(true);
      if (target.hash === '') continue;
      const id = decodeURIComponent(target.hash.slice(1));
      expect(readFileSync(file, 'utf8'), `${url} in ${page}`).toContain(`id="${id}"`);
      count++;
    }
  }
  expect(count).toBeGreaterThan(50);
});

describe('a second export', () => {
  it('writes what changed, removes what is gone, and leaves the files of others', () => {
    expect(exportSite('--site', 'https://notes.example/x').message).toContain(' 0 removed.');
    expect(readFileSync(join(site, 'sitemap.xml'), 'utf8')).toContain('<loc>https://notes.example/x/trees.html</loc>');
    expect(exportSite('--site', 'https://notes.example/x').message).toContain(': 0 files written, 0 removed.');
    writeFileSync(join(site, 'mine.txt'), 'mine');
    rmSync(join(library, 'trees.md'));
    expect(exportSite().message).toContain('3 removed.');
    expect(existsSync(join(site, 'trees.html'))).toBe(false);
    expect(existsSync(join(site, 'feed.xml'))).toBe(false);
    expect(readFileSync(join(site, 'mine.txt'), 'utf8')).toBe('mine');
  });

  it('restores a page that was deleted', () => {
    exportSite();
    rmSync(join(site, 'trees.html'));
    expect(exportSite().message).toContain(': 1 file written, 0 removed.');
  });
});

describe('is refused', () => {
  it('in a folder with files of others', () => {
    mkdirSync(site);
    writeFileSync(join(site, 'mine.txt'), 'mine');
    expect(exportSite()).toEqual({
      status: 2,
      message:
        'readings: FOLDER/site is not empty and was not made by readings export; nothing was written.\nChoose an empty or new folder.\n',
    });
  });

  it('in a file, and where a file is in the way', () => {
    writeFileSync(site, '');
    expect(exportSite().message).toContain('FOLDER/site is not a folder; nothing was written.');
    rmSync(site);
    exportSite();
    rmSync(join(site, '_'), { recursive: true });
    writeFileSync(join(site, '_'), '');
    expect(exportSite().message).toMatch(/^readings: Cannot write FOLDER\/site\/_\/\S+: .+\.\n/);
  });

  it('where a file of others has the name of a page', () => {
    exportSite();
    writeFileSync(join(site, 'new.html'), 'mine');
    addNote('new.md', '# New\n');
    expect(exportSite().message).toContain('FOLDER/site/new.html is in the way: it was not made by readings export.');
    expect(readFileSync(join(site, 'new.html'), 'utf8')).toBe('mine');
  });

  it('through symbolic links', () => {
    exportSite();
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'trees.html'), 'mine');
    rmSync(join(site, 'trees.html'));
    symlinkSync(join(outside, 'trees.html'), join(site, 'trees.html'));
    appendFileSync(join(library, 'trees.md'), '\nMore.\n');
    expect(exportSite().message).toContain(
      'FOLDER/site/trees.html is a symbolic link; nothing was written through it.',
    );
    rmSync(join(site, 'trees.html'));
    rmSync(join(site, '_'), { recursive: true });
    symlinkSync(outside, join(site, '_'));
    expect(exportSite().message).toContain('FOLDER/site/_ is a symbolic link');
    expect(readdirSync(outside)).toEqual(['trees.html']);
    expect(readFileSync(join(outside, 'trees.html'), 'utf8')).toBe('mine');
  });

  it('around the library', () => {
    site = folder;
    expect(exportSite().message).toContain('FOLDER contains the library FOLDER/library; nothing was written.');
  });

  it('with a manifest that is damaged, or names files elsewhere', () => {
    mkdirSync(site);
    writeFileSync(join(site, '.readings-export.json'), '{');
    expect(exportSite().message).toContain('.readings-export.json is damaged');
    writeFileSync(join(folder, 'precious'), '');
    writeFileSync(join(site, '.readings-export.json'), '{"files":{"../precious":"1","/etc/nothing":"1"}}');
    expect(exportSite().status).toBe(0);
    expect(existsSync(join(folder, 'precious'))).toBe(true);
  });
});

it('the search of the site finds the sections that the program finds', async () => {
  addNote(
    'words.md',
    '# Wörter\n\nCafé naïve 中文字 и слово, running runs ran.\n\n## C++ and C#\n\nTemplates & `std::vector`.\n',
  );
  expect(exportSite().status).toBe(0);
  const data: { sections: string[][]; parts: Record<string, object>; names: string[] } = Object.assign(
    { sections: [], names: [] },
    { parts: {} },
  );
  for (const name of ['search-sections', 'search-all']) {
    const script = readFileSync(join(site, `_/${name}.js`), 'utf8');
    const [, value = ''] =
      /^(?:globalThis\.readingsSearch|readingsSearch\.parts\["all"\])=(.*);\n$/s.exec(script) ?? [];
    const parsed = JSON.parse(
      value.replace(/^\{parts:\{\},names:(.*?),sections:/s, '{"names":$1,"sections":'),
    ) as never;
    if (name === 'search-all') data.parts.all = parsed;
    else Object.assign(data, parsed);
  }
  const index = loadIndex(data.parts.all ?? {});
  process.env.READINGS_CACHE_DIR = join(folder, 'cache');
  const api = (await import(join(project, 'dist/api/index.mjs'))) as typeof Api;
  const opened = await api.openLibrary(library);
  const chance = random(7);
  const texts = globSync('*.md', { cwd: library }).map((file) => readFileSync(join(library, file), 'utf8'));
  const words = texts.join(' ').match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  let compared = 0;
  for (let count = 0; count < 200; count++) {
    const at = Math.floor(chance() * words.length);
    const query = words.slice(at, at + 1 + Math.floor(chance() * 3)).join(' ');
    const results: { address: string; score: number }[] = [];
    for await (const { address, score } of opened.search(query, { limit: 100_000, allSections: true }))
      results.push({ address, score });
    // A note that is called like the query comes first, and stands for the section with its title.
    const named = results.filter(({ score }) => score >= 10_000).map(({ address }) => address);
    const found = (await searchSite(query, async () => index))
      .map((id) => data.sections[id] ?? [])
      .map(([heading, title, url = '']) => {
        const address = decodeURIComponent(url.replace(/^\.\.\/(.*)\.html/, '$1.md'));
        const path = address.replace(/#.*/, '');
        return heading === title && named.includes(path) ? path : address;
      });
    const expected = results
      .map(({ address }) => address)
      .filter((address) => !named.includes(address) || found.includes(address));
    // Where no section has all words, the program leaves some out; the site says that it has none.
    if (found.length === 0) continue;
    expect([...new Set(found)].toSorted(), query).toEqual(expected.toSorted());
    compared++;
  }
  expect(compared).toBeGreaterThan(150);
});
