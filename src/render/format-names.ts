/** The names of formats, and what each is. */
export const formatDescriptions = {
  terminal: 'laid out for a person; the default at a terminal',
  markdown: 'what the notes say as they say it',
  text: 'words without markup',
  json: 'records, in one array; of tables their rows, as objects by the names in the header row',
  ndjson: 'records, one a line',
  tsv: 'fields apart by tabs; tab, newline and backslash in a field are written \\t, \\n, \\\\',
  csv: 'of tables: RFC 4180',
  html: 'a fragment, escaped, without scripts',
  urls: 'of links: an address a line',
  sarif: 'of lint: SARIF 2.1.0',
} as const;

export type FormatName = keyof typeof formatDescriptions;
export const formatNames = Object.keys(formatDescriptions) as readonly FormatName[];
