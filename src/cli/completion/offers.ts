/** What may follow on a command line: commands, options, their values, and what is in the library. */
import { basename, resolve } from 'node:path';
import type { Option } from 'commander';
import { readUserConfiguration } from '../../configuration/configuration.ts';
import { sanitizeLine } from '../../core/escape.ts';
import type { Note } from '../../core/note.ts';
import { linkKinds } from '../../core/note.ts';
import { normalizeName } from '../../core/words.ts';
import { createFilter } from '../../library/files/filter.ts';
import type { Library } from '../../library/library.ts';
import { openWithoutUpdate } from '../../library/open-library.ts';
import type { AnswerKind } from '../../render/answers.ts';
import { themeNames } from '../../render/answers.ts';
import { formatNames } from '../../render/format-names.ts';
import type { Command } from '../command-line/command.ts';
import type { Io } from '../io.ts';
import { setUp } from '../setup.ts';
import { indexSettings } from '../surroundings.ts';
import { filesToo, shells } from './shells.ts';

/** One thing that may be typed. */
export interface Offer {
  readonly value: string;
  readonly description?: string;
}

/** No shell shows more, and nobody reads them. */
const mostOffers = 60;

/**
 * @param words the words after `readings`, whole
 * @param current what is typed of the next one
 * @returns offers that begin with it, and whether files are meant too
 */
export async function offersFor(
  io: Io,
  program: Command,
  words: readonly string[],
  current: string,
): Promise<{ readonly offers: readonly Offer[]; readonly hasFiles: boolean }> {
  const read = readLine(program, words);
  const { command, given, pending, isOver } = read;
  const inline = /^(--[a-z-]+)=(.*)$/s.exec(current);
  const open = pending ?? (inline && !isOver ? optionNamed(command, program, inline[1] ?? '') : undefined);
  const typed = pending || !inline || !open ? current : (inline[2] ?? '');
  const found = open
    ? await valuesOf(open, typed, io, read)
    : current.startsWith('-') && current !== '-' && !isOver && !isField(command, current)
      ? { offers: optionsOf(command, program), hasFiles: false }
      : await argumentsOf(command, given, current, io, read);
  const before = current.slice(0, current.length - typed.length);
  const offers = found.offers.filter(({ value }) => isTypable(value)).flatMap((offer) => begun(offer, typed));
  const unique = new Map(offers.map((offer) => [offer.value, offer]));
  return {
    offers: [...unique.values()].slice(0, mostOffers).map((offer) => ({ ...offer, value: before + offer.value })),
    hasFiles: found.hasFiles,
  };
}

/** `-tag:` of a search is no option. */
function isField(command: Command, typed: string): boolean {
  return command.name() === 'search' && typed.startsWith('-tag:');
}

/** What begins with what is typed, in whatever case that is: what is typed stays as it is. */
function begun(offer: Offer, typed: string): Offer[] {
  if (!offer.value.toLowerCase().startsWith(typed.toLowerCase())) return [];
  return [{ ...offer, value: typed + offer.value.slice(typed.length) }];
}

/** Not what a terminal would obey, nor what would be taken for an answer's end. */
function isTypable(value: string): boolean {
  return value !== '' && value === sanitizeLine(value) && value !== filesToo;
}

interface Found {
  readonly offers: readonly Offer[];
  readonly hasFiles: boolean;
}

/** A command line as far as it is typed. */
interface Read {
  /** The program itself where none is named yet. */
  readonly command: Command;
  /** Words that are no options and belong to the command. */
  readonly given: readonly string[];
  /** An option that waits for its value. */
  readonly pending: Option | undefined;
  /** Whether `--` has ended the options. */
  readonly isOver: boolean;
  readonly library: readonly string[];
}

