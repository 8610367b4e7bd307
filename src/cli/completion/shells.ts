/** The shells that complete command lines. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

/** A line of completions that asks the shell to complete files too. */
export const filesMarker = ':files';
