/** The API answers as the commands do, and errors say what to do. */
import { describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands/index.ts';
import { listParameters, routes } from '../../src/web/api-definitions.ts';
import { serve, shelf } from './library.ts';

const json = async (response: Response) => (await response.json()) as never;

describe('routes', () => {
  const samples: Readonly<Record<string, string>> = {
    '/api/sections': '?q=costs',
    '/api/section': '?address=trees.md%23costs',
    '/api/compare': '?topic=trees&topic=heaps',
    '/api/search': '?q=quick',
    '/api/backlinks': '?q=heaps',
    '/api/related': '?q=trees',
  };

  it.each(routes)('$path returns records', async ({ path }) => {
    const { get } = await serve(shelf);
    const response = await get(path + (samples[path] ?? ''));
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    const records = (await json(response)) as { type?: string }[];
    if (path !== '/api/remarks' && path !== '/api/related') expect(records.length).toBeGreaterThan(0);
  });

  it('take the options of their commands', () => {
    // What changes how a command prints is no parameter.
    const names: Readonly<Record<string, string>> = { list: 'list', show: 'show', proscons: 'proscons' };
    for (const route of routes) {
      const command = commands.find(({ name }) => name === (names[route.kind] ?? route.kind));
      const options = command?.options.map(({ name }) => name);
      for (const { name } of listParameters(route)) expect(options).toContain(name);
    }
  });

  it('are all in the description, with their parameters', async () => {
    const { get } = await serve(shelf);
    const description = (await json(await get('/openapi.json'))) as {
      openapi: string;
      paths: Record<string, { get: { parameters: { name: string; required: boolean }[]; operationId: string } }>;
    };
    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths)).toEqual(routes.map(({ path }) => path));
    for (const route of routes) {
      const described = description.paths[route.path]?.get.parameters.map(({ name }) => name) ?? [];
      expect(described).toEqual([
        ...(route.query === undefined ? [] : [route.query]),
        ...listParameters(route).map(({ name }) => name),
        ...(route.query === 'address' ? [] : ['limit', 'cursor']),
      ]);
    }
  });
});

it('a section is JSON, Markdown or HTML, as the client prefers', async () => {
  const { get } = await serve(shelf);
  const read = async (accept: string) => {
    const response = await get('/api/section?address=heaps.md%23costs', { accept });
    return [response.headers.get('content-type'), await response.text()];
  };
  expect(await read('text/markdown')).toEqual(['text/markdown; charset=utf-8', '## Costs\n\nLogarithmic.\n']);
  expect((await read('text/html,application/json;q=0.9'))[0]).toBe('text/html; charset=utf-8');
  expect((await read('*/*'))[0]).toBe('application/json; charset=utf-8');
  expect((await read('text/html;q=0.1, text/markdown;q=0.5'))[0]).toBe('text/markdown; charset=utf-8');
});

it('a list goes on in the page that its Link header names', async () => {
  const { get } = await serve(shelf);
  const titles: string[] = [];
  for (let path: string | undefined = '/api/notes?limit=1'; path !== undefined; ) {
    const response: Response = await get(path);
    titles.push(...((await json(response)) as { title: string }[]).map(({ title }) => title));
    path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1];
  }
  expect(titles).toEqual(['Heaps elsewhere', 'Heaps', 'Trees']);
});

