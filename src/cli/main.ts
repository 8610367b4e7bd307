/** The entry point: connects the program to its process. */
import { existsSync, fstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../core/errors.ts';
import { exitStatus } from '../core/exit-codes.ts';
import { run } from './fast-path.ts';
import type { Io } from './io.ts';
import { createOutput } from './output.ts';

declare const buildId: string;

/** `bin/readings.js`, which loads this module. */
const launcher = require.main?.exports as {
  readonly cacheFolder: () => string;
  readonly configurationFile: () => string;
  readonly makeFolder: (folder: string) => void;
  /** The bundled notes by file name, if the program is a single executable. */
  readonly bundledNotes?: Readonly<Record<string, string>>;
};

const interruption = { isRequested: false, isWriting: false, isTerminalLent: false };

/** Ends quietly when the reader of a pipe is gone, as in `readings tree | head -1`. */
function exitWithoutReader(): void {
  process.exit(exitStatus.success);
}

const output = createOutput(1, () => process.stdout, exitWithoutReader);
const errors = createOutput(2, () => process.stderr, exitWithoutReader);

const io: Io = {
  arguments: process.argv.slice(2),
  environment: process.env,
  workingFolder: process.cwd(),
  get input() {
    return process.stdin;
  },
  isInputPiped,
  output,
  errors,
  now: Date.now(),
  terminal: () => process.stdout,
  program: launcher.bundledNotes ? [process.execPath] : [process.execPath, require.main?.filename ?? ''],
  platform: process.platform,
  get homeFolder() {
    return homedir();
  },
  configurationFile: launcher.configurationFile(),
  readerProgram: launcher.bundledNotes ? undefined : join(__dirname, 'reader.cjs'),
  indexFolder: join(launcher.cacheFolder(), 'index'),
  makeFolder: launcher.makeFolder,
  build: buildId,
  process: process.pid,
  isRunning,
  atExit,
  suspend: (resume) => {
    let isResumed = false;
    const resumeOnce = () => {
      if (!isResumed) resume();
      isResumed = true;
    };
    process.once('SIGCONT', resumeOnce);
    // The whole process group stops, as on Ctrl-Z. A group without a shell that could continue it goes on at once.
    process.kill(0, 'SIGTSTP');
    setTimeout(resumeOnce, 50);
  },
  onContinue: (run) => {
    process.on('SIGCONT', run);
    return () => process.off('SIGCONT', run);
  },
  interrupt: () => process.kill(process.pid, 'SIGINT'),
  bundledNotes: () => (launcher.bundledNotes ? unpackNotes(launcher.bundledNotes) : join(__dirname, '..', 'notes')),
  interruption,
};

/** Signal 0 only checks for a process (kill(2)); EPERM means that it exists. */
function isRunning(number: number): boolean {
  try {
    return process.kill(number, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isInputPiped(): boolean {
  try {
    const stats = fstatSync(0);
    return stats.isFIFO() || stats.isFile();
  } catch {
    return false;
  }
}

let handlesSignals = false;

/** Runs a function when the process exits, including on SIGTERM, SIGHUP and SIGQUIT. */
function atExit(run: () => void): void {
  process.on('exit', run);
  if (handlesSignals) return;
  handlesSignals = true;
  for (const [signal, number] of [
    ['SIGTERM', 15],
    ['SIGHUP', 1],
    ['SIGQUIT', 3],
  ] as const)
    process.on(signal, () => process.exit(128 + number));
}

/** Writes the notes inside a single executable to files, once per build. */
function unpackNotes(notes: Readonly<Record<string, string>>): string {
  const folder = join(launcher.cacheFolder(), 'notes', buildId, 'notes');
  if (existsSync(folder)) return folder;
  const temporary = `${folder}.${process.pid}.tmp`;
  try {
    launcher.makeFolder(temporary);
    for (const [name, text] of Object.entries(notes)) writeFileSync(join(temporary, name), text);
    renameSync(temporary, folder);
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another process may have been faster.
    if (!existsSync(folder))
      throw new UserError(
        `Cannot unpack the bundled notes into ${folder}: ${(error as Error).message}.`,
        exitStatus.partialFailure,
        'Choose your own notes with --library, or another folder with READINGS_CACHE_DIR.',
      );
  }
  return folder;
}

// A write in progress is finished first. A second Ctrl-C ends the program at once.
process.on('SIGINT', () => {
  if (interruption.isTerminalLent) return;
  if (interruption.isRequested || !interruption.isWriting) process.exit(exitStatus.interrupted);
  interruption.isRequested = true;
});

async function main(): Promise<void> {
  process.exitCode = await run(io);
  // Exit now: Node's own cleanup takes 5% of the time of a short answer.
  if (output.isWritten && errors.isWritten) process.exit();
}

main();
