/** The order of paths: folder by folder, numbers by value, the same on every machine. */

const collator = new Intl.Collator('en', { numeric: true });

/** @param a, b paths separated by `/` */
export function comparePaths(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const order = collator.compare(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}
