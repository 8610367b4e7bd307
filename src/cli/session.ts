/** One run of the program. */
import type { Io } from './io.ts';
import type { Status } from './user-error.ts';
import { status } from './user-error.ts';

export class Session {
  readonly io: Io;
  /** What the run ends with, unless an error says otherwise. */
  status: Status = status.found;

  constructor(io: Io) {
    this.io = io;
  }
}
