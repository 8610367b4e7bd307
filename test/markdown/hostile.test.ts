/** Hostile input ends, overflows nothing, and takes memory in proportion; `npm run bench:hostile` shows that time does too. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { nestSections } from '../../src/core/outline.ts';
import { parseBlocks } from '../../src/markdown/blocks.ts';
import { parseInlines } from '../../src/markdown/inlines.ts';
import { parse } from '../../src/markdown/parse.ts';
import type { Store } from '../../src/markdown/store.ts';
import { UNPARSED } from '../../src/markdown/store.ts';
import { families, pairs } from './hostile.ts';

/** Bytes of a tree's arrays. */
function bytesOf({ from, pool, lineStarts }: Store): number {
  return from.length * 22 + pool.length * 4 + lineStarts.length * 4;
}

function fullTree(source: string): Store {
  const store = parseBlocks(source);
  const blocks = store.count;
  for (let node = 0; node < blocks; node++) if ((store.flags[node] ?? 0) & UNPARSED) parseInlines(store, node);
  return store;
}

describe.each(families)('$name', ({ make }) => {
  const source = make(300_000);

  it('has an outline, of at most 16 bytes a character', () => {
    const { marks, lines } = parse(source);
    for (const section of nestSections(marks(), lines)) expect(section.to).toBeLessThanOrEqual(source.length);
    expect(bytesOf(parseBlocks(source)) / source.length).toBeLessThanOrEqual(16);
  });

  it('has a tree, of at most 24 bytes a character', () => {
    expect(bytesOf(fullTree(source)) / source.length).toBeLessThanOrEqual(24);
  });
});

it('every pair of characters has a tree in proportion', () => {
  for (const { name, make } of pairs) {
    const source = make(8192);
    expect(bytesOf(fullTree(source)) / source.length, name).toBeLessThanOrEqual(24);
    const { marks, lines } = parse(source);
    nestSections(marks(), lines);
  }
});

describe('readings show, at a terminal', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readings-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // `npm run test:hostile` runs every command over every family.
  it.each(families.filter((_, number) => number % 3 === 0))('ends on $name', ({ make }) => {
    const file = join(folder, 'note.md');
    writeFileSync(file, `# Hostile\n\n${make(30_000)}\n`);
    const launcher = resolve(import.meta.dirname, '../../bin/readings.js');
    const ran = spawnSync(process.execPath, [launcher, 'show', 'hostile', '-L', file, '--format', 'terminal'], {
      timeout: 5000,
      maxBuffer: 1 << 28,
    });
    expect(ran.signal).toBeNull();
    expect(ran.stderr.toString()).toBe('');
    expect(ran.status).toBe(0);
  });
});
