/**
 * The keys of the configuration as data: what reads it, `readings config`, the file that `config --edit` begins with, the JSON
 * schema, help and manual are made of them.
 */
import { linkModes } from '../render/answers.ts';

/** `user`: the user's own file. `library`: `.readings.toml` at the root of a library. */
export type Place = 'user' | 'library';

export interface Key {
  readonly name: string;
  readonly places: readonly Place[];
  /** Clauses without a full stop, as options have them. */
  readonly description: string;
  readonly value: Value;
  /** What holds where nobody says anything. */
  readonly fallback: string;
  /** Lines of TOML that could stand in a file. */
  readonly example: string;
  /** What comes before the files, first to last. */
  readonly before?: readonly string[];
}

/** What a key takes. */
export type Value =
  | { readonly type: 'text' }
  | { readonly type: 'flag' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'number'; readonly least: number; readonly most: number }
  /** One text or several. */
  | { readonly type: 'texts' }
  /** A table of texts. `several`: of lists of texts. `names`: its keys, where not any name will do. */
  | { readonly type: 'table'; readonly several: boolean; readonly names?: readonly string[] }
  | { readonly type: 'themes' };

export const wordSides = ['pros', 'cons', 'use-when', 'avoid-when'] as const;

export const keys = [
  {
    name: 'libraries',
    places: ['user'],
    description: 'libraries by name, for -L NAME; paths are relative to this file, and ~ is the home folder',
    value: { type: 'table', several: false },
    fallback: 'none',
    example: '[libraries]\ncourse = "~/notes/course"',
  },
  {
    name: 'default-library',
    places: ['user'],
    description: 'the name of the library, or names of those, that are asked when none is named',
    value: { type: 'texts' },
    fallback: 'all of libraries, else the bundled notes',
    example: 'default-library = "course"',
    before: ['--library', 'READINGS_LIBRARY', '.readings.toml at or above the working folder'],
  },
  {
    name: 'name',
    places: ['library'],
    description: 'what the library is called',
    value: { type: 'text' },
    fallback: 'its folder',
    example: 'name = "Cloud computing, autumn"',
  },
  {
    name: 'ignore',
    places: ['library'],
    description: 'patterns of files and folders that are no notes, as in .gitignore',
    value: { type: 'texts' },
    fallback: 'none',
    example: 'ignore = ["drafts/", "*.private.md"]',
  },
  {
    name: 'templates',
    places: ['library'],
    description: 'the folder of the templates of new notes, in the library',
    value: { type: 'text' },
    fallback: '.readings/templates',
    example: 'templates = ".readings/templates"',
  },
  {
    name: 'words',
    places: ['library'],
    description: 'names of sides beside those that are known, for headings and labels of pros and cons',
    value: { type: 'table', several: true, names: wordSides },
    fallback: 'none',
    example: '[words]\npros = ["wins", "what we liked"]\ncons = ["scars"]',
  },
  {
    name: 'theme',
    places: ['user', 'library'],
    description: 'colours for a dark or light background: auto, dark, light, mono, or one of your own',
    value: { type: 'text' },
    fallback: 'auto',
    example: 'theme = "light"',
    before: ['--theme'],
  },
  {
    name: 'links',
    places: ['user', 'library'],
    description:
      'links at a terminal: hyperlink (it follows them), inline (addresses in the text), numbered (a list at the end), none',
    value: { type: 'choice', choices: ['auto', ...linkModes] },
    fallback: 'auto',
    example: 'links = "numbered"',
    before: ['--links'],
  },
  {
    name: 'max-width',
    places: ['user', 'library'],
    description: 'columns that lines at a terminal have at most: 10 to 10000',
    value: { type: 'number', least: 10, most: 10_000 },
    fallback: '100',
    example: 'max-width = 90',
    before: ['--width'],
  },
  {
    name: 'labels',
    places: ['user', 'library'],
    description: 'whether tree prints labels',
    value: { type: 'flag' },
    fallback: 'true',
    example: 'labels = false',
    before: ['--labels', '--no-labels'],
  },
  {
    name: 'pager',
    places: ['user'],
    description: 'what shows answers that are longer than the screen',
    value: { type: 'text' },
    fallback: 'less -S',
    example: 'pager = "less -S"',
    before: ['--no-pager', 'READINGS_PAGER', 'PAGER'],
  },
  {
    name: 'editor',
    places: ['user'],
    description: 'what edit opens notes in',
    value: { type: 'text' },
    fallback: 'vi',
    example: 'editor = "code --wait"',
    before: ['VISUAL', 'EDITOR'],
  },
  {
    name: 'browser',
    places: ['user'],
    description: 'what open opens links in',
    value: { type: 'text' },
    fallback: 'as the system has it',
    example: 'browser = "firefox"',
    before: ['BROWSER'],
  },
  {
    name: 'themes',
    places: ['user'],
    description: 'themes of your own: a base, and looks by element',
    value: { type: 'themes' },
    fallback: 'none',
    example: '[themes.mine]\nbase = "light"\nheading = "bold blue"',
  },
] as const satisfies readonly Key[];

/** @returns the keys that a file may have */
export function keysOf(place: Place): readonly Key[] {
  return keys.filter((key: Key) => key.places.includes(place));
}
