/**
 * The order of paths: folder by folder, numbers by value, letter case and accents only between equals. It is our own because
 * `Intl.Collator` takes 9 ms to set up, a third of what Node takes to start, and its order is that of the ICU at hand.
 */

/** @param a, b paths separated by `/` */
export function comparePaths(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const order = compareNames(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || compareTexts(a, b);
}

function compareNames(a: string, b: string): number {
  const left = plain(a).match(/\d+|\D+/g) ?? [];
  const right = plain(b).match(/\d+|\D+/g) ?? [];
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const order = compareParts(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareParts(a: string, b: string): number {
  if (!(isNumber(a) && isNumber(b))) return compareTexts(a, b);
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return left.length - right.length || compareTexts(left, right);
}

function isNumber(part: string): boolean {
  return /^\d/.test(part);
}

/** Lower case, with accents after their letters. */
function plain(name: string): string {
  return name.toLowerCase().normalize('NFD');
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
