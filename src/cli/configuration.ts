/** The user's configuration: how answers look at a terminal. */
import { readFileSync } from 'node:fs';
import { distance } from 'fastest-levenshtein';
import { reasonOf } from '../library/walk.ts';
import type { LinkMode } from '../render/answer.ts';
import { linkModes, themeNames } from '../render/answer.ts';
import type { Colors } from '../render/terminal/themes.ts';
import { elements, themes, unknownWord } from '../render/terminal/themes.ts';
import { status, UserError } from './user-error.ts';

export interface Configuration {
  /** The name of a theme, or `auto`. */
  readonly theme?: string;
  readonly links?: 'auto' | LinkMode;
  /** Columns. */
  readonly maxWidth?: number;
  /** The user's own. */
  readonly themes: { readonly [name: string]: Colors };
}

/**
 * Reads a configuration; a file that is not there says nothing.
 * @throws UserError when it is not well formed, or says something that means nothing
 */
export async function readConfiguration(file: string): Promise<Configuration> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return { themes: {} };
    throw wrong(file, `it cannot be read: ${reasonOf(error)}`, 'Name another with READINGS_CONFIG, or none.');
  }
  const { parse, TomlError } = await import('smol-toml');
  let table: Readonly<Record<string, unknown>>;
  try {
    table = parse(text);
  } catch (error) {
    const place = error instanceof TomlError ? `${file}:${error.line}` : file;
    throw wrong(place, (error as Error).message.split('\n')[0] ?? '', 'It is TOML (https://toml.io).');
  }
  const reader = new Reader(file, text);
  reader.keys(table, ['theme', 'links', 'max-width', 'themes'], '');
  const { theme, links, themes: own = {}, 'max-width': maxWidth } = table;
  return {
    ...(theme === undefined ? {} : { theme: reader.text(theme, 'theme') }),
    ...(links === undefined ? {} : { links: reader.choice(links, 'links', ['auto', ...linkModes]) }),
    ...(maxWidth === undefined ? {} : { maxWidth: reader.number(maxWidth, 'max-width', 10, 10_000) }),
    themes: reader.themes(own),
  };
}

/** The theme of a name. @throws UserError when there is none */
export function themeNamed(name: string, own: Configuration['themes']): Colors {
  const found = own[name] ?? themes[name as keyof typeof themes];
  if (found && Object.hasOwn({ ...themes, ...own }, name)) return found;
  const names = ['auto', ...themeNames, ...Object.keys(own)].join(', ');
  throw new UserError(`there is no theme "${name}"`, status.wrongCommandLine, `Themes: ${names}.`);
}

class Reader {
  readonly #file: string;
  readonly #text: string;

  constructor(file: string, text: string) {
    this.#file = file;
    this.#text = text;
  }

  /** The file, with the line of a key where it is told by looking. */
  #place(key: string): string {
    const name = key.slice(key.lastIndexOf('.') + 1).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const found = new RegExp(`^[ \\t]*(?:\\[[^\\]\\n]*)?["']?${name}["']?[ \\t]*[=\\]]`, 'm').exec(this.#text);
    return found ? `${this.#file}:${this.#text.slice(0, found.index).split('\n').length}` : this.#file;
  }

  keys(table: object, allowed: readonly string[], above: string): void {
    for (const key of Object.keys(table)) {
      if (allowed.includes(key)) continue;
      const nearest = allowed.toSorted((a, b) => distance(a, key) - distance(b, key))[0];
      throw wrong(
        this.#place(key),
        `there is no key "${above}${key}"`,
        `Did you mean ${nearest}? Allowed: ${allowed.join(', ')}.`,
      );
    }
  }

  text(value: unknown, key: string): string {
    if (typeof value === 'string') return value;
    throw wrong(this.#place(key), `${key} is no text`, `Write it in quotes: ${key} = "..."`);
  }

  choice<Choice extends string>(value: unknown, key: string, choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw wrong(this.#place(key), `${key} is none of what it may be`, `Allowed: ${choices.join(', ')}.`);
  }

  number(value: unknown, key: string, least: number, most: number): number {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw wrong(
      this.#place(key),
      `${key} is none of what it may be`,
      `Allowed: a whole number from ${least} to ${most}.`,
    );
  }

  themes(value: unknown): Configuration['themes'] {
    const own: Record<string, Colors> = {};
    for (const [name, theme] of Object.entries(this.#table(value, 'themes'))) {
      const { base = 'dark', ...looks } = this.#table(theme, `themes.${name}`);
      this.keys(looks, ['base', ...elements], `themes.${name}.`);
      const from = themes[this.choice(base, `themes.${name}.base`, themeNames)];
      for (const [element, look] of Object.entries(looks)) {
        const word = unknownWord(this.text(look, `themes.${name}.${element}`));
        if (word === undefined) continue;
        const allowed =
          'bold, dim, italic, underline, inverse, strikethrough, a colour such as red or redBright, #rrggbb; on- before a colour for what is behind';
        throw wrong(
          this.#place(element),
          `themes.${name}.${element} has "${word}", which means nothing`,
          `Allowed: ${allowed}.`,
        );
      }
      own[name] = { ...from, ...looks } as Colors;
    }
    return own;
  }

  #table(value: unknown, key: string): Readonly<Record<string, unknown>> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    throw wrong(this.#place(key), `${key} is no table`, `Write it as [${key}.NAME] with keys beneath.`);
  }
}

function wrong(place: string, message: string, hint: string): UserError {
  return new UserError(`${place}: ${message}`, status.wrongCommandLine, hint);
}
