/** The program as a process: signals, pipes, old Nodes, folders that may not be read. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
const bundled = resolve(import.meta.dirname, '../../notes');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readings-test-'));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A library whose answers are some megabytes, so that no pipe holds them. */
function largeLibrary(): string {
  const library = join(folder, 'large');
  if (existsSync(library)) return library;
  mkdirSync(library);
  const links = Array.from(
    { length: 20_000 },
    (_, index) => `- [link number ${index}](https://example.com/${'x'.repeat(60)}/${index})`,
  ).join('\n');
  writeFileSync(join(library, 'a.md'), `# Large\n\n${links}\n`);
  return library;
}

describe('a pipe', () => {
  it('that is slow gets everything', async () => {
    const child = spawn(process.execPath, [launcher, 'links', '-L', largeLibrary(), '--format', 'ndjson'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8');
    for await (const chunk of child.stdout) {
      text += chunk;
      await new Promise((go) => setImmediate(go));
    }
    const lines = text.trimEnd().split('\n');
    expect(lines).toHaveLength(20_000);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('type', 'link');
  });

  it('that is closed ends the program quietly', async () => {
    const child = spawn(process.execPath, [launcher, 'links', '-L', largeLibrary()], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      errors += chunk;
    });
    await once(child.stdout, 'readable');
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect(errors).toBe('');
    expect(code).toBe(0);
  });
});

describe('an interruption', () => {
  it('ends with 130 and no half record', async () => {
    const child = spawn(process.execPath, [launcher, 'links', '-L', largeLibrary(), '--format', 'ndjson'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // The reader stops after the first chunk, so that the program is still writing when the signal comes.
    await once(child.stdout, 'readable');
    child.kill('SIGINT');
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      text += chunk;
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(130);
    expect(text.endsWith('\n')).toBe(true);
    for (const line of text.trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('type', 'link');
    expect(text.split('\n').length).toBeLessThan(20_000);
  });
});

const isRoot = process.getuid?.() === 0;

describe('a folder that may not be read', () => {
  it('is named, the rest is answered, status 3', () => {
    const library = join(folder, 'shut');
    mkdirSync(join(library, 'inner'), { recursive: true });
    writeFileSync(join(library, 'open.md'), '# Open\n');
    writeFileSync(join(library, 'closed.md'), '# Closed\n');
    chmodSync(join(library, 'closed.md'), 0);
    chmodSync(join(library, 'inner'), 0);
    // Root may read everything, so root runs this as nobody.
    const identity = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    const ran = spawnSync(process.execPath, [launcher, 'list', '-L', library, '--format', 'text'], {
      encoding: 'utf8',
      cwd: library,
      ...identity,
    });
    expect(ran.stdout).toBe('Open (open.md)\n');
    expect(ran.stderr).toBe(
      `readings: Cannot read ${library}/inner: permission denied.\nreadings: Cannot read ${library}/closed.md: permission denied.\n`,
    );
    expect(ran.status).toBe(3);
  });
});

describe('the launcher', () => {
  /** Runs a copy of the launcher under a Node that says it is another version. */
  function launch(version: string, project: string, ...args: string[]) {
    const preload = join(folder, `as-${version}.cjs`);
    writeFileSync(
      preload,
      `if (!process.env.HANDED_OVER) { process.env.HANDED_OVER = '1'; Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } }); }\n`,
    );
    return spawnSync(process.execPath, ['-r', preload, join(project, 'bin/readings.js'), ...args], {
      encoding: 'utf8',
    });
  }

  function copyOfProject(name: string): string {
    const project = join(folder, name);
    for (const part of ['bin', 'dist', 'notes'])
      cpSync(resolve(import.meta.dirname, '../..', part), join(project, part), { recursive: true });
    return project;
  }

  it('says which Node is needed and which it found, status 2', () => {
    const ran = launch('20.20.2', copyOfProject('bare'), 'list');
    expect(ran.stderr).toBe('readings: needs Node 22.13 or newer, and this is Node 20.20.2.\n');
    expect(ran.status).toBe(2);
  });

  it.each(['22.12.9', '18.0.0'])('does not take %s', (version) => {
    expect(launch(version, copyOfProject('bare'), 'list').status).toBe(2);
  });

  it.each(['22.13.0', '26.0.0'])('takes %s', (version) => {
    expect(launch(version, copyOfProject('bare'), 'list').status).toBe(0);
  });

  it('hands over to the Node of the project, with its status', () => {
    const project = copyOfProject('pinned');
    mkdirSync(join(project, 'node_modules/node/bin'), { recursive: true });
    writeFileSync(join(project, 'node_modules/node/bin/node'), `#!/bin/sh\nexec "${process.execPath}" "$@"\n`, {
      mode: 0o755,
    });
    expect(launch('20.20.2', project, 'show', 'serverless').stdout).toContain('# Serverless');
    expect(launch('20.20.2', project, 'show', 'no such thing').status).toBe(1);
  });

  it('keeps compiled code in a folder for the user alone', () => {
    const cache = join(folder, 'cache');
    spawnSync(process.execPath, [launcher, 'list', '-L', bundled], {
      env: { ...process.env, READINGS_CACHE_DIR: cache },
    });
    expect(statSync(join(cache, 'compile')).mode & 0o777).toBe(0o700);
  });

  it('lets no warning of the runtime through', () => {
    const ran = spawnSync(process.execPath, [launcher, 'show', 'serverless'], { encoding: 'utf8' });
    expect(ran.stderr).toBe('');
  });
});
