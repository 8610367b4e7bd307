/** What the program has of its surroundings, so that only `main.ts` touches `process`. */
import type { Readable } from 'node:stream';

/** Where text is written to; it may be a terminal. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
  write(text: string, done?: (error?: Error | null) => void): unknown;
}
export type Input = Readable & { readonly isTTY?: boolean; readonly setRawMode?: (isRaw: boolean) => unknown };

export interface Io {
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly input: Input;
  readonly output: Output;
  readonly errors: Output;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Has something done when the program ends, however it is ended: what it has changed of the terminal is put right. */
  readonly atEnd: (run: () => void) => void;
  /** Does what Ctrl-C does. */
  readonly interrupt: () => void;
  /** Standard output as Node has it, for what moves the cursor. */
  readonly terminal: () => NodeJS.WriteStream;
  /** The words that start this program. */
  readonly program: readonly string[];
  /** As `process.platform` has it. */
  readonly platform: string;
  /** The user's home folder. */
  readonly homeFolder: string;
  /** The user's configuration, whether it is there or not. */
  readonly configurationFile: string;
  /** The program of the thread that reads notes for an index, where there can be one. */
  readonly reader: string | undefined;
  /** Where indexes are kept. */
  readonly indexFolder: string;
  /** Makes a folder and those above it, for this user alone. */
  readonly makeFolder: (folder: string) => void;
  /** Which build of the program this is: another may read notes another way. */
  readonly build: string;
  /** The number of this process. */
  readonly process: number;
  /** Whether a process of some number runs. */
  readonly isRunning: (process: number) => boolean;
  /** The folder of the notes that come with the program. */
  readonly bundledNotes: () => string;
  /**
   * Whether an interruption was asked for; the writer then stops at the next record. While the terminal is lent to another program (a
   * pager, an editor), interruptions are that program's.
   */
  readonly interruption: { wanted: boolean; isWriting: boolean; isLent: boolean };
}
