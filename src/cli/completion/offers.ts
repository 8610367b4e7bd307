/** Finds what can follow on a command line: commands, options and their values, and names in the library. */
import { basename, resolve } from 'node:path';
import { readUserConfiguration } from '../../configuration/configuration.ts';
import { sanitizeLine } from '../../core/escape.ts';
import type { Note } from '../../core/note.ts';
import { createFilter } from '../../library/files/filter.ts';
import type { Library } from '../../library/library.ts';
import { openWithoutUpdate } from '../../library/open-library.ts';
import type { AnswerKind } from '../../render/answers.ts';
import { formatNames, listFormats } from '../../render/formats.ts';
import { themeNames } from '../../render/theme-names.ts';
import type { Command } from '../command-line/command.ts';
import { globalOptions } from '../command-line/global-options.ts';
import type { Option } from '../command-line/options.ts';
import { formatLongOption, fullDescription } from '../command-line/options.ts';
import { listOptions } from '../command-line/parse.ts';
import { commands, findCommand } from '../commands/index.ts';
import { topicTitles } from '../help/topic-titles.ts';
import type { Io } from '../io.ts';
import { createIndexSettings, setUp } from '../setup.ts';
import { filesMarker } from './shells.ts';

export interface Offer {
  readonly value: string;
  readonly description?: string;
}

interface Offers {
  readonly offers: readonly Offer[];
  /** Whether the shell should complete files too. */
  readonly hasFiles: boolean;
}

/** Maximum number of offers; shells do not show more. */
const maxOffers = 60;

const nothing: Offers = { offers: [], hasFiles: false };

/**
 * @param words the complete words after the program's name
 * @param current the incomplete word
 */
export async function findOffers(io: Io, words: readonly string[], current: string): Promise<Offers> {
  const line = readCommandLine(words);
  const inline = /^(--[a-z-]+)=(.*)$/s.exec(current);
  const option =
    line.pendingOption ?? (inline && !line.isEnded ? findOption(line.command, inline[1] ?? '') : undefined);
  const typed = line.pendingOption || !inline || !option ? current : (inline[2] ?? '');
  const isOption =
    current.startsWith('-') && current !== '-' && !line.isEnded && !isExcludedField(line.command, current);
  const { offers, hasFiles } = option
    ? await offerValues(option, typed, io, line)
    : isOption
      ? { offers: offerOptions(line.command), hasFiles: false }
      : await offerOperands(line, current, io);
  const prefix = current.slice(0, current.length - typed.length);
  const matching = offers.filter(({ value }) => isTypable(value)).flatMap((offer) => completeOffer(offer, typed));
  const unique = new Map(matching.map((offer) => [offer.value, offer]));
  const limited = [...unique.values()].slice(0, maxOffers);
  return { offers: limited.map((offer) => ({ ...offer, value: prefix + offer.value })), hasFiles };
}

/** `-tag:` in a search is not an option. */
function isExcludedField(command: Command | undefined, typed: string): boolean {
  return command?.name === 'search' && typed.startsWith('-tag:');
}

/** Returns the offer if it begins with the typed text, ignoring case. The typed part keeps its case. */
function completeOffer(offer: Offer, typed: string): Offer[] {
  if (!offer.value.toLowerCase().startsWith(typed.toLowerCase())) return [];
  return [{ ...offer, value: typed + offer.value.slice(typed.length) }];
}

/** Reports whether a value is safe to print at a terminal and cannot be taken for the marker. */
function isTypable(value: string): boolean {
  return value !== '' && value === sanitizeLine(value) && value !== filesMarker;
}

/** An incomplete command line. */
interface TypedLine {
  readonly command: Command | undefined;
  readonly operands: readonly string[];
  /** An option whose value comes next. */
  readonly pendingOption: Option | undefined;
  /** Whether `--` has ended the options. */
  readonly isEnded: boolean;
  readonly library: readonly string[];
}

