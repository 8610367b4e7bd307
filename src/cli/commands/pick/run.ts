/** What `pick` does: a fuzzy finder over headings, with a preview of the section. */

import { exitStatus, UserError } from '../../../core/errors.ts';
import { sanitizeLine } from '../../../core/escape.ts';
import type { Section } from '../../../core/note.ts';
import { getHeadingPath } from '../../../core/note.ts';
import { askFor } from '../../answering/ask.ts';
import type { Io } from '../../io.ts';
import type { Session } from '../../session.ts';
import type { Called, GlobalOptions } from '../../settings.ts';
import { setUp } from '../../setup.ts';
import { themeNameOf } from '../../terminal/appearance.ts';
import { isAsking } from '../../terminal/prompt.ts';

interface Choice {
  readonly address: string;
  /** The headings above and including it, on one line. */
  readonly name: string;
  /** How it begins. */
  readonly start: () => string;
}

/** @returns the query that names what was picked; nothing when nothing was: the session's status says so */
export async function pick(session: Session, called: Called): Promise<string | undefined> {
  const { io } = session;
  if (!isAsking(io))
    throw new UserError(
      'to pick a section, standard input and output have to be a terminal',
      exitStatus.usageError,
      'Name it: readings show QUERY. `readings tree` prints all headings.',
    );
  const options = called.optsWithGlobals() as GlobalOptions;
  const setup = await setUp(io, options);
  const question = { query: undefined, takes: 'best' as const };
  const { answer: choices } = await askFor(session, options, setup, question, false, ({ targets }) =>
    targets.flatMap(({ note }): Choice[] => {
      const of = (section: Section | undefined): Choice => ({
        address: section ? `${note.file}#${section.slug}` : note.file,
        name: sanitizeLine(
          [note.title, ...getHeadingPath(section)].filter((one, at, all) => one !== all[at - 1]).join(' › '),
        ),
        start: () => note.source.slice(section?.from ?? 0, section?.to).slice(0, 400),
      });
      return note.sections.length === 0 ? [of(undefined)] : note.sections.map(of);
    }),
  );
  if (choices.length === 0) {
    session.status = exitStatus.noMatch;
    return undefined;
  }
  return (
    (await withFzf(io, choices, options, await themeNameOf(io, options, setup))) ?? (await withPrompt(io, choices))
  );
}

/** What stands between fields: in no heading, since it is shown as a sign, and in hardly any path. */
const between = '\x1f';

/** @returns nothing where there is no fzf. @throws UserError when nothing was picked */
async function withFzf(
  io: Io,
  choices: readonly Choice[],
  options: GlobalOptions,
  theme: string,
): Promise<string | undefined> {
  const { spawn } = await import('node:child_process');
  const readings = [...io.program, ...libraryOptions(options)].map(quoted).join(' ');
  const preview = `${readings} show --format terminal --color always --theme ${quoted(theme)} --no-pager --quiet --width "$((\${FZF_PREVIEW_COLUMNS:-80} - 2))" -- {1}`;
  const words = ['--read0', '--print0', '--delimiter', between, '--with-nth', '2', '--layout', 'reverse'];
  const child = spawn(
    'fzf',
    [
      ...words,
      '--preview',
      preview,
      '--preview-window',
      'right,60%,wrap,<100(down,50%,wrap)',
      '--bind',
      'ctrl-z:ignore',
    ],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      // What fzf runs for the preview is read by this shell, which is what it is quoted for.
      env: { ...io.environment, SHELL: '/bin/sh' },
    },
  );
  io.interruption.isLent = true;
  io.atEnd(() => child.kill());
  try {
    return await new Promise((resolve, reject) => {
      let said = '';
      // One that cannot be run is as good as none.
      child.on('error', () => resolve(undefined));
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
      child.stdin.on('error', () => undefined);
      child.stdin.end(
        choices
          .filter(({ address }) => !address.includes(between))
          .map(({ address, name }) => `${address}${between}${name}`)
          .join('\0'),
      );
      child.on('close', (code) => {
        // fzf(1): 130 for Esc and Ctrl-C, 1 for no match, 2 for a fault.
        if (code === 0) resolve(said.split(between)[0] ?? '');
        else if (code === 130 || code === 1) reject(new UserError('nothing was picked', exitStatus.interrupted));
        else reject(new UserError(`fzf ended with status ${code}`, exitStatus.usageError, 'Look at FZF_DEFAULT_OPTS.'));
      });
    });
  } finally {
    io.interruption.isLent = false;
  }
}

/** A word as sh reads it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function libraryOptions({ library = [], index }: GlobalOptions): string[] {
  return [...library.flatMap((path) => ['-L', path]), ...(index ? [] : ['--no-index'])];
}

/** As many are shown at once. */
const pageSize = 15;

async function withPrompt({ input, terminal }: Io, choices: readonly Choice[]): Promise<string> {
  const { default: search } = await import('@inquirer/search');
  const { emitKeypressEvents } = await import('node:readline');
  const leaving = new AbortController();
  emitKeypressEvents(input);
  const onKey = (_: unknown, key: { readonly name?: string } | undefined) => {
    if (key?.name === 'escape') leaving.abort();
  };
  input.on('keypress', onKey);
  try {
    return await search(
      {
        message: 'Section (Esc leaves)',
        pageSize,
        source: (term) => {
          const words = (term ?? '').toLowerCase().split(/\s+/);
          const found = choices.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
          return found.slice(0, 200).map(({ address, name, start }) => ({
            name,
            value: address,
            get description() {
              return start()
                .split('\n')
                .slice(1, 6)
                .map(sanitizeLine)
                .filter((line) => line !== '')
                .join('\n');
            },
          }));
        },
      },
      { input, output: terminal(), signal: leaving.signal },
    );
  } catch (error) {
    const { name } = error as Error;
    if (name === 'ExitPromptError' || name === 'AbortPromptError')
      throw new UserError('nothing was picked', exitStatus.interrupted);
    throw error;
  } finally {
    input.off('keypress', onKey);
  }
}
