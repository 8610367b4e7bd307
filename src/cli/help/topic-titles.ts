/** What topics of help are called: all that the list of them needs. */
export const titles = {
  formats: 'How answers are printed',
  lookup: 'What a query means',
  'search-syntax': 'What the words of a search mean',
  configuration: 'The two files of the configuration',
  'lint-rules': 'What lint finds',
  'exit-status': 'What the program ends with',
} as const;
