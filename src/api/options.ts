/** How a library is opened. */

export interface OpenOptions {
  /** Only notes that bear all of these tags. */
  readonly tags?: readonly string[];
  /** Only notes whose path fits, as in `.gitignore`. */
  readonly path?: string;
  /** Only notes of this date or later, by their front matter or when they were last modified. */
  readonly since?: Date;
  /** Whether the index that the commands keep is used and kept (default); else notes are read each time. */
  readonly index?: boolean;
  /** What paths are relative to; the process's own where nothing is said. */
  readonly workingFolder?: string;
}
