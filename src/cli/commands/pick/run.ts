import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { PickAction } from '../../../browse/pick-actions.ts';
import { copySequence, pickActions, pickHint } from '../../../browse/pick-actions.ts';
import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import type { Note, Section } from '../../../core/note.ts';
import { getHeadingPath } from '../../../core/note.ts';
import { withQuery } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { openInEditor } from '../../programs/editor.ts';
import type { Setup } from '../../setup.ts';
import { setUp } from '../../setup.ts';
import { getThemeName } from '../../terminal/appearance.ts';
import { canPrompt } from '../../terminal/prompt.ts';
import { createReaderHost } from '../../terminal/reader-host.ts';
import type { ShowOptions } from '../show/run.ts';
import { showSection } from '../show/run.ts';

interface PickOptions extends ShowOptions {
  readonly search?: boolean;
}

/** What was picked, and what to do with it. */
interface Picked {
  /** `file#slug`, or the file. */
  readonly address: string;
  readonly file: string;
  readonly line: number;
  readonly action: PickAction;
}

/** Lets the user pick a section, and shows it, edits it, opens one of its links or copies its address. */
export async function pickSection(
  io: Io,
  words: readonly string[],
  options: GlobalOptions & PickOptions,
): Promise<number> {
  if (!canPrompt(io))
    throw new UserError(
      'Picking a section needs a terminal for standard input and output.',
      exitStatus.usageError,
      'Name the section instead: readings show QUERY. Run `readings tree` to list all headings.',
    );
  const setup = await setUp(io, options);
  const query = words.join(' ');
  const withFzf = options.search ? undefined : await pickWithFzf(io, options, setup, query);
  const picked = withFzf ?? (await pickInReader(io, options, setup, query));
  if (typeof picked === 'number') return picked;
  switch (picked.action) {
    case 'show':
      return showSection(io, [picked.address], options);
    case 'edit':
      return openInEditor(io, setup.user, picked.file, picked.line);
    case 'open':
      return (await import('../open/run.ts')).openLink(io, picked.address, options);
    default:
      io.output.write(`${copySequence(picked.address)}${picked.address}\n`);
      return exitStatus.success;
  }
}

/** Picks in the full-screen reader's list. */
async function pickInReader(
  io: Io,
  options: GlobalOptions & PickOptions,
  setup: Setup,
  query: string,
): Promise<Picked | number> {
  if (io.environment.TERM === 'dumb')
    throw new UserError(
      'Picking a section needs a terminal with cursor movement, or fzf.',
      exitStatus.usageError,
      'Name the section instead: readings show QUERY.',
    );
  const request = { query: undefined, takes: 'none' } as const;
  const check = (quiet: boolean) =>
    withQuery(io, { ...options, quiet }, setup, request, false, ({ library }) => library.isEmpty);
  // A picked section prints its warnings itself; an empty library prints them here.
  let checked = await check(true);
  if (checked.answer && !options.quiet) checked = await check(false);
  checked.library.close();
  if (checked.answer) return checked.isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  const host = await createReaderHost(io, options, setup, { query: undefined });
  const { Reader } = await import('../../../browse/full-screen-reader.ts');
  const choice = await new Reader(host).pick(query, options.search === true);
  if (!choice) throw new UserError('Nothing was picked.', exitStatus.interrupted);
  const { destination, action } = choice;
  const note = await host.readNote(destination.note);
  const section = note?.sections.find(({ from }) => from === destination.from);
  const { file } = destination.note;
  return { ...toPicked(file, section), action };
}

function toPicked(file: string, section: Pick<Section, 'slug' | 'line'> | undefined): Omit<Picked, 'action'> {
  return { address: section ? `${file}#${section.slug}` : file, file, line: section?.line ?? 1 };
}

/** Separates fields. Headings never contain it, since it is shown as a symbol; hardly any path does. */
const separator = '\x1f';

/** Yields one line for fzf per section: its address, its line number and its label. */
function* listLines(note: Note): Generator<string> {
  const place = `\u001b[2m${sanitizeLine(note.title)}  ${sanitizeLine(note.path)}\u001b[22m`;
  const toLine = (section: Section | undefined): string => {
    const { address, line } = toPicked(note.file, section);
    const names = getHeadingPath(section).filter((name) => name !== note.title || section?.parent === undefined);
    const name = sanitizeLine(names.reverse().join(' ‹ ') || note.title);
    return [address, line, `${name}  ${place}`].join(separator);
  };
  if (note.file.includes(separator)) return;
  if (note.sections.length === 0) yield toLine(undefined);
  for (const section of note.sections) yield toLine(section);
}

/** Returns undefined if fzf is not installed, or an exit status. @throws UserError if nothing was picked */
async function pickWithFzf(
  io: Io,
  options: GlobalOptions & PickOptions,
  setup: Setup,
  query: string,
): Promise<Picked | number | undefined> {
  if (!isInstalled('fzf', io.environment.PATH)) return undefined;
  const request = { query: undefined, takes: 'best' } as const;
  const { answer: lines, isPartial } = await withQuery(io, options, setup, request, false, ({ targets }) =>
    targets.flatMap(({ note }) => [...listLines(note)]),
  );
  if (lines.length === 0) return isPartial ? exitStatus.partialFailure : exitStatus.noMatch;
  const program = [...io.program, ...getLibraryOptions(options)].map(quoteForShell).join(' ');
  const theme = quoteForShell(await getThemeName(io, options, setup));
  const preview = `${program} show --format terminal --color always --theme ${theme} --no-pager --quiet --width "$((\${FZF_PREVIEW_COLUMNS:-80} - 2))" -- {1}`;
  const child = spawn(
    'fzf',
    [
      ...['--read0', '--print0', '--ansi', '--delimiter', separator, '--with-nth', '3', '--layout', 'reverse'],
      ...[
        '--tiebreak',
        'begin,length',
        '--expect',
        Object.keys(pickActions)
          .filter((key) => key !== 'enter')
          .join(','),
        '--header',
        pickHint,
      ],
      ...['--preview', preview, '--preview-window', 'right,60%,wrap,<100(down,50%,wrap)'],
      ...['--bind', 'ctrl-z:ignore', '--query', query],
    ],
    // The preview is quoted for this shell.
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...io.environment, SHELL: '/bin/sh' } },
  );
  io.interruption.isTerminalLent = true;
  io.atExit(() => child.kill());
  try {
    const output = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.on('error', reject);
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      child.stdin.on('error', () => undefined);
      child.stdin.end(lines.join('\0'));
      child.on('close', (code) => {
        // fzf(1): 130 for Esc and Ctrl-C, 1 for no match, 2 for an error.
        if (code === 0) resolve(text);
        else if (code === 130 || code === 1) reject(new UserError('Nothing was picked.', exitStatus.interrupted));
        else reject(new UserError(`fzf exited with status ${code}.`, exitStatus.usageError, 'Check FZF_DEFAULT_OPTS.'));
      });
    });
    const [key = '', picked = ''] = output.split('\0');
    const [address = '', line = ''] = picked.split(separator);
    const action = Object.hasOwn(pickActions, key) ? pickActions[key as keyof typeof pickActions] : 'show';
    return { address, file: address.replace(/#[^#]*$/, ''), line: Number(line), action };
  } finally {
    io.interruption.isTerminalLent = false;
  }
}

function isInstalled(program: string, path = ''): boolean {
  return path.split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}

function quoteForShell(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function getLibraryOptions({ library = [], index }: GlobalOptions): string[] {
  return [...library.flatMap((path) => ['-L', path]), ...(index ? [] : ['--no-index'])];
}
