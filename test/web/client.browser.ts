/** The example client, with Requests in a virtual environment. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = resolve(import.meta.dirname, '../..');
const hasPython = spawnSync('python3', ['-m', 'venv', '--help']).status === 0;

describe.skipIf(!hasPython)(hasPython ? 'examples/client.py' : 'examples/client.py (Python is not at hand)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readings-'));
  const python = join(folder, 'venv/bin/python');
  let server: ChildProcess;
  let address: string;

  beforeAll(async () => {
    expect(spawnSync('python3', ['-m', 'venv', join(folder, 'venv')]).status).toBe(0);
    expect(spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'requests']).status).toBe(0);
    server = spawn(
      process.execPath,
      [
        join(project, 'bin/readings.js'),
        'serve',
        '-L',
        join(project, 'notes'),
        '--port',
        '0',
        '--token',
        'a-long-secret',
      ],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, READINGS_CACHE_DIR: join(folder, 'cache') } },
    );
    address = await new Promise((done) => {
      server.stdout?.once('data', (line) => done(String(line).trim()));
    });
  }, 120_000);
  afterAll(() => {
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (...words: string[]) => {
    const client = join(project, 'examples/client.py');
    const { status, stdout, stderr } = spawnSync(python, [client, ...words], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };
  const token = ['--token', 'a-long-secret'];

  it('searches, and prints the best section', () => {
    const { status, stdout } = run('--address', address, ...token, 'cold', 'start');
    expect(status).toBe(0);
    expect(stdout).toContain('vercel-functions.md#cold-start: Cold start\n');
    expect(stdout).toContain('\n## Cold start\n');
  });

  it('follows the pages of a list', () => {
    const script = `
import sys; sys.path.insert(0, ${JSON.stringify(join(project, 'examples'))})
from client import Library
library = Library(${JSON.stringify(address)}, "a-long-secret")
print(len(list(library.records("notes", limit=3))), len(list(library.records("notes"))))
print(len(list(library.records("compare", topic=["serverless", "requests"]))))`;
    expect(spawnSync(python, ['-c', script], { encoding: 'utf8' }).stdout).toBe('8 8\n1\n');
  });

  it('has a description that Schemathesis finds to be true', () => {
    const installed = spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'schemathesis']);
    expect(installed.status).toBe(0);
    const { status, stdout } = spawnSync(
      join(folder, 'venv/bin/schemathesis'),
      [
        ...['run', new URL('openapi.json', address).href, '--url', address, '--max-examples', '20', '--seed', '1'],
        ...['-H', 'Authorization: Bearer a-long-secret'],
        // A schema cannot say that two parameters exclude each other, or what a date may be.
        ...['--exclude-checks', 'positive_data_acceptance'],
      ],
      { encoding: 'utf8', cwd: folder },
    );
    expect([status, status === 0 ? '' : stdout]).toEqual([0, '']);
  }, 180_000);

  it('says what went wrong', () => {
    expect(run('--address', address, 'x')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'A token is required. Send it as "Authorization: Bearer TOKEN", or open /?token=TOKEN once.\n',
    });
    expect(run('--address', 'http://127.0.0.1:9/', 'x')).toEqual({
      status: 3,
      stdout: '',
      stderr: 'No server answers at http://127.0.0.1:9/. Start one: readings serve\n',
    });
  });
});
