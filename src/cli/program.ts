/** The commander program, made from the commands: it prints help, suggestions and errors. */

import {
  Argument,
  Command as CommanderCommand,
  Option as CommanderOption,
  Help,
  InvalidArgumentError,
} from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { UserError } from '../core/errors.ts';
import { sanitizeText } from '../core/escape.ts';
import { exitStatus } from '../core/exit-codes.ts';
import { InvalidValue, parseValue } from '../core/query/parameters.ts';
import type { Command, Invocation } from './command-line/command.ts';
import { formatOperand } from './command-line/command.ts';
import { commonOptions, globalOptions } from './command-line/global-options.ts';
import type { Option } from './command-line/options.ts';
import { formatUsage, fullDescription } from './command-line/options.ts';
import { separateExclusions } from './command-line/parse.ts';
import { commands, findCommand } from './commands/index.ts';
import type { Io } from './io.ts';

export const programDescription = 'Find things again in your Markdown notes: sections, links, pros and cons.';
export const { version } = packageFile;

/** Runs a command line that `parse` does not accept: prints help, the version, or what is wrong. @returns the exit status */
export async function runProgram(io: Io): Promise<number> {
  if (io.arguments.length === 0) {
    io.errors.write(await renderOverview(io));
    return exitStatus.usageError;
  }
  const name = io.arguments.find((word) => !word.startsWith('-'));
  if (io.arguments.some((word) => word === '--help' || word === '-h')) return printHelp(io, name);
  const state: { status: number } = { status: exitStatus.success };
  const program = createProgram(io, state);
  const command = name === undefined ? undefined : findCommand(name);
  // Words without a command are those of `show`.
  const words = command
    ? separateExclusions(io.arguments, command)
    : name === undefined
      ? io.arguments
      : ['show', ...io.arguments];
  await program.parseAsync([...words], { from: 'user' });
  return state.status;
}

/** Prints help for a command or a topic; the overview without a name. @returns the exit status */
export async function printHelp(io: Io, name: string | undefined): Promise<number> {
  if (name === undefined) {
    io.output.write(await renderOverview(io));
    return exitStatus.success;
  }
  const command = findCommand(name);
  if (command) {
    io.output.write(await renderCommandHelp(io, command));
    return exitStatus.success;
  }
  const { helpTopics } = await import('./help/topics.ts');
  const { renderTopic } = await import('./help/render-help.ts');
  const topic = helpTopics.find((candidate) => candidate.name === name);
  if (topic) {
    io.output.write(renderTopic(topic, Math.min(100, helpWidth(io))));
    return exitStatus.success;
  }
  const { distance } = await import('fastest-levenshtein');
  const names = [...commands.map((candidate) => candidate.name), ...helpTopics.map((candidate) => candidate.name)];
  const [nearest = ''] = names.toSorted((a, b) => distance(a, name) - distance(b, name));
  const isClose = distance(nearest, name) <= Math.max(1, Math.ceil(name.length / 3));
  throw new UserError(
    `No command or topic is called "${name}".${isClose ? ` Did you mean "${nearest}"?` : ''}`,
    exitStatus.usageError,
    'Run `readings help commands` to list all commands.',
  );
}

async function renderOverview(io: Io): Promise<string> {
  const { renderOverview } = await import('./help/render-help.ts');
  const { findExampleWords } = await import('./help/example-words.ts');
  return renderOverview(commands, programDescription, await findExampleWords(io), helpWidth(io));
}

async function renderCommandHelp(io: Io, command: Command): Promise<string> {
  const { fillExample, findExampleWords } = await import('./help/example-words.ts');
  const words = await findExampleWords(io);
  let text = '';
  const program = createProgram(io, { status: 0 });
  const definition = program.commands.find((candidate) => candidate.name() === command.name);
  definition?.addHelpText(
    'after',
    [
      '',
      'Run `readings help options` to list all global options.',
      '',
      'Examples:',
      ...command.examples.map((example) => `  $ readings ${fillExample(example, words)}`),
      '',
    ].join('\n'),
  );
  definition?.configureOutput({ writeOut: (part) => (text += part) });
  definition?.outputHelp();
  return text;
}

function helpWidth({ environment, output }: Io): number {
  return output.columns || Number(environment.COLUMNS) || 80;
}