function readLine(program: Command, words: readonly string[]): Read {
  let command = program;
  let pending: Option | undefined;
  let isOver = false;
  const given: string[] = [];
  const library: string[] = [];
  for (const word of words) {
    if (pending) {
      if (pending.long === '--library') library.push(word);
      pending = undefined;
    } else if (word === '--' && !isOver) isOver = true;
    else if (word.startsWith('-') && word !== '-' && !isOver) {
      // `-Lnotes` and `--library=notes`
      const [, name = word, value] = /^(-[^-])(.+)$/s.exec(word) ?? /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
      const option = optionNamed(command, program, name);
      if (option?.long === '--library' && value !== undefined) library.push(value);
      if (option?.required && value === undefined) pending = option;
    } else if (command === program) command = commandNamed(program, word) ?? program;
    else given.push(word);
  }
  return { command, given, pending, isOver, library };
}

function commandNamed(program: Command, name: string): Command | undefined {
  return commandsOf(program).find((command) => command.name() === name || command.aliases().includes(name));
}

function commandsOf(program: Command): readonly Command[] {
  return program.commands as readonly Command[];
}

function optionNamed(command: Command, program: Command, name: string): Option | undefined {
  return [...command.options, ...program.options].find(({ long, short }) => long === name || short === name);
}

function optionsOf(command: Command, program: Command): Offer[] {
  const all = command === program ? program.options : [...command.options, ...program.options];
  const help = { value: '--help', description: 'print help' };
  return [...all.map(({ long, description }) => ({ value: long ?? '', description })), help];
}

const plain = (values: readonly string[]): Offer[] => values.map((value) => ({ value }));

async function valuesOf({ long, argChoices }: Option, typed: string, io: Io, read: Read): Promise<Found> {
  const offers = async (): Promise<readonly Offer[]> => {
    if (long === '--format') return plain(await formatsOf(read.command.name()));
    if (argChoices) return plain(argChoices);
    switch (long) {
      case '--library': {
        const { libraries = {} } = await readUserConfiguration(io.configurationFile);
        return Object.entries(libraries).map(([value, description]) => ({ value, description }));
      }
      case '--theme': {
        const { themes = {} } = await readUserConfiguration(io.configurationFile);
        return plain(['auto', ...themeNames, ...Object.keys(themes)]);
      }
      case '--tag':
        return tagsOf(await opened(io, read.library));
      case '--domain':
        return domainsOf(await opened(io, read.library), typed);
      case '--template':
        return plain(Object.keys((await import('../../configuration/templates.ts')).bundledTemplates));
      case '--kind':
        return plain(linkKinds);
      default:
        return [];
    }
  };
  const takesFiles = long === '--library' || long === '--path' || long === '--in';
  return { offers: await offers(), hasFiles: takesFiles };
}

/** The formats that a command's answers have. */
async function formatsOf(name: string): Promise<readonly string[]> {
  const { formatsFor, pipeDefaults } = await import('../../render/formats.ts');
  const kind = { backlinks: 'links', related: 'search', add: 'difference' }[name] ?? name;
  return Object.hasOwn(pipeDefaults, kind) ? formatsFor(kind as AnswerKind) : formatNames;
}

async function argumentsOf(
  command: Command,
  given: readonly string[],
  typed: string,
  io: Io,
  read: Read,
): Promise<Found> {
  const none: Found = { offers: [], hasFiles: false };
  const only = (offers: readonly Offer[]): Found => ({ offers, hasFiles: false });
  const name = command.name();
  const commands = (program: Command) =>
    commandsOf(program).map((one) => ({ value: one.name(), description: one.description() }));
  if (command.parent === null) return only(commands(command));
  if (name === 'help') {
    if (given.length > 0) return none;
    const { helpTopics } = await import('../help/topics.ts');
    const topics = helpTopics.map(({ name: value, title }) => ({ value, description: title }));
    return only([...commands(command.parent as Command), ...topics]);
  }
  if (name === 'completion') return given.length > 0 ? none : only(plain(shells));
  if (name === 'lint') return { offers: [], hasFiles: true };
  const [argument] = command.registeredArguments;
  if (name === 'search') {
    const field = /^(-?tag:)(.*)$/s.exec(typed);
    if (!field) return none;
    const tags = await tagsOf(await opened(io, read.library));
    return only(tags.map((tag) => ({ ...tag, value: `${field[1]}${tag.value}` })));
  }
  if (!argument || !['query', 'topic'].includes(argument.name()) || (!argument.variadic && given.length > 0))
    return none;
  const names = await namesIn(await opened(io, read.library), given, typed, io.workingFolder);
  // `./trees.md`: a path, which the shell knows how to complete.
  return {
    offers: names.filter(({ value }) => read.isOver || !value.startsWith('-')),
    hasFiles: /^(?:~|\.{1,2})?\//.test(typed) && !typed.includes('#'),
  };
}

