/** The help topics and their titles, kept apart so that listing them does not load their text. */
export const topicTitles = {
  commands: 'What each command does',
  options: 'Options that work with every command',
  formats: 'Output formats',
  libraries: 'Which notes are read',
  lookup: 'What a query can be',
  'search-syntax': 'The syntax of search',
  configuration: 'The configuration files',
  keys: 'The keys of browse',
  'lint-rules': 'The problems that lint finds',
  'exit-status': 'Exit statuses',
} as const;
