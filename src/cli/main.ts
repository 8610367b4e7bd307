/** The program: arguments in, a status out. */
import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { exitStatus, UserError } from '../core/errors.ts';
import { runSimply } from './fast-path.ts';
import type { Io } from './io.ts';
import { outputOf } from './output.ts';

declare const buildId: string;

/** `bin/readings.js`, which has started this. */
const launcher = require.main?.exports as {
  readonly cacheFolder: () => string;
  readonly configurationFile: () => string;
  readonly makeFolder: (folder: string) => void;
  /** The bundled notes by their file names, where the program is one file. */
  readonly bundledNotes?: Readonly<Record<string, string>>;
};

const interruption = { wanted: false, isWriting: false, isLent: false };

/** `readings tree | head -1`: that is no error of anyone. Other errors are told of where they were met. */
function nobodyReads(): void {
  process.exit(exitStatus.success);
}

const output = outputOf(1, () => process.stdout, nobodyReads);
const errors = outputOf(2, () => process.stderr, nobodyReads);

const io: Io = {
  arguments: process.argv.slice(2),
  environment: process.env,
  workingFolder: process.cwd(),
  get input() {
    return process.stdin;
  },
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
  reader: launcher.bundledNotes ? undefined : join(__dirname, 'reader.cjs'),
  indexFolder: join(launcher.cacheFolder(), 'index'),
  makeFolder: launcher.makeFolder,
  build: buildId,
  process: process.pid,
  isRunning,
  atEnd,
  interrupt: () => process.kill(process.pid, 'SIGINT'),
  bundledNotes: () => (launcher.bundledNotes ? unpacked(launcher.bundledNotes) : join(__dirname, '..', 'notes')),
  interruption,
};

/** https://man7.org/linux/man-pages/man2/kill.2.html: signal 0 only asks. Not to be allowed to means that it runs. */
function isRunning(number: number): boolean {
  try {
    return process.kill(number, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

let isAttended = false;

/** A signal that would end the process at once ends it in order. */
function atEnd(run: () => void): void {
  process.on('exit', run);
  if (isAttended) return;
  isAttended = true;
  for (const [signal, number] of [
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const)
    process.on(signal, () => process.exit(128 + number));
}

/** Notes that came inside the program, as files: made once a build. */
function unpacked(notes: Readonly<Record<string, string>>): string {
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
        `the bundled notes cannot be unpacked into ${folder}: ${(error as Error).message}`,
        exitStatus.partialFailure,
        'Name a library of your own with --library, or another folder with READINGS_CACHE_DIR.',
      );
  }
  return folder;
}

// A record that is being written is finished first; asked twice, the program ends at once. A pager decides for itself.
process.on('SIGINT', () => {
  if (interruption.isLent) return;
  if (interruption.wanted || !interruption.isWriting) process.exit(exitStatus.interrupted);
  interruption.wanted = true;
});
async function run(): Promise<void> {
  process.exitCode = (await runSimply(io)) ?? (await (await import('./program.ts')).run(io));
  // What Node takes apart when it ends by itself is a twentieth of the time of a short answer.
  if (output.isWritten && errors.isWritten) process.exit();
}

run();
