/** Writes an answer: in which format, how wide, in colour or not, paged or not. */
import type { Note } from '../core/note.ts';
import { reasonOf } from '../library/walk.ts';
import type { AnswerKind, Answers, Context } from '../render/answer.ts';
import { safeText } from '../render/safe-text.ts';
import { pathFrom } from './ask.ts';
import { pipeDefaults, writerFor } from './formats.ts';
import type { Io } from './io.ts';
import type { FormatName, GlobalOptions } from './settings.ts';
import { formatOf } from './settings.ts';
import { status, UserError } from './user-error.ts';

/** Options of some commands that change how their answer looks. */
interface Shape {
  readonly sides?: boolean;
  readonly withContext?: boolean;
}

/**
 * Makes a printer of answers of one kind.
 * @throws UserError when the options ask for what that kind has not, before anything is read
 * @returns a function that prints, and tells whether there was anything to print
 */
export async function printerFor<Kind extends AnswerKind>(
  io: Io,
  kind: Kind,
  options: GlobalOptions & Shape,
): Promise<(answers: readonly Answers[Kind][]) => Promise<boolean>> {
  const isTerminal = io.output.isTTY === true;
  const name = formatOf(options) ?? (isTerminal ? 'terminal' : pipeDefaults[kind]);
  const hasLines = name === 'tsv' || name === 'urls' || (kind === 'list' && name === 'text');
  if (options.null && !hasLines) {
    const hint = 'It ends lines of tsv, urls and list.';
    throw new UserError(`--null has no meaning for ${kind} as ${name}`, status.wrongCommandLine, hint);
  }
  const write = await writerFor(name, kind);
  const context = await contextFor(io, options, name);
  return async (answers) => {
    // Empty JSON is an empty array; every other format of nothing is nothing.
    if (answers.length === 0 && name !== 'json') return false;
    const pieces = write(answers, context);
    if (!isTerminal) await writePieces(io, pieces);
    else if (name === 'terminal') await page(io, options, pieces);
    else await writePieces(io, made(pieces, safeText));
    return answers.length > 0;
  };
}

async function contextFor(io: Io, options: GlobalOptions & Shape, name: FormatName): Promise<Context> {
  return {
    width: widthOf(io, options),
    colorLevel: name === 'terminal' ? await colorLevelOf(io, options) : 0,
    ascii: !isUnicode(io),
    isBeside: options.sides === true,
    hasContext: options.withContext === true,
    pathOf: (note: Note) => pathFrom(io.workingFolder, note),
    lineEnd: options.null ? '\0' : '\n',
  };
}

/** Lines longer than this are hard to read. */
const widest = 100;

function widthOf({ environment, output }: Io, { width }: GlobalOptions): number {
  if (width !== undefined) return width;
  if (output.isTTY) return Math.min(output.columns || 80, widest);
  const columns = Number(environment.COLUMNS);
  return Number.isInteger(columns) && columns >= 10 && columns <= 10_000 ? columns : 80;
}

/** POSIX: LC_ALL before LC_CTYPE before LANG. Windows has no such variables, and terminals there take UTF-8. */
function isUnicode({ environment }: Io): boolean {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG;
  return locale === undefined ? environment.OS === 'Windows_NT' : /utf-?8/i.test(locale);
}

/** The option, then NO_COLOR (https://no-color.org), then what chalk finds: FORCE_COLOR, TERM, COLORTERM, the terminal. */
async function colorLevelOf({ environment }: Io, { color }: GlobalOptions): Promise<0 | 1 | 2 | 3> {
  if (color === 'never' || (color === 'auto' && environment.NO_COLOR)) return 0;
  const { supportsColor } = await import('chalk');
  const level = supportsColor ? supportsColor.level : 0;
  return color === 'always' && level === 0 ? 1 : level;
}

function* made(pieces: Iterable<string>, make: (piece: string) => string): Iterable<string> {
  for (const piece of pieces) yield make(piece);
}

/** Pieces are put together up to about this many characters before they are written. */
const batch = 65_536;

/** Writes whole pieces, as fast as the reader takes them; an interruption ends it between two. */
async function writePieces({ output, interruption }: Io, pieces: Iterable<string>): Promise<void> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < batch) continue;
    await writeText(text);
    text = '';
  }
  if (text !== '') await writeText(text);

  async function writeText(whole: string): Promise<void> {
    interruption.isWriting = true;
    await new Promise<void>((resolve, reject) =>
      output.write(whole, (error) => (error ? reject(unwritable(error)) : resolve())),
    );
    interruption.isWriting = false;
    // Let a signal that came meanwhile be seen.
    await new Promise((resolve) => setImmediate(resolve));
    if (interruption.wanted) throw new UserError('interrupted', status.interrupted);
  }
}

/** A full disk is nobody's defect. */
function unwritable(error: Error): UserError {
  return new UserError(`cannot write the answer: ${reasonOf(error)}`, status.partUnreadable);
}

/** Writes to the terminal, through a pager when it is more than the screen holds. */
async function page(io: Io, options: GlobalOptions, pieces: Iterable<string>): Promise<void> {
  const text = [...pieces].join('');
  const pager = options.pager ? (io.environment.READINGS_PAGER ?? io.environment.PAGER ?? 'less') : '';
  if (pager === '' || pager === 'cat' || !isLonger(text, io.output)) return writePieces(io, [text]);
  const { spawn } = await import('node:child_process');
  const child = spawn(pager, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { LESS: 'FRX', ...io.environment },
  });
  // The pager was left before it had read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(text);
  const code = await new Promise<number | null>((resolve) =>
    child.on('close', resolve).on('error', () => resolve(127)),
  );
  if (code === 127) await writePieces(io, [text]);
}

/** Whether a text has more lines than a terminal, lines that wrap counted as one. */
function isLonger(text: string, { rows }: Io['output']): boolean {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0 && lines < (rows ?? 24); at = text.indexOf('\n', at + 1)) lines++;
  return lines >= (rows ?? 24);
}
