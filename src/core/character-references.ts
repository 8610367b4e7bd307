/** Decodes the entity and numeric character references in a text (CommonMark 0.31.2 §2.5). */
export function decodeReferences(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]*));/gi, (whole, hex, decimal, name) => {
    if (name) return decodeName(name) || whole;
    const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code);
  });
}

type DecodeName = typeof import('decode-named-character-reference').decodeNamedCharacterReference;
let decode: DecodeName | undefined;

/** Loads the table of 2,125 names on first use, because few notes need it. */
function decodeName(name: string): string | false {
  decode ??= (require('decode-named-character-reference') as { decodeNamedCharacterReference: DecodeName })
    .decodeNamedCharacterReference;
  return decode(name);
}
