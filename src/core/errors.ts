import type { Status } from './exit-codes.ts';

/** An error for a person: what happened, what to do, and the exit status. */
export class UserError extends Error {
  readonly status: Status;
  readonly hint: string | undefined;

  constructor(message: string, status: Status, hint?: string) {
    super(message);
    // The name under which programs that import the library know it.
    this.name = 'ReadingsError';
    this.status = status;
    this.hint = hint;
  }
}
