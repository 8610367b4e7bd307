/** A hash that tells texts apart: two lanes of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), over UTF-16 code units. */

/** @returns 16 hexadecimal digits */
export function hashOf(text: string): string {
  let one = 0x811c9dc5;
  let two = 0x811c9dc5 ^ text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x01000193) ^ (two >>> 15);
  }
  return (one >>> 0).toString(16).padStart(8, '0') + (two >>> 0).toString(16).padStart(8, '0');
}
