/** Reads and validates a configuration file. An error names the line, the nearest key and the allowed values. */
import { distance } from 'fastest-levenshtein';
import { parse, TomlError } from 'smol-toml';
import { UserError } from '../core/errors.ts';
import { exitStatus } from '../core/exit-codes.ts';
import { normalizeName } from '../core/words.ts';
import type { Colors } from '../render/terminal/themes.ts';
import { elements, findUnknownWord, themes } from '../render/terminal/themes.ts';
import { themeNames } from '../render/theme-names.ts';
import type { ConfigurationScope, Key } from './keys.ts';
import { keys, listKeys } from './keys.ts';

type Table = Readonly<Record<string, unknown>>;

/**
 * @returns the values by key, typed as in `configuration.ts`
 * @throws UserError if the text is not valid TOML or has an invalid key or value
 */
export function readTable(file: string, text: string, scope: ConfigurationScope): Table {
  let table: Table;
  try {
    table = parse(text);
  } catch (error) {
    const location = error instanceof TomlError ? `${file}:${error.line}` : file;
    throw createError(
      location,
      (error as Error).message.split('\n')[0] ?? '',
      'The file must be valid TOML (https://toml.io).',
    );
  }
  return new TableReader(file, text).readAll(table, scope);
}

/** Returns a file name with the line of a key, if found. A key in a table is searched for below the table's header. */
export function locateKey(file: string, text: string, key: string): string {
  const path = key.split('.');
  const name = path.pop() ?? '';
  const tableOffset =
    path.length === 0 ? 0 : text.search(new RegExp(`^[ \\t]*\\[[ \\t]*${escapeRegExp(path.join('.'))}[ \\t]*\\]`, 'm'));
  const from = Math.max(0, tableOffset);
  const match = new RegExp(`^[ \\t]*(?:\\[[^\\]\\n]*)?["']?${escapeRegExp(name)}["']?[ \\t]*[=\\].]`, 'm').exec(
    text.slice(from),
  );
  return match ? `${file}:${text.slice(0, from + match.index).split('\n').length}` : file;
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

class TableReader {
  readonly #file: string;
  readonly #text: string;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  readAll(table: Table, scope: ConfigurationScope): Table {
    const allowed = listKeys(scope);
    const names = allowed.map(({ name }) => name);
    const knownNames = new Set<string>(keys.map(({ name }) => name));
    for (const key of Object.keys(table)) {
      if (names.includes(key) || !knownNames.has(key)) continue;
      const reason =
        scope === 'library'
          ? 'is allowed only in your own configuration, because a library may be somebody else’s.'
          : 'is allowed only in the .readings.toml of a library.';
      throw createError(this.#locate(key), `"${key}" ${reason}`, `Allowed here: ${names.join(', ')}.`);
    }
    this.#checkKeys(table, names, '');
    const values = allowed
      .filter(({ name }) => table[name] !== undefined)
      .map((key) => [key.name, this.#readValue(table[key.name], key)]);
    const configuration = Object.fromEntries(values);
    this.#checkSides(configuration.words as Readonly<Record<string, readonly string[]>> | undefined);
    return configuration;
  }

  /** Checks that each word is on one side only. */
  #checkSides(words: Readonly<Record<string, readonly string[]>> | undefined): void {
    const sidesByWord = new Map<string, string>();
    for (const [side, sideWords] of Object.entries(words ?? {}))
      for (const word of sideWords) {
        const previousSide = sidesByWord.get(normalizeName(word));
        if (previousSide !== undefined && previousSide !== side)
          throw createError(
            this.#locate(`words.${side}`),
            `"${word}" is listed under both words.${previousSide} and words.${side}.`,
            'Remove one of them.',
          );
        sidesByWord.set(normalizeName(word), side);
      }
  }

  #readValue(value: unknown, { name, value: valueType }: Key): unknown {
    switch (valueType.type) {
      case 'text':
        return this.#readText(value, name);
      case 'flag':
        if (typeof value === 'boolean') return value;
        throw this.#createValueError(name, 'true or false');
      case 'choice':
        return this.#readChoice(value, name, valueType.choices);
      case 'number': {
        const { min, max } = valueType;
        if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
        throw this.#createValueError(name, `an integer from ${min} to ${max}`);
      }
      case 'texts':
        return this.#readTexts(value, name);
      case 'table': {
        const table = this.#readTable(value, name, `[${name}] with keys beneath`);
        if (valueType.names) this.#checkKeys(table, valueType.names, `${name}.`);
        else for (const key of Object.keys(table)) this.#checkName(key, name);
        const entries = Object.entries(table).map(([key, entry]) => {
          const path = `${name}.${key}`;
          return [key, valueType.hasLists ? this.#readTexts(entry, path) : this.#readText(entry, path)];
        });
        return Object.fromEntries(entries);
      }
      case 'themes':
        return this.#readThemes(value);
    }
  }

  #locate(key: string): string {
    return locateKey(this.#file, this.#text, key);
  }

  /** Checks a library's name: `-L -` means standard input, and nobody can type an empty name. */
  #checkName(key: string, parentKey: string): void {
    if (key.trim() === '' || key === '-')
      throw createError(this.#file, `"${key}" is not a valid name in ${parentKey}.`, 'A name cannot be empty or "-".');
  }

  #checkKeys(table: Table, allowed: readonly string[], prefix: string): void {
    for (const key of Object.keys(table)) {
      if (allowed.includes(key)) continue;
      const nearest = allowed.toSorted((a, b) => distance(a, key) - distance(b, key))[0];
      const hint = `Did you mean "${nearest}"? Allowed: ${allowed.join(', ')}.`;
      throw createError(this.#locate(`${prefix}${key}`), `Unknown key "${prefix}${key}".`, hint);
    }
  }

  #readText(value: unknown, key: string): string {
    if (typeof value === 'string' && (value.trim() === '' || value.includes('\0')))
      throw createError(
        this.#locate(key),
        `"${key}" ${value.includes('\0') ? 'contains a NUL character' : 'is empty'}.`,
        'Set a value or remove the key.',
      );
    if (typeof value === 'string') return value;
    throw createError(this.#locate(key), `"${key}" is not a string.`, `Write it in quotes: ${key} = "..."`);
  }

  #readTexts(value: unknown, key: string): readonly string[] {
    if (typeof value === 'string') return [this.#readText(value, key)];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
      return value.map((item) => this.#readText(item, key));
    throw createError(
      this.#locate(key),
      `"${key}" is neither a string nor a list of strings.`,
      `Write it as ${key} = ["...", "..."]`,
    );
  }

  #readChoice<Choice extends string>(value: unknown, key: string, choices: readonly Choice[]): Choice {
    const match = choices.find((choice) => choice === value);
    if (match !== undefined) return match;
    throw this.#createValueError(key, choices.join(', '));
  }

  #createValueError(key: string, allowed: string): UserError {
    return createError(this.#locate(key), `"${key}" has an invalid value.`, `Allowed: ${allowed}.`);
  }

  #readThemes(value: unknown): Readonly<Record<string, Colors>> {
    const customThemes: Record<string, Colors> = {};
    for (const [name, theme] of Object.entries(this.#readTable(value, 'themes', '[themes.NAME] with keys beneath'))) {
      const { base = 'dark', ...styles } = this.#readTable(
        theme,
        `themes.${name}`,
        `[themes.${name}] with keys beneath`,
      );
      this.#checkKeys(styles, ['base', ...elements], `themes.${name}.`);
      const baseTheme = themes[this.#readChoice(base, `themes.${name}.base`, themeNames)];
      for (const [element, style] of Object.entries(styles)) {
        const word = findUnknownWord(this.#readText(style, `themes.${name}.${element}`));
        if (word === undefined) continue;
        const allowed =
          'bold, dim, italic, underline, inverse, strikethrough, a color such as red, redBright or #rrggbb; prefix a color with on- to set the background';
        throw createError(
          this.#locate(`themes.${name}.${element}`),
          `Unknown style "${word}" in themes.${name}.${element}.`,
          `Allowed: ${allowed}.`,
        );
      }
      if (name === 'auto')
        throw createError(
          this.#locate('themes.auto'),
          'A custom theme cannot be called "auto".',
          'The name "auto" selects the theme that fits the terminal.',
        );
      customThemes[name] = { ...baseTheme, ...styles } as Colors;
    }
    return customThemes;
  }

  #readTable(value: unknown, key: string, example: string): Table {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date))
      return value as Table;
    throw createError(this.#locate(key), `"${key}" is not a table.`, `Write it as ${example}.`);
  }
}

function createError(location: string, message: string, hint: string): UserError {
  return new UserError(`${location}: ${message}`, exitStatus.usageError, hint);
}
