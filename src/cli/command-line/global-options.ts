/** The options of every command. */
import type { Values } from '../../core/query/parameters.ts';
import { linkModes } from '../../render/answers.ts';
import { formatNames } from '../../render/formats.ts';
import { themeNames } from '../../render/theme-names.ts';
import type { Option } from './options.ts';

export const globalOptions = [
  {
    name: 'library',
    short: 'L',
    type: 'string',
    isRepeatable: true,
    valueName: 'path',
    description: 'folder or file with notes, - for standard input, or a configured name (repeatable)',
  },
  {
    name: 'format',
    short: 'f',
    type: 'choice',
    choices: formatNames,
    valueName: 'name',
    description: 'output format',
  },
  { name: 'json', type: 'boolean', description: 'short for --format json' },
  {
    name: 'color',
    type: 'choice',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    valueName: 'when',
    description: 'use colors',
  },
  {
    name: 'theme',
    type: 'string',
    valueName: 'name',
    description: `color theme: auto, ${themeNames.join(', ')}, or one from your configuration`,
  },
  {
    name: 'links',
    type: 'choice',
    choices: ['auto', ...linkModes],
    valueName: 'how',
    description: 'links at a terminal: clickable, address in the text, numbered list at the end, or text only',
  },
  {
    name: 'width',
    type: 'integer',
    minimum: 10,
    maximum: 10_000,
    valueName: 'columns',
    description: 'line width, 10 to 10000',
  },
  {
    name: 'pager',
    type: 'boolean',
    default: true,
    description: 'use a pager for long output',
    negatedDescription: 'do not use a pager',
  },
  {
    name: 'index',
    type: 'boolean',
    default: true,
    description: 'use the index',
    negatedDescription: 'read the notes directly and do not use the index',
  },
  { name: 'quiet', short: 'q', type: 'boolean', description: 'suppress hints and warnings' },
  {
    name: 'null',
    short: '0',
    type: 'boolean',
    description: 'end each line with NUL instead of newline (tsv, urls, lists of paths)',
  },
  {
    name: 'tag',
    type: 'string',
    isRepeatable: true,
    valueName: 'tag',
    description: 'only notes with this tag (repeatable; notes must have all tags)',
  },
  {
    name: 'path',
    type: 'string',
    valueName: 'glob',
    description: 'only notes whose path matches a .gitignore pattern',
  },
  {
    name: 'since',
    type: 'date',
    valueName: 'date',
    description:
      'only notes dated on or after this: 2024-01-31, an age such as 30d, 2w, 6m, 1y, or yesterday, monday, "last week"',
  },
] as const satisfies readonly Option[];

export type GlobalOptions = Values<typeof globalOptions>;

/** The global options that the help of every command shows; `readings help options` shows all. */
export const commonOptions: readonly string[] = ['library', 'format', 'json', 'quiet'];
