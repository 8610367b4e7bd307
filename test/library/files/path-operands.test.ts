import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readPathOperands } from '../../../src/library/files/path-operands.ts';

it.each(['loop.md', 'loop.md:2', `${'x'.repeat(300)}.md`, 'gone.md/x.md'])(
  '%s, which leads nowhere, is a query',
  (query) => {
    const folder = mkdtempSync(join(tmpdir(), 'readings-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    symlinkSync('loop.md', join(folder, 'loop.md'));
    expect(readPathOperands({ query }, [], folder)).toEqual({ roots: [], query });
  },
);
