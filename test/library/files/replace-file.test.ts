/** Files are replaced with all of their new content or not at all. */
import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFile } from '../../../src/library/files/create-file.ts';
import type { ProcessTable } from '../../../src/library/files/lock.ts';
import { changeFile } from '../../../src/library/files/replace-file.ts';

/** This process, and one other that runs. */
const otherProcess = 4_000_000;
const processes: ProcessTable = { process: process.pid, isRunning: (number) => number === otherProcess };

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'readings-test-'));
  file = join(folder, 'a.md');
  writeFileSync(file, 'old');
});
afterEach(() => rmSync(folder, { recursive: true }));

const names = () => readdirSync(folder).sort();

describe('changeFile', () => {
  it('replaces the content, keeps the mode, and leaves nothing beside the file', async () => {
    chmodSync(file, 0o640);
    await changeFile(file, processes, async (bytes) => `${new TextDecoder().decode(bytes)} and new`);
    expect(readFileSync(file, 'utf8')).toBe('old and new');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(names()).toEqual(['a.md']);
  });

  it('leaves the file alone if there is nothing to change, or if the change fails', async () => {
    await changeFile(file, processes, async () => undefined);
    await expect(
      changeFile(file, processes, async () => {
        throw new Error('no');
      }),
    ).rejects.toThrow('Cannot write');
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(names()).toEqual(['a.md']);
  });

  it('refuses if another program changed the file in between', async () => {
    const change = changeFile(file, processes, async () => {
      writeFileSync(file, 'theirs, longer');
      return 'ours';
    });
    await expect(change).rejects.toThrow(/changed/);
    expect(readFileSync(file, 'utf8')).toBe('theirs, longer');
  });

  it('writes through a symbolic link to its target', async () => {
    symlinkSync(file, join(folder, 'link.md'));
    await changeFile(join(folder, 'link.md'), processes, async () => 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it('refuses files with several hard links, and read-only files', async () => {
    linkSync(file, join(folder, 'b.md'));
    await expect(changeFile(file, processes, async () => 'new')).rejects.toThrow(/hard links/);
    rmSync(join(folder, 'b.md'));
    chmodSync(file, 0o400);
    await expect(changeFile(file, processes, async () => 'new')).rejects.toThrow(/read-only/);
  });

  it('takes the lock and leftovers of a dead process away, and those of a running one not', async () => {
    writeFileSync(join(folder, '.a.md.lock'), '3999999');
    writeFileSync(join(folder, '.b.md.3999999.tmp'), 'half');
    writeFileSync(join(folder, `.c.md.${otherProcess}.tmp`), 'half');
    await changeFile(file, processes, async () => 'new');
    expect(names()).toEqual([`.c.md.${otherProcess}.tmp`, 'a.md']);
  });

  it('gives up on the lock of a running process', async () => {
    writeFileSync(join(folder, '.a.md.lock'), String(otherProcess));
    await expect(changeFile(file, processes, async () => 'new')).rejects.toThrow('another process is changing it');
    expect(readFileSync(file, 'utf8')).toBe('old');
  });
});

describe('createFile', () => {
  it('creates folders as needed, and never overwrites', () => {
    createFile(join(folder, 'sub/deep/b.md'), 'text', processes);
    expect(readFileSync(join(folder, 'sub/deep/b.md'), 'utf8')).toBe('text');
    expect(() => createFile(file, 'new', processes)).toThrow('already exists');
    expect(readFileSync(file, 'utf8')).toBe('old');
  });

  it('leaves no folders behind if it fails', () => {
    expect(() => createFile(join(file, 'sub/b.md'), 'text', processes)).toThrow('Cannot write');
    expect(names()).toEqual(['a.md']);
  });
});
