/** What the commands that take a QUERY have in common: its options. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { wholeNumber } from './settings.ts';

export interface QueryOptions {
  readonly all?: boolean;
  readonly first?: number;
  readonly exact?: boolean;
}

/** Adds the options of a QUERY to a command. */
export function addQueryOptions(command: Command): Command {
  return command
    .addOption(new Option('--all', 'every match, not only the best').conflicts('first'))
    .option('--first <n>', 'the best n matches', wholeNumber(1, 1_000_000))
    .option('--exact', 'refuse to guess: exactly one heading, label or note has to be called so');
}
