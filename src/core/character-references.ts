/** Decodes the entity and numeric character references of a text, as CommonMark 0.31.2 §2.5 has them. */
export function decodeReferences(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]*));/gi, (whole, hex, decimal, name) => {
    if (name) return decodeName(name) || whole;
    const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal, 10);
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\uFFFD' : String.fromCodePoint(code);
  });
}

type Decode = typeof import('decode-named-character-reference').decodeNamedCharacterReference;
let decode: Decode | undefined;

/** The names are loaded when one is met: there are 2,125, and notes have few. */
function decodeName(name: string): string | false {
  decode ??= (require('decode-named-character-reference') as { decodeNamedCharacterReference: Decode })
    .decodeNamedCharacterReference;
  return decode(name);
}
