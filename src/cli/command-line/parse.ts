/** Reads a command line by the definitions of its command. */
import { parseArgs } from 'node:util';
import { InvalidValue, keyOf, parseValue } from '../../core/query/parameters.ts';
import type { Command, Invocation } from './command.ts';
import { globalOptions } from './global-options.ts';
import { isNegated, type Option } from './options.ts';

/** A command line that was read, or why it could not be. */
export type Parsed =
  | { readonly command: Command; readonly invocation: Invocation }
  /** Anything else, such as a request for help or a mistake: commander prints it. */
  | undefined;

/**
 * Reads a command line.
 * @param words the words after the name of the program
 * @param findCommand returns the command with a name
 * @param now milliseconds since 1970
 * @param defaultCommand used if the first word is not a command
 * @returns undefined if the command line is invalid or asks for help
 */
export function parse(
  words: readonly string[],
  findCommand: (name: string) => Command | undefined,
  now: number,
  defaultCommand?: Command,
): Parsed {
  const name = commandName(words);
  if (name === undefined) return undefined;
  const named = findCommand(name);
  const command = named ?? defaultCommand;
  if (!command) return undefined;
  const read = readWords(separateExclusions(words, command), listOptions(command), now);
  if (!read || read.operands[0] !== name) return undefined;
  const operands = named ? read.operands.slice(1) : read.operands;
  const { format, json } = read.options;
  if (command.answer === undefined && (format !== undefined || json)) return undefined;
  return hasOperands(command, operands) ? { command, invocation: { operands, options: read.options } } : undefined;
}

/** Returns the command's own options, then the global ones that it does not replace. */
export function listOptions({ options }: Pick<Command, 'options'>): readonly Option[] {
  const own = new Set(options.map((option) => option.name));
  return [...options, ...globalOptions.filter((option) => !own.has(option.name))];
}

/** Returns the first word that is neither a global option nor the value of one. */
export function commandName(words: readonly string[]): string | undefined {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!word.startsWith('-') || word === '-') return word;
    const option = (globalOptions as readonly Option[]).find(
      ({ name, short }) => word === `--${name}` || (short !== undefined && word === `-${short}`),
    );
    if (option && option.type !== 'boolean') index++;
  }
  return undefined;
}

/** Moves search exclusions after `--`: in `search trees -hash`, `-hash` is not an option. */
export function separateExclusions(words: readonly string[], { name }: Pick<Command, 'name'>): readonly string[] {
  if (name !== 'search' || words.includes('--')) return words;
  const start = words.indexOf(name);
  const isExclusion = (word: string, index: number) => index > start && /^-[^-]./.test(word) && !/^-[Lf]/.test(word);
  const excluded = words.filter(isExclusion);
  if (excluded.length === 0) return words;
  return [...words.filter((word, index) => !isExclusion(word, index)), '--', ...excluded];
}

interface ReadWords {
  readonly operands: readonly string[];
  readonly options: Invocation['options'];
}

function readWords(words: readonly string[], options: readonly Option[], now: number): ReadWords | undefined {
  const byName = new Map<string, Option>();
  const values: Record<string, unknown> = {};
  const settings: Record<string, { type: 'boolean' | 'string'; short?: string }> = {};
  for (const option of options) {
    const type = option.type === 'boolean' ? 'boolean' : 'string';
    const names = isNegated(option) ? [`no-${option.name}`] : [option.name];
    if (option.type === 'boolean' && option.isTwoWay) names.push(`no-${option.name}`);
    if (option.formerName !== undefined) names.push(option.formerName);
    for (const [index, name] of names.entries()) {
      byName.set(name, option);
      settings[name] = index === 0 && option.short !== undefined ? { type, short: option.short } : { type };
    }
    if (option.default !== undefined) values[keyOf(option)] = option.default;
  }
  const { tokens } = parseArgs({
    args: [...words],
    options: settings,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const operands: string[] = [];
  const given = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const option = byName.get(token.name);
    if (!option) return undefined;
    given.add(option.name);
    const key = keyOf(option);
    if (option.type === 'boolean') {
      if (token.value !== undefined) return undefined;
      values[key] = !token.name.startsWith('no-');
      continue;
    }
    if (token.value === undefined) return undefined;
    try {
      const value = parseValue(option, token.value, now);
      const isRepeatable = option.type === 'string' && option.isRepeatable;
      values[key] = isRepeatable ? [...((values[key] as readonly unknown[] | undefined) ?? []), value] : value;
    } catch (error) {
      if (error instanceof InvalidValue) return undefined;
      throw error;
    }
  }
  const hasConflict = options.some(
    ({ name, conflictsWith }) => conflictsWith !== undefined && given.has(name) && given.has(conflictsWith),
  );
  return hasConflict ? undefined : { operands, options: values as unknown as Invocation['options'] };
}

function hasOperands({ operands }: Command, words: readonly string[]): boolean {
  const required = operands.filter(({ isRequired }) => isRequired).length;
  if (words.length < required || (words.length > operands.length && !operands.at(-1)?.isRepeatable)) return false;
  return operands.every(({ choices }, index) => {
    const word = words[index];
    return choices === undefined || word === undefined || choices.includes(word);
  });
}
