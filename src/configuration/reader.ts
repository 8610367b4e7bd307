/** Reads a file of the configuration, and says what is wrong with it: its line, the nearest key, what is allowed. */
import { distance } from 'fastest-levenshtein';
import { parse, TomlError } from 'smol-toml';
import { status, UserError } from '../core/errors.ts';
import { nameOf } from '../core/words.ts';
import { themeNames } from '../render/answers.ts';
import type { Colors } from '../render/terminal/themes.ts';
import { elements, themes, unknownWord } from '../render/terminal/themes.ts';
import type { Key, Place } from './keys.ts';
import { keys, keysOf } from './keys.ts';

type Table = Readonly<Record<string, unknown>>;

/**
 * @returns the values by their keys, as `configuration.ts` has them
 * @throws UserError when it is not TOML, or says something that means nothing
 */
export function readTable(file: string, text: string, place: Place): Table {
  let table: Table;
  try {
    table = parse(text);
  } catch (error) {
    const where = error instanceof TomlError ? `${file}:${error.line}` : file;
    throw wrong(where, (error as Error).message.split('\n')[0] ?? '', 'It is TOML (https://toml.io).');
  }
  return new Reader(file, text).all(table, place);
}

/** A file, with the line of a key where it is told by looking: of a key in a table after the table's own line. */
export function placeIn(file: string, text: string, key: string): string {
  const path = key.split('.');
  const name = path.pop() ?? '';
  const table =
    path.length === 0 ? 0 : text.search(new RegExp(`^[ \\t]*\\[[ \\t]*${escaped(path.join('.'))}[ \\t]*\\]`, 'm'));
  const from = Math.max(0, table);
  const found = new RegExp(`^[ \\t]*(?:\\[[^\\]\\n]*)?["']?${escaped(name)}["']?[ \\t]*[=\\].]`, 'm').exec(
    text.slice(from),
  );
  return found ? `${file}:${text.slice(0, from + found.index).split('\n').length}` : file;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

class Reader {
  readonly #file: string;
  readonly #text: string;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  all(table: Table, place: Place): Table {
    const allowed = keysOf(place);
    const names = allowed.map(({ name }) => name);
    const elsewhere = new Set<string>(keys.map(({ name }) => name));
    for (const key of Object.keys(table)) {
      if (names.includes(key) || !elsewhere.has(key)) continue;
      const reason =
        place === 'library'
          ? 'belongs into your own configuration: a library may be somebody else’s'
          : 'belongs into the .readings.toml of a library';
      throw wrong(this.#place(key), `${key} ${reason}`, `Allowed here: ${names.join(', ')}.`);
    }
    this.#keys(table, names, '');
    const values = allowed
      .filter(({ name }) => table[name] !== undefined)
      .map((key) => [key.name, this.#value(table[key.name], key)]);
    const read = Object.fromEntries(values);
    this.#sidesApart(read.words as Readonly<Record<string, readonly string[]>> | undefined);
    return read;
  }

  /** A word is on one side. */
  #sidesApart(words: Readonly<Record<string, readonly string[]>> | undefined): void {
    const seen = new Map<string, string>();
    for (const [side, own] of Object.entries(words ?? {}))
      for (const word of own) {
        const other = seen.get(nameOf(word));
        if (other !== undefined && other !== side)
          throw wrong(
            this.#place(`words.${side}`),
            `words has "${word}" for ${other} and for ${side}`,
            'Leave one of them out.',
          );
        seen.set(nameOf(word), side);
      }
  }

  #value(value: unknown, { name, value: wanted }: Key): unknown {
    switch (wanted.type) {
      case 'text':
        return this.#textOf(value, name);
      case 'flag':
        if (typeof value === 'boolean') return value;
        throw this.#notAllowed(name, 'true, false');
      case 'choice':
        return this.#choice(value, name, wanted.choices);
      case 'number': {
        const { least, most } = wanted;
        if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
        throw this.#notAllowed(name, `a whole number from ${least} to ${most}`);
      }
      case 'texts':
        return this.#texts(value, name);
      case 'table': {
        const table = this.#table(value, name, `[${name}] with keys beneath`);
        if (wanted.names) this.#keys(table, wanted.names, `${name}.`);
        else for (const key of Object.keys(table)) this.#nameOf(key, name);
        const entries = Object.entries(table).map(([key, own]) => {
          const path = `${name}.${key}`;
          return [key, wanted.several ? this.#texts(own, path) : this.#textOf(own, path)];
        });
        return Object.fromEntries(entries);
      }
      case 'themes':
        return this.#themes(value);
    }
  }

  #place(key: string): string {
    return placeIn(this.#file, this.#text, key);
  }

  /** `-L -` is standard input, and what is called by nothing cannot be asked for. */
  #nameOf(key: string, above: string): void {
    if (key.trim() === '' || key === '-')
      throw wrong(this.#file, `${above} has "${key}" for a name`, 'A name is neither empty nor "-".');
  }

  #keys(table: Table, allowed: readonly string[], above: string): void {
    for (const key of Object.keys(table)) {
      if (allowed.includes(key)) continue;
      const nearest = allowed.toSorted((a, b) => distance(a, key) - distance(b, key))[0];
      const hint = `Did you mean ${nearest}? Allowed: ${allowed.join(', ')}.`;
      throw wrong(this.#place(`${above}${key}`), `there is no key "${above}${key}"`, hint);
    }
  }

  #textOf(value: unknown, key: string): string {
    if (typeof value === 'string' && (value.trim() === '' || value.includes('\0')))
      throw wrong(
        this.#place(key),
        `${key} ${value.includes('\0') ? 'has a NUL' : 'is empty'}`,
        'Leave it out, or say something.',
      );
    if (typeof value === 'string') return value;
    throw wrong(this.#place(key), `${key} is no text`, `Write it in quotes: ${key} = "..."`);
  }

  #texts(value: unknown, key: string): readonly string[] {
    if (typeof value === 'string') return [this.#textOf(value, key)];
    if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
      return value.map((one) => this.#textOf(one, key));
    throw wrong(
      this.#place(key),
      `${key} is neither a text nor a list of texts`,
      `Write it as ${key} = ["...", "..."]`,
    );
  }

  #choice<Choice extends string>(value: unknown, key: string, choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw this.#notAllowed(key, choices.join(', '));
  }

  #notAllowed(key: string, allowed: string): UserError {
    return wrong(this.#place(key), `${key} is none of what it may be`, `Allowed: ${allowed}.`);
  }

  #themes(value: unknown): Readonly<Record<string, Colors>> {
    const own: Record<string, Colors> = {};
    for (const [name, theme] of Object.entries(this.#table(value, 'themes', '[themes.NAME] with keys beneath'))) {
      const { base = 'dark', ...looks } = this.#table(theme, `themes.${name}`, `[themes.${name}] with keys beneath`);
      this.#keys(looks, ['base', ...elements], `themes.${name}.`);
      const from = themes[this.#choice(base, `themes.${name}.base`, themeNames)];
      for (const [element, look] of Object.entries(looks)) {
        const word = unknownWord(this.#textOf(look, `themes.${name}.${element}`));
        if (word === undefined) continue;
        const allowed =
          'bold, dim, italic, underline, inverse, strikethrough, a colour such as red or redBright, #rrggbb; on- before a colour for what is behind';
        throw wrong(
          this.#place(`themes.${name}.${element}`),
          `themes.${name}.${element} has "${word}", which means nothing`,
          `Allowed: ${allowed}.`,
        );
      }
      if (name === 'auto')
        throw wrong(this.#place('themes.auto'), 'a theme cannot be called auto', 'That is what fits the terminal.');
      own[name] = { ...from, ...looks } as Colors;
    }
    return own;
  }

  #table(value: unknown, key: string, form: string): Table {
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date))
      return value as Table;
    throw wrong(this.#place(key), `${key} is no table`, `Write it as ${form}.`);
  }
}

function wrong(place: string, message: string, hint: string): UserError {
  return new UserError(`${place}: ${message}`, status.wrongCommandLine, hint);
}
