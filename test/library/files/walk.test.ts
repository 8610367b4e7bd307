/** Which files of a folder are notes. */
import { chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { walk } from '../../../src/library/files/walk.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'readings-test-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `# ${path}\n`);
  }
}

async function walkedPaths(ignore: readonly string[] = []): Promise<string[]> {
  const { files } = await walk({ path: root, name: root, ignore });
  return files.map(({ path }) => path).sort();
}

describe('walk', () => {
  it('finds Markdown files at any depth, whatever the case of their extension', async () => {
    write('a.md', 'b.MARKDOWN', 'sub/deep/c.mdown', 'sub/d.mkd', 'e.txt', 'f.md.bak', 'md');
    expect(await walkedPaths()).toEqual(['a.md', 'b.MARKDOWN', 'sub/d.mkd', 'sub/deep/c.mdown']);
  });

  it('skips hidden files and folders, and node_modules', async () => {
    write('a.md', '.b.md', '.git/c.md', 'node_modules/x/d.md', 'sub/node_modules/e.md');
    expect(await walkedPaths()).toEqual(['a.md']);
  });

  it("skips what the root's .gitignore and the configuration ignore", async () => {
    write('a.md', 'drafts/b.md', 'c.private.md', 'sub/drafts/d.md', 'sub/e.md');
    writeFileSync(join(root, '.gitignore'), 'drafts/\n!sub/drafts/\n');
    expect(await walkedPaths(['*.private.md'])).toEqual(['a.md', 'sub/drafts/d.md', 'sub/e.md']);
  });

  it('follows symbolic links to notes and folders elsewhere, each once', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'readings-test-'));
    writeFileSync(join(elsewhere, 'x.md'), '# X\n');
    write('a.md');
    symlinkSync(elsewhere, join(root, 'linked'));
    symlinkSync(elsewhere, join(root, 'again'));
    symlinkSync(join(root, 'a.md'), join(root, 'same.md'));
    symlinkSync(root, join(root, 'loop'));
    const paths = await walkedPaths();
    expect(paths).toHaveLength(2);
    expect(paths[0]).toBe('a.md');
    expect(paths[1]).toMatch(/^(?:linked|again)\/x\.md$/);
    rmSync(elsewhere, { recursive: true });
  });

  it('lists a file with several hard links once, under its first path', async () => {
    write('b.md');
    linkSync(join(root, 'b.md'), join(root, 'a.md'));
    expect(await walkedPaths()).toEqual(['a.md']);
  });

  it('reports broken links and folders that cannot be read', async () => {
    symlinkSync(join(root, 'nowhere'), join(root, 'gone.md'));
    mkdirSync(join(root, 'folder.md'));
    const { unreadable } = await walk({ path: root, name: root });
    expect(unreadable).toEqual([{ file: join(root, 'gone.md'), reason: 'no such file or folder' }]);
    if (process.getuid?.() === 0) return;
    chmodSync(join(root, 'folder.md'), 0);
    expect((await walk({ path: root, name: root })).unreadable).toHaveLength(2);
    chmodSync(join(root, 'folder.md'), 0o700);
  });

  it('takes a single file as its own root', async () => {
    write('a.md', 'b.md');
    const { files, isFolder } = await walk({ path: join(root, 'a.md'), name: 'a.md' });
    expect({ paths: files.map(({ path }) => path), isFolder }).toEqual({ paths: ['a.md'], isFolder: false });
  });
});