describe('errors', () => {
  it.each([
    ['/api/search', 400, 'The parameter "q" is missing.'],
    ['/api/search?q=', 400, 'The parameter "q" is empty.'],
    [`/api/search?q=${'x'.repeat(501)}`, 400, 'The parameter "q" is too long.'],
    ['/api/links?colour=red', 400, 'Unknown parameter "colour".'],
    ['/api/links?kind=red', 400, 'The parameter "kind" has an invalid value.'],
    ['/api/links?images=perhaps', 400, 'The parameter "images" has an invalid value.'],
    ['/api/tasks?open=true&done=true', 400, '"open" and "done" exclude each other.'],
    ['/api/notes?limit=0', 400, 'The parameter "limit" has an invalid value.'],
    ['/api/compare?topic=trees', 400, 'Comparing needs 2 to 10 topics.'],
    ['/api/section?address=nothing.md', 404, 'No note, heading or label is called exactly "nothing.md".'],
    ['/api/section?address=costs', 409, '2 sections'],
    ['/api/nothing', 404, 'Nothing is at /api/nothing.'],
    ['/nothing.html', 404, 'Nothing is at /nothing.html.'],
    ['/%ff.html', 400, 'The address is not valid UTF-8.'],
    [`/${'x'.repeat(5000)}`, 414, 'The address is too long.'],
  ])('%s', async (path, status, detail) => {
    const { get } = await serve(shelf);
    const response = await get(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    const problem = (await json(response)) as { status: number; detail: string; hint?: string };
    expect(problem.status).toBe(status);
    expect(problem.detail).toContain(detail);
  });

  it('other methods are refused with the allowed ones', async () => {
    const { get } = await serve(shelf);
    const response = await get('/api/notes', {}, 'POST');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('caching', () => {
  it('an answer is the same until a note changes', async () => {
    const { get, folder } = await serve(shelf);
    const first = await get('/api/tags');
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^".+"$/);
    const second = await get('/api/tags', { 'if-none-match': `"other", ${tag}` });
    expect([second.status, await second.text()]).toEqual([304, '']);
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${folder}/new.md`, '---\ntags: [new]\n---\n# New\n');
    const third = await get('/api/tags', { 'if-none-match': tag });
    expect(third.status).toBe(200);
    expect(await json(third)).toContainEqual({ type: 'tag', tag: 'new', notes: 1 });
  });

  it('HEAD has the headers of GET, and no content', async () => {
    const { get } = await serve(shelf);
    const [head, full] = [await get('/trees.html', {}, 'HEAD'), await get('/trees.html')];
    expect(await head.text()).toBe('');
    expect([...head.headers]).toEqual([...full.headers]);
  });
});

describe('who may ask', () => {
  const guard = { hosts: ['notes.example'], origins: ['https://app.example'], token: undefined };
  it.each([
    ['http://localhost:4177/', {}, 200],
    ['http://127.0.0.1:4177/', {}, 200],
    ['http://[::1]:4177/', {}, 200],
    ['http://notes.example/', {}, 200],
    ['http://attacker.example/', {}, 403],
    ['http://localhost.attacker.example/', {}, 403],
    ['http://localhost:4177/', { origin: 'http://localhost:4177' }, 200],
    ['http://localhost:4177/', { origin: 'http://localhost:1' }, 403],
    ['http://localhost:4177/', { origin: 'null' }, 403],
    ['http://localhost:4177/', { origin: 'https://app.example' }, 200],
  ])('%s with %o: %i', async (address, headers: Record<string, string>, status) => {
    const { get } = await serve(shelf, { guard });
    const response = await get(address, headers);
    expect(response.status).toBe(status);
    const isShared = headers.origin === 'https://app.example';
    expect(response.headers.get('access-control-allow-origin')).toBe(isShared ? 'https://app.example' : null);
  });

  it('a token is a bearer token, or a cookie after it was in an address', async () => {
    const { get } = await serve(shelf, { guard: { ...guard, token: 'secret-token' } });
    expect((await get('/api/notes')).status).toBe(401);
    expect((await get('/api/notes', { authorization: 'Bearer secret-tokem' })).status).toBe(401);
    expect((await get('/api/notes', { authorization: 'Bearer secret-token' })).status).toBe(200);
    expect((await get('/?token=wrong-token!')).status).toBe(401);
    const entered = await get('/trees.html?token=secret-token&x=1');
    expect([entered.status, entered.headers.get('location')]).toEqual([302, '/trees.html?x=1']);
    const cookie = entered.headers.get('set-cookie') ?? '';
    expect(cookie).toBe('readings_token=secret-token; HttpOnly; SameSite=Strict; Path=/');
    expect((await get('/api/notes', { cookie: `a=b; ${cookie.split(';')[0]}` })).status).toBe(200);
  });
});
