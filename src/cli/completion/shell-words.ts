/** Splits and quotes words as shells do (POSIX 2024, Shell Command Language, §2.2). */

export interface LastWord {
  /** Without quotes and backslashes. */
  readonly value: string;
  /** As it was typed. */
  readonly raw: string;
  /** The quotation mark that is not closed. */
  readonly openQuote: '' | '"' | "'";
}

export interface CommandLine {
  readonly words: readonly string[];
  /** Empty if the line ends in white space. */
  readonly last: LastWord;
}

/** Splits a line into words, without expanding anything. */
export function splitCommandLine(line: string): CommandLine {
  const words: string[] = [];
  let value = '';
  let start = 0;
  let openQuote: LastWord['openQuote'] = '';
  let isWord = false;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (openQuote === '' && /\s/.test(char)) {
      if (isWord) words.push(value);
      value = '';
      isWord = false;
      start = at + 1;
      continue;
    }
    isWord = true;
    if (char === openQuote) openQuote = '';
    else if (openQuote === '' && (char === '"' || char === "'")) openQuote = char;
    else if (char === '\\' && openQuote !== "'") {
      const next = line.charAt(at + 1);
      // Inside double quotes, a backslash is literal except before these characters.
      if (openQuote === '"' && !/[$`"\\]/.test(next)) value += char;
      else {
        value += next;
        at++;
      }
    } else value += char;
  }
  return { words, last: { value, raw: line.slice(start), openQuote } };
}

/**
 * Quotes a value so that bash reads exactly that value: with backslashes, or inside the quotes that are already open.
 * @param wordBreaks `COMP_WORDBREAKS`: bash replaces only the part of the word after the last of these characters
 */
export function quoteForBash(value: string, { raw, openQuote }: LastWord, wordBreaks: string): string {
  if (openQuote === "'") return `${value.replaceAll("'", `'\\''`)}'`;
  if (openQuote === '"') return `${value.replace(/["$\\`]/g, '\\$&').replaceAll('!', `"'!'"`)}"`;
  const word = value.replace(/[\0-\x7f]/g, (char) => (/[\w./:=@%+,-]/.test(char) ? char : `\\${char}`));
  const start = findLastBreak(raw, wordBreaks);
  return word.startsWith(raw.slice(0, start)) ? word.slice(start) : word;
}

/** Returns the index after the last unquoted word break. */
function findLastBreak(raw: string, wordBreaks: string): number {
  let start = 0;
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] === '\\') at++;
    else if (wordBreaks.includes(raw.charAt(at)) && !/["'\s]/.test(raw.charAt(at))) start = at + 1;
  }
  return start;
}
