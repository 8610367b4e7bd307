/** The commander program: every command, and the one place where errors are printed. */

import { Help } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { exitStatus, UserError } from '../core/errors.ts';
import { sanitizeText } from '../core/escape.ts';
import { Command } from './command-line/command.ts';
import { globalFlags } from './command-line/global-options.ts';
import { addFlags } from './command-line/options.ts';
import { defineAdd } from './commands/add/command.ts';
import { defineCompare } from './commands/compare.ts';
import { defineCompletion } from './commands/completion.ts';
import { defineConfig } from './commands/config/command.ts';
import { defineEdit } from './commands/edit/command.ts';
import { defineIndex } from './commands/index/command.ts';
import { defineLinks } from './commands/links.ts';
import { defineLint } from './commands/lint/command.ts';
import { defineList } from './commands/list.ts';
import { defineNew } from './commands/new/command.ts';
import { defineOpen } from './commands/open/command.ts';
import { definePick } from './commands/pick/command.ts';
import { defineCode, defineTables, defineTasks } from './commands/pieces.ts';
import { defineCons, definePros, defineProscons } from './commands/proscons.ts';
import { defineQuotes, defineRemarks } from './commands/quotes.ts';
import { defineRelated, defineSearch } from './commands/search/command.ts';
import { defineShow } from './commands/show/command.ts';
import { defineBacklinks, defineTags } from './commands/tags.ts';
import { defineTree } from './commands/tree.ts';
import { isShell } from './completion/shells.ts';
import { commandIn } from './fast-path.ts';
import { titles } from './help/topic-titles.ts';
import type { Io } from './io.ts';
import { report } from './report-error.ts';
import { Session } from './session.ts';

/** By name; in the order in which help lists them. */
const commands: Readonly<Record<string, (program: Command, session: Session) => void>> = {
  list: defineList,
  tree: defineTree,
  show: defineShow,
  links: defineLinks,
  pros: definePros,
  cons: defineCons,
  proscons: defineProscons,
  compare: defineCompare,
  quotes: defineQuotes,
  remarks: defineRemarks,
  code: defineCode,
  tables: defineTables,
  tasks: defineTasks,
  pick: definePick,
  search: defineSearch,
  tags: defineTags,
  backlinks: defineBacklinks,
  related: defineRelated,
  open: defineOpen,
  edit: defineEdit,
  new: defineNew,
  add: defineAdd,
  lint: defineLint,
  index: defineIndex,
  config: defineConfig,
  completion: defineCompletion,
};

/** A command line that names commands needs those alone; any other may need to know of all: help, a slip of spelling. */
function commandsFor(words: readonly string[]): string[] {
  const named = words.filter((word) => Object.hasOwn(commands, word));
  const isHelp = words.some((word) => word === 'help' || word === '--help' || /^-[a-zA-Z]*h/.test(word));
  return named.length > 0 && !isHelp ? [...new Set(named)] : Object.keys(commands);
}

/** @returns the program with the commands that its arguments may mean; nothing is run */
function makeProgram(session: Session): Command {
  const { io } = session;
  // Commands take over what is said of the program before they are added.
  const program = baseProgram().configureOutput({
    writeOut: (text) => io.output.write(text),
    writeErr: (text) => io.errors.write(text),
    outputError: (text, write) =>
      write(
        sanitizeText(
          text
            .replace(/^error: (?:command-argument value )?/, 'readings: ')
            .replace(/ is invalid for argument '\w+'/, ' is none of what it may be'),
        ),
      ),
    getOutHelpWidth: () => helpWidth(io),
    getErrHelpWidth: () => helpWidth(io),
  });
  return addCommands(program, session, commandsFor(io.arguments), io.now, commandIn(io.arguments));
}

/** The whole program, for what tells of it and runs nothing. */
export function describedProgram(): Command {
  return addCommands(baseProgram(), {} as Session, Object.keys(commands), 0);
}

function baseProgram(): Command {
  return new Command('readings')
    .description('Your Markdown reading notes, back in a second: sections, links, pros and cons.')
    .version(packageFile.version, '-V, --version', 'print the version')
    .usage('[options] <command> [query...]')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .exitOverride();
}

