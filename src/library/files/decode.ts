export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly byteOrderMark: boolean;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Decodes a file: UTF-8, UTF-16 with a byte order mark, otherwise Windows-1252.
 * @returns undefined for a binary file: one whose first 8,192 bytes are more than a third control characters (the limit
 *   of Perl's `-T`), or contain a NUL in a file that is not UTF-8
 */
export function decode(bytes: Uint8Array): DecodedText | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs('UTF-16LE', bytes.subarray(2), true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeAs('UTF-16BE', bytes.subarray(2), true);
  const head = bytes.subarray(0, 8192);
  if (countControls(head) * 3 > head.length) return undefined;
  const byteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = utf8.decode(byteOrderMark ? bytes.subarray(3) : bytes);
    return { text, encoding: 'UTF-8', byteOrderMark };
  } catch {
    return head.includes(0) ? undefined : decodeAs('Windows-1252', bytes, false);
  }
}

function decodeAs(encoding: Encoding, bytes: Uint8Array, byteOrderMark: boolean): DecodedText {
  return { text: new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), encoding, byteOrderMark };
}

/**
 * Counts characters that text does not contain: control characters other than tab, line feed, form feed, carriage
 * return, backspace and escape.
 */
function countControls(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes)
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 8 && byte !== 27) count++;
  return count;
}
