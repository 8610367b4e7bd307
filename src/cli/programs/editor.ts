/** Opens a file in an editor, at a line. */
import { basename } from 'node:path';
import { parseArgsStringToArgv } from 'string-argv';
import type { UserConfiguration } from '../../configuration/configuration.ts';
import type { Io } from '../io.ts';
import { programNamed } from './choose.ts';
import { runProgram } from './spawn.ts';

/** How editors are told a line. Others are given the file alone. */
const lineForms: readonly (readonly [names: readonly string[], form: (file: string, line: number) => string[]])[] = [
  [['vi', 'vim', 'nvim', 'gvim', 'emacs', 'emacsclient', 'nano', 'kak', 'micro'], (file, line) => [`+${line}`, file]],
  [['code', 'code-insiders', 'codium', 'cursor'], (file, line) => ['--goto', `${file}:${line}`]],
  [['hx', 'helix', 'subl', 'zed', 'zeditor'], (file, line) => [`${file}:${line}`]],
];

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
  const { value: editor } = programNamed('editor', io, user);
  const words = editorWords(editor, file, line);
  return runProgram(io, words, {
    message: `cannot open ${file} in the editor ${editor}`,
    hint: 'Name another in VISUAL, in EDITOR, or as editor in the configuration (readings config --edit).',
  });
}
