/** What has changed since the index was updated, including files that may have changed without a trace. */
import { describe, expect, it } from 'vitest';
import type { Folder } from '../../../src/library/files/walk.ts';
import type { FolderRow } from '../../../src/library/index/changes.ts';
import { findChanges, isRacy } from '../../../src/library/index/changes.ts';

const second = 1_000_000_000n;
/** Nanoseconds since 1970, not on a full second. */
const start = 1_700_000_000n * second + 123_456_789n;
const old = start - 60n * second;

/** A folder with files, each with a time of modification. */
function folder(path: string, files: Readonly<Record<string, bigint>>): Folder {
  const stamps = Object.values(files).flatMap((time, index) => [1n, BigInt(index + 1), 10n, time, time]);
  return { path, names: Object.keys(files), stamps: BigInt64Array.from(stamps) };
}

function index(...folders: Folder[]): Map<string, FolderRow> {
  const { changedFolders } = findChanges(new Map(), '/root', folders, start);
  return new Map(changedFolders.map((row) => [row.path, row]));
}

function changes(indexed: Map<string, FolderRow>, ...folders: Folder[]) {
  const found = findChanges(indexed, '/root', folders, start + 10n * second);
  return {
    changed: found.changedFiles.map(({ path }) => path),
    deleted: [...found.deletedPaths],
    racy: found.racyFiles.map(({ path }) => path),
    folders: found.changedFolders.map(({ path }) => path),
  };
}

describe('findChanges', () => {
  const before = folder('', { 'a.md': old, 'b.md': old });
  const nothing = { changed: [], deleted: [], racy: [], folders: [] };

  it('finds nothing if nothing has changed', () => {
    expect(changes(index(before), before)).toEqual(nothing);
  });

  it('finds new, changed and deleted files', () => {
    const after = folder('', { 'a.md': old + 1n, 'c.md': old });
    expect(changes(index(before), after)).toEqual({
      ...nothing,
      changed: ['a.md', 'c.md'],
      deleted: ['b.md'],
      folders: [''],
    });
  });

  it('finds deleted folders', () => {
    const sub = folder('sub/', { 'x.md': old });
    expect(changes(index(before, sub), before)).toEqual({ ...nothing, deleted: ['sub/x.md'] });
  });

  it('does not depend on the order of names', () => {
    const reordered = {
      ...before,
      names: ['b.md', 'a.md'],
      stamps: BigInt64Array.from([...before.stamps.slice(5), ...before.stamps.slice(0, 5)]),
    };
    expect(changes(index(before), reordered)).toEqual({ ...nothing, folders: [''] });
  });

  it('reads files again that were written within the resolution of the clock before the last check', () => {
    const recent = folder('', { 'a.md': old, 'b.md': start - 1_000_000n });
    expect(changes(index(recent), recent)).toEqual({ ...nothing, racy: ['b.md'], folders: [''] });
  });
});

describe('isRacy', () => {
  it.each([
    ['long before', old, old, false],
    ['just before', start - 10_000_000n, old, true],
    ['a status change just before', old, start - 10_000_000n, true],
    ['after', start + second, old, true],
    [
      'on a file system with full seconds, less than two before',
      (start / second - 1n) * second,
      (start / second - 1n) * second,
      true,
    ],
    [
      'on a file system with full seconds, long before',
      (start / second - 5n) * second,
      (start / second - 5n) * second,
      false,
    ],
  ])('%s', (_, modified, changed, expected) => {
    expect(isRacy(modified, changed, start)).toBe(expected);
  });
});
