import { UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import { exitStatus } from '../../../core/exit-codes.ts';
import type { Section } from '../../../core/note.ts';
import { getHeadingPath } from '../../../core/note.ts';
import { withQuery } from '../../answering/ask.ts';
import type { GlobalOptions } from '../../command-line/global-options.ts';
import type { Io } from '../../io.ts';
import { setUp } from '../../setup.ts';
import { getThemeName } from '../../terminal/appearance.ts';
import { canPrompt } from '../../terminal/prompt.ts';

interface Choice {
  readonly address: string;
  /** The title and headings that lead to the section, on one line. */
  readonly name: string;
  /** Returns the first part of the section's source. */
  readonly preview: () => string;
}

const maxPreviewLength = 400;

/** Lets the user pick a section. @returns a query for it, or the exit status if there is nothing to pick */
export async function pickSection(io: Io, options: GlobalOptions): Promise<{ readonly query: string } | number> {
  if (!canPrompt(io))
    throw new UserError(
      'Picking a section needs a terminal for standard input and output.',
      exitStatus.usageError,
      'Name the section instead: readings show QUERY. Run `readings tree` to list all headings.',
    );
  const setup = await setUp(io, options);
  const request = { query: undefined, takes: 'best' } as const;
  const { answer: choices } = await withQuery(io, options, setup, request, false, ({ targets }) =>
    targets.flatMap(({ note }): Choice[] => {
      const createChoice = (section: Section | undefined): Choice => {
        const names = [note.title, ...getHeadingPath(section)];
        return {
          address: section ? `${note.file}#${section.slug}` : note.file,
          name: sanitizeLine(names.filter((name, index) => name !== names[index - 1]).join(' › ')),
          preview: () => note.source.slice(section?.from ?? 0, section?.to).slice(0, maxPreviewLength),
        };
      };
      return note.sections.length === 0 ? [createChoice(undefined)] : note.sections.map(createChoice);
    }),
  );
  if (choices.length === 0) return exitStatus.noMatch;
  const theme = await getThemeName(io, options, setup);
  return { query: (await pickWithFzf(io, choices, options, theme)) ?? (await pickWithPrompt(io, choices)) };
}

/** Separates fields. Headings never contain it, since it is shown as a symbol; hardly any path does. */
const separator = '\x1f';

/** Returns undefined if fzf is not installed. @throws UserError if nothing was picked */
async function pickWithFzf(
  io: Io,
  choices: readonly Choice[],
  options: GlobalOptions,
  theme: string,
): Promise<string | undefined> {
  const { spawn } = await import('node:child_process');
  const program = [...io.program, ...getLibraryOptions(options)].map(quoteForShell).join(' ');
  const preview = `${program} show --format terminal --color always --theme ${quoteForShell(theme)} --no-pager --quiet --width "$((\${FZF_PREVIEW_COLUMNS:-80} - 2))" -- {1}`;
  const child = spawn(
    'fzf',
    [
      ...['--read0', '--print0', '--delimiter', separator, '--with-nth', '2', '--layout', 'reverse'],
      ...['--preview', preview, '--preview-window', 'right,60%,wrap,<100(down,50%,wrap)'],
      ...['--bind', 'ctrl-z:ignore'],
    ],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      // The preview is quoted for this shell.
      env: { ...io.environment, SHELL: '/bin/sh' },
    },
  );
  io.interruption.isTerminalLent = true;
  io.atExit(() => child.kill());
  try {
    return await new Promise((resolve, reject) => {
      let output = '';
      child.on('error', () => resolve(undefined));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      child.stdin.on('error', () => undefined);
      child.stdin.end(
        choices
          .filter(({ address }) => !address.includes(separator))
          .map(({ address, name }) => `${address}${separator}${name}`)
          .join('\0'),
      );
      child.on('close', (code) => {
        // fzf(1): 130 for Esc and Ctrl-C, 1 for no match, 2 for an error.
        if (code === 0) resolve(output.split(separator)[0] ?? '');
        else if (code === 130 || code === 1) reject(new UserError('Nothing was picked.', exitStatus.interrupted));
        else reject(new UserError(`fzf exited with status ${code}.`, exitStatus.usageError, 'Check FZF_DEFAULT_OPTS.'));
      });
    });
  } finally {
    io.interruption.isTerminalLent = false;
  }
}

function quoteForShell(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function getLibraryOptions({ library = [], index }: GlobalOptions): string[] {
  return [...library.flatMap((path) => ['-L', path]), ...(index ? [] : ['--no-index'])];
}

const pageSize = 15;
const maxPromptChoices = 200;

async function pickWithPrompt({ input, terminal }: Io, choices: readonly Choice[]): Promise<string> {
  const { default: search } = await import('@inquirer/search');
  const { emitKeypressEvents } = await import('node:readline');
  const cancellation = new AbortController();
  emitKeypressEvents(input);
  const onKey = (_: unknown, key: { readonly name?: string } | undefined) => {
    if (key?.name === 'escape') cancellation.abort();
  };
  input.on('keypress', onKey);
  try {
    return await search(
      {
        message: 'Section (Esc to cancel)',
        pageSize,
        source: (term) => {
          const words = (term ?? '').toLowerCase().split(/\s+/);
          const matches = choices.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
          return matches.slice(0, maxPromptChoices).map(({ address, name, preview }) => ({
            name,
            value: address,
            get description() {
              return preview()
                .split('\n')
                .slice(1, 6)
                .map(sanitizeLine)
                .filter((line) => line !== '')
                .join('\n');
            },
          }));
        },
      },
      { input, output: terminal(), signal: cancellation.signal },
    );
  } catch (error) {
    const { name } = error as Error;
    if (name === 'ExitPromptError' || name === 'AbortPromptError')
      throw new UserError('Nothing was picked.', exitStatus.interrupted);
    throw error;
  } finally {
    input.off('keypress', onKey);
  }
}