/** @param state receives the exit status of the command that runs */
export function createProgram(
  io: Io,
  state: { status: number },
  list: readonly Command[] = commands,
): CommanderCommand {
  const program = new CommanderCommand('readings')
    .description(programDescription)
    .version(version, '-V, --version', 'print the version')
    .usage('[options] <command> [query...]')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.output.write(text),
      writeErr: (text) => io.errors.write(text),
      outputError: (text, write) => write(sanitizeText(rewordError(text))),
      getOutHelpWidth: () => helpWidth(io),
      getErrHelpWidth: () => helpWidth(io),
    })
    .configureHelp({
      showGlobalOptions: true,
      minWidthToWrap: 16,
      formatItem,
      visibleGlobalOptions: (command) =>
        Help.prototype.visibleGlobalOptions
          .call(Object.assign(new Help(), { showGlobalOptions: true }), command)
          .filter(({ long }) => commonOptions.some((name) => long === `--${name}`)),
    });
  for (const option of globalOptions) addOption(program, option, io.now);
  for (const command of list) addCommand(program, command, io, state);
  return program;
}

/** commander begins its messages with `error:` in lower case. */
function rewordError(text: string): string {
  const [, message = text] = /^error: (.*)$/s.exec(text) ?? [];
  const reworded = message.replace(
    /^command-argument value (.*) is invalid for argument '(\w+)'\./,
    'Argument $1 is invalid for $2.',
  );
  return `readings: ${reworded.charAt(0).toUpperCase()}${reworded.slice(1)}`;
}

function addCommand(program: CommanderCommand, command: Command, io: Io, state: { status: number }): void {
  const { name, aliases = [], summary, operands, options } = command;
  const added = program
    .command(name)
    .aliases([...aliases])
    .description(summary);
  for (const operand of operands) {
    const argument = new Argument(formatOperand(operand), operand.description);
    if (operand.choices) argument.choices(operand.choices);
    added.addArgument(argument);
  }
  for (const option of options) addOption(added, option, io.now);
  added.action(async (...values: unknown[]) => {
    const found = values.slice(0, operands.length).flat() as (string | undefined)[];
    const invocation = {
      operands: found.filter((word) => word !== undefined),
      options: added.optsWithGlobals() as Invocation['options'],
    };
    const { format, json } = invocation.options;
    if (command.answer === undefined && (format !== undefined || json))
      throw new UserError(`${name} has no output formats.`, exitStatus.usageError, 'Leave out --format and --json.');
    state.status = await command.run(io, invocation);
  });
}

function addOption(command: CommanderCommand, option: Option, now: number): void {
  command.addOption(createOption(option, formatUsage(option), now));
  if (option.type === 'boolean' && option.isTwoWay)
    command.addOption(new CommanderOption(`--no-${option.name}`, `do not ${option.description.replace(/,.*/, '')}`));
  if (option.formerName !== undefined) {
    const usage = formatUsage({ ...option, name: option.formerName }).replace(/^-., /, '');
    command.addOption(createOption(option, usage, now).hideHelp());
  }
}

function createOption(option: Option, usage: string, now: number): CommanderOption {
  const created = new CommanderOption(usage, option.type === 'choice' ? option.description : fullDescription(option));
  if (option.type === 'choice') created.choices(option.choices);
  if (option.type !== 'boolean' && option.default !== undefined) created.default(option.default);
  if (option.conflictsWith !== undefined) created.conflicts(option.conflictsWith);
  if (option.type === 'integer' || option.type === 'date' || option.type === 'day')
    created.argParser((text) => {
      try {
        return parseValue(option, text, now);
      } catch (error) {
        throw error instanceof InvalidValue ? new InvalidArgumentError(error.message) : error;
      }
    });
  if (option.type === 'string' && option.isRepeatable)
    created.argParser((text, previous: readonly string[] | undefined) => [...(previous ?? []), text]);
  return created;
}

/** In a narrow terminal, a description is below its term. */
function formatItem(this: Help, term: string, termWidth: number, description: string, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  if (description === '' || width >= 60)
    return Help.prototype.formatItem.call(this, term, termWidth, description, helper);
  const indent = ' '.repeat(6);
  return `  ${term}\n${helper.boxWrap(description, Math.max(16, width - indent.length)).replace(/^/gm, indent)}`;
}
