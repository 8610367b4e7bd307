/** The manual, in the language of man(7): a page for the program, one a command, and one a topic. */
import type { Command } from '../command-line/command.ts';
import { globalFlags } from '../command-line/global-options.ts';
import { helpTopics, type Part } from './topics.ts';

/** @param date year, month, day. @returns pages by their file names */
export function manPages(program: Command, version: string, date: string): Map<string, string> {
  const head = (name: string, section: 1 | 7) =>
    `.TH ${name.toUpperCase()} ${section} ${date} "readings ${version}" "readings"\n`;
  const commands = program.commands as readonly Command[];
  const pages = new Map<string, string>();
  const others = [
    ...commands.map((one) => `readings-${one.name()}(1)`),
    ...helpTopics.map(({ name }) => `readings-${name}(7)`),
  ];
  pages.set(
    'readings.1',
    [
      head('readings', 1),
      nameSection('readings', program.description()),
      section('SYNOPSIS', `.B readings\n${line(program.usage())}`),
      section('DESCRIPTION', line(program.description())),
      section('COMMANDS', commands.map((one) => entry(`readings-${one.name()}(1)`, one.description())).join('')),
      section('OPTIONS', optionEntries(program)),
      section('ENVIRONMENT', environment.map(([name, meaning]) => entry(name, meaning)).join('')),
      section('EXAMPLES', exampleLines(program)),
      section('SEE ALSO', `${line(others.join(', '))}`),
    ].join(''),
  );
  for (const command of commands) {
    const name = `readings-${command.name()}`;
    const usage = `${command.name()} ${command.usage()}`;
    pages.set(
      `${name}.1`,
      [
        head(name, 1),
        nameSection(name, command.description()),
        section('SYNOPSIS', `.B readings\n${line(usage)}`),
        section('DESCRIPTION', line(command.description())),
        ...(command.registeredArguments.length > 0
          ? [
              section(
                'ARGUMENTS',
                command.registeredArguments
                  .map((one) => entry(one.name(), one.description || 'what it is about'))
                  .join(''),
              ),
            ]
          : []),
        ...(command.options.length > 0 ? [section('OPTIONS', optionEntries(command))] : []),
        ...(command.examples.length > 0 ? [section('EXAMPLES', exampleLines(command))] : []),
        section(
          'SEE ALSO',
          line(
            'readings(1), which has the options of all commands, readings-lookup(7), readings-formats(7), readings-exit-status(7)',
          ),
        ),
      ].join(''),
    );
  }
  for (const { name, title, parts } of helpTopics)
    pages.set(
      `readings-${name}.7`,
      head(`readings-${name}`, 7) +
        nameSection(`readings-${name}`, title) +
        section('DESCRIPTION', parts.map(partRoff).join('')) +
        section('SEE ALSO', line('readings(1)')),
    );
  return pages;
}

/** What the environment says, beside what the configuration's keys name. */
const environment: readonly (readonly [string, string])[] = [
  ['READINGS_LIBRARY', 'where the notes are, a list as PATH is, where no option says so'],
  ['READINGS_CONFIG', 'the file of your configuration'],
  ['READINGS_CACHE_DIR', 'the folder of what is kept of the notes'],
  ['READINGS_PAGER, PAGER', 'what shows answers that are longer than the screen'],
  ['VISUAL, EDITOR', 'what edit opens notes in'],
  ['BROWSER', 'what open opens links in'],
  ['NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE', 'whether there are colours, where no option says so'],
  ['COLUMNS', 'how wide lines are, away from a terminal'],
  ['READINGS_DEBUG', 'with 1, where a defect was met'],
];

function optionEntries(command: Command): string {
  const choices = new Map(globalFlags.map(({ flags, choices: own }) => [flags, own]));
  return command.options
    .map(({ flags, description, argChoices }) => {
      const allowed = argChoices ?? choices.get(flags);
      return entry(flags, allowed ? `${description}: ${allowed.join(', ')}` : description);
    })
    .join('');
}

function exampleLines(command: Command): string {
  return command.examples
    .map((example) => `.PP\n.EX\n${line(`$ ${example}`)}.EE\n`)
    .join('')
    .replace(/^\.PP\n/, '');
}

function partRoff(part: Part, index: number): string {
  if (typeof part === 'string') return index === 0 ? line(part) : line(part).replace(/^/, '.PP\n');
  if ('code' in part) {
    const lines = part.code.split('\n').map((one) => text(one).replace(/^[.']/, '\\&$&'));
    return `.IP\n.EX\n${lines.map((one) => (one === '' ? '\\&' : one)).join('\n')}\n.EE\n`;
  }
  return part.names.map(([name, meaning]) => entry(name, meaning)).join('');
}

function nameSection(name: string, description: string): string {
  const words = description.replace(/\.$/, '').replace(/^(?=[A-Z][a-z])./, (first) => first.toLowerCase());
  // What parts name and description is a dash, escaped as every other.
  return section('NAME', line(`${name} - ${words}`));
}

function section(title: string, body: string): string {
  return `.SH ${title}\n${body}`;
}

function entry(tag: string, body: string): string {
  return `.TP\n.B ${text(tag).replace(/^[.']/, '\\&$&')}\n${line(body)}`;
}

/** Text in lines of at most 80 bytes; one that begins with a dot would be a request. */
function line(body: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of text(body).split(' ')) {
    if (current !== '' && Buffer.byteLength(`${current} ${word}`) > 78) {
      lines.push(current);
      current = '';
    }
    current += current === '' ? word : ` ${word}`;
  }
  return [...lines, current].map((one) => `${one.replace(/^[.']/, '\\&$&')}\n`).join('');
}

/** Text without a meaning of its own to roff. */
function text(body: string): string {
  return body.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/’/g, "'").replace(/…/g, '...').replace(/"/g, '\\(dq');
}
