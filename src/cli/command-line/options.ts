/** commander's options, made of the flags. */
import { InvalidArgumentError, Option } from 'commander';
import type { Command } from './command.ts';
import type { Flag } from './global-options.ts';
import { InvalidValue, queryFlags } from './global-options.ts';

/** @param now milliseconds since 1970 */
export function addFlags(command: Command, flags: readonly Flag[], now = 0): Command {
  for (const flag of flags) command.addOption(optionOf(flag, now));
  return command;
}

function optionOf(flag: Flag, now: number): Option {
  const option = new Option(flag.flags, flag.description);
  if (flag.choices) option.choices(flag.choices);
  if (flag.default !== undefined) option.default(flag.default);
  if (flag.conflicts !== undefined) option.conflicts(flag.conflicts);
  const { parse } = flag;
  if (parse)
    option.argParser((value) => {
      try {
        return parse(value, now);
      } catch (error) {
        throw error instanceof InvalidValue ? new InvalidArgumentError(error.message) : error;
      }
    });
  if (flag.isRepeatable) option.argParser((value, before: readonly string[] | undefined) => [...(before ?? []), value]);
  return option;
}

/** Adds the options of a QUERY. */
export function addQuery(command: Command): Command {
  return addFlags(command, queryFlags);
}
