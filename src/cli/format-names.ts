/** The names of formats. */
export const formatNames = [
  'terminal',
  'markdown',
  'text',
  'json',
  'ndjson',
  'tsv',
  'csv',
  'html',
  'urls',
  'sarif',
] as const;
export type FormatName = (typeof formatNames)[number];
