/** Bytes to text: UTF-8, UTF-16 with a byte order mark, else Windows-1252. */

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

export interface Decoded {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes a file.
 * @returns nothing for a binary file: one that is not UTF-8 and has a NUL, or more than a third of control characters
 *   (Perl's `-T` draws the line there) among its first 8,192 bytes
 */
export function decode(bytes: Uint8Array): Decoded | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded('UTF-16LE', bytes.subarray(2), true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded('UTF-16BE', bytes.subarray(2), true);
  const head = bytes.subarray(0, 8192);
  if (controlsIn(head) * 3 > head.length) return undefined;
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = utf8.decode(byteOrderMark ? bytes.subarray(3) : bytes);
    return { text, encoding: 'UTF-8', byteOrderMark };
  } catch {
    return head.includes(0) ? undefined : decoded('Windows-1252', bytes, false);
  }
}

function decoded(encoding: Encoding, bytes: Uint8Array, byteOrderMark: boolean): Decoded {
  return { text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), encoding, byteOrderMark };
}

/** Control characters that text does not have: all but tab, line feed, form feed, carriage return, backspace and escape. */
function controlsIn(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes)
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 8 && byte !== 27) count++;
  return count;
}
