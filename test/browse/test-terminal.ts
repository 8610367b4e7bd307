/** A terminal for tests: a pseudo-terminal with a program in it, and what its screen shows. */
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

export interface Start {
  readonly columns: number;
  readonly rows: number;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Milliseconds until a test gives up on something that never appears. */
const timeoutMs = 15_000;

export class TestTerminal {
  readonly #process: pty.IPty;
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  #output = '';
  #status: number | undefined;
  #waiting: (() => void)[] = [];

  constructor(command: readonly [string, ...string[]], { columns, rows, folder, environment }: Start) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 });
    const [program, ...words] = command;
    this.#process = pty.spawn(program, words, {
      name: 'xterm-256color',
      cols: columns,
      rows,
      cwd: folder,
      env: { ...environment, TERM: environment.TERM ?? 'xterm-256color' },
    });
    this.#process.onData((text) => {
      this.#output += text;
      this.#terminal.write(text, () => this.#wake());
    });
    // What the terminal answers to queries.
    this.#terminal.onData((answer) => this.#process.write(answer));
    this.#process.onExit(({ exitCode, signal }) => {
      this.#status = signal ? 128 + signal : exitCode;
      this.#wake();
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  get process(): number {
    return this.#process.pid;
  }

  /** Everything that was written to the terminal. */
  get output(): string {
    return this.#output;
  }

  /** The lines of the screen, without white space at their ends. */
  get screen(): string[] {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: this.#terminal.rows }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
  }

  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  press(keys: string): void {
    this.#process.write(keys);
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#process.resize(columns, rows);
  }

  kill(signal: string): void {
    this.#process.kill(signal);
  }

  /** Waits until the screen is as a function wants it. @throws Error with the screen if it never is */
  async waitFor(what: string | RegExp | ((screen: readonly string[]) => boolean)): Promise<void> {
    const isThere = () => {
      const { screen } = this;
      if (typeof what === 'function') return what(screen);
      const text = screen.join('\n');
      return typeof what === 'string' ? text.includes(what) : what.test(text);
    };
    const end = Date.now() + timeoutMs;
    while (!isThere()) {
      const hasEnded = this.#status !== undefined;
      // What was written before the end is on the screen now.
      if (hasEnded) await new Promise<void>((resolve) => this.#terminal.write('', resolve));
      if (hasEnded && isThere()) return;
      if (Date.now() > end || hasEnded)
        throw new Error(`${what} did not appear. The screen:\n${this.screen.join('\n')}\n(status ${this.#status})`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 250);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Waits for the program to end. @returns its status */
  async end(): Promise<number> {
    const limit = Date.now() + timeoutMs;
    while (this.#status === undefined) {
      if (Date.now() > limit) throw new Error(`The program did not end. The screen:\n${this.screen.join('\n')}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 250);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    // What was written before the end is on the screen.
    await new Promise<void>((resolve) => this.#terminal.write('', resolve));
    return this.#status;
  }

  close(): void {
    if (this.#status === undefined) this.#process.kill('SIGKILL');
  }
}
