import fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparePaths } from '../../../src/library/files/path-order.ts';

it('orders folder by folder, numbers by value', () => {
  const ordered = [
    'A.md',
    'a.md',
    'a/1.md',
    'a/2.md',
    'a/10.md',
    'a-b/1.md',
    'class-2.md',
    'class-02.md',
    'class-10.md',
    'e.md',
    'é.md',
    'f.md',
  ];
  expect([...ordered].reverse().sort(comparePaths)).toEqual([...ordered].sort(comparePaths));
  const numbers = ['n9', 'n10', 'n99999999999999999998', 'n99999999999999999999'];
  expect([...numbers].reverse().sort(comparePaths)).toEqual(numbers);
  expect(['b/x', 'a-b/x', 'a/x'].sort(comparePaths)).toEqual(['a/x', 'a-b/x', 'b/x']);
});

it('is a total order', () => {
  const path = fc
    .array(fc.constantFrom('a', 'B', 'b', '1', '01', '10', '/', '-', 'é', '.md'), { maxLength: 6 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(path, path, path, (a, b, c) => {
      expect(Math.sign(comparePaths(a, b)) + Math.sign(comparePaths(b, a))).toBe(0);
      expect(comparePaths(a, b) === 0).toBe(a === b);
      if (comparePaths(a, b) < 0 && comparePaths(b, c) < 0) expect(comparePaths(a, c)).toBeLessThan(0);
    }),
    { numRuns: 2000 },
  );
});
