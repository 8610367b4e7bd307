/** Words as a shell reads them, and how it has to be told them (POSIX 2024, Shell Command Language, §2.2). */

export interface LastWord {
  /** What it means as far as it was typed. */
  readonly value: string;
  /** As it was typed. */
  readonly raw: string;
  /** The quotation mark that is open at its end. */
  readonly open: '' | '"' | "'";
}

export interface Line {
  /** Whole words before the last. */
  readonly words: readonly string[];
  /** Empty after white space. */
  readonly last: LastWord;
}

/** Parts a line into words; nothing is expanded. */
export function wordsOfLine(line: string): Line {
  const words: string[] = [];
  let value = '';
  let start = 0;
  let open: LastWord['open'] = '';
  let isWord = false;
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at);
    if (open === '' && /\s/.test(char)) {
      if (isWord) words.push(value);
      value = '';
      isWord = false;
      start = at + 1;
      continue;
    }
    isWord = true;
    if (char === open) open = '';
    else if (open === '' && (char === '"' || char === "'")) open = char;
    else if (char === '\\' && open !== "'") {
      const next = line.charAt(at + 1);
      // Between double quotation marks a backslash is one but before what it keeps from its meaning.
      if (open === '"' && !/[$`"\\]/.test(next)) value += char;
      else {
        value += next;
        at++;
      }
    } else value += char;
  }
  return { words, last: { value, raw: line.slice(start), open } };
}

/**
 * What is to stand in the place of a word that is being typed, so that bash reads a value and nothing else: with backslashes, or
 * between the quotation marks that are open.
 * @param breaks `COMP_WORDBREAKS`: bash puts what it is given after the last of these, not in the place of the whole word
 */
export function forBash(value: string, { raw, open }: LastWord, breaks: string): string {
  if (open === "'") return `${value.replaceAll("'", `'\\''`)}'`;
  if (open === '"') return `${value.replace(/["$\\`]/g, '\\$&').replaceAll('!', `"'!'"`)}"`;
  const word = value.replace(/[\0-\x7f]/g, (char) => (/[\w./:=@%+,-]/.test(char) ? char : `\\${char}`));
  const typed = lastBreak(raw, breaks);
  return word.startsWith(raw.slice(0, typed)) ? word.slice(typed) : word;
}

/** Where what bash completes begins: after the last character that parts words and is not quoted. */
function lastBreak(raw: string, breaks: string): number {
  let found = 0;
  for (let at = 0; at < raw.length; at++) {
    if (raw[at] === '\\') at++;
    else if (breaks.includes(raw.charAt(at)) && !/["'\s]/.test(raw.charAt(at))) found = at + 1;
  }
  return found;
}
