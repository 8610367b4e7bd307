/**
 * Defines the configuration keys as data. The reader, `readings config`, the template for `config --edit`, the JSON
 * schema, help and the manual are all generated from them.
 */
import { linkModes } from '../render/answers.ts';

/** `user`: the user's own file. `library`: `.readings.toml` at the root of a library. */
export type ConfigurationScope = 'user' | 'library';

export interface Key {
  readonly name: string;
  readonly scopes: readonly ConfigurationScope[];
  /** A phrase without a full stop, as in the descriptions of options. */
  readonly description: string;
  readonly value: ValueType;
  /** The default, as shown to a person. */
  readonly defaultValue: string;
  readonly example: string;
  /** What overrides the files, highest priority first. */
  readonly overriddenBy?: readonly string[];
}

export type ValueType =
  | { readonly type: 'text' }
  | { readonly type: 'flag' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  /** One string or a list of strings. */
  | { readonly type: 'texts' }
  /** A table of strings, or of lists of strings if `hasLists`. `names` are its allowed keys; any if undefined. */
  | { readonly type: 'table'; readonly hasLists: boolean; readonly names?: readonly string[] }
  | { readonly type: 'themes' };

export const wordSides = ['pros', 'cons', 'use-when', 'avoid-when'] as const;

export const keys = [
  {
    name: 'libraries',
    scopes: ['user'],
    description: 'named libraries, for -L NAME; paths are relative to this file, and ~ is the home folder',
    value: { type: 'table', hasLists: false },
    defaultValue: 'none',
    example: '[libraries]\ncourse = "~/notes/course"',
  },
  {
    name: 'default-library',
    scopes: ['user'],
    description: 'name or names of the libraries to use by default',
    value: { type: 'texts' },
    defaultValue: 'all configured libraries, else the working folder if it contains notes, else the bundled notes',
    example: 'default-library = "course"',
    overriddenBy: ['--library', 'READINGS_LIBRARY', '.readings.toml in the working folder or a folder above it'],
  },
  {
    name: 'name',
    scopes: ['library'],
    description: 'name of the library',
    value: { type: 'text' },
    defaultValue: 'name of its folder',
    example: 'name = "Cloud computing, autumn"',
  },
  {
    name: 'notes',
    scopes: ['library'],
    description: 'folder of the notes, relative to the folder of this file',
    value: { type: 'text' },
    defaultValue: 'folder of the file',
    example: 'notes = "notes"',
  },
  {
    name: 'inbox',
    scopes: ['library'],
    description: 'note that `readings add "a thought"` appends to, relative to the library',
    value: { type: 'text' },
    defaultValue: 'inbox.md',
    example: 'inbox = "inbox.md"',
  },
  {
    name: 'ignore',
    scopes: ['library'],
    description: 'patterns of files and folders to ignore, as in .gitignore',
    value: { type: 'texts' },
    defaultValue: 'none',
    example: 'ignore = ["drafts/", "*.private.md"]',
  },
  {
    name: 'templates',
    scopes: ['library'],
    description: 'folder of the templates for new notes, relative to the library',
    value: { type: 'text' },
    defaultValue: '.readings/templates',
    example: 'templates = ".readings/templates"',
  },
  {
    name: 'words',
    scopes: ['library'],
    description: 'additional words for headings and labels of pros and cons',
    value: { type: 'table', hasLists: true, names: wordSides },
    defaultValue: 'none',
    example: '[words]\npros = ["wins", "what we liked"]\ncons = ["scars"]',
  },
  {
    name: 'theme',
    scopes: ['user', 'library'],
    description: 'color theme for the terminal: auto, dark, light, mono, or the name of a custom theme',
    value: { type: 'text' },
    defaultValue: 'auto',
    example: 'theme = "light"',
    overriddenBy: ['--theme'],
  },
  {
    name: 'links',
    scopes: ['user', 'library'],
    description:
      'how to show links at a terminal: auto, hyperlink (clickable), inline (address in the text), numbered (list at the end) or none',
    value: { type: 'choice', choices: ['auto', ...linkModes] },
    defaultValue: 'auto',
    example: 'links = "numbered"',
    overriddenBy: ['--links'],
  },
  {
    name: 'max-width',
    scopes: ['user', 'library'],
    description: 'maximum line width at a terminal in columns, from 10 to 10000',
    value: { type: 'number', min: 10, max: 10_000 },
    defaultValue: '100',
    example: 'max-width = 90',
    overriddenBy: ['--width'],
  },
  {
    name: 'labels',
    scopes: ['user', 'library'],
    description: 'whether tree shows labels',
    value: { type: 'flag' },
    defaultValue: 'true',
    example: 'labels = false',
    overriddenBy: ['--labels', '--no-labels'],
  },
  {
    name: 'pager',
    scopes: ['user'],
    description: 'pager for output longer than the screen',
    value: { type: 'text' },
    defaultValue: 'less -S',
    example: 'pager = "less -S"',
    overriddenBy: ['--no-pager', 'READINGS_PAGER', 'PAGER'],
  },
  {
    name: 'editor',
    scopes: ['user'],
    description: 'editor that edit opens notes in',
    value: { type: 'text' },
    defaultValue: 'vi',
    example: 'editor = "code --wait"',
    overriddenBy: ['VISUAL', 'EDITOR'],
  },
  {
    name: 'browser',
    scopes: ['user'],
    description: 'browser that open opens links in',
    value: { type: 'text' },
    defaultValue: 'system default',
    example: 'browser = "firefox"',
    overriddenBy: ['BROWSER'],
  },
  {
    name: 'themes',
    scopes: ['user'],
    description: 'custom themes: a base theme and a style per element',
    value: { type: 'themes' },
    defaultValue: 'none',
    example: '[themes.mine]\nbase = "light"\nheading = "bold blue"',
  },
] as const satisfies readonly Key[];

export function listKeys(scope: ConfigurationScope): readonly Key[] {
  return keys.filter((key: Key) => key.scopes.includes(scope));
}
