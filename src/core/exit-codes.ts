/** Exit statuses, so that a script can tell the outcomes apart. */
export const exitStatus = {
  success: 0,
  noMatch: 1,
  usageError: 2,
  partialFailure: 3,
  ambiguous: 4,
  internalError: 70,
  interrupted: 130,
} as const;

export const exitStatuses: readonly { readonly status: Status; readonly meaning: string }[] = [
  { status: exitStatus.success, meaning: 'results found; for lint: no problems found' },
  { status: exitStatus.noMatch, meaning: 'no match; for lint: problems found' },
  {
    status: exitStatus.usageError,
    meaning: 'invalid command line or configuration, or an external program (editor, pager, browser) failed',
  },
  {
    status: exitStatus.partialFailure,
    meaning:
      'some files could not be read or written; results from the other files are printed, and errors go to standard error',
  },
  { status: exitStatus.ambiguous, meaning: 'several matches where one is required' },
  { status: exitStatus.internalError, meaning: 'internal error in readings (set READINGS_DEBUG=1 for a stack trace)' },
  { status: exitStatus.interrupted, meaning: 'interrupted, or nothing selected' },
];

export type Status = (typeof exitStatus)[keyof typeof exitStatus];
