/** Exit statuses: a script can tell absent, wrong, unreadable and ambiguous apart. */
export const status = {
  found: 0,
  nothingMatched: 1,
  wrongCommandLine: 2,
  partUnreadable: 3,
  ambiguous: 4,
  defect: 70,
  interrupted: 130,
} as const;

export type Status = (typeof status)[keyof typeof status];

/** An error meant for a person: what happened, what to do, and the status that the program ends with. */
export class UserError extends Error {
  readonly status: Status;
  readonly hint: string | undefined;

  constructor(message: string, exit: Status, hint?: string) {
    super(message);
    this.name = 'UserError';
    this.status = exit;
    this.hint = hint;
  }
}
