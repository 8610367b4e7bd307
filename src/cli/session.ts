/** One run of the program. */

import { exitStatus } from '../core/errors.ts';
import type { Io } from './io.ts';

export class Session {
  readonly io: Io;
  /** What the run ends with, unless an error says otherwise; after an editor what that ended with. */
  status: number = exitStatus.success;

  constructor(io: Io) {
    this.io = io;
  }
}
