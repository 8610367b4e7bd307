/** The program's interface to its process. Only `main.ts` uses `process`. */
import type { Readable } from 'node:stream';

/** A stream to write to, which may be a terminal. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string, callback?: (error?: Error | null) => void): unknown;
}
export type Input = Readable & { readonly isTTY?: boolean; readonly setRawMode?: (isRaw: boolean) => unknown };

export interface Io {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly input: Input;
  /** Whether standard input is a pipe or a file, which ends. */
  readonly isInputPiped: () => boolean;
  readonly output: Output;
  readonly errors: Output;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Runs a function when the program exits, also by a signal: for example to restore the terminal. */
  readonly atExit: (run: () => void) => void;
  /** Stops the program as Ctrl-Z does, and runs a function when it goes on. */
  readonly suspend: (resume: () => void) => void;
  /** Runs a function whenever the program goes on after it was stopped. @returns a function that stops it */
  readonly onContinue: (run: () => void) => () => void;
  /** Does what Ctrl-C does. */
  readonly interrupt: () => void;
  /** Standard output as Node's stream, for libraries that move the cursor. */
  readonly terminal: () => NodeJS.WriteStream;
  /** The words that start this program. */
  readonly program: readonly string[];
  /** As in `process.platform`. */
  readonly platform: string;
  readonly homeFolder: string;
  /** The path of the user's configuration file, whether it exists or not. */
  readonly configurationFile: string;
  /** The program of the worker thread that reads notes for the index; undefined if threads are not available. */
  readonly readerProgram: string | undefined;
  readonly indexFolder: string;
  /** Creates a folder and its parents, for this user only. */
  readonly makeFolder: (folder: string) => void;
  /** Identifies the build of the program: another one may parse notes differently. */
  readonly build: string;
  /** The number of this process. */
  readonly process: number;
  readonly isRunning: (process: number) => boolean;
  /** Returns the folder of the notes that come with the program. */
  readonly bundledNotes: () => string;
  /**
   * The state of an interruption (Ctrl-C). During a write, it only sets `isRequested`, and the writer stops after that
   * write. While the terminal is lent to another program (a pager, an editor), that program handles it.
   */
  readonly interruption: { isRequested: boolean; isWriting: boolean; isTerminalLent: boolean };
}

export async function readStandardInput({ input }: Pick<Io, 'input'>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks);
}
