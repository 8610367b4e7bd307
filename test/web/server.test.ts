/** The running server: how it starts and ends, and requests that no browser sends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { serve, shelf } from './library.ts';

const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
let folder: string;

interface Server {
  readonly child: ChildProcess;
  readonly address: string;
  readonly port: number;
}

interface Ended {
  readonly status: number | null;
  readonly message: string;
}

/** Starts a server on a free port. @returns how it ended, if it did */
function start(...options: string[]): Promise<Server | Ended> {
  const child = spawn(process.execPath, [launcher, 'serve', '-L', join(folder, 'library'), ...options], {
    env: { ...process.env, READINGS_CACHE_DIR: join(folder, 'cache') },
  });
  let message = '';
  child.stderr.on('data', (text) => {
    message += text;
  });
  return new Promise((done) => {
    child.stdout.once('data', (line) => {
      const address = String(line).trim();
      done({ child, address, port: Number(new URL(address).port) });
    });
    child.once('close', (status) => done({ status, message }));
  });
}

async function startServer(...options: string[]): Promise<Server> {
  const server = await start('--port', '0', ...options);
  if (!('child' in server)) throw new Error(server.message);
  onTestFinished(() => void server.child.kill());
  return server;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readings-'));
  writeFileSync(join(folder, 'secret.md'), '# SECRET\n');
  writeNotes(join(folder, 'library'), shelf);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function writeNotes(path: string, notes: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(notes)) {
    const file = join(path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Sends bytes and returns what comes back until the connection ends, or for 300 ms. */
function send(port: number, bytes: string): Promise<string> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let answer = '';
    socket.setTimeout(300, () => socket.destroy());
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => undefined);
    socket.on('close', () => done(answer));
  });
}

it('prints its address, answers, and ends at a signal', async () => {
  const { child, address } = await startServer();
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect((await fetch(new URL('trees.html', address))).status).toBe(200);
  const ended = new Promise((done) => child.once('close', (status) => done(status)));
  child.kill('SIGINT');
  expect(await ended).toBe(130);
});

it('takes the next port if it may, and says so if it may not', async () => {
  const { port } = await startServer();
  expect(await start('--port', String(port))).toEqual({
    status: 2,
    message: `readings: Port ${port} is in use.\nChoose another with --port, or leave it out to use the next free one.\n`,
  });
});

it.each([
  [['--host', '0.0.0.0'], 'Everyone who reaches 0.0.0.0 could read the notes.'],
  [['--host', '0.0.0.0', '--token', 'short'], 'The token is too short'],
  [
    ['--host', 'no-such-host.invalid', '--public', '--port', '0'],
    'Cannot listen on no-such-host.invalid:0: no such host.',
  ],
])('refuses %j', async (options, message) => {
  expect(await start(...options)).toMatchObject({ status: 2, message: expect.stringContaining(message) });
});

describe('goes on after', () => {
  const requests: readonly [name: string, bytes: string, status: RegExp][] = [
    ['a malformed address', 'GET http://[::bad HTTP/1.1\r\nHost: localhost\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a malformed host', 'GET / HTTP/1.1\r\nHost: [::bad\r\n\r\n', /^HTTP\/1\.1 40[03]/],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a host with a path', 'GET / HTTP/1.1\r\nHost: localhost/../x\r\n\r\n', /^HTTP\/1\.1 40[03]/],
    ['headers of 64 KB', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(65_536)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    ['bytes that are no request', '\x16\x03\x01\x02\0\x01\0\x01\xfc', /^HTTP\/1\.1 400/],
    ['half a request', 'GET / HT', /^$/],
    ['NUL in the path', 'GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n', /^HTTP\/1\.1 400/],
    ['a path in other bytes', 'GET /\xff\xfe.html HTTP/1.1\r\nHost: localhost\r\n\r\n', /^HTTP\/1\.1 40[04]/],
    ['folders above', 'GET /../../secret.md.html HTTP/1.1\r\nHost: localhost\r\n\r\n', /^HTTP\/1\.1 404/],
    ['an unknown method', 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', /^HTTP\/1\.1 40[05]/],
  ];
  it.each(requests)('%s', async (_, bytes, status) => {
    const { address, port } = await startServer();
    expect(await send(port, bytes)).toMatch(status);
    expect((await fetch(address)).status).toBe(200);
  });

  it('thousands of requests whose clients leave', async () => {
    const { address, port } = await startServer();
    for (let round = 0; round < 100; round++)
      await Promise.all(
        Array.from(
          { length: 20 },
          () =>
            new Promise<void>((done) => {
              const socket = connect(port, '127.0.0.1', () => {
                socket.write(`GET /${round % 2 === 0 ? 'events' : 'trees.html'} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
                setImmediate(() => socket.destroy());
              });
              socket.on('error', () => undefined);
              socket.on('close', () => done());
            }),
        ),
      );
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(new URL('events', address))).status).toBe(200);
  });
});

it('no path leads to a file outside the library', async () => {
  const { get, folder: library } = await serve(shelf);
  writeFileSync(`${library}-secret.md`, '# SECRET\n');
  onTestFinished(() => rmSync(`${library}-secret.md`));
  const name = library.split('/').at(-1) ?? '';
  const piece = fc.constantFrom(
    '..',
    '.',
    '/',
    '//',
    '%2e',
    '%2E%2e',
    '%2f',
    '%5c',
    '\\',
    '%00',
    '%ff',
    '%c0%ae',
    'etc',
    'passwd',
    'secret.md',
    '-secret',
    name,
    library,
    'trees',
    '.md',
    '.html',
    '#',
    '?',
    ';',
    ':',
    '~',
    'file:',
    ' ',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      for (const path of [
        `/${pieces.join('')}`,
        `/${pieces.join('')}.html`,
        `/api/section?address=${pieces.join('')}`,
      ]) {
        let url: URL;
        try {
          url = new URL(path, 'http://localhost:4177');
        } catch {
          continue;
        }
        if (url.host !== 'localhost:4177') continue;
        const response = await get(url.href);
        expect([200, 302, 400, 404, 409]).toContain(response.status);
        expect(await response.text()).not.toMatch(/# SECRET|>SECRET|root:/);
      }
    }),
    { numRuns: 300 },
  );
});
