/** Keys as they are pressed: names for special keys, the character for others, and pasted text as one. */
import { emitKeypressEvents } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Host } from './host.ts';

export interface Key {
  /** `enter`, `ctrl-c`, `page-down`, or the character itself. */
  readonly name: string;
  /** What the key types; empty for keys that type nothing. */
  readonly text: string;
  /** Where the mouse was, from 0; for the keys `wheel-up`, `wheel-down` and `click`. */
  readonly row?: number;
  readonly column?: number;
}

interface KeyPress {
  readonly name?: string;
  readonly ctrl?: boolean;
  readonly meta?: boolean;
  readonly shift?: boolean;
  readonly sequence?: string;
}

/** Milliseconds after which an escape character is the key Escape and not the start of a sequence. */
const escapeTimeoutMs = 40;
/** Reports of the mouse (xterm, SGR mode 1006). */
const mouseReport = /\u001b\[<(\d+);(\d+);(\d+)([Mm])/g;

/** Calls a function for each key. @returns a function that stops it */
export function listenForKeys({ input }: Pick<Host, 'input'>, onKey: (key: Key) => void): () => void {
  // Node would take reports of the mouse for typed characters.
  const filtered = new PassThrough();
  emitKeypressEvents(filtered, { escapeCodeTimeout: escapeTimeoutMs } as never);
  let pasted: string | undefined;
  filtered.on('keypress', (char: string | undefined, press: KeyPress) => {
    if (press.name === 'paste-start') pasted = '';
    else if (press.name === 'paste-end') {
      if (pasted) onKey({ name: 'paste', text: pasted.replace(/[\0-\x1f\x7f]+/g, ' ') });
      pasted = undefined;
    } else if (pasted !== undefined) pasted += char ?? press.sequence ?? '';
    else onKey(toKey(char, press));
  });
  const read = (chunk: Buffer) => {
    const text = chunk.toString('latin1');
    if (!text.includes('\u001b[<')) {
      filtered.write(chunk);
      return;
    }
    for (const [, button, column, row, end] of text.matchAll(mouseReport)) {
      const name =
        button === '64' ? 'wheel-up' : button === '65' ? 'wheel-down' : button === '0' && end === 'M' ? 'click' : '';
      if (name !== '') onKey({ name, text: '', row: Number(row) - 1, column: Number(column) - 1 });
    }
    filtered.write(Buffer.from(text.replace(mouseReport, ''), 'latin1'));
  };
  const end = () => onKey({ name: 'end-of-input', text: '' });
  input.on('data', read).on('end', end).on('error', end);
  return () => {
    input.off('data', read).off('end', end).off('error', end);
    input.pause();
  };
}

const names: Readonly<Record<string, string>> = {
  return: 'enter',
  pageup: 'page-up',
  pagedown: 'page-down',
};

function toKey(char: string | undefined, { name = '', ctrl, meta, shift, sequence = '' }: KeyPress): Key {
  const isTyped = char !== undefined && !ctrl && !meta && /^[^\0-\x1f\x7f]+$/u.test(char);
  if (isTyped) return { name: char, text: char };
  const base = names[name] ?? (name === '' ? sequence : name);
  if (ctrl) return { name: `ctrl-${base}`, text: '' };
  return { name: shift && base === 'tab' ? 'shift-tab' : base, text: '' };
}
