/** The manual, in the language of man(7): a page for the program, one per command, and one per topic. */
import type { Command } from '../command-line/command.ts';
import { formatOperand } from '../command-line/command.ts';
import { globalOptions } from '../command-line/global-options.ts';
import type { Option } from '../command-line/options.ts';
import { describeOption } from '../command-line/options.ts';
import { defaultWords, fillExample } from './example-words.ts';
import type { Part } from './topics.ts';
import { helpTopics } from './topics.ts';

/** @param date year, month, day. @returns pages by their file names */
export function createManPages(
  commands: readonly Command[],
  description: string,
  version: string,
  date: string,
): Map<string, string> {
  const header = (name: string, section: 1 | 7) =>
    `.TH ${name.toUpperCase()} ${section} ${date} "readings ${version}" "readings"\n`;
  const pages = new Map<string, string>();
  const seeAlso = [
    ...commands.map(({ name }) => `readings-${name}(1)`),
    ...helpTopics.map(({ name }) => `readings-${name}(7)`),
  ];
  pages.set(
    'readings.1',
    [
      header('readings', 1),
      nameSection('readings', description),
      section('SYNOPSIS', '.B readings\n.I command\n[\\fIquery\\fR...] [\\fIoptions\\fR]\n'),
      section('DESCRIPTION', toLines(description)),
      section('COMMANDS', commands.map(({ name, summary }) => entry(`readings-${name}(1)`, summary)).join('')),
      section('OPTIONS', optionEntries(globalOptions)),
      section('ENVIRONMENT', environmentVariables.map(([name, meaning]) => entry(name, meaning)).join('')),
      section('EXAMPLES', exampleLines(['show {section}', 'links {section} --format urls'])),
      section('SEE ALSO', toLines(seeAlso.join(', '))),
    ].join(''),
  );
  for (const command of commands) {
    const { operands, options, summary } = command;
    const name = `readings-${command.name}`;
    const usage = [command.name, '[options]', ...operands.map(formatOperand)].join(' ');
    const operandEntries = operands.map((operand) => entry(operand.name, operand.description)).join('');
    pages.set(
      `${name}.1`,
      [
        header(name, 1),
        nameSection(name, summary),
        section('SYNOPSIS', `.B readings\n${toLines(usage)}`),
        section('DESCRIPTION', toLines(summary)),
        ...(operands.length > 0 ? [section('ARGUMENTS', operandEntries)] : []),
        ...(options.length > 0 ? [section('OPTIONS', optionEntries(options))] : []),
        section('EXAMPLES', exampleLines(command.examples)),
        section(
          'SEE ALSO',
          toLines(
            'readings(1) for the global options, readings-lookup(7), readings-formats(7), readings-exit-status(7)',
          ),
        ),
      ].join(''),
    );
  }
  for (const { name, title, parts } of helpTopics)
    pages.set(
      `readings-${name}.7`,
      header(`readings-${name}`, 7) +
        nameSection(`readings-${name}`, title) +
        section('DESCRIPTION', parts.map(partToRoff).join('')) +
        section('SEE ALSO', toLines('readings(1)')),
    );
  return pages;
}

const environmentVariables: readonly (readonly [string, string])[] = [
  ['READINGS_LIBRARY', 'folders and files with notes, separated as in PATH; used if --library is not given'],
  ['READINGS_CONFIG', 'path of your configuration file'],
  ['READINGS_CACHE_DIR', 'folder of the index and other cached data'],
  ['READINGS_PAGER, PAGER', 'program that shows answers longer than the screen'],
  ['VISUAL, EDITOR', 'program that edit opens notes in'],
  ['BROWSER', 'program that open opens links in'],
  ['NO_COLOR, FORCE_COLOR, CLICOLOR, CLICOLOR_FORCE', 'whether to use colors if --color is not given'],
  ['COLUMNS', 'line width if standard output is not a terminal'],
  ['READINGS_DEBUG', 'set to 1 to print stack traces'],
];

function optionEntries(options: readonly Option[]): string {
  return options.map((option) => entry(...describeOption(option))).join('');
}

function exampleLines(examples: readonly string[]): string {
  return examples
    .map((example) => `.PP\n.EX\n${toLines(`$ readings ${fillExample(example, defaultWords)}`)}.EE\n`)
    .join('')
    .replace(/^\.PP\n/, '');
}

function partToRoff(part: Part, index: number): string {
  if (typeof part === 'string') return index === 0 ? toLines(part) : toLines(part).replace(/^/, '.PP\n');
  if ('code' in part) {
    const lines = part.code.split('\n').map((text) => escapeRoff(text).replace(/^[.']/, '\\&$&'));
    return `.IP\n.EX\n${lines.map((text) => (text === '' ? '\\&' : text)).join('\n')}\n.EE\n`;
  }
  return part.names.map(([name, meaning]) => entry(name, meaning)).join('');
}

function nameSection(name: string, description: string): string {
  const words = description.replace(/\.$/, '').replace(/^(?=[A-Z][a-z])./, (first) => first.toLowerCase());
  // mandoc wants an escaped dash between name and description.
  return section('NAME', toLines(`${name} - ${words}`));
}

function section(title: string, body: string): string {
  return `.SH ${title}\n${body}`;
}

function entry(tag: string, body: string): string {
  return `.TP\n.B ${escapeRoff(tag).replace(/^[.']/, '\\&$&')}\n${toLines(body)}`;
}

/** Breaks text into lines of at most 80 bytes. A line that begins with a dot is escaped, or it would be a request. */
function toLines(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of escapeRoff(text).split(' ')) {
    if (line !== '' && Buffer.byteLength(`${line} ${word}`) > 78) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line].map((text) => `${text.replace(/^[.']/, '\\&$&')}\n`).join('');
}

function escapeRoff(text: string): string {
  return text.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/’/g, "'").replace(/…/g, '...').replace(/"/g, '\\(dq');
}
