/**
 * The help topics, shown by `readings help TOPIC`, the manual and the reference. Lists such as formats and keys are
 * generated from their definitions.
 */
import { keyGroups } from '../../browse/key-help.ts';
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
        ['READINGS_LIBRARY', 'a list of the same, separated by : (; on Windows)'],
        [
          '.readings.toml',
          'the nearest folder with this file, from the working folder upwards; its `notes` key can name a subfolder',
        ],
        ['default-library', 'in your configuration; if unset, all configured libraries'],
        [
          'the working folder',
          'if it contains a note at most two folders deep; never your home folder or the root of the file system',
        ],
        ['the bundled notes', 'which come with the program'],
      ],
    },
    'A path can be given instead of a query, even outside the library: `readings tree README.md`, `readings list course/ work/`. - is standard input. Without a query or library, `show` reads standard input if it is a pipe or a file.',
  ],
  lookup: [
    'A query is the name of a note, heading or label, or some of its words. A note is named by its file name, its title, or an alias. The title comes from the front matter; otherwise it is the first heading, if the note begins with it or it is the only level-1 heading; otherwise the file name.',
    {
      names: [
        ['cold start', 'a section whose heading has both words, or one of them in a heading above'],
        ['how do cold starts work', 'the same: words such as how, do and work are ignored unless there are no others'],
        [
          'vercel > limits',
          'the heading "limits" under anything that matches "vercel"; if there is none, sections under it that mention limits',
        ],
        ['trees.md', 'a file by its name, or the end of its path'],
        ['trees.md#costs', 'an address: exactly that section'],
        ['trees.md:12', 'the section at that line; other commands print this form'],
        ['./trees.md', 'a path from the working folder'],
        ['bst', 'initials: Binary Search Tree'],
      ],
    },
    'Exact names come first; case, plurals, hyphens, spaces and number words up to twelve are ignored. Next come headings with all the words, then headings with some of them if the rest are in a heading above, the title, the tags or the path, then initials, word beginnings and word stems. If no name matches, the best guess has the rarest word in its headings and the others in its text. Finally, unknown words are corrected: by one letter in words of up to five letters, by two in longer words.',
    'show and tree use the best match and list the others. Commands that list items, such as links and proscons, use every section whose name matches. If these have no items, the commands use the closest guess and say so. --all uses every match, --first N the N best, and --exact requires an exact name. add never guesses; edit guesses only at a terminal.',
  ],
  'search-syntax': [
    'search finds sections that contain all the words. Accents and word endings are ignored, and so are words such as how and what unless the query has no others. Sections named exactly like the query come first, then headings that begin with the words, headings that contain them, and matches in the text. Anything that is not valid query syntax is searched for literally.',
    'If nothing matches, search corrects the spelling of unknown words. If that fails too, it lists the sections with most of the words and says which are missing.',
    {
      names: [
        ['cold start', 'both words'],
        ['"cold start"', 'the exact phrase'],
        ['serv*', 'words that begin with serv'],
        ['trees -hash', 'trees, but not hash'],
        ['venv OR conda', 'at least one of the words; AND between words changes nothing'],
        ['C++', 'text with the symbols themselves comes first'],
        ['title:WORD', 'in the title of the note'],
        ['heading:WORD', 'in the heading of the section'],
        ['in:WORD', 'in the heading, a heading above it, or the title'],
        ['tag:WORD', 'in the tags of the note'],
        ['path:WORD', 'in the path of the note'],
      ],
    },
  ],
  configuration: [
    'Your configuration file is the one READINGS_CONFIG names, otherwise readings/config.toml in your configuration folder: $XDG_CONFIG_HOME, or ~/.config on Linux. `readings config --path` prints its path and `readings config --edit` opens it. A library may have a file .readings.toml in its root folder. Options override environment variables, which override the library’s file, which overrides your own. A library’s file cannot set programs to run, because you may not have written it.',
    { names: keys.map((key: Key) => [key.name, describeKey(key)]) },
    'Unknown keys and invalid values are errors; the message names the file, the line, the nearest key and the allowed values. JSON schemas of both files are installed with the program: dist/config.schema.json and dist/library.schema.json.',
  ],
  keys: [
    'In `readings browse` and in the list of `readings pick` without fzf:',
    ...keyGroups.flatMap(([title, group]): Part[] => [title, { names: group }]),
    'In a list, type to filter it, move with the arrow keys, choose with Enter and go back with Esc. The mouse wheel scrolls. With --mouse, a click selects a heading or link. When a note changes on disk, the reader reloads it. The last place in each note is kept in READINGS_STATE_DIR, otherwise $XDG_STATE_HOME/readings (~/.local/state/readings); --fresh ignores it.',
  ],
  'lint-rules': [
    'Each rule is shown with Markdown that triggers it. --fix puts bare URLs in angle brackets and corrects misspelled front matter keys.',
    ...lintRules.flatMap(({ name, description, example, isOptional }): Part[] => [
      { names: [[name, isOptional ? `${description} Off by default; --rule ${name} turns it on.` : description]] },
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
