/**
 * Exit statuses: a script can tell absent, wrong, unreadable and ambiguous apart. 0 found, 1 nothing matched, 2 wrong command line,
 * 3 part unreadable, 4 ambiguous, 70 a defect, 130 interrupted.
 */
export const status = {
  found: 0,
  nothingMatched: 1,
  wrongCommandLine: 2,
  partUnreadable: 3,
  ambiguous: 4,
  defect: 70,
  interrupted: 130,
} as const;

/** What each means. */
export const statuses: readonly { readonly status: Status; readonly meaning: string }[] = [
  { status: status.found, meaning: 'something was found; of lint: nothing was found' },
  { status: status.nothingMatched, meaning: 'nothing matched; of lint: something was found' },
  {
    status: status.wrongCommandLine,
    meaning: 'the command line, the configuration or a program that it names is wrong',
  },
  {
    status: status.partUnreadable,
    meaning:
      'part of the library could not be read, or a note not be written: what could be is printed, what could not is named on standard error',
  },
  { status: status.ambiguous, meaning: 'several match where one was asked for' },
  { status: status.defect, meaning: 'a defect in readings itself (READINGS_DEBUG=1 shows where)' },
  { status: status.interrupted, meaning: 'interrupted, or nothing was picked' },
];

export type Status = (typeof status)[keyof typeof status];

/** An error meant for a person: what happened, what to do, and the status that the program ends with. */
export class UserError extends Error {
  readonly status: Status;
  readonly hint: string | undefined;

  constructor(message: string, exit: Status, hint?: string) {
    super(message);
    // As programs that import the library know it.
    this.name = 'ReadingsError';
    this.status = exit;
    this.hint = hint;
  }
}
