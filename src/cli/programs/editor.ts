/** Opens a file in an editor, at a line. */
import { basename } from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';
import type { UserConfiguration } from '../../configuration/configuration.ts';
import type { Io } from '../io.ts';
import { chooseProgram } from './choose.ts';
import { runProgram } from './spawn.ts';

/** How to open a file at a line, by editor. Other editors get only the file. */
const lineForms: readonly (readonly [names: readonly string[], form: (file: string, line: number) => string[]])[] = [
  [['vi', 'vim', 'nvim', 'gvim', 'emacs', 'emacsclient', 'nano', 'kak', 'micro'], (file, line) => [`+${line}`, file]],
  [['code', 'code-insiders', 'codium', 'cursor'], (file, line) => ['--goto', `${file}:${line}`]],
  [['hx', 'helix', 'subl', 'zed', 'zeditor'], (file, line) => [`${file}:${line}`]],
];

/** Returns the words of the command line that opens a file, at a line if one is given. @param file absolute */
export function createEditorCommand(editor: string, file: string, line: number | undefined): string[] {
  const words = parseArgsStringToArgv(editor);
  const name = basename((words[0] ?? '').replaceAll('\\', '/')).replace(/\.(?:exe|cmd)$/i, '');
  const form = lineForms.find(([names]) => names.includes(name))?.[1];
  return [...words, ...(form && line !== undefined ? form(file, line) : [file])];
}

/** @returns the editor's exit status. @throws UserError if it cannot be started */
export async function openInEditor(
  io: Io,
  user: UserConfiguration,
  file: string,
  line: number | undefined,
): Promise<number> {
  const { value: editor } = chooseProgram('editor', io, user);
  const words = createEditorCommand(editor, file, line);
  return runProgram(io, words, {
    message: `Cannot open ${file} in the editor ${editor}`,
    hint: 'Choose another with VISUAL, EDITOR, or `editor` in your configuration (readings config --edit).',
  });
}