/** Where there is little room, what a thing means stands beneath its name. */
function formatItem(this: Help, term: string, termWidth: number, description: string, helper: Help): string {
  const width = helper.helpWidth ?? 80;
  if (description === '' || width >= 60)
    return Help.prototype.formatItem.call(this, term, termWidth, description, helper);
  const indent = ' '.repeat(6);
  return `  ${term}\n${helper.boxWrap(description, Math.max(16, width - indent.length)).replace(/^/gm, indent)}`;
}

/**
 * @param now milliseconds since 1970
 * @param name the command that is asked for, where one is
 */
function addCommands(
  program: Command,
  session: Session,
  names: readonly string[],
  now: number,
  name?: string,
): Command {
  program.configureHelp({ showGlobalOptions: true, minWidthToWrap: 16, formatItem });
  // `config --path` asks where the configuration is: it narrows nothing.
  const isConfig = name === 'config';
  addFlags(program, isConfig ? globalFlags.filter(({ flags }) => !flags.startsWith('--path ')) : globalFlags, now);
  for (const name of names) commands[name]?.(program, session);
  program
    .command('help')
    .argument('[topic]', `a command, or ${Object.keys(titles).join(', ')}`)
    .description('Print help: of a command, or on a topic.')
    .withExamples('readings help show', 'readings help lookup')
    .action((name: string | undefined) => helpOf(program, session, name));
  const topics = Object.entries(titles).map(([topic, title]) => `  ${topic.padEnd(15)} ${title}\n`);
  return program
    .addHelpText('after', `\nTopics of readings help:\n${topics.join('')}`)
    .withExamples('readings show serverless', 'readings links serverless --format urls');
}

async function helpOf(program: Command, { io }: Session, name: string | undefined): Promise<void> {
  const command =
    name === undefined
      ? program
      : program.commands.find((candidate) => [candidate.name(), ...candidate.aliases()].includes(name));
  if (command) {
    command.outputHelp();
    return;
  }
  const { helpTopics } = await import('./help/topics.ts');
  const { topicText } = await import('./help/render-help.ts');
  const topic = helpTopics.find((one) => one.name === name);
  if (topic) {
    io.output.write(topicText(topic, Math.min(100, helpWidth(io))));
    return;
  }
  throw new UserError(
    `there is no command or topic "${name}"`,
    exitStatus.usageError,
    `Commands: ${program.commands.map((one) => one.name()).join(', ')}. Topics: ${helpTopics.map((one) => one.name).join(', ')}.`,
  );
}

function helpWidth({ environment, output }: Io): number {
  return output.columns || Number(environment.COLUMNS) || 80;
}

/** Of `search trees -hash` the last is a word that is not wanted, and no option: such words go to the end, after `--`. */
function withExclusions(words: readonly string[]): string[] {
  const at = words.indexOf('search');
  if (at < 0 || words.includes('--')) return [...words];
  const isExcluded = (word: string, index: number) => index > at && /^-[^-]./.test(word) && !/^-[Lf]/.test(word);
  const excluded = words.filter(isExcluded);
  return excluded.length === 0
    ? [...words]
    : [...words.filter((word, index) => !isExcluded(word, index)), '--', ...excluded];
}

/** Runs the program once. @returns the exit status */
export async function run(io: Io): Promise<number> {
  const session = new Session(io);
  try {
    const [first, shell, ...words] = io.arguments;
    if (first === 'complete' && isShell(shell)) {
      const { complete } = await import('./completion/complete.ts');
      await complete(io, describedProgram(), shell, words[0] === '--' ? words.slice(1) : words);
      return session.status;
    }
    if (io.arguments.length === 0) {
      makeProgram(session).outputHelp({ error: true });
      return exitStatus.usageError;
    }
    await makeProgram(session).parseAsync(withExclusions(io.arguments), { from: 'user' });
    return session.status;
  } catch (error) {
    return report(error, io);
  }
}