function readCommandLine(words: readonly string[]): TypedLine {
  let command: Command | undefined;
  let pendingOption: Option | undefined;
  let isEnded = false;
  const operands: string[] = [];
  const library: string[] = [];
  for (const word of words) {
    if (pendingOption) {
      if (pendingOption.name === 'library') library.push(word);
      pendingOption = undefined;
    } else if (word === '--' && !isEnded) isEnded = true;
    else if (word.startsWith('-') && word !== '-' && !isEnded) {
      // `-Lnotes` and `--library=notes`
      const [, name = word, value] = /^(-[^-])(.+)$/s.exec(word) ?? /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
      const option = findOption(command, name);
      if (option?.name === 'library' && value !== undefined) library.push(value);
      if (option && option.type !== 'boolean' && value === undefined) pendingOption = option;
    } else if (command === undefined) command = findCommand(word);
    else operands.push(word);
  }
  return { command, operands, pendingOption, isEnded, library };
}

function listOfferedOptions(command: Command | undefined): readonly Option[] {
  return command ? listOptions(command) : globalOptions;
}

function findOption(command: Command | undefined, name: string): Option | undefined {
  return listOfferedOptions(command).find((option) => formatLongOption(option) === name || `-${option.short}` === name);
}

function offerOptions(command: Command | undefined): Offer[] {
  const offers = listOfferedOptions(command).flatMap((option) => {
    const description = fullDescription(option);
    const offer = { value: formatLongOption(option), description };
    const isTwoWay = option.type === 'boolean' && option.isTwoWay;
    return isTwoWay ? [offer, { value: `--no-${option.name}`, description }] : [offer];
  });
  return [...offers, { value: '--help', description: 'print help' }];
}

function toOffers(values: readonly string[]): Offer[] {
  return values.map((value) => ({ value }));
}

async function offerValues(option: Option, typed: string, io: Io, { command, library }: TypedLine): Promise<Offers> {
  const findValues = async (): Promise<readonly Offer[]> => {
    switch (option.name) {
      case 'format':
        return toOffers(await listCommandFormats(command));
      case 'library': {
        const { libraries = {} } = await readUserConfiguration(io.configurationFile);
        return Object.entries(libraries).map(([value, description]) => ({ value, description }));
      }
      case 'theme': {
        const { themes = {} } = await readUserConfiguration(io.configurationFile);
        return toOffers(['auto', ...themeNames, ...Object.keys(themes)]);
      }
      case 'tag':
        return toCountedOffers((await openLibrary(io, library)).countTags());
      case 'domain':
        return toCountedOffers(await (await openLibrary(io, library)).countHosts(typed.toLowerCase()));
      case 'template':
        return toOffers(Object.keys((await import('../../configuration/templates.ts')).bundledTemplates));
      default:
        return option.type === 'choice' ? toOffers(option.choices) : [];
    }
  };
  return { offers: await findValues(), hasFiles: ['library', 'path', 'in'].includes(option.name) };
}

async function listCommandFormats(command: Command | undefined): Promise<readonly string[]> {
  return command?.answer === undefined ? formatNames : listFormats(command.answer as AnswerKind);
}

async function offerOperands(
  { command, operands, isEnded, library }: TypedLine,
  typed: string,
  io: Io,
): Promise<Offers> {
  const commandOffers = commands.map(({ name, summary }) => ({ value: name, description: summary }));
  if (!command) return { offers: commandOffers, hasFiles: false };
  if (command.name === 'help') {
    const topics = Object.entries(topicTitles).map(([value, description]) => ({ value, description }));
    return operands.length > 0 ? nothing : { offers: [...commandOffers, ...topics], hasFiles: false };
  }
  if (command.name === 'search') {
    const field = /^(-?tag:)(.*)$/s.exec(typed);
    if (!field) return nothing;
    const tags = toCountedOffers((await openLibrary(io, library)).countTags());
    return { offers: tags.map((tag) => ({ ...tag, value: `${field[1]}${tag.value}` })), hasFiles: false };
  }
  const last = command.operands.at(-1);
  const operand = command.operands[operands.length] ?? (last?.isRepeatable ? last : undefined);
  if (operand?.choices) return { offers: toOffers(operand.choices), hasFiles: false };
  if (operand?.completes === 'files') return { offers: [], hasFiles: true };
  if (operand?.completes !== 'names') return nothing;
  const names = await offerNames(await openLibrary(io, library), operands, typed, io.workingFolder);
  return {
    offers: names.filter(({ value }) => isEnded || !value.startsWith('-')),
    // `./trees.md` is a path, which the shell completes.
    hasFiles: /^(?:~|\.{1,2})?\//.test(typed) && !typed.includes('#'),
  };
}

