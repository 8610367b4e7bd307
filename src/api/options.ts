export interface OpenOptions {
  /** Include only notes with all of these tags. */
  readonly tags?: readonly string[];
  /** Include only notes whose path matches this pattern, as in `.gitignore`. */
  readonly path?: string;
  /** Include only notes of this date or later: the date in the front matter, else the time of the last change. */
  readonly since?: Date;
  /**
   * Whether to use and update the index shared with the commands (default: true). If not, every query reads the notes.
   */
  readonly index?: boolean;
  /** The folder that paths are relative to (default: the process's working folder). */
  readonly workingFolder?: string;
}