/** The library as its index has it: what follows checks. */
async function opened(io: Io, library: readonly string[]): Promise<Library> {
  const { roots } = await setUp(io, { library: library.map((path) => expanded(path, io)) });
  const filter = await createFilter({ tags: [], path: undefined, since: undefined });
  return openWithoutUpdate(
    roots,
    filter,
    indexSettings(io, () => undefined),
  );
}

/** `~/notes`, `$HOME/notes`: as a shell will read it, where that is told without running anything. */
function expanded(path: string, { environment, homeFolder }: Io): string {
  return path
    .replace(/^~(?=\/|$)/, () => homeFolder)
    .replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, name = '', braced = '') => environment[name || braced] ?? whole);
}

async function tagsOf(library: Library): Promise<Offer[]> {
  return [...library.countTags()]
    .sort((a, b) => b[1] - a[1])
    .map(([value, notes]) => ({ value, description: `${notes}` }));
}

async function domainsOf(library: Library, typed: string): Promise<Offer[]> {
  const hosts = await library.countHosts(typed.toLowerCase());
  return [...hosts].sort((a, b) => b[1] - a[1]).map(([value, notes]) => ({ value, description: `${notes}` }));
}

/**
 * Notes, headings and labels that begin with what was typed: with the words before it where they are part of the name, else
 * by the last word alone. After `note#` the sections of that note.
 */
async function namesIn(
  library: Library,
  given: readonly string[],
  typed: string,
  workingFolder: string,
): Promise<Offer[]> {
  const address = /^(.*)#([^#]*)$/s.exec(typed);
  if (address) {
    const [, path = ''] = address;
    const named = /^\.{0,2}\//.test(path)
      ? [library.findByFile(resolve(workingFolder, path))]
      : library.findByPrefix(path, mostOffers).filter((note) => note.path === path || basename(note.path) === path);
    const notes = named.filter((note) => note !== undefined);
    return notes.flatMap(({ sections }) =>
      sections.map(({ slug, heading }) => ({ value: `${path}#${slug}`, description: heading })),
    );
  }
  const before = given.length > 0 ? `${given.join(' ')} ` : '';
  const whole = namesBeginning(library, before + typed).map(({ value, ...rest }) => ({
    ...rest,
    value: value.slice(before.length),
  }));
  if (whole.length > 0 || before === '') return whole;
  const words = given.map((word) => word.toLowerCase());
  return namesBeginning(library, typed, (note) => {
    const own = [note.path, note.title, ...note.tags, ...note.sections.map(({ heading }) => heading)]
      .join('\n')
      .toLowerCase();
    return words.every((word) => own.includes(word));
  });
}

function namesBeginning(library: Library, typed: string, isMeant: (note: Note) => boolean = () => true): Offer[] {
  const wanted = typed.toLowerCase();
  const offers: Offer[] = [];
  for (const note of library.findByPrefix(typed, mostOffers)) {
    if (!isMeant(note)) continue;
    const description = sanitizeLine(note.path);
    const stem = basename(note.path).replace(/\.[^.]*$/, '');
    const titles = [note.title, stem, note.path, ...note.aliases];
    const isTyped = normalizeName(typed) !== '' || typed !== '';
    for (const name of titles) if (name.toLowerCase().startsWith(wanted)) offers.push({ value: name, description });
    for (const { heading } of isTyped ? note.sections : [])
      if (heading.toLowerCase().startsWith(wanted)) offers.push({ value: heading, description });
  }
  return offers;
}
