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
  lookup: [
    'A query is the name of a note, heading or label, or some of its words. A note is named by its file name without the extension, its title, or an alias. Exact names come first; then sections that have all the words, the beginnings of words, or words with the same stem; then small spelling mistakes.',
    'A word may be in the heading, in a heading above it, in the title or tags of the note, or in its path. The closer to the heading, the better the match.',
    {
      names: [
        ['cold start', 'a section whose heading has both words, or one of them in a heading above'],
        ['vercel > limits', 'the heading "limits" below whatever "vercel" matches'],
        ['trees.md#costs', 'an address: exactly that section'],
        ['./trees.md', 'a path from the working folder'],
      ],
    },
    'The best match is used, and the next matches are named on standard error. --all uses every match, --first N the N best, and --exact refuses to guess.',
  ],
  'search-syntax': [
    'search finds sections that contain all the words. Accents and word endings do not matter. Anything that is not valid query syntax is searched for literally.',
    {
      names: [
        ['cold start', 'both words'],
        ['"cold start"', 'the exact phrase'],
        ['serv*', 'words that begin with serv'],
        ['trees -hash', 'trees, but not hash'],
        ['venv OR conda', 'at least one of the words'],
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
