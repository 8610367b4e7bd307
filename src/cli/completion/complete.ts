/** `readings complete SHELL`, which the shells' scripts run. */
import type { Io } from '../io.ts';
import { findOffers } from './offers.ts';
import type { LastWord } from './shell-words.ts';
import { quoteForBash, splitCommandLine } from './shell-words.ts';
import type { Shell } from './shells.ts';
import { filesMarker } from './shells.ts';

/**
 * Prints completions: a value and its description, separated by a tab, per line. Errors are not printed, because the user has not
 * entered the command yet.
 * @param words for bash, the line up to the cursor and `COMP_WORDBREAKS`; for other shells, the words, the last one incomplete
 */
export async function printCompletions(io: Io, shell: Shell, words: readonly string[]): Promise<void> {
  const [line = '', wordBreaks = ''] = words;
  const isBash = shell === 'bash';
  const typed = isBash
    ? splitProgramLine(line)
    : { words: words.slice(0, -1), last: readLastWord(words.at(-1) ?? '', shell) };
  const { offers, hasFiles } = await findOffers(io, typed.words, typed.last.value).catch(() => nothing);
  const lines = offers.map(({ value, description }) => {
    const text = isBash ? quoteForBash(value, typed.last, wordBreaks) : value;
    return description === undefined ? text : `${text}\t${shorten(description)}`;
  });
  if (hasFiles) lines.push(filesMarker);
  if (lines.length > 0) io.output.write(`${lines.join('\n')}\n`);
}

const nothing = { offers: [], hasFiles: false };

/** Splits a line and drops the program's name and the variables before it. */
function splitProgramLine(line: string): ReturnType<typeof splitCommandLine> {
  const { words, last } = splitCommandLine(line);
  const program = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  return { words: words.slice(program + 1), last };
}

/** fish passes the last word as it was typed, with its quotes. */
function readLastWord(word: string, shell: Shell): LastWord {
  if (shell !== 'fish') return { value: word, raw: word, openQuote: '' };
  return splitCommandLine(word.replace(/^~(?=\/|$)/, '\\~')).last;
}

const maxDescriptionLength = 60;

function shorten(description: string): string {
  const line = description.replace(/[\t\n]/g, ' ');
  return line.length > maxDescriptionLength ? `${line.slice(0, maxDescriptionLength - 1)}…` : line;
}
