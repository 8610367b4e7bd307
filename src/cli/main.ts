/** The program: arguments in, a status out. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../library/cache-folder.ts';
import type { Io } from './io.ts';
import { runSimply } from './simple.ts';
import { status } from './user-error.ts';

declare const buildId: string;

const interruption = { wanted: false, isWriting: false, isPaging: false };

const io: Io = {
  arguments: process.argv.slice(2),
  environment: process.env,
  workingFolder: process.cwd(),
  get input() {
    return process.stdin;
  },
  output: process.stdout,
  errors: process.stderr,
  now: Date.now(),
  indexFolder: join(cacheFolder(process.env, process.platform, homedir()), 'index'),
  build: buildId,
  process: process.pid,
  isRunning,
  interrupt: () => process.kill(process.pid, 'SIGINT'),
  bundledNotes: join(__dirname, '..', 'notes'),
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

// A record that is being written is finished first; asked twice, the program ends at once. A pager decides for itself.
process.on('SIGINT', () => {
  if (interruption.isPaging) return;
  if (interruption.wanted || !interruption.isWriting) process.exit(status.interrupted);
  interruption.wanted = true;
});
// Nobody reads on (`readings tree | head -1`): that is no error of anyone. Others are told of where they were met.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(status.found);
  });
}

async function run(): Promise<void> {
  process.exitCode = (await runSimply(io)) ?? (await (await import('./program.ts')).run(io));
}

run();
