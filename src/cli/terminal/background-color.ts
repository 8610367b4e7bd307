/** Asks the terminal what colour is behind the text (OSC 11, https://invisible-island.net/xterm/ctlseqs/ctlseqs.html). */
import { readFileSync } from 'node:fs';
import type { Io } from '../io.ts';

/** Milliseconds after which a terminal that has said nothing is left alone. */
const patience = 50;

/**
 * Whether a terminal can be asked: one that reads and writes here, that answers such questions, and that is near enough for
 * the answer not to come when nobody waits for it any more.
 */
export function isAnswering({ environment, input, output }: Io): boolean {
  const { TERM, SSH_CONNECTION, SSH_TTY } = environment;
  if (!output.isTTY || !input.isTTY || input.setRawMode === undefined) return false;
  if (SSH_CONNECTION || SSH_TTY || !isInForeground()) return false;
  return TERM !== undefined && !/^(?:dumb|linux|screen|eterm)/.test(TERM);
}

/** A process in the background is stopped when it changes how the terminal reads. Only Linux tells without asking. */
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
 * @returns whether the background is light; `false` too when the terminal does not say. Every terminal answers the second
 *   question (primary device attributes), so that one that does not know the first is not waited for.
 */
export async function isLightBehind({ input, output, interrupt }: Io): Promise<boolean> {
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
      const timer = setTimeout(end, patience);
      input.on('data', read);
      output.write('\u001b]11;?\u001b\\\u001b[c');
    });
    return isLight(answer) ?? false;
  } finally {
    input.setRawMode?.(false);
    input.pause();
    // In raw mode Ctrl-C is a character like any other.
    if (isInterrupted) interrupt();
  }
}

/** Reads `rgb:RRRR/GGGG/BBBB`, of one to four digits each. */
export function isLight(answer: string): boolean | undefined {
  const parts = /\u001b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(answer)?.slice(1);
  if (!parts) return undefined;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Number.parseInt(part, 16) / (16 ** part.length - 1));
  // Rec. 601 luma.
  return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5;
}
