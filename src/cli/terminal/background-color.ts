/** Queries the terminal's background color (OSC 11, https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). */
import { readFileSync } from 'node:fs';
import type { Io } from '../io.ts';

const timeoutMs = 50;

/**
 * Reports whether the terminal can be queried: input and output are this terminal, it answers such queries, and it is local. The answer
 * of a remote one might arrive after the program has ended.
 */
export function canQueryTerminal({ environment, input, output }: Io): boolean {
  const { TERM, SSH_CONNECTION, SSH_TTY } = environment;
  if (!output.isTTY || !input.isTTY || input.setRawMode === undefined) return false;
  if (SSH_CONNECTION || SSH_TTY || !isInForeground()) return false;
  return TERM !== undefined && !/^(?:dumb|linux|screen|eterm)/.test(TERM);
}

/** The system stops a background process that changes the terminal's mode. Only on Linux can this be checked first. */
function isInForeground(): boolean {
  try {
    // proc(5): after the name in parentheses state, parent, process group, session, terminal, its foreground group.
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[2] === fields[5];
  } catch {
    return true;
  }
}

/**
 * Returns whether the background is light; `false` if the terminal does not answer. Every terminal
 * answers the second query (primary device attributes), so one that ignores the first causes no wait.
 */
export async function hasLightBackground({ input, output, interrupt }: Io): Promise<boolean> {
  input.setRawMode?.(true);
  let isInterrupted = false;
  try {
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      const end = () => {
        clearTimeout(timer);
        input.off('data', read);
        resolve(text);
      };
      const read = (chunk: Uint8Array | string) => {
        text += String(chunk);
        if (text.includes('\u0003')) isInterrupted = true;
        if (isInterrupted || /\u001b\[\?[\d;]*c/.test(text)) end();
      };
      const timer = setTimeout(end, timeoutMs);
      input.on('data', read);
      output.write('\u001b]11;?\u001b\\\u001b[c');
    });
    return isLight(answer) ?? false;
  } finally {
    input.setRawMode?.(false);
    input.pause();
    // In raw mode, Ctrl-C arrives as a character.
    if (isInterrupted) interrupt();
  }
}

/** Parses `rgb:RRRR/GGGG/BBBB`, with one to four digits each. Returns undefined for other text. */
export function isLight(answer: string): boolean | undefined {
  const parts = /\u001b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(answer)?.slice(1);
  if (!parts) return undefined;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part, 16) / (16 ** part.length - 1));
  // Rec. 601 luma.
  return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5;
}
