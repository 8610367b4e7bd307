/** What the options of a QUERY come to. */
export interface QueryOptions {
  readonly all?: boolean;
  readonly first?: number;
  readonly exact?: boolean;
}
