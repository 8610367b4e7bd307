/** Signs that mark the pros and cons of a list or table. */

/** Signs that mark an item or cell; some can be written in brackets: `(+)`. */
const signs: ReadonlyMap<string, 'pros' | 'cons'> = new Map([
  ...['✅', '✔', '✓', '☑', '👍', '➕', '⊕', '(+)', '[+]', '[p]', '🟢'].map((sign) => [sign, 'pros'] as const),
  ...['❌', '✗', '✘', '✖', '👎', '➖', '⊖', '(-)', '[-]', '[c]', '(−)', '(–)', '−', '🔴'].map(
    (sign) => [sign, 'cons'] as const,
  ),
]);

/** Parses a line that starts with a sign: `✅ fast`. */
export function parseSign(text: string): { side: 'pros' | 'cons'; text: string; isDecisive: boolean } | undefined {
  for (const [sign, side] of signs)
    if (text.startsWith(sign))
      return {
        side,
        text: text.slice(sign.length).replace(/^[\uFE0F\s:.–-]+/u, ''),
        // Obsidian's themes have these boxes for pros and cons.
        isDecisive: sign === '[p]' || sign === '[c]',
      };
  return undefined;
}

const signCodes = new Set([...signs.keys()].map((sign) => sign.charCodeAt(0)));

export function mayBeSign(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  if (code === 40 || code === 91) return source.charCodeAt(at + 2) === code + (code === 40 ? 1 : 2);
  return code > 127 && signCodes.has(code);
}

export function mayContainSign(source: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (mayBeSign(source, at)) return true;
  return false;
}
