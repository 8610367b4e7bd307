/** The program: arguments in, a status out. */
import { join } from 'node:path';
import type { Io } from './io.ts';
import { run } from './program.ts';
import { status } from './user-error.ts';

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
  bundledNotes: join(__dirname, '..', 'notes'),
  interruption,
};

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

run(io).then((exit) => {
  process.exitCode = exit;
});
