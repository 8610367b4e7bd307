/** Opens a file in an editor, at a line. */
import { basename } from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';
import type { UserConfiguration } from '../configuration/configuration.ts';
import { status, UserError } from '../core/user-error.ts';
import { reasonOf } from '../library/walk.ts';
import type { Io } from './io.ts';

/** How editors are told a line. Others are given the file alone. */
const lineForms: readonly (readonly [names: readonly string[], form: (file: string, line: number) => string[]])[] = [
  [['vi', 'vim', 'nvim', 'gvim', 'emacs', 'emacsclient', 'nano', 'kak', 'micro'], (file, line) => [`+${line}`, file]],
  [['code', 'code-insiders', 'codium', 'cursor'], (file, line) => ['--goto', `${file}:${line}`]],
  [['hx', 'helix', 'subl', 'zed', 'zeditor'], (file, line) => [`${file}:${line}`]],
];

/** The editor's command line: by POSIX `VISUAL`, then `EDITOR`, then the configuration. */
export function editorOf({ environment }: Pick<Io, 'environment'>, { editor }: UserConfiguration): string {
  const { VISUAL, EDITOR, OS } = environment;
  const named = [VISUAL, EDITOR, editor].find((one) => one !== undefined && one.trim() !== '');
  return named ?? (OS === 'Windows_NT' ? 'notepad' : 'vi');
}

/** The words of the command line that opens a file, at a line if there is one. @param file absolute */
export function editorWords(editor: string, file: string, line: number | undefined): string[] {
  const words = parseArgsStringToArgv(editor);
  const name = basename((words[0] ?? '').replaceAll('\\', '/')).replace(/\.(?:exe|cmd)$/i, '');
  const form = lineForms.find(([names]) => names.includes(name))?.[1];
  return [...words, ...(form && line !== undefined ? form(file, line) : [file])];
}

/** @returns what the editor ended with. @throws UserError when it cannot be started */
export async function openInEditor(
  io: Io,
  user: UserConfiguration,
  file: string,
  line: number | undefined,
): Promise<number> {
  const editor = editorOf(io, user);
  const words = editorWords(editor, file, line);
  return runProgram(io, words, {
    message: `cannot open ${file} in the editor ${editor}`,
    hint: 'Name another in VISUAL, in EDITOR, or as editor in the configuration (readings config --edit).',
  });
}

/** There is no program of that name. */
export class MissingProgram extends UserError {}

/**
 * Runs a program at the terminal that readings runs at, without a shell.
 * @returns its status, 128 and the signal's number where one ended it, as shells have it
 * @throws UserError when it cannot be started
 */
export async function runProgram(
  { interruption }: Io,
  [command = '', ...words]: readonly string[],
  failure: { readonly message: string; readonly hint: string },
): Promise<number> {
  const { spawn } = await import('node:child_process');
  const { constants } = await import('node:os');
  // Ctrl-C is the program's for as long as it runs.
  interruption.isPaging = true;
  try {
    return await new Promise<number>((resolve, reject) => {
      spawn(command, words, { stdio: 'inherit' })
        .on('error', reject)
        .on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing ? 'there is no such program' : reasonOf(error);
    const Reason = isMissing ? MissingProgram : UserError;
    throw new Reason(`${failure.message}: ${reason}`, status.wrongCommandLine, failure.hint);
  } finally {
    interruption.isPaging = false;
  }
}
