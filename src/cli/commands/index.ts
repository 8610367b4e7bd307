/** All commands, in the order in which help lists them. */
import type { Command } from '../command-line/command.ts';
import { add } from './add/command.ts';
import { backlinks } from './backlinks.ts';
import { browse } from './browse/command.ts';
import { code } from './code.ts';
import { compare } from './compare/command.ts';
import { complete } from './complete.ts';
import { completion } from './completion.ts';
import { config } from './config/command.ts';
import { cons } from './cons.ts';
import { edit } from './edit/command.ts';
import { exportSite } from './export/command.ts';
import { help } from './help.ts';
import { index } from './index/command.ts';
import { links } from './links.ts';
import { lint } from './lint/command.ts';
import { list } from './list.ts';
import { newNote } from './new/command.ts';
import { open } from './open/command.ts';
import { pick } from './pick/command.ts';
import { pros } from './pros.ts';
import { proscons } from './proscons.ts';
import { quotes } from './quotes.ts';
import { related } from './related/command.ts';
import { remarks } from './remarks.ts';
import { search } from './search/command.ts';
import { serve } from './serve/command.ts';
import { show } from './show/command.ts';
import { tables } from './tables.ts';
import { tags } from './tags.ts';
import { tasks } from './tasks.ts';
import { topics } from './topics.ts';
import { tree } from './tree.ts';

export const commands: readonly Command[] = [
  ...[show, browse, serve, list, tree, links, quotes, remarks, code, tables, tasks],
  ...[search, pick, open, tags, backlinks, related],
  ...[pros, cons, proscons, compare, topics],
  ...[add, newNote, edit, exportSite],
  ...[lint, index, config, completion, help],
];

/** Returns the command with a name or an alias, also if it is not documented. */
export function findCommand(name: string): Command | undefined {
  if (name === complete.name) return complete;
  return commands.find((command) => command.name === name || command.aliases?.includes(name));
}
