/** The full screen: the alternate screen of the terminal, painted line by line where it changes. */
import type { Host } from './host.ts';

/**
 * Modes: alternate screen, no wrapping, hidden cursor, pasted text marked as such, the wheel as arrow keys (xterm's control
 * sequences). A terminal that draws a character wider than expected must not wrap the line, which would scroll the screen.
 */
const enter = '\u001b[?1049h\u001b[?7l\u001b[?25l\u001b[?2004h\u001b[?1007h';
const leave = '\u001b[?2004l\u001b[?1007l\u001b[?7h\u001b[?25h\u001b[?1049l';
const enterMouse = '\u001b[?1000h\u001b[?1006h';
const leaveMouse = '\u001b[?1006l\u001b[?1000l';
/** Terminals with synchronized output show an update at once: https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036 */
const beginUpdate = '\u001b[?2026h';
const endUpdate = '\u001b[?2026l';

export class Screen {
  readonly #host: Host;
  #shown: readonly string[] = [];
  #shownSize = '';
  #isOpen = false;

  constructor(host: Host) {
    this.#host = host;
    host.atExit(() => this.close());
  }

  get columns(): number {
    return Math.max(1, this.#host.terminal.columns || 80);
  }

  get rows(): number {
    return Math.max(1, this.#host.terminal.rows || 24);
  }

  open(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#shownSize = '';
    this.#host.input.setRawMode?.(true);
    this.#host.input.resume();
    this.#host.terminal.write(enter + (this.#host.hasMouse ? enterMouse : ''));
  }

  /** Takes the terminal again after the program was stopped from outside. */
  reopen(): void {
    if (!this.#isOpen) return;
    // Node believes that the mode is still set.
    this.#host.input.setRawMode?.(false);
    this.#isOpen = false;
    this.open();
  }

  /** Leaves the terminal as it was. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#host.terminal.write((this.#host.hasMouse ? leaveMouse : '') + leave);
    this.#host.input.setRawMode?.(false);
  }

  /**
   * Shows lines. Writes only those that have changed.
   * @param cursor the row and column of the text cursor, from 0; undefined to hide it
   */
  paint(lines: readonly string[], cursor: readonly [row: number, column: number] | undefined): void {
    if (!this.#isOpen) return;
    const { columns, rows } = this;
    const size = `${columns}x${rows}`;
    let update = '';
    if (size !== this.#shownSize) {
      update = '\u001b[0m\u001b[2J';
      this.#shown = [];
      this.#shownSize = size;
    }
    for (let row = 0; row < rows; row++) {
      const line = lines[row] ?? '';
      if (line !== (this.#shown[row] ?? '')) update += `\u001b[${row + 1};1H\u001b[0m\u001b[2K${line}`;
    }
    this.#shown = lines.slice(0, rows);
    update += '\u001b[0m';
    update += cursor ? `\u001b[${cursor[0] + 1};${cursor[1] + 1}H\u001b[?25h` : '\u001b[?25l';
    this.#host.terminal.write(beginUpdate + update + endUpdate);
  }
}
