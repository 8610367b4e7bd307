/**
 * Hashes text to tell versions apart: two lanes of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) over UTF-16 code
 * units.
 */

/** Hashes numbers by their bytes. @returns 8 hexadecimal digits */
export function hashNumbers(numbers: BigInt64Array): string {
  let lane = 0x811c9dc5;
  for (const word of new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2))
    lane = Math.imul(lane ^ word, 0x01000193) ^ (lane >>> 15);
  return (lane >>> 0).toString(16).padStart(8, '0');
}

/** @returns 16 hexadecimal digits */
export function hashText(text: string): string {
  let firstLane = 0x811c9dc5;
  let secondLane = 0x811c9dc5 ^ text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    firstLane = Math.imul(firstLane ^ code, 0x01000193);
    secondLane = Math.imul(secondLane ^ code, 0x01000193) ^ (secondLane >>> 15);
  }
  return (firstLane >>> 0).toString(16).padStart(8, '0') + (secondLane >>> 0).toString(16).padStart(8, '0');
}
