/**
 * What is to be known beside the commands: for `readings help TOPIC`, the manual and the README. What other files define is told
 * from there.
 */
import type { Key } from '../../configuration/keys.ts';
import { keys } from '../../configuration/keys.ts';
import { exitStatuses } from '../../core/errors.ts';
import { lintRules } from '../../lint/rules.ts';
import { formatDescriptions } from '../../render/format-names.ts';
import { titles } from './topic-titles.ts';

/** A paragraph, names with what each means, or an example. */
export type Part =
  | string
  | { readonly names: readonly (readonly [name: string, meaning: string])[] }
  | { readonly code: string };

export interface Topic {
  readonly name: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function describe({ scopes, description, defaultValue, overriddenBy }: Key): string {
  const files = scopes.map((scope) => (scope === 'user' ? 'your own file' : 'the file of a library')).join(' and ');
  const overridden = overriddenBy ? ` Overridden by: ${overriddenBy.join(', ')}.` : '';
  return `${sentence(description)} In ${files}.${overridden} Default: ${defaultValue}.`;
}

export const helpTopics: readonly Topic[] = [
  {
    name: 'formats',
    title: titles.formats,
    parts: [
      '--format names one of these, wherever it has a meaning; --json is short for --format json. At a terminal the default is terminal; in a pipe each command has its own.',
      { names: Object.entries(formatDescriptions) },
      'Paths in tsv and text are relative to the working folder when beneath it, else absolute, so that an editor or xargs can open them.',
    ],
  },
  {
    name: 'lookup',
    title: titles.lookup,
    parts: [
      'A query is the name of a note (its file without the extension, its title, an alias), a heading or a label, or some of its words. An exact name comes first; then all words, word starts and stems; then small slips of spelling.',
      'A word may stand in the heading, in the headings above it, in the title or tags of the note, or in its path. The nearer the heading, the better.',
      {
        names: [
          ['cold start', 'a heading that has both words, or one of them above it'],
          ['vercel > limits', 'the heading limits beneath what vercel means'],
          ['trees.md#costs', 'an address: that section and nothing else'],
          ['./trees.md', 'a path, from the working folder'],
        ],
      },
      'The best section is taken, and the next are named on standard error. --all takes every match, --first N the best N, --exact refuses to guess.',
    ],
  },
  {
    name: 'search-syntax',
    title: titles['search-syntax'],
    parts: [
      'Sections are found that have all words, by their stems, with and without accents. What means nothing as a query is taken as words.',
      {
        names: [
          ['cold start', 'both words'],
          ['"cold start"', 'the phrase'],
          ['serv*', 'words that begin so'],
          ['trees -hash', 'without a word'],
          ['venv OR conda', 'one of two'],
          ['title:WORD', "in the note's title"],
          ['heading:WORD', "in the section's heading"],
          ['in:WORD', 'in the heading, those above it, or the title'],
          ['tag:WORD', "in the note's tags"],
          ['path:WORD', "in the note's path"],
        ],
      },
    ],
  },
  {
    name: 'configuration',
    title: titles.configuration,
    parts: [
      'Your own is $XDG_CONFIG_HOME/readings/config.toml (READINGS_CONFIG names another; readings config --path tells where it is, readings config --edit opens it). A library has its own, .readings.toml at its root. Options come before variables of the environment, those before the file of the library, that before your own. A library may be somebody else’s: it cannot name programs to run.',
      {
        names: keys.map((key: Key) => [key.name, describe(key)]),
      },
      'Unknown keys and wrong values are errors, told with the file, the line, the nearest key and what is allowed. JSON schemas of both files come with the program: config.schema.json and library.schema.json, in its folder dist.',
    ],
  },
  {
    name: 'lint-rules',
    title: titles['lint-rules'],
    parts: [
      'Each rule, with Markdown in which it finds something (readings help lint-rules). --fix puts bare addresses in angle brackets, and spells keys of front matter right.',
      ...lintRules.flatMap(({ name, description, example }): Part[] => [
        { names: [[name, description]] },
        { code: example },
      ]),
    ],
  },
  {
    name: 'exit-status',
    title: titles['exit-status'],
    parts: [
      { names: exitStatuses.map(({ status, meaning }) => [String(status), meaning]) },
      '3 comes before 1 and 0. A binary file that was skipped, an encoding that was decoded and malformed front matter are warnings, and change nothing.',
    ],
  },
];
