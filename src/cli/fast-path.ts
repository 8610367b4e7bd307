/** Runs a command line: directly if it is valid, through commander if it needs help or an error message. */
import { parse } from './command-line/parse.ts';
import { findCommand } from './commands/index.ts';
import { showByDefault } from './commands/show/command.ts';
import type { Io } from './io.ts';
import { reportError } from './report-error.ts';

/** Runs the program once. @returns the exit status */
export async function run(io: Io): Promise<number> {
  try {
    // commander takes as long to load as `show` takes to answer.
    const parsed = parse(io.arguments, findCommand, io.now, showByDefault);
    if (parsed) return await parsed.command.run(io, parsed.invocation);
    const { runProgram } = await import('./program.ts');
    return await runProgram(io);
  } catch (error) {
    return reportError(error, io);
  }
}
