/**
 * What there is to know beyond single commands: for `readings help TOPIC`, the manual and the reference. Facts that other
 * files define are taken from there.
 */
import type { Key } from '../../configuration/keys.ts';
import { keys } from '../../configuration/keys.ts';
import { exitStatuses } from '../../core/exit-codes.ts';
import { lintRules } from '../../lint/rules.ts';
import { formatNames, formats } from '../../render/formats.ts';
import { globalOptions } from '../command-line/global-options.ts';
import { describeOption } from '../command-line/options.ts';
import { commands } from '../commands/index.ts';
import { topicTitles } from './topic-titles.ts';

/** A paragraph, names with their meanings, or an example. */
export type Part =
  | string
  | { readonly names: readonly (readonly [name: string, meaning: string])[] }
  | { readonly code: string };

export interface Topic {
  readonly name: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

const toSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

function describeKey({ scopes, description, defaultValue, overriddenBy }: Key): string {
  const files = scopes.map((scope) => (scope === 'user' ? 'your configuration' : 'a library’s .readings.toml'));
  const overridden = overriddenBy ? ` Overridden by: ${overriddenBy.join(', ')}.` : '';
  return `${toSentence(description)} Allowed in ${files.join(' and ')}.${overridden} Default: ${defaultValue}.`;
}

const partsByTopic: Readonly<Record<keyof typeof topicTitles, readonly Part[]>> = {
  commands: [{ names: commands.map(({ name, summary }) => [name, summary]) }],
  options: [{ names: globalOptions.map(describeOption) }],
  formats: [
    '--format selects one of these formats, if the command supports it; --json is short for --format json. The default at a terminal is terminal. In a pipe, each command has its own default.',
    { names: formatNames.map((name) => [name, formats[name].description]) },
    'Paths in tsv and text are relative to the working folder if the file is below it, otherwise absolute, so that an editor or xargs can open them.',
  ],
  libraries: [
    'The notes come from the first of these that applies:',
    {
      names: [
        ['--library', 'a folder, a file, - for standard input, or a name from your configuration'],
        ['READINGS_LIBRARY', 'the same, separated as in PATH'],
        [
          '.readings.toml',
          'the nearest folder with this file, from the working folder upwards; its key notes can name a folder in it',
        ],
        ['default-library', 'in your configuration; without it, all libraries that the configuration names'],
        [
          'the working folder',
          'if it has a note in it, at most two folders down; never your home folder or the root of the file system',
        ],
        ['the bundled notes', 'which come with the program'],
      ],
    },
    'Paths of files and folders work wherever a query does, also outside the library: `readings tree README.md`, `readings list course/ work/`. - is standard input. `show` reads standard input without being asked if it is a pipe or a file and nothing else is named.',
  ],
  lookup: [
    'A query is the name of a note, heading or label, or some of its words. A note is named by its file name, its title, or an alias. Its title is the title in its front matter, else its first heading if that opens the note or is the only heading of level 1, else its file name.',
    {
      names: [
        ['cold start', 'a section whose heading has both words, or one of them in a heading above'],
        ['how do cold starts work', 'the same: words such as how, do and work decide nothing if others remain'],
        [
          'vercel > limits',
          'the heading "limits" below whatever "vercel" matches; without one, what mentions limits there',
        ],
        ['trees.md', 'a file by its name, or the end of its path'],
        ['trees.md#costs', 'an address: exactly that section'],
        ['trees.md:12', 'the section at that line, as the output of other commands names it'],
        ['./trees.md', 'a path from the working folder'],
        ['bst', 'initials: Binary Search Tree'],
      ],
    },
    'Names come first. Case, plurals, hyphens, spaces and number words up to twelve make no difference. Next are headings that have all the words, those that have some of them with the others in headings above, the title, the tags or the path, then initials, beginnings of words, and words with the same stem. If nothing is called that way, a section whose headings have the rarest word and whose text has the others is shown, and then words that the notes do not have are corrected: one letter in words of up to five, two in longer ones.',
    'show and tree use the best match, and say which others there are. Commands that collect something, such as links and proscons, take it from every section whose name has the words; if none of them has any, from the closest guess, and say so. --all uses every match, --first N the N best, and --exact refuses to guess. add never guesses, and edit does not without a terminal.',
  ],
  'search-syntax': [
    'search finds sections that contain all the words. Accents and word endings do not matter, and neither do words such as how and what if others remain. What has the words as its name comes first, then headings that begin with them, then headings that have them, then text. Anything that is not valid query syntax is searched for literally.',
    'Without results, search corrects the words that no note has; if that does not help either, it finds the sections with most of the words, and says which are missing.',
    {
      names: [
        ['cold start', 'both words'],
        ['"cold start"', 'the exact phrase'],
        ['serv*', 'words that begin with serv'],
        ['trees -hash', 'trees, but not hash'],
        ['venv OR conda', 'at least one of the words; AND between words changes nothing'],
        ['C++', 'with signs: text that has them comes first'],
        ['title:WORD', 'in the title of the note'],
        ['heading:WORD', 'in the heading of the section'],
        ['in:WORD', 'in the heading, a heading above it, or the title'],
        ['tag:WORD', 'in the tags of the note'],
        ['path:WORD', 'in the path of the note'],
      ],
    },
  ],
  configuration: [
    'Your own configuration is $XDG_CONFIG_HOME/readings/config.toml, or the file that READINGS_CONFIG names. `readings config --path` prints its path and `readings config --edit` opens it. A library may have a file .readings.toml in its root folder. Options override environment variables, which override the library’s file, which overrides your own. A library’s file cannot name programs to run, because a library may belong to somebody else.',
    { names: keys.map((key: Key) => [key.name, describeKey(key)]) },
    'Unknown keys and invalid values are errors; the message names the file, the line, the nearest key and the allowed values. JSON schemas of both files are installed with the program: dist/config.schema.json and dist/library.schema.json.',
  ],
  'lint-rules': [
    'Each rule has an example of Markdown in which it finds a problem. --fix puts bare URLs in angle brackets and corrects misspelled front matter keys.',
    ...lintRules.flatMap(({ name, description, example }): Part[] => [
      { names: [[name, description]] },
      { code: example },
    ]),
  ],
  'exit-status': [
    { names: exitStatuses.map(({ status, meaning }) => [String(status), meaning]) },
    '3 takes precedence over 0 and 1. Skipped binary files, converted encodings and malformed front matter are only warnings and do not change the status.',
  ],
};

export const helpTopics: readonly Topic[] = (Object.keys(topicTitles) as (keyof typeof topicTitles)[]).map((name) => ({
  name,
  title: topicTitles[name],
  parts: partsByTopic[name],
}));
