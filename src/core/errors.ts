import type { Status } from './exit-codes.ts';

/** An error to show to the user: what happened (`message`), what to do (`hint`), and the exit status. */
export class UserError extends Error {
  readonly status: Status;
  readonly hint: string | undefined;

  constructor(message: string, status: Status, hint?: string) {
    super(message);
    // The public name of this error in the API.
    this.name = 'ReadingsError';
    this.status = status;
    this.hint = hint;
  }
}