/** Opens the library without updating its index, for speed. */
async function openLibrary(io: Io, library: readonly string[]): Promise<Library> {
  const { roots } = await setUp(io, { library: library.map((path) => expandPath(path, io)) });
  const filter = await createFilter({ tags: [], path: undefined, since: undefined });
  return openWithoutUpdate(
    roots,
    filter,
    createIndexSettings(io, () => undefined),
  );
}

/** Expands `~/notes` and `$HOME/notes` as a shell would; nothing is executed. */
function expandPath(path: string, { environment, homeFolder }: Io): string {
  return path
    .replace(/^~(?=\/|$)/, () => homeFolder)
    .replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, name = '', braced = '') => environment[name || braced] ?? whole);
}

/** Returns offers with the most notes first. */
function toCountedOffers(counts: ReadonlyMap<string, number>): Offer[] {
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value, notes]) => ({ value, description: `${notes}` }));
}

/**
 * Offers notes, headings and labels that begin with all operands and the incomplete word, or with that word alone. After `note#`,
 * offers the sections of the note.
 */
async function offerNames(
  library: Library,
  operands: readonly string[],
  typed: string,
  workingFolder: string,
): Promise<Offer[]> {
  const address = /^(.*)#([^#]*)$/s.exec(typed);
  if (address) return offerAddresses(library, address[1] ?? '', workingFolder);
  const prefix = operands.length > 0 ? `${operands.join(' ')} ` : '';
  const completeNames = offerNamesWithPrefix(library, prefix + typed).map((offer) => ({
    ...offer,
    value: offer.value.slice(prefix.length),
  }));
  if (completeNames.length > 0 || prefix === '') return completeNames;
  const words = operands.map((word) => word.toLowerCase());
  return offerNamesWithPrefix(library, typed, (note) => {
    const names = [note.path, note.title, ...note.tags, ...note.sections.map(({ heading }) => heading)];
    const text = names.join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

function offerAddresses(library: Library, path: string, workingFolder: string): Offer[] {
  const isPath = /^\.{0,2}\//.test(path);
  const notes = isPath
    ? [library.findByFile(resolve(workingFolder, path))]
    : library.findByPrefix(path, maxOffers).filter((note) => note.path === path || basename(note.path) === path);
  return notes
    .filter((note) => note !== undefined)
    .flatMap(({ sections }) =>
      sections.map(({ slug, heading }) => ({ value: `${path}#${slug}`, description: heading })),
    );
}

function offerNamesWithPrefix(
  library: Library,
  typed: string,
  isIncluded: (note: Note) => boolean = () => true,
): Offer[] {
  const prefix = typed.toLowerCase();
  const offers: Offer[] = [];
  for (const note of library.findByPrefix(typed, maxOffers)) {
    if (!isIncluded(note)) continue;
    const description = sanitizeLine(note.path);
    const stem = basename(note.path).replace(/\.[^.]*$/, '');
    const headings = typed === '' ? [] : note.sections.map(({ heading }) => heading);
    for (const name of [note.title, stem, note.path, ...note.aliases, ...headings])
      if (name.toLowerCase().startsWith(prefix)) offers.push({ value: name, description });
  }
  return offers;
}
