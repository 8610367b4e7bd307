/** Lines of a width, for scripts with spaces between words and for those without. */
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** Scripts that put no spaces between words: a line may end after any of their characters, but for some punctuation. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff01-\uff60]/u;
/** No line begins with these (Unicode UAX #14: closing punctuation, exclamation, nonstarters), and none ends with those. */
const noStart = /^[、。，．・：；？！）」』】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%‰℃]/u;
const noEnd = /[（「『【〈《〔［｛$￥]$/u;
/** An escape that styles text, white space, or one character with what combines with it. */
const atoms = /\u001b\[[0-9;]*m|[ \t]+|\n|.(?:\p{M}|\ufe0f|\u200d.)*/gsu;

/**
 * Wraps a text that may hold escapes for styles; words are never cut.
 * @param width columns
 */
export function wrap(text: string, width: number): string {
  return wrapAnsi(unspaced.test(text) ? breakUnspaced(text, width) : text, width, { hard: false, trim: true });
}

/** Ends lines within runs of characters of unspaced scripts, where such a run does not fit; styles end and begin again there. */
function breakUnspaced(text: string, width: number): string {
  let out = '';
  // The last piece that cannot be parted, whether a line may end before it, and where in its line it begins.
  let piece = '';
  let mayEnd = false;
  let column = 0;
  let styles: string[] = [];
  const put = () => {
    const wide = stringWidth(piece);
    if (column + wide > width) {
      if (mayEnd && column > 0) out += `${styles.map(closing).join('')}\n${styles.join('')}`;
      column = 0;
    }
    for (const [style] of piece.matchAll(escapes)) styles = isClosing(style) ? styles.slice(0, -1) : [...styles, style];
    out += piece;
    column += wide;
    piece = '';
  };
  for (const [atom] of text.matchAll(atoms)) {
    if (/^[ \t\n]/.test(atom)) {
      put();
      out += atom;
      column = atom === '\n' ? 0 : column + atom.length;
      mayEnd = false;
    } else if (!atom.startsWith('\u001b')) {
      const isBetween = unspaced.test(atom) || unspaced.test(lastOf(piece));
      if (piece !== '' && isBetween && !noStart.test(atom) && !noEnd.test(lastOf(piece))) {
        put();
        mayEnd = true;
      }
      piece += atom;
    } else piece += atom;
  }
  put();
  return out;
}

const escapes = /\u001b\[[0-9;]*m/g;

/** The last character of a piece, escapes left out. */
function lastOf(piece: string): string {
  return piece.slice(-24).replace(escapes, '').slice(-2);
}

/** The escape that ends a style (ECMA-48 §8.3.117, SGR). */
function closing(style: string): string {
  const code = Number(/\d+/.exec(style)?.[0] ?? 0);
  if (code >= 40 && code < 50) return '\u001b[49m';
  if ((code >= 30 && code < 40) || code >= 90) return '\u001b[39m';
  return `\u001b[${code === 1 ? 22 : 20 + code}m`;
}

function isClosing(style: string): boolean {
  const code = Number(/\d+/.exec(style)?.[0] ?? 0);
  return code === 0 || (code >= 20 && code < 30) || code === 39 || code === 49;
}

/** Columns of the longest part of a text that no line may end in. */
export function longestPart(text: string): number {
  const parts = unspaced.test(text) ? wrap(text, 1).split(/\s+/) : text.split(/\s+/);
  return parts.reduce((most, part) => Math.max(most, stringWidth(part)), 0);
}
