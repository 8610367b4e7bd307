/** `readings complete SHELL`, which the shells' scripts run. */
import type { Command } from '../command-line/command.ts';
import type { Io } from '../io.ts';
import { offersFor } from './offers.ts';
import { forBash, type LastWord, wordsOfLine } from './shell-words.ts';
import { filesToo, type Shell } from './shells.ts';

/**
 * Prints what could follow: a value and its description, apart by a tab, a line each. What goes wrong is not told: whoever types
 * has not asked yet.
 * @param words for bash the line up to the cursor and `COMP_WORDBREAKS`; for others the words, the last as far as it is typed
 */
export async function complete(io: Io, program: Command, shell: Shell, words: readonly string[]): Promise<void> {
  const [line = '', breaks = ''] = words;
  const isBash = shell === 'bash';
  const read = isBash ? lineOf(line) : { words: words.slice(0, -1), last: plainWord(words.at(-1) ?? '', shell) };
  const { offers, hasFiles } = await offersFor(io, program, read.words, read.last.value).catch(() => nothing);
  const lines = offers.map(({ value, description }) => {
    const written = isBash ? forBash(value, read.last, breaks) : value;
    return description === undefined ? written : `${written}\t${short(description)}`;
  });
  if (hasFiles) lines.push(filesToo);
  if (lines.length > 0) io.output.write(`${lines.join('\n')}\n`);
}

const nothing = { offers: [], hasFiles: false };

/** The words after the name of the program, which variables may stand before. */
function lineOf(line: string): ReturnType<typeof wordsOfLine> {
  const { words, last } = wordsOfLine(line);
  const name = words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word));
  return { words: words.slice(name + 1), last };
}

/** fish gives the last word as it was typed. */
function plainWord(word: string, shell: Shell): LastWord {
  return shell === 'fish' ? wordsOfLine(word.replace(/^~(?=\/|$)/, '\\~')).last : { value: word, raw: word, open: '' };
}

const longest = 60;

function short(description: string): string {
  const line = description.replace(/[\t\n]/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}
